import Crypto
import Foundation
import Publishing
import Testing

@testable import Alerting

@Suite struct MessageTests {
  private let now = Date(timeIntervalSince1970: 1_432_256_400)

  @Test func `a webhook is signed over its id, time and body`() throws {
    let message = AlertMessage(rule: "crossings", event: try event())
    let body = try message.json()
    let headers = message.webhookHeaders(body: body, secret: Array("geheim".utf8), at: now)
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("salient-crossings-7.1432256400.".utf8) + body, using: SymmetricKey(data: Array("geheim".utf8)))
    #expect(headers.contains("webhook-signature: v1,\(Data(code).base64EncodedString())"))
    #expect(
      headers.contains("Idempotency-Key: salient-crossings-7") && headers.contains("webhook-id: salient-crossings-7"))
    let other = message.webhookHeaders(body: body, secret: Array("whsec_Z2VoZWlt".utf8), at: now)
    #expect(other == headers, "the key may stand there in base64")
    #expect(message.webhookHeaders(body: body, secret: nil, at: now).allSatisfy { !$0.hasPrefix("webhook-signature") })
  }

  @Test func `no text of an article can add a header or a line to a message's head`() throws {
    let hostile = try event(name: "Tanf\\r\\nBcc: all@e.org")
    let message = AlertMessage(rule: "x", event: hostile)
    #expect(message.ntfyHeaders(token: nil).allSatisfy { !$0.contains("\n") && !$0.contains("\r") })
    let mail = String(decoding: message.mail(to: ["desk@e.org"], from: nil, at: now), as: UTF8.self)
    let head = try #require(mail.split(separator: "\n\n").first)
    #expect(!head.split(separator: "\n").contains { $0.hasPrefix("Bcc") })
    #expect(head.contains("Date: Fri, 22 May 2015 01:00:00 +0000"))
  }

  @Test func `other scripts stand in encoded words, each short enough`() throws {
    #expect(AlertMessage.encodedWords("captured: Tanf") == "captured: Tanf")
    let encoded = AlertMessage.encodedWords(String(repeating: "بصرى الشام ", count: 12))
    #expect(encoded.split(separator: " ").allSatisfy { $0.hasPrefix("=?UTF-8?B?") && $0.utf8.count <= 75 })
  }

  @Test func `given-up alerts are kept, and read again`() throws {
    let state = FileManager.default.temporaryDirectory.appending(path: "dead-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: state) }  // A leftover in the temporary folder does no harm.
    let dead = DeadLetters(state: state.path)
    #expect(try dead.all().isEmpty)
    let letter = DeadLetters.Letter(
      at: now, alert: "x", sink: "webhook", key: "k", attempts: 3, error: "gone", event: try event())
    try dead.add(letter)
    try dead.add(letter)
    #expect(try dead.all() == [letter, letter])
  }

  @Test func `waits grow, up to the longest`() {
    let backOff = AlertBackOff.day
    #expect((1...4).map { backOff.wait(after: $0) } == [.seconds(5), .seconds(15), .seconds(45), .seconds(135)])
    #expect(backOff.wait(after: 29) == .seconds(3600))
  }
}
