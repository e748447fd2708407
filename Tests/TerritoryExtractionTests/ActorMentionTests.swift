import Model
import Naming
import Testing

@testable import TerritoryExtraction

/// Who sentences name as sides, and how reports call them.
@Suite struct ActorMentionTests {
  private func actors(_ text: String) throws -> [String] {
    try Kit.survey(text).actors.map(\.text)
  }

  @Test(arguments: [
    ("Rebels captured the main army base near Mukalla.", "main army"),
    ("A Kurdish official said they captured the town.", "Kurdish"),
    ("Rebels captured the Syrian side of the crossing.", "Syrian side"),
    ("Q: How was the city captured?", "Q"),
  ])
  func `what only tells of something else is no side`(_ text: String, _ wrong: String) throws {
    #expect(try !actors(text).contains(wrong))
  }

  @Test(arguments: [
    ("They have driven Islamic State from the town and captured it.", "Islamic State"),
    ("He denied that those brigades had captured the town.", "brigades"),
    ("Our heroic forces captured the town.", "heroic forces"),
  ])
  func `a force is cut where its name begins`(_ text: String, _ wanted: String) throws {
    #expect(try actors(text).contains(wanted))
  }

  @Test func `an ally is told by the name that it follows`() throws {
    let survey = try Kit.survey("Forces aligned with Libya's unity government captured Sirte.")
    #expect(survey.actors.first?.fullText == "Forces aligned with Libya's unity government")
  }

  @Test func `reports give the text's words for an actor whose id is not shared`() throws {
    let names = ActorNames(names: try Kit.resources().names)
    #expect(names.reported(.listed("actor:unita"), "Unita's men") == .named("Unita's men"))
    #expect(names.reported(.listed("actor:taliban"), "the students") == .listed("actor:taliban"))
    #expect(names.reported(.named("local hunters"), nil) == .named("local hunters"))
    #expect(names.reported(nil, nil) == nil)
  }
}
