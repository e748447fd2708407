import FeedParsing
import Model

extension ItemIdentity {
  /// How an item is told from others of its feed: by its guid, else its link, else by all that it says.
  ///
  /// The digest covers what the item says, not its dates and counters, which some feeds touch at every answer.
  init(of item: FeedItem) {
    let link = item.url ?? item.externalURL
    let digest = Names.digest(of: [
      item.title?.raw ?? "", item.content?.raw ?? "", item.summary?.raw ?? "", link ?? "",
    ])
    let key: String
    if let guid = item.id {
      key = "guid:" + guid
    } else if let link {
      key = "link:" + link
    } else {
      key = "text:" + digest
    }
    self.init(
      key: key, guid: item.id, link: link, title: item.plainTitle, published: item.published ?? item.updated,
      digest: digest)
  }
}

extension [FeedItem] {
  /// The items with their identities, each identity once: a feed that shows an item twice in one document says it once.
  func identified() -> [(identity: ItemIdentity, item: FeedItem)] {
    var seen: Set<String> = []
    return compactMap { item in
      let identity = ItemIdentity(of: item)
      return seen.insert(identity.key).inserted ? (identity, item) : nil
    }
  }
}
