/// What a host's robots.txt says to us (RFC 9309).
public struct RobotsRules: Sendable, Equatable {
  /// Everything may be fetched: there is no robots.txt (4xx, RFC 9309 §2.3.1.3).
  public static let allowAll = RobotsRules(rules: [], crawlDelay: nil)
  /// Nothing may be fetched: the server cannot say (5xx, no answer; RFC 9309 §2.3.1.4).
  public static let denyAll = RobotsRules(rules: [RobotsRule(pattern: "/", allows: false)], crawlDelay: nil)

  private let rules: [RobotsRule]
  /// Time between requests that our group asks for, in the widespread extension `Crawl-delay`; at most an hour.
  public let crawlDelay: Duration?

  /// Groups, rules and lines read; the rest of a file is passed over.
  static let linesMax = 20_000
  static let crawlDelayMax = 3600.0

  private init(rules: [RobotsRule], crawlDelay: Duration?) {
    self.rules = rules
    self.crawlDelay = crawlDelay
  }

  /// Reads any bytes: lines that make no sense are passed over (RFC 9309 §2.2).
  /// - Parameter product: our product token; the groups that name it apply together, else those for `*`.
  public init(text: [UInt8], product: String) {
    var reader = RobotsReader(product: product)
    let text = String(decoding: text.prefix(FetchLimits.robotsBytesMax), as: UTF8.self)
    let lines = text.split(maxSplits: Self.linesMax, omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    for line in lines.prefix(Self.linesMax) { reader.take(line) }
    let group = reader.group
    self.init(rules: group.rules, crawlDelay: group.delay.map { .seconds(min($0, Self.crawlDelayMax)) })
  }

  /// What the answer to `/robots.txt` means.
  public static func from(status: Int, body: [UInt8], product: String) -> RobotsRules {
    switch status {
    case 200..<300: RobotsRules(text: body, product: product)
    case 400..<500 where status != 429: .allowAll
    default: .denyAll
    }
  }

  /// Whether the page may be fetched: the longest rule that matches decides, and of equally long ones an allowing one
  /// (RFC 9309 §2.2.2).
  /// - Parameter target: path and query of its URL, from the slash on.
  public func allows(_ target: String) -> Bool {
    let path = RobotsRule.normalised(target)
    // The file itself may always be read.
    guard path != Array("/robots.txt".utf8) else { return true }
    var best: RobotsRule?
    for rule in rules where rule.matches(path) {
      guard let present = best else {
        best = rule
        continue
      }
      if rule.length > present.length || (rule.length == present.length && rule.allows) { best = rule }
    }
    return best?.allows ?? true
  }
}

/// One `Allow` or `Disallow` line.
struct RobotsRule: Sendable, Equatable {
  let allows: Bool
  /// In bytes: rules are compared by it.
  let length: Int
  /// What stands between the stars.
  private let pieces: [[UInt8]]
  /// Ends in `$`: the match must reach the end of the path.
  private let isAnchored: Bool

  init(pattern: some StringProtocol, allows: Bool) {
    self.allows = allows
    isAnchored = pattern.hasSuffix("$")
    let bytes = RobotsRule.normalised(String(isAnchored ? pattern.dropLast() : pattern[...]))
    length = bytes.count + (isAnchored ? 1 : 0)
    pieces = bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { Array($0) }
  }

  /// Each piece is looked for after the one before, so that the work is bounded by the product of the two lengths.
  func matches(_ path: [UInt8]) -> Bool {
    guard let head = pieces.first, path.starts(with: head) else { return false }
    guard pieces.count > 1 else { return !isAnchored || path.count == head.count }
    var rest = path[head.count...]
    for (index, piece) in pieces.enumerated().dropFirst() {
      if index == pieces.count - 1, isAnchored {
        return rest.count >= piece.count && rest.suffix(piece.count).elementsEqual(piece)
      }
      guard let after = rest.end(ofFirst: piece) else { return false }
      rest = rest[after...]
    }
    return true
  }

  /// Percent-encoded as URLs are, so that both sides of a comparison are alike (RFC 9309 §2.2.2): bytes above 127
  /// encoded, needlessly encoded letters and digits plain, hexadecimal digits in capitals.
  static func normalised(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = bytes[index + 1].hexValue,
        let low = bytes[index + 2].hexValue
      {
        let value = high * 16 + low
        if value.isUnreserved { result.append(value) } else { result += percent(value) }
        index += 3
      } else {
        if byte > 0x20, byte < 0x7F { result.append(byte) } else { result += percent(byte) }
        index += 1
      }
    }
    return result
  }

  private static func percent(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}

extension ArraySlice<UInt8> {
  /// Where the first occurrence of `piece` ends.
  fileprivate func end(ofFirst piece: [UInt8]) -> Int? {
    guard let first = piece.first else { return startIndex }
    var start = startIndex
    while start + piece.count <= endIndex {
      if self[start] == first, self[start..<start + piece.count].elementsEqual(piece) { return start + piece.count }
      start += 1
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }

  /// RFC 3986 §2.3.
  fileprivate var isUnreserved: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
