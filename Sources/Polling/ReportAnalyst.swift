public import FoundationEssentials
public import Model
public import TerritoryExtraction

/// Draws the reports from an article and its comments; texts in a language without a pack are left alone.
public struct ReportAnalyst: Sendable {
  /// What came of an article.
  enum Analysis: Sendable {
    /// Reports by section: nil is the text, n the n-th comment.
    case analysed([(comment: Int?, reports: [TerritorialReport])])
    /// No pack covers the language.
    case notAnalysed
  }

  /// The version of the extraction: rules and data.
  public let version: String
  private let extractor: TerritoryExtractor
  /// Primary subtags of the languages whose pack is loaded.
  private let languages: Set<String>

  /// Longer texts are read up to here.
  private static let scalarsMax = 200_000

  public init(extractor: TerritoryExtractor, version: String, languages: Set<String>) {
    self.extractor = extractor
    self.version = version
    self.languages = languages
  }

  func analyse(
    _ article: ExtractedArticle, url: String?, seenAt: Date, comments: TerritorySettings.Comments
  ) -> Analysis {
    if let language = article.language?.split(whereSeparator: { "-_".contains($0) }).first?.lowercased(),
      !languages.contains(language)
    {
      return .notAnalysed
    }
    let published = (article.published ?? seenAt).day
    var sections: [(comment: Int?, reports: [TerritorialReport])] = [
      (nil, reports(article.text, article.title, published, .article, url))
    ]
    if comments == .rumour {
      for (index, comment) in article.comments.enumerated() {
        let day = comment.published?.day ?? published
        sections.append((index, reports(comment.text, nil, day, .comment, url)))
      }
    }
    return .analysed(sections)
  }

  /// Why today's extraction makes of a report's sentence what it does, step by step.
  ///
  /// - Parameters:
  ///   - evidence: Unicode scalars of the section that the report is from.
  ///   - comment: the reader's comment that it is from; nil for the article's text.
  public func explain(
    _ evidence: Evidence, comment: Int?, in article: ExtractedArticle, url: String?, seenAt: Date
  ) -> TerritoryTrace? {
    let day = (article.published ?? seenAt).day
    let span = evidence.start..<evidence.end
    guard let comment else {
      return extractor.explanation(of: span, in: text(article.text, article.title, day, .article, url))
    }
    guard article.comments.indices.contains(comment) else { return nil }
    let said = article.comments[comment]
    return extractor.explanation(of: span, in: text(said.text, nil, said.published?.day ?? day, .comment, url))
  }

  private func text(
    _ text: String, _ title: String?, _ published: Day, _ section: TerritoryText.Section, _ url: String?
  ) -> TerritoryText {
    let read =
      text.unicodeScalars.count > ReportAnalyst.scalarsMax
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(ReportAnalyst.scalarsMax))) : text
    return TerritoryText(text: read, title: title, published: published, section: section, url: url)
  }

  private func reports(
    _ text: String, _ title: String?, _ published: Day, _ section: TerritoryText.Section, _ url: String?
  ) -> [TerritorialReport] {
    extractor.reports(in: self.text(text, title, published, section, url))
  }
}

extension ReportAnalyst.Analysis {
  /// The reports with their names, as the archive keeps them; nil when the text was not analysed.
  func identified(
    in content: ExtractedArticle, article: ArticleID, revision: Int, extractor: String
  ) -> RevisionReports? {
    guard case .analysed(let sections) = self else { return nil }
    var all: [IdentifiedReport] = []
    for section in sections {
      let text = section.comment.map { content.comments[$0].text } ?? content.text
      all += Names.identify(
        section.reports, of: article, comment: section.comment, text: text, title: content.title)
    }
    return RevisionReports(article: article, revision: revision, extractor: extractor, reports: all)
  }
}
