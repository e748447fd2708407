internal import ArgumentParser
import Deduplication
import Model

/// `salient dedupe`
struct DedupeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe", abstract: "Tell repeated, revised, copied and new articles of a stream apart.",
    discussion: """
      Articles are JSON lines {"id", "feed", "guid", "link", "canonical", "title", "text", "published"} on standard input; \
      each is answered by one line {"id", "relation", "of"}, decided by what came before it alone. docs/stories.md tells how.
      """)

  @OptionGroup var common: CommonOptions

  private struct Request: Decodable {
    let id: String
    let feed: String
    let guid: String?
    let link: String?
    let canonical: String?
    let title: String?
    let text: String?
  }

  private struct Answer: Encodable {
    let id: String
    let relation: ArticleRelation
    let of: String?

    enum CodingKeys: String, CodingKey { case id, relation, of }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(relation, forKey: .relation)
      try container.encode(of, forKey: .of)
    }
  }

  func run() throws {
    try Command.run {
      let rules = try common.resources(try common.settings()).storyRules()
      var memory = StoryMemory()
      try JSONLines.read(Request.self) { (request) throws(CommandFailure) in
        let article = ArrivingArticle(
          feed: request.feed, guid: request.guid ?? "", link: request.link ?? "", canonical: request.canonical ?? "",
          title: request.title ?? "", text: request.text ?? "")
        let decision = memory.take(StorySketch(of: article, rules: rules), named: request.id)
        let of: String? =
          switch decision.relation {
          case .new: nil
          case .same, .revision: decision.article
          case .syndicated: decision.story
          }
        try JSONLines.write(Answer(id: request.id, relation: decision.relation, of: of))
        try Output.standard.flush()
      }
    }
  }
}
