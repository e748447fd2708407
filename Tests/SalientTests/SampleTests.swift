import Foundation
import Testing

/// The sample that ships with the program, polled over HTTP as `make run` does it.
@Suite(.serialized) struct SampleTests {
  private func polled() throws -> (Installation, Site) {
    let sample = try Checkout.root().appending(path: "etc/sample").path
    let site = try Site(["folder", sample, "http://127.0.0.1:8788", "SERVER"])
    let installation = try Installation(feeds: [site.url("feed.xml")])
    let result = try installation.run("run", "--once")
    #expect(result.status == 0, "\(result.errors)")
    return (installation, site)
  }

  @Test func `the sample goes all the way from the wire to reports with evidence`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let reports = try installation.objects("reports", "--json")
    func has(_ kind: String, _ place: String, to: String?) -> Bool {
      reports.contains {
        $0["kind"] as? String == kind && $0["to"] as? String == to
          && ($0["place"] as? [String: Any])?["name"] as? String == place && $0["comment"] == nil
      }
    }
    #expect(has("captured", "Idlib", to: "actor:jaish-al-fatah"))
    #expect(has("held", "As-Suwayda", to: "actor:syria-gov"))
    let crossing = reports.filter { ($0["place"] as? [String: Any])?["id"] as? String == "site:sy-nassib" }
    #expect(!crossing.isEmpty, "the Syrian side goes by another name than the crossing")
    #expect(reports.allSatisfy { $0["comment"] == nil || $0["certainty"] as? String == "rumoured" })
    let ids = reports.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == ids.count)
    for id in ids.prefix(3) {
      let evidence = try installation.run("evidence", id)
      #expect(evidence.status == 0, "\(evidence.output)\(evidence.errors)")
      #expect(evidence.output.contains("verified: the sentence stands in the archived text"))
      #expect(!evidence.output.contains("read again by extractor"))
    }
    try expectExplained(reports, installation)
  }

  /// The explanation names the frame, both roles, and each choice with its clues.
  private func expectExplained(_ reports: [[String: Any]], _ installation: Installation) throws {
    let report = try #require(
      reports.first { $0["to"] as? String == "actor:jaish-al-fatah" && $0["comment"] == nil })
    let id = try #require(report["id"] as? String)
    let kind = try #require(report["kind"] as? String)
    let answer = try #require(try installation.objects("evidence", id, "--explain", "--json").first)
    let steps = try #require(answer["explanation"] as? [String])
    #expect(!steps.contains { $0.contains("would no longer make this report") })
    func has(_ stage: String, _ words: String) -> Bool {
      steps.contains { $0.contains("] \(stage): ") && $0.contains(words) }
    }
    #expect(has("frame", "called up by"))
    #expect(has("report", kind))
    #expect(has("to", "jaish-al-fatah"), "\(steps)")
    #expect(has("from", " %"))
    #expect(has("certainty", try #require(report["certainty"] as? String)))
    #expect(has("status", try #require(report["status"] as? String)))
  }

  @Test func `a place is found by what people call it, not by the catalogue's spelling alone`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    for name in ["site:sy-nassib", "Nassib border crossing", "nassib", "Nassib crossing", "nassib cross"] {
      let names = try installation.objects("control", name, "--at", "2015-04-02", "--json").compactMap {
        ($0["place"] as? [String: Any])?["id"] as? String
      }
      #expect(names == ["site:sy-nassib"], "\(name)")
    }
    let named = try installation.objects("reports", "--place", "Nassib crossing", "--json")
    #expect(!named.isEmpty)
    #expect(try named.count == installation.objects("reports", "--place", "site:sy-nassib", "--json").count)
    let unknown = try installation.run("control", "Atlantis")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("no report tells of Atlantis"))
  }

  @Test func `a copy is known, a correction is a revision, a cut item is read from its page, a podcast says nothing`()
    throws
  {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let articles = try installation.objects("articles", "--json")
    #expect(articles.count == 3)
    let crossing = try #require(articles.first { ($0["title"] as? String)?.contains("Jaber") == true })
    #expect(crossing["revisions"] as? Int == 2)
    let podcast = try #require(articles.first { ($0["title"] as? String)?.contains("Podcast") == true })
    #expect(podcast["reports"] as? Int == 0)
    let base = try #require(articles.first { ($0["title"] as? String)?.contains("Idlib") == true })
    let id = try #require(base["id"] as? String)
    let whole = try #require(try installation.objects("articles", "show", id, "--json").first)
    let revision = try #require((whole["revisions"] as? [[String: Any]])?.first)
    #expect(revision["origin"] as? String == "page")
    let content = try #require(revision["content"] as? [String: Any])
    #expect((content["text"] as? String)?.contains("captured the city of Idlib on March 28") == true)
    #expect((content["comments"] as? [[String: Any]])?.count == 1)
  }

  @Test func `a second round finds nothing new and publishes nothing twice`() throws {
    let (installation, site) = try polled()
    defer { withExtendedLifetime(site) {} }
    let before = try installation.objects("reports", "--json").count
    Thread.sleep(forTimeInterval: 1.1)  // Every feed of the test is due again after a second.
    let again = try installation.run("run", "--once")
    #expect(again.status == 0)
    #expect(!again.errors.contains("\"event\":\"report.new\""))
    #expect(try installation.objects("reports", "--json").count == before)
  }
}
