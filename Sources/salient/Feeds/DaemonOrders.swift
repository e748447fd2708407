import Fetching
import Model

/// Tells the running daemon what was changed, where one runs.
struct DaemonOrders {
  let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  var isDaemonRunning: Bool {
    // No answer, for whatever reason, is no daemon that could be told.
    (try? SocketClient(socket: settings.socketPath).get("/health/live"))?.status == 200
  }

  /// Asks for the feed list to be read again; without a daemon says when it will be.
  func reload() throws(CommandFailure) {
    guard isDaemonRunning else {
      Messages.say("no daemon runs on \(settings.socketPath); the change holds from its next start on")
      return
    }
    try Inbox(state: settings.state).put(.reload)
  }
}
