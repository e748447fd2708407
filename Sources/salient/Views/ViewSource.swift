import Cataloguing
import Fetching
import Foundation
import Model
import Publishing

/// Where the commands' views come from: the running daemon's socket, or the catalogue itself when none runs. Both
/// answer with the same documents.
struct ViewSource {
  private let settings: Settings
  private let client: SocketClient
  private let resources: (() throws(CommandFailure) -> Resources)?

  /// - Parameter resources: whose gazetteer tells what a place's name may mean, where no daemon does; asked for only then.
  init(_ settings: Settings, resources: (() throws(CommandFailure) -> Resources)? = nil) {
    self.settings = settings
    self.resources = resources
    client = SocketClient(socket: settings.socketPath)
  }

  /// Asks for a document.
  ///
  /// - Parameter query: parameters without a value are left out.
  func document<Document: Decodable>(
    _ type: Document.Type, _ path: String, _ query: KeyValuePairs<String, String?> = [:]
  ) async throws -> Document {
    try Documents.decoder().decode(type, from: Data(try await bytes(path, query)))
  }

  /// Asks for a list, page by page, and hands each item on.
  ///
  /// - Parameter limit: how many items at most; nil for all.
  func each<Item: Codable & Sendable>(
    _: Item.Type, _ path: String, _ query: KeyValuePairs<String, String?>, limit: Int?, _ body: (Item) throws -> Void
  ) async throws {
    if hasNothingYet() { return }
    var left = limit ?? .max
    var cursor: String?
    repeat {
      let pairs = query.map { ($0.key, $0.value) } + [("cursor", cursor), ("limit", String(min(left, 500)))]
      let page = try Documents.decoder().decode(PageDocument<Item>.self, from: Data(try await bytes(path, pairs)))
      for item in page.items.prefix(left) { try body(item) }
      left -= page.items.count
      cursor = page.next
    } while cursor != nil && left > 0
  }

  /// Whether a daemon answers or a catalogue is there.
  var hasSomething: Bool {
    FileManager.default.fileExists(atPath: settings.cataloguePath) || DaemonOrders(settings).isDaemonRunning
  }

  /// Whether nothing has been kept yet, which is then said: no daemon answers and there is no catalogue. A list is empty
  /// in that case, and no failure.
  func hasNothingYet() -> Bool {
    guard !hasSomething else { return false }
    Messages.say(
      "nothing is kept yet: there is no \(settings.cataloguePath); `salient run` (or systemctl start salient) starts the daemon, "
        + "which makes it")
    return true
  }

  func bytes(_ path: String, _ query: KeyValuePairs<String, String?>) async throws -> [UInt8] {
    try await bytes(path, query.map { ($0.key, $0.value) })
  }

  private func bytes(_ path: String, _ query: [(String, String?)]) async throws -> [UInt8] {
    let given = query.compactMap { name, value in value.map { (name, $0) } }
    let answer: SocketClient.Answer
    do throws(SocketClient.Failure) {
      answer = try client.get(ViewSource.target(path, given))
    } catch .nobody(let socket, let reason) {
      return try await fromCatalogue(path, given, noDaemon: "no daemon answers on \(socket) (\(reason))")
    } catch {
      throw CommandFailure(.unavailable, error.description)
    }
    guard answer.status == 200 else { throw ViewSource.failure(answer) }
    return answer.body
  }

  private func fromCatalogue(
    _ path: String, _ query: [(String, String)], noDaemon: String
  ) async throws -> [UInt8] {
    guard FileManager.default.fileExists(atPath: settings.cataloguePath) else {
      throw CommandFailure(
        .unavailable, "\(noDaemon), and nothing is kept yet in \(settings.state); `salient run` starts the daemon")
    }
    let catalogue: Catalogue
    do throws(CatalogueError) {
      catalogue = try Catalogue(file: settings.cataloguePath, access: .readOnly)
    } catch {
      throw CommandFailure(.unavailable, "\(noDaemon), and \(error.description)")
    }
    var meanings: PlaceMeanings = { _ in [] }
    if let resources, query.contains(where: { $0.0 == "place" }) { meanings = try resources().placeMeanings() }
    do throws(ViewError) {
      let parameters = Dictionary(query, uniquingKeysWith: { _, last in last })
      return try await Views(catalogue: catalogue, meanings: meanings).answer(path, ViewQuery(parameters)).body
    } catch {
      switch error {
      case .badQuery(let message): throw CommandFailure(.usage, message)
      case .notFound(let message): throw CommandFailure(.no, message)
      case .unavailable(let message): throw CommandFailure(.unavailable, message)
      }
    }
  }

  private static func target(_ path: String, _ query: [(String, String)]) -> String {
    var allowed = CharacterSet.alphanumerics
    allowed.insert(charactersIn: "-._~/")
    func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text }
    let pairs = query.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
    return encoded(path) + (pairs.isEmpty ? "" : "?" + pairs)
  }

  private struct Problem: Decodable { let detail: String }

  private static func failure(_ answer: SocketClient.Answer) -> CommandFailure {
    let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body))  // Else the status must do.
    let message = problem?.detail ?? "the daemon answers with status \(answer.status)"
    return switch answer.status {
    case 404: CommandFailure(.no, message)
    case 400..<500: CommandFailure(.usage, message)
    default: CommandFailure(.unavailable, message)
    }
  }
}
