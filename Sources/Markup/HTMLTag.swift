/// The elements that reading a page tells apart; all others are `other`.
///
/// One byte, so that the tree is small and a decision on an element is a table look-up.
public enum HTMLTag: UInt8, Sendable, CaseIterable {
  /// Not an element: a run of text.
  case text
  /// An element without a meaning here.
  case other
  case a, abbr, address, article, aside, audio, b, base, blockquote, body, br, button, caption, center, cite, code
  case dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form
  case frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, ins
  case kbd, label, legend, li, link, main, map, mark, math, menu, meta, nav, noscript, object, ol, option
  case p, picture, pre, q, rp, rt, ruby, s, samp, script, section, select, small, source, span, strike, strong
  case style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track
  case tt, u, ul, `var`, video, wbr

  /// The element's name as HTML writes it; empty for text.
  public var name: String { self == .text ? "" : "\(self)" }
}

/// The attributes that a tree keeps; all others are dropped while parsing, so that a page's data- attributes and
/// event handlers cost no memory.
public enum HTMLAttribute: UInt8, Sendable, CaseIterable {
  case id, `class`, role, href, src, content, property, name, itemprop, itemtype, itemscope, datetime, lang, rel
  case type, title, alt, hidden, style, colspan, charset
  case ariaHidden, ariaLabel, dataSrc, srcset, httpEquiv, xmlLang

  /// The attribute's name as HTML writes it.
  public var htmlName: String {
    switch self {
    case .ariaHidden: "aria-hidden"
    case .ariaLabel: "aria-label"
    case .dataSrc: "data-src"
    case .httpEquiv: "http-equiv"
    case .xmlLang: "xml:lang"
    default: "\(self)"
    }
  }
}

/// Finds a name among a closed set without allocating: open addressing over the names' bytes.
struct NameTable: Sendable {
  private var slots: [UInt16]
  private var names: [[UInt8]]

  /// - Parameter names: Less than 256 names; an empty one is never found.
  init(names: [String]) {
    self.names = names.map { Array($0.utf8) }
    slots = Array(repeating: .max, count: 1024)
    for (index, name) in self.names.enumerated() where !name.isEmpty {
      var slot = NameTable.hash(name.span)
      while slots[slot] != .max { slot = (slot + 1) & 1023 }
      slots[slot] = UInt16(index)
    }
  }

  func index(of name: borrowing Span<UInt8>) -> Int? {
    var slot = NameTable.hash(name)
    while slots[slot] != .max {
      let index = Int(slots[slot])
      if matches(index, name) { return index }
      slot = (slot + 1) & 1023
    }
    return nil
  }

  private func matches(_ index: Int, _ name: borrowing Span<UInt8>) -> Bool {
    guard names[index].count == name.count else { return false }
    for at in name.indices where names[index][at] != name[at] { return false }
    return true
  }

  private static func hash(_ name: borrowing Span<UInt8>) -> Int {
    var value: UInt32 = 2_166_136_261
    for at in name.indices { value = (value ^ UInt32(name[at])) &* 16_777_619 }
    return Int((value ^ (value >> 15)) & 1023)
  }
}
