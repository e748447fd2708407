// The C boundary for threads: one thread for one loop that blocks.
internal import Glibc

/// A thread for work that blocks on the disk, so that the cooperative pool never does.
enum OwnThread {
  /// Runs the body on a new thread; the thread ends with it.
  ///
  /// - Parameter name: for the error, when the system refuses.
  static func start(name: String, _ body: @escaping @Sendable () -> Void) throws(ArchiveError) {
    let work = Work(body: body)
    var thread = pthread_t()
    // SAFETY: the box is retained until the new thread takes it over, exactly once; when no thread was made, it is
    // taken back below. pthread_create copies the id out before it returns.
    let box = unsafe Unmanaged.passRetained(work)
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let work = unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
        work.body()
        return nil
      }, unsafe box.toOpaque())
    guard status == 0 else {
      unsafe box.release()
      throw .failed(operation: .create, path: "thread \(name)", errno: status)
    }
    pthread_detach(thread)
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
