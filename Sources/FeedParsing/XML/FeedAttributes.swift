import Markup

/// The attributes of the element that is starting, by what they mean; URLs resolve against the base in force there.
struct FeedAttributes {
  let raw: XMLAttributes
  let base: String?

  var isEmpty: Bool { raw.isEmpty }

  /// The first of that meaning, without white space at its ends.
  func value(_ attribute: FeedAttribute) -> String? {
    for index in 0..<raw.count where FeedAttributeCode(raw.code(at: index)).meaning == attribute {
      return raw.value(at: index).trimmedSpace
    }
    return nil
  }

  func number(_ attribute: FeedAttribute) -> Int? { value(attribute).flatMap { Int($0) } }

  /// As a URL; an empty one is none.
  func url(_ attribute: FeedAttribute) -> String? {
    guard let value = value(attribute), !value.isEmpty else { return nil }
    return URLReference.resolve(value, against: base)
  }

  /// As a URL; an empty one is a reference to the base itself.
  func reference(_ attribute: FeedAttribute) -> String? {
    value(attribute).map { URLReference.resolve($0, against: base) }
  }

  func rebased(to base: String?) -> FeedAttributes { FeedAttributes(raw: raw, base: base) }
}

/// An attribute's number: what it means, and where its name is kept.
struct FeedAttributeCode {
  let number: Int

  init(_ number: Int) { self.number = number }

  init(_ meaning: FeedAttribute, namePlace: Int) { number = namePlace << 8 | Int(meaning.rawValue) }

  var meaning: FeedAttribute { FeedAttribute(rawValue: UInt8(truncatingIfNeeded: number)) ?? .unknown }
  var namePlace: Int { number >> 8 }
}
