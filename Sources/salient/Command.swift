internal import ArgumentParser

/// What all commands share: failures become a message and a status, and buffered output is written out.
enum Command {
  static func run(_ body: () throws -> Void) throws {
    do {
      try body()
      try Output.standard.flush()
    } catch let failure as CommandFailure {
      try end(failure)
    }
  }

  static func run(_ body: () async throws -> Void) async throws {
    do {
      try await body()
      try Output.standard.flush()
    } catch let failure as CommandFailure {
      try end(failure)
    }
  }

  private static func end(_ failure: CommandFailure) throws {
    // What was found before the failure is part of the answer; where it cannot be written the failure says enough.
    try? Output.standard.flush()
    if !failure.message.isEmpty { Messages.say("salient: \(failure.message)") }
    throw failure.status.code
  }
}
