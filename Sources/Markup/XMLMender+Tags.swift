/// Start tags, end tags and attributes.
extension XMLMender {
  mutating func endTag() {
    let nameStart = index + 2
    var nameEnd = nameStart
    while nameEnd < text.count, text[nameEnd].continuesXMLName { nameEnd += 1 }
    let name = Array(text[nameStart..<nameEnd])
    guard !name.isEmpty else {
      bareLess()
      return
    }
    var end = nameEnd
    while end < text.count, text[end] != UInt8(ascii: ">"), text[end] != UInt8(ascii: "<") { end += 1 }
    guard end < text.count else {
      index = text.count
      return
    }
    let start = index
    index = text[end] == UInt8(ascii: ">") ? end + 1 : end
    guard let place = placeOfOpen(name) else {
      note(.tag, "</\(Self.shown(name))> closes nothing", at: start)
      return
    }
    if place < open.count - 1 {
      note(.tag, "<\(Self.shown(open[open.count - 1].name))> is not closed before </\(Self.shown(name))>", at: start)
    }
    close(downTo: place)
  }

  /// The innermost open element of that name, written alike if there is one.
  private func placeOfOpen(_ name: [UInt8]) -> Int? {
    let lowered = name.map(\.asciiLowercased)
    guard openCounts[lowered, default: 0] > 0 else { return nil }
    return open.lastIndex { $0.name == name } ?? open.lastIndex { $0.lowered == lowered }
  }

  private mutating func close(downTo place: Int) {
    while open.count > place, let element = open.popLast() {
      openCounts[element.lowered, default: 1] -= 1
      output.append(contentsOf: "</".utf8)
      output.append(contentsOf: element.name)
      output.append(UInt8(ascii: ">"))
    }
    if open.isEmpty { rootIsClosed = true }
  }

  /// - Returns: false when no tag begins here.
  mutating func startTag() -> Bool {
    let start = index
    var cursor = index + 1
    while cursor < text.count, text[cursor].continuesXMLName { cursor += 1 }
    let name = Array(text[(start + 1)..<cursor])
    guard cursor < text.count,
      text[cursor].isMarkupSpace || text[cursor] == UInt8(ascii: ">") || text[cursor] == UInt8(ascii: "/")
    else {
      if cursor >= text.count { index = text.count }
      return cursor >= text.count
    }
    var tag = StartTag(name: name)
    let repairsBefore = repairs
    guard let end = attributes(from: cursor, into: &tag) else {
      repairs = repairsBefore
      // The text ends inside the tag; or another tag begins, and this is none.
      vainBytesLeft -= scanEnd - start
      if lastGreater < cursor || vainBytesLeft < 0 {
        index = text.count
        return true
      }
      return false
    }
    index = end
    if isSibling(name), let place = open.lastIndex(where: \.isSibling) {
      note(.tag, "<\(Self.shown(open[place].name))> is not closed before the next", at: start)
      close(downTo: place)
      rootIsClosed = false
    }
    write(tag)
    return true
  }

  struct StartTag {
    let name: [UInt8]
    var attributes: [(name: [UInt8], value: [UInt8])] = []
    var isEmpty = false
  }

  private mutating func write(_ tag: StartTag) {
    guard open.count < Self.depthMax else { return }
    let isEmpty =
      tag.isEmpty || (!open.isEmpty && structure.voids.contains(String(decoding: tag.name, as: UTF8.self).lowercased()))
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: tag.name)
    for attribute in tag.attributes {
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: attribute.name)
      output.append(contentsOf: "=\"".utf8)
      output.append(contentsOf: attribute.value)
      output.append(UInt8(ascii: "\""))
    }
    hasRoot = true
    if isEmpty {
      output.append(contentsOf: "/>".utf8)
      if open.isEmpty { rootIsClosed = true }
    } else {
      output.append(UInt8(ascii: ">"))
      let lowered = tag.name.map(\.asciiLowercased)
      open.append(OpenElement(name: tag.name, lowered: lowered, isSibling: isSibling(tag.name)))
      openCounts[lowered, default: 0] += 1
    }
  }

  /// - Returns: The place behind the tag; nil when it has no end.
  private mutating func attributes(from start: Int, into tag: inout StartTag) -> Int? {
    var cursor = start
    defer { scanEnd = cursor }
    while true {
      while cursor < text.count, text[cursor].isMarkupSpace { cursor += 1 }
      guard cursor < text.count else { return nil }
      switch text[cursor] {
      case UInt8(ascii: ">"): return cursor + 1
      case UInt8(ascii: "/"):
        cursor += 1
        if cursor < text.count, text[cursor] == UInt8(ascii: ">") {
          tag.isEmpty = true
          return cursor + 1
        }
      case UInt8(ascii: "<"): return nil
      case let byte where byte.startsXMLName:
        guard let next = attribute(from: cursor, into: &tag) else {
          // Its value ran to the end of the text.
          cursor = text.count
          return nil
        }
        cursor = next
      default:
        note(.tag, "a character that no attribute begins with", at: cursor)
        cursor += 1
      }
    }
  }

  private mutating func attribute(from start: Int, into tag: inout StartTag) -> Int? {
    var cursor = start
    while cursor < text.count, text[cursor].continuesXMLName { cursor += 1 }
    let name = Array(text[start..<cursor])
    while cursor < text.count, text[cursor].isMarkupSpace { cursor += 1 }
    var value: [UInt8] = []
    if cursor < text.count, text[cursor] == UInt8(ascii: "=") {
      cursor += 1
      while cursor < text.count, text[cursor].isMarkupSpace { cursor += 1 }
      guard cursor < text.count else { return nil }
      let quote = text[cursor]
      let valueStart: Int
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        valueStart = cursor + 1
        guard let end = text[valueStart...].firstIndex(of: quote) else { return nil }
        value = escapedValue(valueStart..<end)
        cursor = end + 1
      } else {
        valueStart = cursor
        while cursor < text.count, !text[cursor].isMarkupSpace, text[cursor] != UInt8(ascii: ">"),
          text[cursor] != UInt8(ascii: "<")
        {
          cursor += 1
        }
        note(.tag, "an attribute without quotes", at: valueStart)
        value = escapedValue(valueStart..<cursor)
      }
    } else {
      note(.tag, "an attribute without a value", at: start)
      value = name
    }
    if tag.attributes.count < Self.attributesMax, !tag.attributes.contains(where: { $0.name == name }) {
      tag.attributes.append((name, value))
    }
    return cursor
  }

  private mutating func escapedValue(_ range: Range<Int>) -> [UInt8] {
    var value: [UInt8] = []
    var cursor = range.lowerBound
    while cursor < range.upperBound {
      let byte = text[cursor]
      switch byte {
      case UInt8(ascii: "&"):
        var end = cursor + 1
        while end < range.upperBound, end - cursor < 40,
          text[end].isASCIILetterOrDigit || text[end] == UInt8(ascii: "#")
        { end += 1 }
        if end < range.upperBound, text[end] == UInt8(ascii: ";"), isReference(text[(cursor + 1)..<end]) {
          value.append(byte)
        } else {
          note(.character, "a bare & in an attribute", at: cursor)
          value.append(contentsOf: "&amp;".utf8)
        }
      case UInt8(ascii: "<"): value.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: "\""): value.append(contentsOf: "&quot;".utf8)
      case 0..<0x20 where !byte.isMarkupSpace || byte == 0x0C: break
      default: value.append(byte)
      }
      cursor += 1
    }
    return value
  }
}
