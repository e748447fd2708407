import Foundation
import Testing

/// The article that the project was begun with, polled over HTTP and followed to its reports. Runs where the shared data
/// lie beside the checkout.
@Suite(.serialized, .enabled(if: Checkout.shared != nil)) struct SeedTests {
  private static let page =
    "archives/2015/05/islamic-state-seizes-syrian-side-of-al-waleed-border-crossing-with-iraq.php"

  /// The seed's feed and page on a server of their own, polled once.
  private func polled() throws -> (Installation, Site) {
    let shared = try #require(Checkout.shared)
    let folder = FileManager.default.temporaryDirectory.appending(path: "salient-seed-\(UUID().uuidString.prefix(8))")
    let page = folder.appending(path: SeedTests.page)
    try FileManager.default.createDirectory(at: page.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: shared.appending(path: "seed_page.html"), to: page)
    try FileManager.default.copyItem(
      at: shared.appending(path: "seed_feed.xml"), to: folder.appending(path: "feed.xml"))
    let site = try Site(["folder", folder.path, "https://example.org", "SERVER"])
    let installation = try Installation(feeds: [site.url("feed.xml")], pages: "always")
    let result = try installation.run("run", "--once")
    #expect(result.status == 0, "\(result.errors)")
    return (installation, site)
  }

  @Test func `the seed article comes out as a person reads it, and its reports agree with the gold`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let articles = try installation.objects("articles", "--json")
    let seed = try #require(
      articles.first { ($0["title"] as? String)?.contains("seizes Syrian side of Al Waleed") == true })
    let id = try #require(seed["id"] as? String)
    let whole = try #require(try installation.objects("articles", "show", id, "--json").first)
    let revisions = try #require(whole["revisions"] as? [[String: Any]])
    let content = try #require(revisions.first?["content"] as? [String: Any])
    #expect(content["title"] as? String == "Islamic State seizes Syrian side of Al Waleed border crossing with Iraq")
    #expect(content["authors"] as? [String] == ["Caleb Weiss"])
    #expect((content["published"] as? String)?.hasPrefix("2015-05-22T01:14:09") == true)
    let text = try #require(content["text"] as? String)
    #expect(text.components(separatedBy: "\n\n").count == 4)
    #expect(text.hasPrefix("After taking the ancient city of Palmyra (known in Arabic as Tadmur)"))
    #expect(text.hasSuffix("the Iraqi side of the Al Waleed crossing."))
    for foreign in ["donation", "Caleb Weiss", "Tags", "Related", "Oberron", "cookies"] {
      #expect(!text.contains(foreign), "\(foreign)")
    }
    let comments = try #require(content["comments"] as? [[String: Any]])
    #expect(comments.compactMap { $0["author"] as? String } == ["Oberron", "Oberron"])

    let reports = try #require(whole["reports"] as? [[String: Any]])
    let ofText = reports.filter { $0["comment"] == nil && ($0["article"] as? [String: Any])?["revision"] as? Int == 1 }
    try expect(ofText, match: try gold("seed-article"), in: text, missingMax: 0, foreignMax: 0)
    let ofComment = reports.filter { $0["comment"] as? Int == 0 }
    let comment = try #require(comments[0]["text"] as? String)
    try expect(ofComment, match: try gold("seed-comment-1"), in: comment, missingMax: 0, foreignMax: 0)
    #expect(reports.filter { $0["comment"] as? Int == 1 }.isEmpty)
  }

  @Test func `a copy is recognised, an update becomes a revision, and the podcast gives no report`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let articles = try installation.objects("articles", "--json")
    #expect(try installation.objects("articles", "--items", "--json").count == 5)
    #expect(articles.count == 3)
    let seed = try #require(articles.first { ($0["title"] as? String)?.contains("Al Waleed") == true })
    #expect(seed["revisions"] as? Int == 2)
    let podcast = try #require(articles.first { ($0["title"] as? String)?.contains("Podcast") == true })
    #expect(podcast["reports"] as? Int == 0)
  }

  private func gold(_ id: String) throws -> [[String: Any]] {
    let file = try #require(Checkout.shared).appending(path: "seed_gold.json")
    let all = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]])
    return try #require(all.first { $0["id"] as? String == id }?["reports"] as? [[String: Any]])
  }

  /// The required records are there with their fields, and hardly anything else but what is optional.
  private func expect(
    _ reports: [[String: Any]], match gold: [[String: Any]], in text: String, missingMax: Int, foreignMax: Int
  ) throws {
    var left = reports
    var missing: [String] = []
    for record in gold {
      let isOptional = record["optional"] as? Bool == true
      let match = left.firstIndex { report in
        ["kind", "to", "from", "certainty", "status"].allSatisfy { agrees(report[$0], record, $0) }
          && agreesOnPlace(report, record) && isOverlapping(report["evidence"], record["evidence"])
      }
      if let match {
        left.remove(at: match)
      } else if !isOptional {
        missing.append("\(record["kind"] ?? "") \((record["place"] as? [String: Any])?["name"] ?? "")")
      }
    }
    let foreign = left.map { "\($0["kind"] ?? "") \(($0["place"] as? [String: Any])?["name"] ?? "")" }
    #expect(missing.count <= missingMax, "missing: \(missing)")
    #expect(foreign.count <= foreignMax, "not in the gold: \(foreign)")
    for report in reports {
      let span = try #require(report["evidence"] as? [Int])
      let scalars = Array(text.unicodeScalars)
      #expect(String(String.UnicodeScalarView(scalars[span[0]..<span[1]])) == report["quote"] as? String)
    }
  }

  private func agrees(_ value: Any?, _ record: [String: Any], _ field: String) -> Bool {
    let found = value as? String
    if found == record[field] as? String { return true }
    let others = (record["alt"] as? [String: Any])?[field] as? [Any] ?? []
    return others.contains { ($0 as? String) == found }
  }

  private func agreesOnPlace(_ report: [String: Any], _ record: [String: Any]) -> Bool {
    guard let found = report["place"] as? [String: Any], let wanted = record["place"] as? [String: Any] else {
      return false
    }
    let others = (record["alt"] as? [String: Any])?["place.id"] as? [String] ?? []
    if let id = found["id"] as? String, others.contains(id) { return true }
    if let id = wanted["id"] as? String {
      return found["id"] as? String == id || others.contains(found["id"] as? String ?? "")
    }
    guard let lat = wanted["lat"] as? Double, let lon = wanted["lon"] as? Double else {
      return found["lat"] as? Double == nil
    }
    guard let foundLat = found["lat"] as? Double, let foundLon = found["lon"] as? Double else { return false }
    return abs(lat - foundLat) < 0.5 && abs(lon - foundLon) < 0.5
  }

  private func isOverlapping(_ left: Any?, _ right: Any?) -> Bool {
    guard let left = left as? [Int], let right = right as? [Int] else { return false }
    return left[0] < right[1] && right[0] < left[1]
  }
}
