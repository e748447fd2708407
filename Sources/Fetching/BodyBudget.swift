/// Bounds the bytes of unfinished bodies over all transfers: above the limit those with large bodies wait, but for the one
/// that reached it first, so that something always goes on.
///
/// A share of each body is free, so that a few servers that send much, slowly, cannot hold up feeds of common size. The
/// memory held is at most the limit, the shares of all transfers, and one body. Used on the loop's thread only.
final class BodyBudget {
  private let limit: Int
  /// Bytes of each body that are not counted.
  private let share: Int
  private var held = 0
  private var favoured: ObjectIdentifier?
  private var waiting: [Transfer] = []
  /// Something has been given back since the waiting ones last tried.
  private var hasRoom = false

  init(limit: Int) {
    self.limit = limit
    share = limit / 256
  }

  /// - Parameters:
  ///   - size: of the body so far.
  ///   - more: bytes to be added.
  /// - Returns: false when the transfer has to wait; `takeWaiting` tells when it may try again.
  func grant(_ more: Int, after size: Int, to transfer: Transfer) -> Bool {
    let counted = counted(size + more) - counted(size)
    if counted > 0, held + counted > limit, favoured != ObjectIdentifier(transfer) {
      guard favoured == nil else {
        waiting.append(transfer)
        return false
      }
      favoured = ObjectIdentifier(transfer)
    }
    held += counted
    return true
  }

  /// A transfer gives its body away, or up.
  func release(_ transfer: Transfer, size: Int) {
    held -= counted(size)
    let wasFavoured = favoured == ObjectIdentifier(transfer)
    if wasFavoured { favoured = nil }
    hasRoom = hasRoom || wasFavoured || counted(size) > 0
    waiting.removeAll { $0 === transfer }
  }

  private func counted(_ size: Int) -> Int { max(0, size - share) }

  /// Those that may try again now: each is granted or waits anew.
  func takeWaiting() -> [Transfer] {
    guard hasRoom, !waiting.isEmpty else { return [] }
    hasRoom = false
    defer { waiting = [] }
    return waiting
  }
}
