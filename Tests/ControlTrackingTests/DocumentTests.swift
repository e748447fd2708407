import FoundationEssentials
import Model
import Testing

@testable import ControlTracking

@Suite struct `Documents` {
  private let ledger = ControlLedger(reports: [
    entry(
      "1", .captured, "site:x", to: "actor:state", from: "The \"Wolves\", east", on: "2015-05-21", at: (33.5, 38.25)),
    entry("2", .captured, "=cmd()", to: "A", on: "2015-05-21", country: nil),
  ])

  @Test func `in GeoJSON hold the places with coordinates, longitude first`() throws {
    let text = try ControlDocuments.geoJSON(ledger.control(at: .on("2015-05-22")))
    #expect(text.hasPrefix("{\"features\":[{\"geometry\":{\"coordinates\":[38.25,33.5],\"type\":\"Point\"}"))
    #expect(text.contains("\"holder\":\"actor:state\""))
    #expect(text.hasSuffix("\"type\":\"FeatureCollection\"}"))
    #expect(!text.contains("cmd"))
  }

  @Test func `in CSV hold a line a claim, quoted where need be`() {
    let lines = ControlDocuments.csv(ledger.control(at: .on("2015-05-22"))).split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix(",'=cmd(),,,,2015-05-22,held,A,2015-05-21,2015-05-21,2015-05-21,0.48,c-2"))
    #expect(lines[2].hasPrefix("site:x,x,SY,33.5,38.25,2015-05-22,held,actor:state,"))
  }

  @Test func `in CSV give each change its codes`() {
    let text = ControlDocuments.csv(ledger.changes) { actor, country in
      actor == .listed("actor:state") && country == "SY"
    }
    let lines = text.split(separator: "\r\n")
    #expect(lines[2].contains(",\"The \"\"Wolves\"\", east\","))
    #expect(lines[2].contains(",Government regains territory,192,COERCE,seize,r-1"))
    #expect(lines[1].contains(",Non-state actor overtakes territory,192,"))
  }

  @Test func `hold changes as JSON that reads back`() throws {
    for change in ledger.changes {
      #expect(try JSONDecoder().decode(ControlChange.self, from: JSONEncoder().encode(change)) == change)
    }
  }
}
