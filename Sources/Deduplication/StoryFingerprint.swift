/// What later articles are compared with: an article's identity and words, small enough to keep for every revision.
///
/// Opaque to those who store it; the same article gives the same bytes everywhere. Some three bytes a word.
public struct StoryFingerprint: Sendable, Equatable {
  let source: UInt64
  let feed: UInt64
  /// 0 without a guid.
  let guid: UInt64
  let links: [UInt64]
  let flags: Flags
  let titleHash: UInt64
  /// Of the headline without the site's name; 0 without one.
  let mainTitleHash: UInt64
  /// Of all words in order.
  let textHash: UInt64
  let title: Words
  let words: Words
  /// Versions before this one, newest first.
  private(set) var history: [Version]

  /// By what a text and headline are known to have been seen.
  struct Version: Sendable, Equatable {
    let text: UInt64
    let title: UInt64
    let mainTitle: UInt64
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let short = Flags(rawValue: 1)
    static let spaced = Flags(rawValue: 2)
    static let cut = Flags(rawValue: 4)
    static let globalGuid = Flags(rawValue: 8)
  }

  /// Words in short form, each with what facts are told by.
  struct Words: Sendable, Equatable {
    var hashes: [UInt16] = []
    /// 0: plain; 1: number or date; from 2: a name, with a hash of its start.
    var kinds: [UInt8] = []

    var count: Int { hashes.count }

    init() {}

    init(_ words: some Collection<Word>) {
      hashes = words.map(\.short)
      kinds = words.map { word in
        switch word.kind {
        case .plain, .ideograph: 0
        case .fact: 1
        case .name(let start): 2 + start % 254
        }
      }
    }
  }

  var isShort: Bool { flags.contains(.short) }
  var isSpaced: Bool { flags.contains(.spaced) }
  var isCut: Bool { flags.contains(.cut) }
  var isEmpty: Bool { words.count == 0 }

  init(_ identity: StoryIdentity, _ text: StoryText) {
    source = StableHash.of(identity.source)
    feed = StableHash.of(identity.feed)
    guid = identity.guid.map(StableHash.of) ?? 0
    links = identity.links.prefix(2).map(StableHash.of)
    var flags: Flags = []
    if text.isShort { flags.insert(.short) }
    if text.isSpaced { flags.insert(.spaced) }
    if text.isCut { flags.insert(.cut) }
    if identity.isGuidGlobal { flags.insert(.globalGuid) }
    self.flags = flags
    titleHash = StoryFingerprint.hash(text.title)
    mainTitleHash = text.mainTitle.map { StoryFingerprint.hash($0) } ?? 0
    textHash = StoryFingerprint.hash(text.words)
    title = Words(text.title)
    words = Words(text.words.prefix(DedupeLimits.wordsMax))
    history = []
  }

  /// This version as the one that follows another of its article: it remembers which versions were before.
  public func following(_ earlier: StoryFingerprint) -> StoryFingerprint {
    var next = self
    next.history = Array(([earlier.version] + earlier.history).prefix(DedupeLimits.versionsMax))
    return next
  }

  /// Whether text and headline are those of this version or of one before it.
  func knows(_ other: StoryFingerprint) -> Bool {
    ([version] + history).contains { $0.text == other.textHash && $0.hasSameTitle(as: other.version) }
  }

  private var version: Version { Version(text: textHash, title: titleHash, mainTitle: mainTitleHash) }

  /// Same publisher, same feed, or the same world-wide guid.
  func isSameSource(as other: StoryFingerprint) -> Bool {
    source == other.source || feed == other.feed || sharesGlobalGuid(with: other)
  }

  func sharesGuid(with other: StoryFingerprint) -> Bool { guid != 0 && guid == other.guid }

  func sharesLink(with other: StoryFingerprint) -> Bool { links.contains { other.links.contains($0) } }

  /// Equal headlines, the site's name in one of them aside.
  func hasSameTitle(as other: StoryFingerprint) -> Bool {
    version.hasSameTitle(as: other.version)
  }

  private func sharesGlobalGuid(with other: StoryFingerprint) -> Bool {
    sharesGuid(with: other) && flags.contains(.globalGuid) && other.flags.contains(.globalGuid)
  }

  private static func hash(_ words: some Collection<Word>) -> UInt64 {
    var hash = StableHash()
    for word in words { hash.add(word.hash) }
    return hash.value
  }
}

extension StoryFingerprint.Version {
  func hasSameTitle(as other: StoryFingerprint.Version) -> Bool {
    title == other.title || (mainTitle != 0 && mainTitle == other.title)
      || (other.mainTitle != 0 && other.mainTitle == title)
  }
}

extension StoryFingerprint {
  private static let layout: UInt8 = 1

  /// For storing.
  public var bytes: [UInt8] {
    var out: [UInt8] = [StoryFingerprint.layout, flags.rawValue, UInt8(links.count), UInt8(history.count)]
    for value in [source, feed, guid] + links + [titleHash, mainTitleHash, textHash] { out.append(integer: value) }
    for list in [title, words] {
      out.append(integer: UInt16(list.count))
      for hash in list.hashes { out.append(integer: hash) }
      out += list.kinds
    }
    for version in history {
      for value in [version.text, version.title, version.mainTitle] { out.append(integer: value) }
    }
    return out
  }

  /// - Returns: nil when the bytes are no fingerprint of this version.
  public init?(bytes: [UInt8]) {
    var rest = ByteReader(bytes)
    guard rest.byte() == StoryFingerprint.layout, let flags = rest.byte(), let count = rest.byte(), count <= 2,
      let versions = rest.byte(), versions <= DedupeLimits.versionsMax,
      let source = rest.integer(UInt64.self), let feed = rest.integer(UInt64.self), let guid = rest.integer(UInt64.self)
    else { return nil }
    var links: [UInt64] = []
    for _ in 0..<count {
      guard let link = rest.integer(UInt64.self) else { return nil }
      links.append(link)
    }
    guard let titleHash = rest.integer(UInt64.self), let main = rest.integer(UInt64.self),
      let textHash = rest.integer(UInt64.self), let title = rest.words(), let words = rest.words()
    else { return nil }
    var history: [Version] = []
    for _ in 0..<versions {
      guard let text = rest.integer(UInt64.self), let title = rest.integer(UInt64.self),
        let main = rest.integer(UInt64.self)
      else { return nil }
      history.append(Version(text: text, title: title, mainTitle: main))
    }
    self.history = history
    self.source = source
    self.feed = feed
    self.guid = guid
    self.links = links
    self.flags = Flags(rawValue: flags)
    self.titleHash = titleHash
    mainTitleHash = main
    self.textHash = textHash
    self.title = title
    self.words = words
  }
}

extension [UInt8] {
  fileprivate mutating func append<Integer: FixedWidthInteger>(integer: Integer) {
    for shift in stride(from: 0, to: Integer.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: integer >> shift)) }
  }
}

/// Reads what `bytes` wrote.
private struct ByteReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func byte() -> UInt8? {
    guard at < bytes.count else { return nil }
    defer { at += 1 }
    return bytes[at]
  }

  mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
    let size = Integer.bitWidth / 8
    guard at + size <= bytes.count else { return nil }
    var value: Integer = 0
    for index in 0..<size { value |= Integer(truncatingIfNeeded: bytes[at + index]) << (8 * index) }
    at += size
    return value
  }

  mutating func words() -> StoryFingerprint.Words? {
    guard let count = integer(UInt16.self).map(Int.init), at + count * 3 <= bytes.count else { return nil }
    var words = StoryFingerprint.Words()
    words.hashes.reserveCapacity(count)
    for index in 0..<count {
      words.hashes.append(UInt16(bytes[at + index * 2]) | UInt16(bytes[at + index * 2 + 1]) << 8)
    }
    words.kinds = Array(bytes[(at + count * 2)..<(at + count * 3)])
    at += count * 3
    return words
  }
}
