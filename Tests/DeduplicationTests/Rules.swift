import Deduplication
import FoundationEssentials
import Model

/// The lists that the program ships with.
enum Rules {
  static let shipped: StoryRules = {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var contents: [String: String] = [:]
    do {
      for file in StoryRules.files {
        let bytes = try Data(contentsOf: root.appending(path: "etc/data/dedupe/\(file)"))
        contents[file] = String(decoding: bytes, as: UTF8.self)
      }
      return try StoryRules(contents: contents)
    } catch {
      preconditionFailure("the lists in etc/data/dedupe can be read: \(error)")
    }
  }()
}

/// A stream of articles, taken one after the other.
struct Stream {
  private var memory = StoryMemory()
  private var count = 0

  /// - Returns: the relation, and the name (a, b, c … in order of arrival) of what it relates to.
  mutating func take(_ article: ArrivingArticle) -> String {
    let name = String(UnicodeScalar(UInt8(97 + count)))
    count += 1
    let decision = memory.take(StorySketch(of: article, rules: Rules.shipped), named: name)
    switch decision.relation {
    case .new: return "new"
    case .same, .revision: return "\(decision.relation.rawValue) \(decision.article ?? "?")"
    case .syndicated: return "syndicated \(decision.story ?? "?")"
    }
  }
}

/// Articles to compare.
enum Texts {
  static let bridge = """
    Engineers reopened the road bridge at Orlova on Monday, seven months after retreating troops blew up its two \
    central spans, the regional governor said.

    The first to cross was a column of nineteen lorries with flour, insulin and fuel for generators. Until now people \
    on the left bank had relied on rowing boats and a single ferry.

    "We drove over it with our heaviest vehicle, and then we drove over it again," said the colonel who leads the \
    engineer brigade. Traffic will use one lane until concrete barriers arrive.
    """

  static let harvest = """
    Farmers in the southern plain brought in a third less wheat than last year after a spring without rain, the \
    agriculture ministry said on Friday, and asked for help to feed cattle through the winter.

    Mills have begun to buy grain from neighbouring provinces. A baker in the market said that the price of a loaf \
    would rise before the holidays unless the railway lowered its rates.
    """

  static func bulletin(day: String, number: Int, prisoners: Int, place: String) -> String {
    """
    \(number) clashes took place along the front on \(day), the general staff said in its evening summary. The enemy \
    carried out \(prisoners) air strikes and shelled settlements near \(place) with artillery.

    Losses of the enemy over the past day came to \(number * 7) soldiers and \(prisoners / 2) vehicles of all kinds.
    """
  }

  /// An item of one paper.
  static func item(
    _ text: String, site: String = "paper.example", guid: String? = nil, path: String = "/news/1",
    title: String = "Bridge at Orlova reopens"
  ) -> ArrivingArticle {
    ArrivingArticle(
      feed: "https://www.\(site)/rss.xml", guid: guid ?? "https://www.\(site)\(path)",
      link: "https://www.\(site)\(path)",
      title: title, text: text)
  }
}
