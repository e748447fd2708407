/// What a page's JSON-LD says of its article (schema.org, Google's and Yoast's habits).
struct LinkedData {
  var headline: String?
  var authors: [String] = []
  var published: String?
  var modified: String?
  var language: String?
  var publisher: String?
  var url: String?
  var section: String?
  var keywords: [String] = []
  var image: String?
  var description: String?
  var body: String?
  var comments: [(author: String?, published: String?, text: String)] = []
  /// Whether it says that not all may read: `isAccessibleForFree: false`.
  var isPaid = false
  /// Whether an article was found, not just a page.
  private(set) var hasArticle = false

  /// Adds what one script says.
  mutating func read(_ script: ArraySlice<UInt8>) {
    guard let json = JSONText(script) else { return }
    var nodes: [JSONText.Value] = []
    LinkedData.collect(json.root, json, into: &nodes, depth: 0)
    let byID = LinkedData.identified(nodes, json)
    let articles = nodes.filter { LinkedData.isArticle($0, json) }
    for node in articles { take(node, json, byID) }
    if !articles.isEmpty { hasArticle = true }
    if !hasArticle {
      for node in nodes where LinkedData.isPage(node, json) { takePage(node, json) }
    }
  }

  /// The objects that may be articles: at the top, in `@graph`, in lists, or as a page's main thing.
  private static func collect(
    _ value: JSONText.Value, _ json: JSONText, into nodes: inout [JSONText.Value], depth: Int
  ) {
    guard depth < 5, nodes.count < 512 else { return }
    switch value {
    case .array(let values): for value in values { collect(value, json, into: &nodes, depth: depth + 1) }
    case .object:
      nodes.append(value)
      for name: StaticString in ["@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"] {
        if let inner = json.member(name, of: value) { collect(inner, json, into: &nodes, depth: depth + 1) }
      }
    default: break
    }
  }

  private static func identified(_ nodes: [JSONText.Value], _ json: JSONText) -> [String: JSONText.Value] {
    var byID: [String: JSONText.Value] = [:]
    for node in nodes {
      guard let id = json.string(json.member("@id", of: node)), case .object(let members) = node, members.count > 1
      else { continue }
      byID[id] = node
    }
    return byID
  }

  private static func types(_ node: JSONText.Value, _ json: JSONText) -> [String] {
    json.elements(json.member("@type", of: node)).compactMap { json.string($0) }
  }

  private static func isArticle(_ node: JSONText.Value, _ json: JSONText) -> Bool {
    types(node, json).contains { $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report" }
  }

  private static func isPage(_ node: JSONText.Value, _ json: JSONText) -> Bool {
    types(node, json).contains { $0.hasSuffix("Page") }
  }

  private mutating func take(_ node: JSONText.Value, _ json: JSONText, _ byID: [String: JSONText.Value]) {
    func text(_ name: StaticString) -> String? { json.string(json.member(name, of: node)).flatMap { tidied($0) } }
    headline = headline ?? text("headline") ?? text("name")
    if authors.isEmpty { authors = names(json.member("author", of: node), json, byID) }
    if authors.isEmpty { authors = names(json.member("creator", of: node), json, byID) }
    published = published ?? text("datePublished") ?? text("dateCreated")
    modified = modified ?? text("dateModified")
    language = language ?? text("inLanguage")
    publisher = publisher ?? names(json.member("publisher", of: node), json, byID).first
    url = url ?? text("url") ?? json.member("mainEntityOfPage", of: node).flatMap { address($0, json) }
    section = section ?? json.string(json.elements(json.member("articleSection", of: node)).first)
    if keywords.isEmpty { keywords = Self.keywords(json.member("keywords", of: node), json) }
    image = image ?? json.elements(json.member("image", of: node)).first.flatMap { address($0, json) }
    description = description ?? text("description")
    body = body ?? json.string(json.member("articleBody", of: node))
    if json.string(json.member("isAccessibleForFree", of: node))?.lowercased() == "false" { isPaid = true }
    if case .bare? = json.member("isAccessibleForFree", of: node), isFalse(node, json) { isPaid = true }
    takeComments(json.member("comment", of: node), json, byID)
  }

  private func isFalse(_ node: JSONText.Value, _ json: JSONText) -> Bool {
    guard case .bare(let range)? = json.member("isAccessibleForFree", of: node) else { return false }
    return range.count == 5
  }

  private mutating func takePage(_ node: JSONText.Value, _ json: JSONText) {
    published = published ?? json.string(json.member("datePublished", of: node))
    modified = modified ?? json.string(json.member("dateModified", of: node))
    language = language ?? json.string(json.member("inLanguage", of: node))
  }

  private mutating func takeComments(
    _ value: JSONText.Value?, _ json: JSONText, _ byID: [String: JSONText.Value]
  ) {
    for node in json.elements(value).prefix(ArticleLimits.commentsMax - comments.count) {
      guard let text = json.string(json.member("text", of: node)) else { continue }
      let date = json.member("dateCreated", of: node) ?? json.member("datePublished", of: node)
      comments.append((names(json.member("author", of: node), json, byID).first, json.string(date), text))
    }
  }

  private func names(
    _ value: JSONText.Value?, _ json: JSONText, _ byID: [String: JSONText.Value]
  ) -> [String] {
    json.elements(value).prefix(ArticleLimits.namesMax).flatMap { element -> [String] in
      if let name = json.string(element) { return [name] }
      if let name = json.member("name", of: element) {
        return json.elements(name).compactMap { json.string($0) }
      }
      guard let id = json.string(json.member("@id", of: element)), let node = byID[id] else { return [] }
      return json.string(json.member("name", of: node)).map { [$0] } ?? []
    }
  }

  private func address(_ value: JSONText.Value, _ json: JSONText) -> String? {
    json.string(value) ?? json.string(json.member("url", of: value)) ?? json.string(json.member("@id", of: value))
  }

  private static func keywords(_ value: JSONText.Value?, _ json: JSONText) -> [String] {
    json.elements(value).prefix(ArticleLimits.namesMax).flatMap { element in
      (json.string(element) ?? "").split(separator: ",").compactMap { tidied(String($0)) }
    }
  }
}
