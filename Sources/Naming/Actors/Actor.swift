public import Model

/// One listed side of a conflict.
public struct Actor: Sendable, Hashable {
  /// `actor:islamic-state`.
  public let id: String
  public let name: String
  public let kind: Kind
  /// Who fights together: actors of one side are allies.
  public let side: String
  /// ISO alpha-2 of its home; nil for those who know no border.
  public let country: String?
  /// Other names, abbreviations and generic mentions.
  public let aliases: [String]
  /// The first and the last day on which its generic names mean it; nil without end.
  public let since: Day?
  public let until: Day?
  /// True when reports give the actor by the words of the text: only the ids of the shared list are promised to others.
  public let isReportedByName: Bool
  /// True for the army of a state as a whole, which "government forces" and a nationality with "army" mean; false for
  /// its parts and for governments that dispute it.
  public let isNational: Bool
  /// The countries in which generic words mean an actor that knows no border; empty for everywhere.
  public let homes: Set<String>

  /// The side of "gunmen" and "militants" of whom nothing is known.
  static let nobodysSide = "unknown"

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case stateForces = "state_forces"
    case rebel, jihadist, militia, police, coalition, peacekeeper, gang
    case contractor = "pmc"
    case political
  }

  /// Whether the actor bore its names on that day; every actor did when the day is unknown.
  public func existed(on day: Day?) -> Bool {
    guard let day else { return true }
    return (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }
}
