import Markup

/// The attributes of one element, by what they mean; URLs resolve against the base in force there.
struct FeedAttributes: Sendable {
  let raw: XMLAttributes
  let meanings: [FeedAttribute]
  let base: String?

  /// Of an element without any, as most are: nothing is counted or copied for it.
  static let none = FeedAttributes(raw: XMLAttributes(), meanings: [], base: nil)

  var isEmpty: Bool { raw.isEmpty }
  var count: Int { raw.count }

  /// The first of that meaning, without white space at its ends.
  func value(_ attribute: FeedAttribute) -> String? {
    for index in 0..<raw.count where meanings[raw.code(at: index)] == attribute {
      return raw.value(at: index).trimmedSpace
    }
    return nil
  }

  /// As a URL; an empty one is none.
  func url(_ attribute: FeedAttribute) -> String? {
    guard let value = value(attribute), !value.isEmpty else { return nil }
    return URLReference.resolve(value, against: base)
  }

  /// As a URL; an empty one is a reference to the base itself.
  func reference(_ attribute: FeedAttribute) -> String? {
    value(attribute).map { URLReference.resolve($0, against: base) }
  }

  func rebased(to base: String?) -> FeedAttributes { FeedAttributes(raw: raw, meanings: meanings, base: base) }
}
