import Crypto
import FoundationEssentials
import Model
public import Publishing

/// One event of the outbox as a rule tells it, in the forms that the sinks want.
public struct AlertMessage: Sendable {
  /// The rule's name.
  public let rule: String
  /// What is told.
  public let event: ReportEvent
  /// The same for every attempt, so that a receiver that took the first passes over the second.
  public let key: String

  /// - Parameter rule: the rule's name, which is part of the key.
  public init(rule: String, event: ReportEvent) {
    self.rule = rule
    self.event = event
    key = "salient-\(rule)-\(event.id)"
  }

  private struct Body: Encodable {
    let alert: String
    let key: String
    let event: ReportEvent
  }

  /// The JSON that webhooks and commands are given.
  ///
  /// - Throws: when a value cannot be written as JSON, which no stored report does.
  public func json() throws -> [UInt8] { try Documents.json(Body(alert: rule, key: key, event: event)) }

  /// One line without control characters.
  public var title: String {
    let line = (event.event == "report.withdrawn" ? "Withdrawn: " : "") + event.report.report.line
    return AlertMessage.plain(line)
  }

  /// The sentence, who says it, and where to look.
  public var text: String {
    let report = event.report
    var lines = [
      "“\(AlertMessage.plain(report.quote))”", "", AlertMessage.plain(report.article.title ?? report.article.feed),
    ]
    if !report.report.sources.isEmpty {
      lines.append("says \(AlertMessage.plain(report.report.sources.joined(separator: ", ")))")
    }
    if let url = report.article.url { lines.append(AlertMessage.plain(url)) }
    lines += ["", "\(report.id), known \(report.knownAt.rfc3339), alert \(rule)"]
    return lines.joined(separator: "\n")
  }

  /// Headers of a webhook, signed as standardwebhooks.com describes it: HMAC-SHA256 of id, time and body.
  ///
  /// - Parameter secret: as stored; `whsec_` says that base64 follows.
  func webhookHeaders(body: [UInt8], secret: [UInt8]?, at now: Date) -> [String] {
    let seconds = now.wholeSeconds
    var headers = [
      "Content-Type: application/json", "Idempotency-Key: \(key)", "webhook-id: \(key)",
      "webhook-timestamp: \(seconds)",
    ]
    if let secret {
      let signed = Array("\(key).\(seconds).".utf8) + body
      let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: AlertMessage.keyBytes(secret)))
      headers.append("webhook-signature: v1,\(Data(code).base64EncodedString())")
    }
    return headers
  }

  private static func keyBytes(_ secret: [UInt8]) -> [UInt8] {
    let text = String(decoding: secret, as: UTF8.self)
    guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))) else { return secret }
    return Array(bytes)
  }

  /// Headers as ntfy reads them; other scripts than Latin stand in encoded words (RFC 2047).
  func ntfyHeaders(token: String?) -> [String] {
    var headers = [
      "Title: \(AlertMessage.encodedWords(title))", "Tags: \(event.report.report.kind.rawValue)",
      "Idempotency-Key: \(key)",
    ]
    if let url = event.report.article.url, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
      headers.append("Click: \(url)")
    }
    if let token { headers.append("Authorization: Bearer \(token)") }
    return headers
  }

  /// A message for sendmail -t (RFC 5322), in UTF-8.
  func mail(to: [String], from: String?, at now: Date) -> [UInt8] {
    let date = HTTPDate.text(now).replacing("GMT", with: "+0000")
    var lines = ["To: \(to.joined(separator: ", "))"]
    if let from { lines.append("From: \(from)") }
    lines += [
      "Subject: \(AlertMessage.encodedWords(title))", "Date: \(date)", "Message-ID: <\(key)@salient.invalid>",
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64", "",
    ]
    let body = Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
    return Array((lines.joined(separator: "\n") + "\n" + body + "\n").utf8)
  }

  /// ASCII as it is, all else in encoded words of at most 75 characters.
  static func encodedWords(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return text }
    var words: [String] = []
    var part = ""
    for character in text {
      if part.utf8.count + character.utf8.count > 42 {
        words.append(part)
        part = ""
      }
      part.append(character)
    }
    words.append(part)
    return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: " ")
  }

  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
