internal import FoundationEssentials
internal import Markup
internal import Model

/// Settles what is said of an article where sources differ; `docs/articles.md` gives the order for each field.
struct Metadata {
  private(set) var article = ExtractedArticle(text: "")
  private(set) var title: TitleChoice
  private let dates: DateReading
  private let facts: PageFacts
  private let tree: HTMLTree

  init(tree: HTMLTree, facts: PageFacts, survey: PageSurvey, url: String?, lexicon: ExtractionLexicon) {
    self.tree = tree
    self.facts = facts
    dates = DateReading(lexicon: lexicon)
    let site = facts.meta("og:site_name")?.value
    title = TitleChoice(tree: tree, facts: facts, siteName: site ?? facts.linked.publisher)
    set(\.title, [(title.title, title.source ?? "title")], "title")
    set(
      \.siteName,
      [
        (site, "og:site_name"), (facts.linked.publisher, "json-ld"),
        (facts.meta("application-name")?.value, "application-name"), (title.siteSuffix, "title"),
      ], "siteName")
    setAddress(url)
    setAuthors(survey, lexicon)
    setDates(survey, url)
    set(
      \.language,
      [
        (facts.language, "html lang"), (facts.linked.language, "json-ld"),
        (facts.meta("og:locale")?.value, "og:locale"),
        (facts.meta("content-language", "language")?.value, "meta"),
      ].map { (Metadata.languageTag($0.0), $0.1) }, "language")
    set(
      \.section,
      [
        (facts.meta("article:section", "og:article:section", "parsely-section")?.value, "article:section"),
        (facts.linked.section, "json-ld"), (facts.properties["articleSection"]?.first, "microdata"),
      ], "section")
    setTags()
    let base = article.canonicalURL ?? url
    set(
      \.image,
      [
        (facts.meta("og:image", "og:image:url", "og:image:secure_url")?.value, "og:image"),
        (facts.linked.image, "json-ld"),
        (facts.meta("twitter:image", "twitter:image:src")?.value, "twitter:image"),
      ].map { ($0.0.map { URLReference.resolve($0, against: base) }, $0.1) }, "image")
    set(
      \.excerpt,
      [
        (facts.meta("og:description")?.value, "og:description"), (facts.meta("description")?.value, "description"),
        (facts.linked.description, "json-ld"), (facts.meta("twitter:description")?.value, "twitter:description"),
      ], "excerpt")
  }

  /// Takes the first of the candidates that has a value, and notes where it came from.
  private mutating func set(
    _ field: WritableKeyPath<ExtractedArticle, String?>, _ candidates: [(String?, String)], _ name: String
  ) {
    for (value, source) in candidates {
      guard let value = value.flatMap({ tidied($0) }) else { continue }
      article[keyPath: field] = value
      article.provenance[name] = source
      return
    }
  }

  /// The address that the page gives itself. One that leads to the site's front page is a template's mistake.
  private mutating func setAddress(_ url: String?) {
    let candidates = [
      (facts.canonical, "canonical"), (facts.meta("og:url")?.value, "og:url"), (facts.linked.url, "json-ld"),
    ].map { ($0.0.map { URLReference.resolve($0, against: url) }, $0.1) }
    let believable = candidates.filter { candidate in
      guard let address = candidate.0, address.hasPrefix("http") else { return false }
      return !Metadata.isFrontPage(address) || url.map(Metadata.isFrontPage) ?? true
    }
    set(\.canonicalURL, believable, "canonicalURL")
  }

  private static func isFrontPage(_ url: String) -> Bool {
    let afterScheme = url.split(separator: "/", omittingEmptySubsequences: true)
    return afterScheme.count <= 2
  }

  private mutating func setAuthors(_ survey: PageSurvey, _ lexicon: ExtractionLexicon) {
    let names = Names(lexicon: lexicon, publishers: [article.siteName, facts.linked.publisher, title.siteSuffix])
    let metas = [
      "author", "article:author", "byl", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author",
    ]
    .flatMap { facts.metas[$0] ?? [] }
    let candidates: [([String], String)] = [
      (facts.linked.authors, "json-ld"), (metas, "meta author"), (facts.properties["author"] ?? [], "microdata"),
      (facts.authorLinks, "rel author"), (bylines(survey, lexicon), "byline"),
    ]
    for (values, source) in candidates {
      let found = names.names(values)
      guard !found.isEmpty else { continue }
      article.authors = found
      article.provenance["authors"] = source
      return
    }
  }

  /// Texts of elements that call themselves bylines and begin with a byline's word.
  private func bylines(_ survey: PageSurvey, _ lexicon: ExtractionLexicon) -> [String] {
    let words = lexicon.phrases(.bylineWords)
    for index in 0..<tree.count where survey.marks[index].contains(.byline) {
      guard let text = tidied(tree.fieldText(index)), text.utf8.count < 120 else {
        continue
      }
      let small = lowered(Array(text.utf8)[...])
      guard words.prefix(of: small.span) != nil else { continue }
      let head = text.split(whereSeparator: { "|•·–—".contains($0) || $0.isNumber }).first ?? ""
      let ends = lexicon.phrases(.bylineEnds)
      let words = head.split(separator: " ").prefix { word in
        let small = lowered(Array(word.utf8)[...])
        return lexicon.months[String(decoding: small, as: UTF8.self)] == nil && !ends.isWhole(small.span)
      }
      let name = words.isEmpty ? nil : words.joined(separator: " ")
      if let name { return [name] }
    }
    return []
  }

  private mutating func setDates(_ survey: PageSurvey, _ url: String?) {
    let metas = [
      "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date",
      "pubdate", "publishdate", "publish-date", "publication_date", "article.published", "parsely-pub-date",
      "sailthru.date",
      "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "citation_publication_date", "displaydate",
      "ptime",
    ]
    var candidates: [(String, String)] = []
    if let date = facts.linked.published { candidates.append((date, "json-ld")) }
    for name in metas { for value in facts.metas[name] ?? [] { candidates.append((value, name)) } }
    for value in facts.properties["datePublished"] ?? [] { candidates.append((value, "microdata")) }
    for value in visibleTimes(survey) { candidates.append((value, "time")) }
    let modified =
      [
        facts.linked.modified,
        facts.meta("article:modified_time", "og:updated_time", "lastmod", "last-modified")?.value,
      ]
      .compactMap { $0 } + (facts.properties["dateModified"] ?? [])
    let changed = modified.lazy.compactMap { [dates] in dates.date($0) }.first
    article.modified = changed
    if changed != nil { article.provenance["modified"] = "declared" }
    let published = settledDate(candidates, changed: changed)
    if let published {
      article.published = published.0
      article.provenance["published"] = published.1
    } else if let url, let date = dates.inAddress(url) ?? article.canonicalURL.flatMap({ dates.inAddress($0) }) {
      article.published = date
      article.provenance["published"] = "url"
    }
  }

  /// The first date that is not after the article's last change, as finely as it is told.
  private func settledDate(_ candidates: [(String, String)], changed: Date?) -> (Date, String)? {
    let read = candidates.compactMap { value, source in
      dates.date(value).map { (date: $0, source: source, hasTime: DateReading.hasTime(value)) }
    }
    let latest = changed?.addingTimeInterval(86_400)
    guard let first = read.first(where: { entry in latest.map { entry.date <= $0 } ?? true }) else { return nil }
    if first.hasTime { return (first.date, first.source) }
    // A day alone gives way to a time on that day.
    let finer = read.first { $0.hasTime && abs($0.date.timeIntervalSince(first.date)) < 129_600 } ?? first
    return (finer.date, finer.source)
  }

  /// The `<time>` elements near the title: from some way above it to some way below, out of comments and furniture.
  private func visibleTimes(_ survey: PageSurvey) -> [String] {
    let heading = title.heading ?? 0
    let near = facts.times.filter { time in
      time.node > heading - 60 && time.node < heading + 400 && !isInside(time.node, [.comments, .landmark], survey)
    }
    return near.map(\.value)
  }

  private func isInside(_ node: Int, _ marks: Marks, _ survey: PageSurvey) -> Bool {
    var at = node
    while at >= 0 {
      if !survey.marks[at].isDisjoint(with: marks) { return true }
      at = Int(tree.nodes[at].parent)
    }
    return false
  }

  private mutating func setTags() {
    let news = (facts.meta("news_keywords", "parsely-tags", "sailthru.tags")?.value).map(Metadata.list) ?? []
    let keywords = (facts.meta("keywords")?.value).map(Metadata.list) ?? []
    let candidates: [([String], String)] = [
      (facts.metas["article:tag"].map { $0.count == 1 ? Metadata.list($0[0]) : $0 } ?? [], "article:tag"),
      (facts.tagLinks, "rel tag"), (facts.linked.keywords, "json-ld"), (news, "news_keywords"), (keywords, "keywords"),
    ]
    for (values, source) in candidates where !values.isEmpty {
      var seen: Set<String> = []
      article.tags = values.filter { seen.insert($0.lowercased()).inserted }.prefix(ArticleLimits.namesMax).map { $0 }
      article.provenance["tags"] = source
      return
    }
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").compactMap { tidied(String($0)) }
  }

  /// `en_US` and `en-us` as BCP 47 writes them: `en-US`; nil for what is no language.
  static func languageTag(_ text: String?) -> String? {
    guard let first = text?.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == " " }).first else { return nil }
    var parts = first.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
    guard let language = parts.first, (2...3).contains(language.count),
      language.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    parts[0] = language.lowercased()
    for index in parts.indices.dropFirst() {
      if parts[index].count == 2 { parts[index] = parts[index].uppercased() }
      if parts[index].count == 4 {
        parts[index] = parts[index].prefix(1).uppercased() + parts[index].dropFirst().lowercased()
      }
    }
    return parts.joined(separator: "-")
  }
}
