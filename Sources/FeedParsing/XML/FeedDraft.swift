import FoundationEssentials
import Model

/// A feed, or the `source` of an entry, while it is being read.
struct FeedDraft {
  var info = FeedInfo()
  private var ranks = FieldRanks()

  @inline(__always)
  mutating func apply(_ edit: consuming FieldEdit, partsMax: Int) { ranks.apply(edit, to: &info, partsMax: partsMax) }

  mutating func edit(_ body: (inout FeedInfo) -> Void) { body(&info) }

  /// Fills what waited for the end of the element.
  mutating func settle() { ranks.settle(&info) }
}

/// What is known of the item being read besides its fields, which are filled where they will stay.
struct ItemDraft {
  var ranks = FieldRanks()
  /// A `guid` that is said, or may be taken, to be a link.
  var permalink: String?
  var latitude: Double?
  var longitude: Double?
  var altitude: Double?

  func settle(_ item: inout FeedItem) {
    ranks.settle(&item)
    if let permalink {
      item.urlIsFromID = item.url == nil
      item.url.fill(permalink)
    }
    if item.geometry == nil, let latitude, let longitude {
      item.geometry = FeedGeometry.checked(point: [longitude, latitude] + (altitude.map { [$0] } ?? []))
    }
  }
}
