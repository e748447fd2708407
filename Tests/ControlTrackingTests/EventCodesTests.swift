import Model
import Testing

@testable import ControlTracking

@Suite struct `Event codes` {
  @Test(arguments: [
    (ReportKind.captured, false, "Non-state actor overtakes territory", "192", "COERCE seize"),
    (.captured, true, "Government regains territory", "192", "COERCE seize"),
    (.recaptured, true, "Government regains territory", "192", "COERCE seize"),
    (.recaptured, false, "Non-state actor overtakes territory", "192", "COERCE seize"),
    (.withdrawn, true, "Non-violent transfer of territory", "0874", "RETREAT withdraw"),
    (.handedOver, false, "Non-violent transfer of territory", "0874", "RETREAT withdraw"),
    (.contested, false, "Armed clash", "190", "ASSAULT firearms"),
    (.advanced, true, "Armed clash", "190", "ASSAULT heavy-weapons"),
    (.repelled, true, "Armed clash", "190", "ASSAULT firearms"),
    (.annexed, true, "Non-violent transfer of territory", "192", "COERCE seize"),
  ])
  func `name each kind in each vocabulary`(
    _ kind: ReportKind, _ isState: Bool, _ acled: String, _ cameo: String, _ plover: String
  ) {
    let codes = EventCodes(kind, takerIsTheState: isState)
    #expect(codes.acled == acled)
    #expect(codes.cameo == cameo)
    #expect([codes.ploverEvent, codes.ploverMode].compactMap(\.self).joined(separator: " ") == plover)
  }

  @Test func `leave a state of things without an event`() {
    #expect(EventCodes(.held, takerIsTheState: true).acled == nil)
    #expect(EventCodes(.held, takerIsTheState: true).ploverEvent == nil)
  }
}
