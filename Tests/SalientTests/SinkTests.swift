import Foundation
import Testing

/// Every kind of sink at a receiver of its kind, and rules that change while the daemon runs.
@Suite(.serialized) struct SinkTests {
  /// The sample's news, a daemon that polls it, and files in which receivers note what came.
  private struct Scene {
    let site: Site
    let installation: Installation

    init(polls: Bool = true) throws {
      site = try Site([
        "folder", try Checkout.root().appending(path: "etc/sample").path, "http://127.0.0.1:8788", "SERVER",
      ])
      installation = try Installation(feeds: polls ? [site.url("feed.xml")] : [])
    }

    func file(_ name: String) -> URL { installation.folder.appending(path: name) }

    func lines(_ name: String) throws -> [[String: Any]] {
      guard FileManager.default.fileExists(atPath: file(name).path) else { return [] }
      return try String(contentsOf: file(name), encoding: .utf8).split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }

    /// Writes a program into the folder.
    func program(_ name: String, _ text: String) throws -> String {
      try Data(("#!/bin/sh\n" + text + "\n").utf8).write(to: file(name))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file(name).path)
      return file(name).path
    }

    func stop(_ process: Process) {
      process.terminate()
      process.waitUntilExit()
    }
  }

  private let everything = "{ kind: [captured], status: [new, background, standing] }"

  @Test func `mail goes through sendmail's interface to an SMTP server, and comes again when that puts it off`()
    async throws
  {
    let scene = try Scene()
    let server = try Site(script: "mail_server.py", [scene.file("mail.jsonl").path, "1"])
    let script = try Checkout.root().appending(path: "Tests/Support/sendmail.py").path
    let sendmail = try scene.program("sendmail", "exec python3 '\(script)' \(server.port) \"$@\"")
    try scene.installation.configure(
      """
      alerts:
        - name: desk
          when: \(everything)
          mail: [desk@example.org, "night@example.org"]
          from: salient@example.org
          sendmail: "\(sendmail)"
      """)
    let process = try scene.installation.start()
    try await eventually(within: .seconds(40)) { try !scene.lines("mail.jsonl").isEmpty }
    let mail = try #require(try scene.lines("mail.jsonl").first)
    #expect(mail["to"] as? [String] == ["desk@example.org", "night@example.org"])
    #expect(mail["from"] as? String == "salient@example.org")
    let message = try #require(mail["message"] as? String)
    #expect(message.contains("Subject: ") && message.contains("Message-ID: <salient-desk-"))
    let body = try #require(message.components(separatedBy: "\r\n\r\n").dropFirst().first)
    let text = Data(base64Encoded: body, options: .ignoreUnknownCharacters).map { String(decoding: $0, as: UTF8.self) }
    #expect(text?.contains("“") == true && text?.contains("alert desk") == true, "\(body)")
    scene.stop(process)
    #expect(try scene.installation.log().contains { $0["event"] as? String == "alert.failed" })
    withExtendedLifetime((scene, server)) {}
  }

  @Test func `ntfy gets a title, a text and the token, a webhook a body whose signature holds, a command its input`()
    async throws
  {
    let scene = try Scene()
    let receiver = try Site(script: "alert_receiver.py", [scene.file("http.jsonl").path, "200"])
    try Data("geheim\n".utf8).write(to: scene.file("secret"))
    try Data("tk_token\n".utf8).write(to: scene.file("token"))
    let command = try scene.program(
      "told",
      "echo \"$1 $SALIENT_ALERT $SALIENT_EVENT $SALIENT_KEY\" >>'\(scene.file("told.txt").path)'; cat >>'\(scene.file("input.jsonl").path)'"
    )
    try scene.installation.configure(
      """
      alerts:
        - name: all
          when: \(everything)
          webhook: "\(receiver.url("hook"))"
          secret_file: secret
          ntfy: "\(receiver.url("topic"))"
          token_file: token
          command: ["\(command)", loud]
      """)
    let process = try scene.installation.start()
    try await eventually(within: .seconds(40)) {
      let paths = Set(try scene.lines("http.jsonl").compactMap { $0["path"] as? String })
      return paths == ["/hook", "/topic"] && FileManager.default.fileExists(atPath: scene.file("told.txt").path)
    }
    let requests = try scene.lines("http.jsonl")
    #expect(requests.filter { $0["path"] as? String == "/hook" }.allSatisfy { $0["signed"] as? Bool == true })
    let note = try #require(requests.first { $0["path"] as? String == "/topic" })
    let headers = try #require(note["headers"] as? [String: String])
    #expect(headers["authorization"] == "Bearer tk_token" && headers["tags"] == "captured" && headers["title"] != nil)
    #expect((note["body"] as? String)?.hasPrefix("“") == true)
    let told = try String(contentsOf: scene.file("told.txt"), encoding: .utf8)
    #expect(told.hasPrefix("loud all report.new salient-all-"), "\(told)")
    try await eventually {
      (try? String(contentsOf: scene.file("input.jsonl"), encoding: .utf8))?.contains("\"alert\":\"all\"") == true
    }
    scene.stop(process)
    withExtendedLifetime((scene, receiver)) {}
  }

  @Test func `a daemon killed at any delivery leaves nothing out, and sends again at most what it had in hand`()
    async throws
  {
    let scene = try Scene()
    let receiver = try Site(script: "alert_receiver.py", [scene.file("http.jsonl").path, "200"])
    try scene.installation.configure(
      "alerts: [{ name: all, when: \(everything), webhook: \"\(receiver.url("hook"))\" }]")
    var process = try scene.installation.start()
    try await eventually(within: .seconds(40)) { try !scene.lines("http.jsonl").isEmpty }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()

    process = try scene.installation.start()
    try await scene.installation.answers()
    let reports = try scene.installation.objects("reports", "--kind", "captured", "--withdrawn", "--json")
    let wanted = reports.count + reports.count { $0["withdrawn"] != nil }
    func keys() throws -> [String] {
      try scene.lines("http.jsonl").compactMap { ($0["headers"] as? [String: String])?["idempotency-key"] }
    }
    try await eventually(within: .seconds(40)) { try Set(keys()).count >= wanted }
    let sent = try keys()
    #expect(sent.count <= wanted + 1, "\(sent)")
    scene.stop(process)
    withExtendedLifetime((scene, receiver)) {}
  }

  @Test func `rules change on SIGHUP; a bad file leaves the old ones in force and says so`() async throws {
    let scene = try Scene(polls: false)
    let receiver = try Site(script: "alert_receiver.py", [scene.file("http.jsonl").path, "200"])
    let process = try scene.installation.start()
    try await scene.installation.answers()
    func events(_ name: String) throws -> [[String: Any]] {
      try scene.installation.log().filter { $0["event"] as? String == name }
    }
    let plain = try String(contentsOf: scene.file("salient.yaml"), encoding: .utf8)
    let rule = "alerts: [{ name: late, when: \(everything), webhook: \"\(receiver.url("hook"))\" }]"
    try scene.installation.configure(rule)
    kill(process.processIdentifier, SIGHUP)
    try await eventually { try events("service.reloaded").contains { $0["alerts"] as? Int == 1 } }

    // A rule that names a kind of place that there is none of is as bad as a key that there is none of.
    for bad in [rule + "\nnonsense: 1", rule.replacing("kind:", with: "place_kind: [castle], kind:")] {
      let before = try events("service.reload_failed").count
      try Data((plain + "\n" + bad + "\n").utf8).write(to: scene.file("salient.yaml"))
      kill(process.processIdentifier, SIGHUP)
      try await eventually { try events("service.reload_failed").count == before + 1 }
    }
    let errors = try events("service.reload_failed").compactMap { $0["error"] as? String }
    #expect(errors[0].contains("nonsense") && errors[1].contains("castle"), "\(errors)")
    try Data((plain + "\n" + rule + "\n").utf8).write(to: scene.file("salient.yaml"))

    #expect(try scene.installation.run("feeds", "add", scene.site.url("feed.xml")).status == 0)
    try await eventually(within: .seconds(40)) { try !scene.lines("http.jsonl").isEmpty }

    // Taken out, the rule tells no more.
    try Data((plain + "\n").utf8).write(to: scene.file("salient.yaml"))
    kill(process.processIdentifier, SIGHUP)
    try await eventually { try events("service.reloaded").last?["alerts"] as? Int == 0 }
    #expect(try scene.installation.curl("/health/ready").contains("0 of 0 sinks failing"))
    scene.stop(process)
    withExtendedLifetime((scene, receiver)) {}
  }

  @Test func `check names sinks that could not be told`() throws {
    let scene = try Scene(polls: false)
    try scene.installation.configure(
      """
      alerts:
        - { name: one, webhook: "http://127.0.0.1:9/", secret_file: nowhere }
        - { name: two, mail: [desk@example.org], sendmail: /nowhere/sendmail }
      """)
    let check = try scene.installation.run("check")
    #expect(check.status == 1)
    #expect(check.output.contains("one: ") && check.output.contains("nowhere cannot be read"), "\(check.output)")
    #expect(check.output.contains("two: /nowhere/sendmail cannot be run"), "\(check.output)")
  }
}
