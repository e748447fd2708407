/// Where a parse stands: the stack, the rest of the sentence, and the arcs made so far.
///
/// The arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011): shift the next word; hang the top of the stack on
/// the next word (left); hang it on the word below it (right). The root stands behind the last word and takes but one.
package struct ParserState {
  /// Also the index of the root.
  package let count: Int
  package private(set) var stack: [Int] = []
  /// The index of the next word; `count` when only the root is left.
  package private(set) var next = 0
  package private(set) var heads: [Int]
  /// The label's number in the model, by word.
  package private(set) var labels: [UInt8]
  package private(set) var nodes: [Node]

  /// The children of one word so far.
  package struct Node {
    package var left1 = -1, left2 = -1, right1 = -1, right2 = -1
    package var leftCount: UInt8 = 0, rightCount: UInt8 = 0
    /// One bit a label.
    package var leftLabels: UInt64 = 0, rightLabels: UInt64 = 0
  }

  package enum Move: UInt8, Sendable { case shift, left, right }

  package init(count: Int) {
    self.count = count
    heads = Array(repeating: -1, count: count)
    labels = Array(repeating: 0, count: count)
    nodes = Array(repeating: Node(), count: count + 1)
    stack.reserveCapacity(count)
  }

  package var isFinal: Bool { next == count && stack.isEmpty }

  package func allows(_ move: Move) -> Bool {
    switch move {
    case .shift: next < count
    case .left: !stack.isEmpty && (next < count || stack.count == 1)
    case .right: stack.count >= 2
    }
  }

  /// Whether the only arc left is the root's.
  package var isRootArc: Bool { next == count && stack.count == 1 }

  package mutating func apply(_ move: Move, label: UInt8) {
    switch move {
    case .shift:
      stack.append(next)
      next += 1
    case .left:
      let child = stack.removeLast()
      heads[child] = next
      labels[child] = label
      nodes[next].left2 = nodes[next].left1
      nodes[next].left1 = child
      nodes[next].leftCount &+= 1
      nodes[next].leftLabels |= 1 << UInt64(label)
    case .right:
      let child = stack.removeLast()
      let head = stack[stack.count - 1]
      heads[child] = head
      labels[child] = label
      nodes[head].right2 = nodes[head].right1
      nodes[head].right1 = child
      nodes[head].rightCount &+= 1
      nodes[head].rightLabels |= 1 << UInt64(label)
    }
  }
}
