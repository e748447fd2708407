import Glibc

/// Reads what the process uses, for the metrics of the same names.
extension MetricRegistry {
  /// Sets the `process_` gauges from getrusage(2) and procfs; what cannot be read keeps its last value.
  public func readProcessFigures() {
    var usage = rusage()
    if unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 {
      func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
      set(.cpuSeconds, to: seconds(usage.ru_utime) + seconds(usage.ru_stime))
    }
    if let pages = readFile("/proc/self/statm").split(separator: " ").dropFirst().first.flatMap({ Double($0) }) {
      set(.residentMemory, to: pages * Double(sysconf(Int32(_SC_PAGESIZE))))
    }
    if let files = countEntries("/proc/self/fd") { set(.openFiles, to: Double(files)) }
  }

  private func readFile(_ path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  private func countEntries(_ path: String) -> Int? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    return count - 3  // `.`, `..`, and the folder's own descriptor
  }
}
