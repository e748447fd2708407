import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// What sentences name or mean as places, as `mention` or `mention = what it stands for`.
@Suite struct PlaceMentionTests {
  private func places(_ text: String) throws -> [String] {
    let survey = try Kit.survey(text)
    return survey.places.filter { $0.form != .implicit }.map { mention in
      let meant = mention.antecedents.map { survey.places[$0].name }.joined(separator: " + ")
      return meant.isEmpty ? mention.mention : "\(mention.mention) = \(meant)"
    }
  }

  @Test(arguments: [
    ("Fahim Dashty said the town had been captured.", "Fahim Dashty"),
    ("The fall of the town was denied by General Boakai Saye of the rebels.", "Boakai Saye"),
    ("Vitaliy Barabash, who fled, said they captured the town.", "Vitaliy Barabash"),
    ("The spokesman, Rami Abdel Rahman, said rebels captured the town.", "Rami Abdel Rahman"),
    ("Chechen leaders captured the town.", "Chechen"),
    ("The Islamic State captured the town.", "Islamic State"),
    ("Fighters overran the stronghold of the al-Ahmar clan.", "al-Ahmar"),
    ("Since mid-April the rebels have captured the town.", "mid-April"),
    ("The rebels captured the Misrata-based council.", "Misrata-based"),
  ])
  func `persons, peoples and clans are no places`(_ text: String, _ name: String) throws {
    #expect(try places(text).allSatisfy { !$0.contains(name) })
  }

  @Test(arguments: [
    ("The defenders of Krynky surrendered to the army, which captured the village.", "Krynky"),
    ("Sake, a market town at the foot of the hills, was captured by rebels.", "Sake"),
    ("Fighters captured Base 46 on Sunday.", "Base 46"),
    ("Troops captured Qasr ben Ghashir, a suburb of Tripoli.", "Qasr ben Ghashir"),
    ("Rebels captured Cueva de los Tallos.", "Cueva de los Tallos"),
    ("Fighters captured the Bagram air base north of Kabul.", "the Bagram air base"),
    ("Soldiers captured Deir al-Zor's military airport overnight.", "Deir al-Zor's military airport"),
    ("Rebels marched into Ghazni. They captured the police headquarters.", "the police headquarters"),
  ])
  func `a name is found whole, whatever stands beside it`(_ text: String, _ mention: String) throws {
    #expect(try places(text).contains { $0 == mention || $0.hasPrefix(mention + " = ") })
  }

  @Test(arguments: [
    ("Insurgents captured Iraq's second city, Mosul, on Tuesday.", "Iraq's second city = Mosul"),
    ("Rebels captured Gwoza, a hill town in Borno state.", "a hill town in Borno state = Gwoza"),
    (
      "Troops captured four settlements: Robotyne, Verbove, Urozhaine and Makarivka.",
      "four settlements = Robotyne + Verbove + Urozhaine + Makarivka"
    ),
    (
      "Troops captured Shatoi and Nozhai-Yurt, the last two district towns in the mountains.",
      "the last two district towns in the mountains = Shatoi + Nozhai-Yurt"
    ),
  ])
  func `a description beside a name is that place`(_ text: String, _ wanted: String) throws {
    #expect(try places(text).contains(wanted))
  }

  @Test func `a description in a list is a place of its own`() throws {
    #expect(try places("Rebels captured Mosul, an oil field, and Tikrit.").allSatisfy { !$0.contains("oil field = ") })
  }

  @Test func `a word that opens a clause means no place`() throws {
    #expect(try !places("Residents of Kobo said that the soldiers had left.").contains { $0.hasPrefix("that") })
  }

  @Test func `a verb that lacks its place gets one unsaid beside those that are said`() throws {
    let survey = try Kit.survey("In Kobo, residents said the soldiers had left on Wednesday.")
    #expect(survey.places.contains { $0.form == .implicit && $0.isElided })
    let named = try Kit.survey("Residents said the soldiers had left Kobo on Wednesday.")
    #expect(!named.places.contains { $0.form == .implicit })
  }

  @Test(
    arguments: [
      ("harbour", "port", true), ("airfield", "airbase", true), ("harbour", "cathedral", false), ("town", "port", nil),
    ] as [(String, String, Bool?)])
  func `sites of one sort may be one site`(_ one: String, _ other: String, _ isSame: Bool?) throws {
    #expect(try Kit.lexicon().sameSort(Term(one), Term(other)) == isSame)
  }

  @Test func `half of the country is no half of a town`() throws {
    let found = try places("Gunmen hold Hinche and Gonaives. They control half of the country.")
    #expect(found.contains("half of the country"))
  }

  @Test func `a dateline is no candidate`() throws {
    let survey = try Kit.survey("COLOMBO, Sept 14 (Reuters) - The army captured Jaffna.")
    #expect(survey.places.first { $0.mention == "COLOMBO" }?.isDateline == true)
    #expect(survey.places.first { $0.mention == "Jaffna" }?.isDateline == false)
  }
}
