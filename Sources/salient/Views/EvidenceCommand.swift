internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Glibc
import Model
import Polling
import Publishing
import TerritoryExtraction

/// `salient evidence`
struct EvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Show where a report comes from: the sentence, the archived record, and whether its digests hold.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "The report's id.")
  var id: String
  @Option(help: "Write the records that prove it, and nothing else, as a WARC file of its own.")
  var warc: String?
  @Flag(help: "Tell also how today's extraction reads the sentence: frame, roles, clues, and what was turned down.")
  var explain = false
  @Flag(help: "One JSON object.")
  var json = false

  /// Characters of context shown before and after the evidence.
  private static let contextMax = 200

  private struct Answer: Encodable {
    let evidence: EvidenceDocument
    let verified: Bool
    let records: [Record]
    let explanation: [String]?
  }

  private struct Record: Encodable {
    let type: String
    let address: ArchiveAddress
    /// `ok`, or what is wrong.
    let digests: String
    /// `WARC-Date`: when the answer was fetched, or the document made.
    let date: String?
    /// The answer's status line and fields, as kept.
    let head: [String]?
  }

  func run() async throws {
    try await Command.run {
      let settings = try common.settings()
      let evidence = try await ViewSource(settings).document(EvidenceDocument.self, "/evidence/\(id)")
      let records = records(of: evidence, ArchiveReader(folder: settings.archivePath))
      let verified = quoteHolds(evidence) && !records.isEmpty && records.allSatisfy { $0.digests == "ok" }
      let explanation = explain ? try self.explanation(evidence, settings) : nil
      if json {
        try JSONLines.write(
          Answer(evidence: evidence, verified: verified, records: records, explanation: explanation))
      } else {
        for line in lines(evidence, records, verified) { try Output.standard.line(line) }
        for line in explanation.map({ [""] + $0 }) ?? [] { try Output.standard.line(Text.plain(line)) }
      }
      if let warc { try await CareState.saying { try await export(evidence, to: warc) } }
      if !verified { throw CommandFailure(.no, "the evidence of \(id) could not be verified") }
    }
  }

  /// How the extraction of this program and its data reads the report's section now.
  private func explanation(_ evidence: EvidenceDocument, _ settings: Settings) throws(CommandFailure) -> [String] {
    let report = evidence.report
    guard report.report.evidence.end > 0 else {
      return ["the report's evidence is the headline, which is not explained"]
    }
    let analyst = try common.resources(settings).analyst()
    let trace = analyst.explain(
      report.report.evidence, comment: report.comment, in: evidence.revision.content, url: report.article.url,
      seenAt: evidence.revision.seen)
    guard let trace else { return ["the section that the report is from is not in the archived text"] }
    var lines = ["read again by extractor \(analyst.version):"]
    let isStillDrawn = trace.reports.contains {
      $0.evidence.start < report.report.evidence.end && report.report.evidence.start < $0.evidence.end
        && $0.kind == report.report.kind && $0.place.name == report.report.place.name
    }
    if !isStillDrawn { lines.append("it would no longer make this report; `salient replay` shows all such changes") }
    return lines + trace.steps.map { "  \($0.description)" }
  }

  private func export(_ evidence: EvidenceDocument, to path: String) async throws {
    let state = try CareState(common)
    let catalogue = try state.openCatalogue(.readOnly)
    let found = try await catalogue.evidence(of: evidence.report.id)
    guard let revision = found?.revision else { throw CommandFailure(.no, "there is no report \(id)") }
    let addresses = try await RecordsOfRevision(reader: state.reader, catalogue: catalogue).addresses(of: revision)
    let file = try ExportFile(path)
    try state.reader.export(
      addresses, software: "Salient/\(Version.string)", configurationDigest: state.configurationDigest
    ) { bytes throws(ArchiveError) in
      do {
        try file.write(bytes)
      } catch {
        throw .failed(operation: .write, path: path, errno: EIO)
      }
    }
    try file.close()
  }

  private func quoteHolds(_ evidence: EvidenceDocument) -> Bool {
    let report = evidence.report
    if report.report.evidence.end == 0 { return true }
    guard let text = evidence.text else { return false }
    return report.report.evidence.quote(in: text) == report.quote
  }

  private func records(of evidence: EvidenceDocument, _ reader: ArchiveReader) -> [Record] {
    let parts = [
      ("response", evidence.revision.response), ("conversion", evidence.revision.conversion),
      ("metadata", evidence.revision.metadata),
    ]
    return parts.compactMap { type, address in
      guard let address else { return nil }
      do {
        // Reading a record checks its digests against its bytes.
        let record = try reader.record(at: address)
        let head = record.http.map { [$0.firstLine] + $0.fields.map { "\($0.name): \($0.value)" } }
        return Record(
          type: record.type.description, address: address, digests: "ok", date: record.date, head: head)
      } catch {
        return Record(type: type, address: address, digests: "\(error)", date: nil, head: nil)
      }
    }
  }

  private func lines(_ evidence: EvidenceDocument, _ records: [Record], _ verified: Bool) -> [String] {
    let width = min(Output.standard.width, 100)
    let report = evidence.report
    var lines = ReportText.lines(report) + [""]
    if let text = evidence.text {
      let (before, after) = context(of: report.report.evidence, in: text)
      lines += Text.wrap("\(before)【\(report.quote)】\(after)", at: width, indent: "  ") + [""]
    }
    lines.append(
      "article    \(report.article.id), revision \(report.article.revision), seen \(evidence.revision.seen.rfc3339)")
    if let url = report.article.url { lines.append("url        \(url)") }
    lines.append("feed       \(report.article.feed)")
    lines.append("extractor  \(report.extractor)")
    for record in records {
      lines.append("\(Text.column(record.type, 10)) \(record.address.recordID)")
      lines.append("           \(record.address.segment) at byte \(record.address.offset); digests: \(record.digests)")
      if let date = record.date { lines.append("           dated \(date)") }
      lines += (record.head ?? []).map { "           \(Text.plain($0))" }
    }
    lines.append(verified ? "verified: the sentence stands in the archived text, and all digests hold" : "NOT VERIFIED")
    return lines
  }

  private func context(of evidence: Evidence, in text: String) -> (String, String) {
    let scalars = Array(text.unicodeScalars)
    guard evidence.end <= scalars.count else { return ("", "") }
    let before = scalars[max(0, evidence.start - EvidenceCommand.contextMax)..<evidence.start]
    let after = scalars[evidence.end..<min(scalars.count, evidence.end + EvidenceCommand.contextMax)]
    return (String(String.UnicodeScalarView(before)), String(String.UnicodeScalarView(after)))
  }
}
