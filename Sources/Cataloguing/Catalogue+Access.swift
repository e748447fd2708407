internal import GRDB

extension Catalogue {
  /// Reads off the caller's thread. Cancelling the caller does not cut the read short.
  func reading<Answer: Sendable>(
    _ doing: String, _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws(CatalogueError) -> Answer {
    let (file, pool) = (file, pool)
    let answer: Result<Answer, CatalogueError> = await withCheckedContinuation { continuation in
      pool.asyncRead { access in
        continuation.resume(returning: attempting(file, doing: doing) { try body(access.get()) })
      }
    }
    return try answer.get()
  }

  /// Writes in one transaction off the caller's thread. It ends whole also when the caller is cancelled: a poll that
  /// was under way when the daemon is told to stop still settles.
  func writing<Answer: Sendable>(
    _ doing: String, _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws(CatalogueError) -> Answer {
    let (file, pool) = (file, pool)
    let answer: Result<Answer, CatalogueError> = await withCheckedContinuation { continuation in
      pool.asyncWrite(body) { _, result in
        continuation.resume(returning: attempting(file, doing: doing) { try result.get() })
      }
    }
    return try answer.get()
  }

  /// Runs what SQLite allows in no transaction, on the writing connection.
  func withoutTransaction(
    _ doing: String, _ body: @escaping @Sendable (Database) throws -> Void
  ) async throws(CatalogueError) {
    let (file, pool) = (file, pool)
    let answer: Result<Void, CatalogueError> = await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { database in
        continuation.resume(returning: attempting(file, doing: doing) { try body(database) })
      }
    }
    try answer.get()
  }

  /// Reads on the caller's thread, row by row, for listings too long to hold. Errors of `body` come out as they are.
  func streaming(_ doing: String, _ body: (Database) throws -> Void) throws {
    do {
      try pool.read(body)
    } catch let error as DatabaseError {
      throw CatalogueError(error, file: file, doing: doing)
    } catch let error as UnreadableValue {
      throw CatalogueError.unreadable(file: file, doing: doing, detail: error.detail)
    }
  }
}

/// Runs `body`; what SQLite or a damaged value throws comes out with the file and what was being done.
func translating<Answer>(
  _ file: String, doing: String, _ body: () throws -> Answer
) throws(CatalogueError) -> Answer {
  try attempting(file, doing: doing, body).get()
}

private func attempting<Answer>(
  _ file: String, doing: String, _ body: () throws -> Answer
) -> Result<Answer, CatalogueError> {
  do {
    return .success(try body())
  } catch let error as CatalogueError {
    return .failure(error)
  } catch let error as DatabaseError {
    return .failure(CatalogueError(error, file: file, doing: doing))
  } catch let error as UnreadableValue {
    return .failure(.unreadable(file: file, doing: doing, detail: error.detail))
  } catch {
    return .failure(.unreadable(file: file, doing: doing, detail: "\(error)"))
  }
}

extension CatalogueError {
  init(_ error: DatabaseError, file: String, doing: String) {
    self = .sqlite(
      file: file, doing: doing, code: Int(error.extendedResultCode.rawValue), message: error.message ?? "no message")
  }
}
