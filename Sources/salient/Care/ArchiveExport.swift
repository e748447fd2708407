internal import ArgumentParser
import Archiving
import Cataloguing
import FoundationEssentials
import Glibc
import Model
import Publishing

extension ArchiveCommand {
  /// `salient archive export`
  struct Export: AsyncParsableCommand {
    /// In which form.
    enum Form: String, ExpressibleByArgument, CaseIterable { case jsonl, csv, cdxj, warc }

    static let configuration = CommandConfiguration(
      abstract: "Write what is kept for other programs: articles, reports, an index, or one WARC file.",
      discussion: """
        jsonl: one article a line, with revisions and reports. csv: one report a line. cdxj: the index of all captures, as \
        pywb reads it. warc: the chosen articles' records, byte for byte, as one WARC file.
        """)

    @OptionGroup var common: CommonOptions
    @Option(name: .customLong("as"), help: "jsonl, csv, cdxj or warc.")
    var form: Form = .jsonl
    @Option(name: .shortAndLong, help: "The file to write; standard output when not given.")
    var output: String?
    @Option(help: "First seen at or after this date.")
    var since: String?
    @Option(help: "First seen before this date.")
    var until: String?
    @Option(help: "Articles of this feed's URL.")
    var feed: String?
    @Option(help: "These articles, by their ids.")
    var article: [String] = []

    func run() async throws {
      try await Command.run {
        let state = try CareState(common)
        let sink = try output.map { try ExportFile($0) }
        try await CareState.saying { try await write(state, to: sink) }
        try sink?.close()
      }
    }

    private func write(_ state: CareState, to sink: ExportFile?) async throws {
      let out: ([UInt8]) throws -> Void = { bytes in
        if let sink { try sink.write(bytes) } else { try Output.standard.write(bytes) }
      }
      switch form {
      case .jsonl:
        try await eachArticle(state) { try out(Array(try JSONLines.encoder().encode(ArticleDocument($0))) + [0x0A]) }
      case .csv:
        try out(Array((ReportTable.head + "\n").utf8))
        try await eachArticle(state) { article in
          for report in article.reports { try out(Array((ReportTable.line(ReportDocument(report)) + "\n").utf8)) }
        }
      case .cdxj:
        for line in try index(state) { try out(Array((line + "\n").utf8)) }
      case .warc:
        let addresses = try await addresses(state)
        try state.reader.export(
          addresses, software: "Salient/\(Version.string)", configurationDigest: state.configurationDigest
        ) { bytes throws(ArchiveError) in
          do {
            try out(bytes)
          } catch {
            throw .failed(operation: .write, path: output ?? "standard output", errno: EIO)
          }
        }
      }
    }

    private func eachArticle(_ state: CareState, _ body: (CataloguedArticle) throws -> Void) async throws {
      let catalogue = try state.openCatalogue(.readOnly)
      if !article.isEmpty {
        for id in article {
          guard let found = try await catalogue.article(ArticleID(rawValue: id)) else {
            throw CommandFailure(.no, "there is no article \(id)")
          }
          try body(found)
        }
        return
      }
      let filter = ArticleFilter(feed: feed, since: try date(since, "--since"), until: try date(until, "--until"))
      var cursor: String?
      repeat {
        let page = try await catalogue.articles(filter, after: cursor, limit: 500)
        for summary in page.items {
          if let found = try await catalogue.article(summary.article) { try body(found) }
        }
        cursor = page.next
      } while cursor != nil
    }

    private func addresses(_ state: CareState) async throws -> [ArchiveAddress] {
      let catalogue = try state.openCatalogue(.readOnly)
      var revisions: [CataloguedRevision] = []
      try await eachArticle(state) { revisions += $0.revisions }
      var seen: Set<ArchiveAddress> = []
      var addresses: [ArchiveAddress] = []
      for revision in revisions {
        let records = try await RecordsOfRevision(reader: state.reader, catalogue: catalogue).addresses(of: revision)
        for address in records where seen.insert(address).inserted { addresses.append(address) }
      }
      return addresses
    }

    /// Lines in the order in which readers of such an index search: bytewise.
    private func index(_ state: CareState) throws -> [String] {
      let first = try date(since, "--since")
      let end = try date(until, "--until")
      var lines: [String] = []
      for segment in try state.reader.segments() {
        let records = try state.reader.records(in: segment.name)
        while let found = try records.next() {
          guard case .record(let record, let address) = found, let line = CDXJ.line(for: record, at: address),
            let at = Date(rfc3339: record.date), first.map({ at >= $0 }) ?? true, end.map({ at < $0 }) ?? true
          else { continue }
          lines.append(line)
        }
      }
      return lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func date(_ text: String?, _ option: String) throws(CommandFailure) -> Date? {
      guard let text else { return nil }
      guard let date = Date(rfc3339: text) else {
        throw CommandFailure(.usage, "\(option) is a date such as 2026-11-24; found \"\(text)\"")
      }
      return date
    }
  }
}

/// Which records of the archive prove one revision, each before what refers to it.
struct RecordsOfRevision {
  let reader: ArchiveReader
  let catalogue: Catalogue

  func addresses(of revision: CataloguedRevision) async throws -> [ArchiveAddress] {
    var addresses: [ArchiveAddress] = []
    if let response = revision.response {
      let record = try reader.record(at: response)
      // A revisit stands for a body that another record holds.
      if record.type == .revisit,
        let digest = record.fields["WARC-Payload-Digest"].flatMap({ PayloadDigest($0) }),
        let original = try await catalogue.capture(withDigest: digest.hexadecimal, url: record.targetURI ?? "")
      {
        addresses.append(original.address)
      }
      addresses.append(response)
    }
    return addresses + [revision.conversion, revision.metadata].compactMap(\.self)
  }
}

/// A file that an export writes, whole or not at all: it has its name when it is complete.
final class ExportFile {
  private let path: String
  private let part: String
  private let handle: Output
  private let descriptor: Int32

  init(_ path: String) throws(CommandFailure) {
    self.path = path
    part = path + ".part"
    descriptor = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw CommandFailure(.io, "\(part): cannot be made: \(systemMessage(errno))") }
    handle = Output(descriptor: descriptor)
  }

  deinit { Glibc.close(descriptor) }

  func write(_ bytes: [UInt8]) throws(CommandFailure) { try handle.write(bytes) }

  func close() throws(CommandFailure) {
    try handle.flush()
    guard fsync(descriptor) == 0, unsafe rename(part, path) == 0 else {
      throw CommandFailure(.io, "\(path): cannot be written: \(systemMessage(errno))")
    }
  }
}

/// Reports as a table of comma-separated values (RFC 4180).
enum ReportTable {
  static let head = [
    "id", "kind", "certainty", "status", "place", "place_id", "country", "lat", "lon", "to", "from", "date_start",
    "date_end", "known_at", "withdrawn_at", "withdrawn_by", "article", "title", "url", "published", "feed", "sources",
    "quote",
  ].joined(separator: ",")

  static func line(_ document: ReportDocument) -> String {
    let report = document.report
    let place = report.place
    let what: [String?] = [
      document.id.rawValue, report.kind.rawValue, report.certainty.rawValue, report.status.rawValue, place.name,
      place.id, place.country, place.lat.map { "\($0)" }, place.lon.map { "\($0)" },
    ]
    let who: [String?] = [
      report.to?.description, report.from?.description, report.date.start?.description, report.date.end?.description,
      document.knownAt.rfc3339, document.withdrawn?.at.rfc3339, document.withdrawn?.reason,
    ]
    let source = document.article
    let whence: [String?] = [
      source.id.rawValue, source.title, source.url, source.published?.rfc3339, source.feed,
      report.sources.joined(separator: "; "), document.quote,
    ]
    let fields = what + who + whence
    return fields.map { quoted($0 ?? "") }.joined(separator: ",")
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    var out = "\""
    for character in text.unicodeScalars {
      if character == "\"" { out += "\"\"" } else { out.unicodeScalars.append(character) }
    }
    return out + "\""
  }
}
