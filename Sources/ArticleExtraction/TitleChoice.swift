internal import Markup

/// Settles an article's title.
///
/// Order: the heading on the page that a declaration confirms; JSON-LD's headline; `og:title`; `twitter:title`; the
/// heading that declares itself the headline; the only heading of the first rank; `<title>` without the site's name.
/// The page's heading stands first because it is what readers see: declarations are often written for search engines.
struct TitleChoice {
  private(set) var title: String?
  private(set) var source: String?
  /// The heading's element, when the title stands on the page.
  private(set) var heading: Int?
  /// What `<title>` says after or before the article's title: the site's name, as a rule.
  private(set) var siteSuffix: String?

  init(tree: HTMLTree, facts: PageFacts, siteName: String?) {
    var bare: String?
    if let element = facts.titleElement {
      (bare, siteSuffix) = TitleChoice.parted(element, siteName: siteName)
    }
    let declared: [(String, String)] = [
      (facts.linked.headline, "json-ld"), (facts.meta("og:title")?.value, "og:title"),
      (facts.meta("twitter:title")?.value, "twitter:title"),
    ].compactMap { value, name in value.map { (TitleChoice.parted($0, siteName: siteName).title, name) } }
    let confirming = declared.map(\.0) + [facts.titleElement].compactMap { $0 }
    heading = TitleChoice.heading(tree, facts, confirmedBy: confirming)
    if let heading, let text = tidied(tree.fieldText(heading)) {
      title = text
      source = "heading"
    } else if let first = declared.first {
      (title, source) = (first.0, first.1)
    } else if let declaredHeading = facts.declaredHeading,
      let text = tidied(tree.fieldText(declaredHeading))
    {
      (title, source, heading) = (text, "microdata", declaredHeading)
    } else if let only = TitleChoice.onlyHeading(tree, facts),
      let text = tidied(tree.fieldText(only))
    {
      (title, source, heading) = (text, "heading", only)
    } else if let bare {
      (title, source) = (bare, "title")
    }
    if heading == nil { heading = facts.declaredHeading ?? TitleChoice.onlyHeading(tree, facts) }
  }

  private static func heading(_ tree: HTMLTree, _ facts: PageFacts, confirmedBy declared: [String]) -> Int? {
    let wanted = declared.map { folded(Array($0.utf8)) }.filter { $0.count >= 8 }
    guard !wanted.isEmpty else { return nil }
    var best: (node: Int, score: Int)?
    for heading in facts.headings {
      guard let text = tidied(tree.fieldText(heading)), text.utf8.count < 400
      else { continue }
      let own = folded(Array(text.utf8))
      guard own.count >= 8 else { continue }
      var score = 0
      for title in wanted {
        if own == title {
          score += 4
        } else if title.starts(with: own) && own.count * 2 > title.count || own.starts(with: title) {
          score += 2
        }
      }
      if tree.nodes[heading].tag == .h1 { score += score > 0 ? 1 : 0 }
      if heading == facts.declaredHeading { score += score > 0 ? 1 : 0 }
      if score > best?.score ?? 0 { best = (heading, score) }
    }
    return best?.node
  }

  private static func onlyHeading(_ tree: HTMLTree, _ facts: PageFacts) -> Int? {
    let top = facts.headings.filter { tree.nodes[$0].tag == .h1 }
    return top.count == 1 ? top.first : nil
  }

  private static let separators = [" | ", " - ", " – ", " — ", " » ", " « ", " :: ", " • ", " · ", " / "]

  /// Takes the site's name off a title: by name where it is known, else the short end behind the last separator.
  static func parted(_ whole: String, siteName: String?) -> (title: String, site: String?) {
    let site = siteName.map { folded(Array($0.utf8)) }
    for separator in separators {
      let pieces = pieces(of: whole, at: separator)
      guard pieces.count > 1, let last = pieces.last, let first = pieces.first else { continue }
      if let site, folded(Array(last.utf8)) == site {
        return (pieces.dropLast().joined(separator: separator), last)
      }
      if let site, folded(Array(first.utf8)) == site {
        return (pieces.dropFirst().joined(separator: separator), first)
      }
      guard site == nil else { continue }
      let rest = pieces.dropLast().joined(separator: separator)
      if last.split(separator: " ").count <= 5, rest.split(separator: " ").count >= 3, rest.count > last.count {
        return (rest, last)
      }
    }
    return (whole, nil)
  }

  private static func pieces(of text: String, at separator: String) -> [String] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var pieces: [String] = []
    var start = 0
    var at = 0
    while at + mark.count <= bytes.count {
      if bytes[at] == mark[0], bytes[at..<(at + mark.count)].elementsEqual(mark) {
        pieces.append(String(decoding: bytes[start..<at], as: UTF8.self))
        at += mark.count
        start = at
      } else {
        at += 1
      }
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces.filter { !$0.isEmpty }
  }
}
