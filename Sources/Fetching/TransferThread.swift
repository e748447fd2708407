import CLibcurl
import Glibc

/// The thread that runs a `TransferLoop`.
enum TransferThread {
  /// Starts the thread; it ends when the mailbox brings `.stop`.
  static func start(_ loop: sending TransferLoop, mailbox: Mailbox) throws(FetcherError) {
    let cargo = Cargo(loop: loop, mailbox: mailbox)
    var thread = pthread_t()
    // SAFETY: the cargo is retained here and released by the thread, or below if there is none.
    let pointer = unsafe Unmanaged.passRetained(cargo).toOpaque()
    let code = unsafe pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer = unsafe pointer else { return nil }
        unsafe Unmanaged<Cargo>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, pointer)
    guard code == 0 else {
      unsafe Unmanaged<Cargo>.fromOpaque(pointer).release()
      throw .system(call: "pthread_create", errno: code)
    }
    pthread_detach(thread)
  }

  private final class Cargo {
    private var loop: TransferLoop?
    private let mailbox: Mailbox

    init(loop: TransferLoop, mailbox: Mailbox) {
      self.loop = loop
      self.mailbox = mailbox
    }

    func run() {
      blockSignals()
      // Without the locale, names in other scripts do not resolve; all others do.
      _ = salient_thread_speaks_utf8()
      loop?.run()
      loop = nil
      mailbox.ended()
    }

    /// Signals are the service's own matter, and a broken pipe is told by the call that met it.
    private func blockSignals() {
      var all = sigset_t()
      unsafe sigfillset(&all)
      // It cannot fail with this argument.
      _ = unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
    }
  }
}
