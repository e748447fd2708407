/// Makes HTML from a stranger fit to be shown in one's own page.
///
/// Only elements, attributes, schemes and styles that are known to be harmless stay; of other elements the tags go
/// and the text stays, save for scripts, styles and applets, which go whole. References become absolute. What comes
/// out is balanced: it cannot close an element that surrounds it, nor leave one of its own open.
public struct HTMLSanitizer {
  /// Elements inside one another; deeper tags are dropped, their text stays.
  private static let depthMax = 200

  private let base: String?
  private var output: [UInt8] = []
  private var open: [String] = []
  /// The element that is being dropped with its content, and how many of its name are open in it.
  private var dropped: (name: String, depth: Int)?

  private init(base: String?) { self.base = base }

  /// - Parameter base: An absolute URL against which references in the fragment resolve.
  public static func safeHTML(_ fragment: String, base: String?) -> String {
    var sanitizer = HTMLSanitizer(base: base)
    var tokenizer = HTMLTokenizer(Array(fragment.utf8))
    sanitizer.output.reserveCapacity(tokenizer.bytes.count)
    while let token = tokenizer.next() { sanitizer.take(token, of: tokenizer.bytes) }
    while let element = sanitizer.open.popLast() {
      if HTMLVocabulary.optionalEnd.contains(element) { continue }
      sanitizer.writeEndTag(element)
    }
    return String(decoding: sanitizer.output, as: UTF8.self)
  }

  /// Plain text as a fragment of HTML.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") })
    else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 { append(byte, quoted: false, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func take(_ token: HTMLTokenizer.Token, of bytes: [UInt8]) {
    switch token {
    case .startTag(let tag): start(tag)
    case .endTag(let name): end(name)
    case .text(let range):
      guard dropped == nil else { return }
      write(text: HTMLEntities.decode(bytes, range, inAttribute: false))
    case .rawText(let range):
      guard dropped == nil else { return }
      write(text: String(decoding: bytes[range], as: UTF8.self))
    case .comment: break
    }
  }

  private mutating func start(_ tag: HTMLStartTag) {
    if let current = dropped {
      if tag.name == current.name, !tag.isSelfClosing { dropped = (current.name, current.depth + 1) }
      return
    }
    if HTMLVocabulary.droppedWithContent.contains(tag.name) {
      if !tag.isSelfClosing { dropped = (tag.name, 1) }
      return
    }
    guard HTMLVocabulary.harmlessElements.contains(tag.name) else { return }
    let isVoid = HTMLVocabulary.voidElements.contains(tag.name)
    guard isVoid || open.count < Self.depthMax else { return }
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: tag.name.utf8)
    for attribute in tag.attributes {
      guard let value = safeValue(of: attribute) else { continue }
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: attribute.name.utf8)
      output.append(contentsOf: "=\"".utf8)
      for byte in value.utf8 { Self.append(byte, quoted: true, to: &output) }
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
    if isVoid { return }
    if tag.isSelfClosing {
      // XHTML's `<a id="x"/>` is empty; HTML's parser would take it for an open tag.
      writeEndTag(tag.name)
    } else {
      open.append(tag.name)
    }
  }

  private mutating func end(_ name: String) {
    if let current = dropped {
      if name == current.name { dropped = current.depth > 1 ? (name, current.depth - 1) : nil }
      return
    }
    guard let place = open.lastIndex(of: name) else { return }
    while open.count > place + 1, let inner = open.popLast() {
      if !HTMLVocabulary.optionalEnd.contains(inner) { writeEndTag(inner) }
    }
    open.removeLast()
    writeEndTag(name)
  }

  private mutating func writeEndTag(_ name: String) {
    output.append(contentsOf: "</".utf8)
    output.append(contentsOf: name.utf8)
    output.append(UInt8(ascii: ">"))
  }

  private mutating func write(text: String) {
    for byte in text.utf8 { Self.append(byte, quoted: false, to: &output) }
  }

  private static func append(_ byte: UInt8, quoted: Bool, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\"") where quoted: output.append(contentsOf: "&quot;".utf8)
    case 0: break
    default: output.append(byte)
    }
  }

  /// - Returns: nil when the attribute is to go.
  private func safeValue(of attribute: HTMLTagAttribute) -> String? {
    guard HTMLVocabulary.harmlessAttributes.contains(attribute.name) else { return nil }
    // A NUL is not written: what is judged must not hold it either.
    let value = attribute.value.utf8.contains(0) ? attribute.value.filter { $0 != "\0" } : attribute.value
    if HTMLVocabulary.urlAttributes.contains(attribute.name) { return safeURL(value) }
    switch attribute.name {
    case "srcset": return safeSourceSet(value)
    case "style": return CSSSanitizer.safeDeclarations(value)
    default: return value
    }
  }

  private func safeURL(_ value: String) -> String? {
    SafeURL.isHarmless(value) ? URLReference.resolve(value, against: base) : nil
  }

  /// `srcset`: URLs with a width or a density, parted by commas.
  private func safeSourceSet(_ value: String) -> String? {
    var candidates: [String] = []
    // Cut at bytes: a mark that would join the white space before it is part of the word behind.
    for part in value.utf8.split(separator: UInt8(ascii: ",")) {
      let words = part.split(whereSeparator: \.isMarkupSpace).map { String(Substring($0)) }
      guard let first = words.first, let url = safeURL(first), !url.isEmpty else { continue }
      candidates.append(([url] + words.dropFirst()).joined(separator: " "))
    }
    return candidates.isEmpty ? nil : candidates.joined(separator: ", ")
  }
}

/// Judges the schemes of URLs.
public enum SafeURL {
  /// Whether following the URL can run nothing: relative, or of a scheme that is known to be harmless.
  ///
  /// Judged on what a browser sees: without white space and control characters, which it skips.
  public static func isHarmless(_ url: String) -> Bool {
    var seen: [UInt8] = []
    for scalar in url.unicodeScalars {
      let value = scalar.value
      if value <= 0x20 || (0x7F...0xA0).contains(value) || (0x200B...0x200F).contains(value) || value == 0xFEFF {
        continue
      }
      if scalar == "/" || scalar == "?" || scalar == "#" { return true }
      if scalar == ":" { break }
      guard scalar.isASCII, seen.count < 32 else {
        // No scheme has such a character, or such a length; a colon behind it would still be one to a lax reader.
        return !url.unicodeScalars.contains(":")
      }
      seen.append(UInt8(truncatingIfNeeded: value).asciiLowercased)
    }
    guard url.unicodeScalars.contains(":") else { return true }
    let scheme = String(decoding: seen, as: UTF8.self)
    return scheme == "data" ? isImageData(url) : HTMLVocabulary.harmlessSchemes.contains(scheme)
  }

  /// Pictures that hold no script: SVG may.
  private static func isImageData(_ url: String) -> Bool {
    let head = url.prefix(64).lowercased().filter { !$0.isWhitespace }
    return ["data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"].contains { head.hasPrefix($0) }
  }
}
