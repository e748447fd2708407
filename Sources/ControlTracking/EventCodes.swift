public import Model

/// The nearest codes of the common event vocabularies, for interchange with them.
///
/// ACLED's sub-events (ACLED codebook), CAMEO's event numbers (CAMEO codebook 1.1b3) and PLOVER's event and mode.
public struct EventCodes: Sendable, Hashable, Codable {
  /// nil where a state of things is no event.
  public var acled: String?
  public var cameo: String?
  public var ploverEvent: String?
  public var ploverMode: String?

  /// - Parameter takerIsTheState: whether the taker is the government of the place's country, which ACLED tells apart.
  public init(_ kind: ReportKind, takerIsTheState: Bool) {
    let row = EventCodes.row(of: kind)
    acled = EventCodes.gains.contains(kind) && takerIsTheState ? EventCodes.regained : row.acled
    (cameo, ploverEvent, ploverMode) = (row.cameo, row.event, row.mode)
  }

  private static let gains: Set<ReportKind> = [.captured, .recaptured]
  private static let regained = "Government regains territory"
  private static let overtaken = "Non-state actor overtakes territory"
  private static let transferred = "Non-violent transfer of territory"
  private static let clash = "Armed clash"

  private static func row(of kind: ReportKind) -> (acled: String?, cameo: String?, event: String?, mode: String?) {
    switch kind {
    case .captured, .recaptured: (overtaken, "192", "COERCE", "seize")
    case .withdrawn, .handedOver: (transferred, "0874", "RETREAT", "withdraw")
    case .contested, .repelled: (clash, "190", "ASSAULT", "firearms")
    case .advanced: (clash, "190", "ASSAULT", "heavy-weapons")
    case .held: (nil, nil, nil, nil)
    case .annexed: (transferred, "192", "COERCE", "seize")
    }
  }
}
