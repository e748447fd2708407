import Foundation
import HummingbirdCore
import Publishing

/// The path and query of a request, decoded and bounded.
struct Target {
  let path: String
  let query: [String: String]

  init(_ uri: URI) throws(ViewError) {
    guard uri.string.count <= StatusLimits.targetCharactersMax else {
      throw .badQuery("the request's target is longer than \(StatusLimits.targetCharactersMax) characters")
    }
    guard let path = uri.path.removingPercentEncoding, !path.contains("\0"), !path.split(separator: "/").contains("..")
    else { throw .notFound("there is no such page") }
    self.path = path
    var query: [String: String] = [:]
    for (name, value) in uri.queryParameters {
      guard query.updateValue(String(value), forKey: String(name)) == nil else {
        throw .badQuery("parameter \"\(name)\" stands twice")
      }
    }
    self.query = query
  }
}
