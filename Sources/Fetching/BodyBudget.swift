/// Bounds the bytes of unfinished bodies over all transfers: above the limit all wait but the one that reached it
/// first, so that the memory held is at most the limit and one body, and something always goes on.
///
/// Used on the loop's thread only.
final class BodyBudget {
  private let limit: Int
  private(set) var held = 0
  private var favoured: ObjectIdentifier?
  private(set) var waiting: [Transfer] = []

  init(limit: Int) { self.limit = limit }

  /// - Returns: false when the transfer has to wait; it is then woken by `wake`.
  func grant(_ count: Int, to transfer: Transfer) -> Bool {
    let id = ObjectIdentifier(transfer)
    guard held + count > limit, favoured != id else {
      held += count
      return true
    }
    guard favoured != nil else {
      favoured = id
      held += count
      return true
    }
    waiting.append(transfer)
    return false
  }

  /// A transfer gives its body away, or up.
  func release(_ transfer: Transfer, count: Int) {
    held -= count
    if favoured == ObjectIdentifier(transfer) { favoured = nil }
    waiting.removeAll { $0 === transfer }
  }

  /// Those that may try again now: each is granted or waits anew.
  func takeWaiting() -> [Transfer] {
    guard held < limit, !waiting.isEmpty else { return [] }
    defer { waiting = [] }
    return waiting
  }
}
