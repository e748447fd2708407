internal import ArgumentParser

/// How a command ends, by sysexits(3).
enum ExitStatus: Int32 {
  case done = 0
  /// The answer is no: a check found damage, a search found nothing that was asked for by name.
  case no = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case software = 70
  case io = 74
  case temporary = 75
  case configuration = 78

  var code: ExitCode { ExitCode(rawValue) }
}

/// A failure that ends a command: what is said on standard error, and the status.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
