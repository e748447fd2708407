import FoundationEssentials
import Glibc

/// Orders to the running daemon: files in a folder of the state, since the status socket only reads.
///
/// A command writes an order under another name and renames it, so that the daemon never reads half of one; who may
/// write into the folder may give orders: its owner and its group.
struct Inbox {
  let folder: String

  /// What can be asked of a running daemon.
  enum Order: Codable, Equatable, Sendable {
    /// Read the configuration and the feed list again.
    case reload
    /// Poll this feed as soon as its host allows; the URL as subscribed.
    case poll(url: String)
  }

  private static let ending = ".order"
  private static let orderBytesMax = 16 << 10
  /// Further orders wait for the next look.
  private static let ordersAtOnce = 1000

  init(state: String) { folder = state + "/inbox" }

  /// Makes the folder, writable for the group.
  func open() throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(.io, "\(folder): the folder for orders cannot be made: \(error)")
    }
    unsafe chmod(folder, 0o770)
  }

  /// Leaves an order.
  func put(_ order: Order) throws(CommandFailure) {
    let name = "\(folder)/\(UInt64(Date().timeIntervalSince1970 * 1e6))-\(getpid())"
    do {
      try JSONLines.encoder().encode(order).write(to: URL(filePath: name + ".part"))
      try FileManager.default.moveItem(atPath: name + ".part", toPath: name + Inbox.ending)
    } catch {
      throw CommandFailure(
        .io, "\(folder): the daemon cannot be told (\(error)); be a member of the group that owns the folder")
    }
  }

  /// Takes the orders that wait, oldest first; what is no order is thrown away and told of.
  func take() -> (orders: [Order], faults: [String]) {
    // A folder that cannot be read has no orders; the next look tries again.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var orders: [Order] = []
    var faults: [String] = []
    for name in names.filter({ $0.hasSuffix(Inbox.ending) }).sorted().prefix(Inbox.ordersAtOnce) {
      let path = "\(folder)/\(name)"
      do {
        let bytes = try Data(contentsOf: URL(filePath: path))
        guard bytes.count <= Inbox.orderBytesMax else { throw CocoaError(.fileReadTooLarge) }
        orders.append(try JSONLines.decoder().decode(Order.self, from: bytes))
      } catch {
        faults.append("\(path): no order: \(error)")
      }
      unsafe unlink(path)
    }
    return (orders, faults)
  }

  /// When the folder last changed; nil when it is not there.
  func changed() -> Date? {
    var status = stat()
    guard unsafe stat(folder, &status) == 0 else { return nil }
    return Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
  }
}
