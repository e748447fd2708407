import Markup
import Model

/// Hands a parser's events to a `FeedBuilder`.
///
/// The builder lies in memory of its own: as a property of the object, every event would pay for checks of exclusive
/// access and for counting references, which together cost more than the event itself.
@safe final class FeedEventSink: XMLEventSink {
  private let memory: UnsafeMutablePointer<FeedBuilder>
  private var isFinished = false

  init(_ builder: consuming FeedBuilder) {
    unsafe memory = .allocate(capacity: 1)
    unsafe memory.initialize(to: builder)
  }

  deinit {
    // SAFETY: initialised in init, and left initialised by every method but `finish`.
    if !isFinished { unsafe memory.deinitialize(count: 1) }
    unsafe memory.deallocate()
  }

  /// Enough has been read.
  var isFull: Bool { unsafe memory.pointee.isFull }
  var rootIsFeed: Bool { unsafe memory.pointee.rootIsFeed }
  var isInItem: Bool { unsafe memory.pointee.isInItem }

  func note(_ repair: FeedRepair) { unsafe memory.pointee.repairs.add(repair) }
  func note(_ kind: FeedRepair.Kind, _ message: String) { unsafe memory.pointee.repairs.add(kind, message) }

  /// The feed; no event may come afterwards.
  func finish(encoding: String) -> Feed {
    precondition(!isFinished, "a feed is finished once")
    isFinished = true
    // SAFETY: the builder is moved out once, and nothing reads the memory afterwards.
    return unsafe memory.move().finished(encoding: encoding)
  }

  // SAFETY: events come one at a time and none from inside another, so two accesses never overlap.

  func code(ofElement name: XMLName) -> Int { unsafe memory.pointee.code(ofElement: name) }
  func code(ofAttribute name: XMLName) -> Int { unsafe memory.pointee.code(ofAttribute: name) }
  func startElement(_ code: Int, _ attributes: XMLAttributes) { unsafe memory.pointee.startElement(code, attributes) }
  func endElement() { unsafe memory.pointee.endElement() }
  func rootDeclares(namespace uri: String, prefix: String?) { unsafe memory.pointee.rootDeclares(namespace: uri) }
  func text(_ bytes: Span<UInt8>) { unsafe memory.pointee.text(bytes) }
  func flaw(_ flaw: XMLFlaw) { unsafe memory.pointee.flaw(flaw) }
}
