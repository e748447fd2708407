import Naming
import Synchronization

/// What Naming makes of the mentions of one text.
///
/// A text says few names many times, and several steps ask about the same mention: each answer is worked out once. The
/// context is the text's own and does not change while it is read, so an answer holds for the whole text.
final class TextNames: Sendable {
  let tables: NameTables
  let context: NamingContext
  private let known = Mutex(Known())

  private struct Known {
    var places: [String: PlaceResolution] = [:]
    var actors: [ActorKey: Actor?] = [:]
  }

  private struct ActorKey: Hashable {
    let mention: String
    let country: String?
  }

  init(tables: NameTables, context: NamingContext) {
    self.tables = tables
    self.context = context
  }

  /// The place that a mention means.
  func resolve(place mention: String) -> PlaceResolution {
    if let found = known.withLock({ $0.places[mention] }) { return found }
    let found = tables.resolve(place: mention, in: context)
    known.withLock { $0.places[mention] = found }
    return found
  }

  /// The site that a mention without a name means near a town.
  func resolve(place mention: String, near town: Place) -> PlaceResolution {
    tables.resolve(place: mention, near: town, in: context)
  }

  /// The row of the actor that a mention means at a place; nil for one that is not listed.
  func identify(actor mention: String, at place: Place?) -> Actor? {
    let key = ActorKey(mention: mention, country: place?.country)
    if let found = known.withLock({ $0.actors[key] }) { return found }
    let found = tables.identify(actor: mention, at: place, in: context)
    known.withLock { $0.actors[key] = .some(found) }
    return found
  }
}
