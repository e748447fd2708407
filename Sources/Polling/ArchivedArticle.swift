public import Archiving
public import ArticleExtraction
public import Cataloguing
import FeedParsing
import FoundationEssentials
public import Model

/// The article of a revision as HTML fit for display, made anew of the bytes that the archive keeps.
///
/// In: the addresses of a revision's records. Out: a fragment of HTML, sanitised. What can go wrong:
/// `ArchivedArticleError`. Reads the disk: call from a thread that may block.
public struct ArchivedArticle: Sendable {
  private let reader: ArchiveReader
  private let catalogue: Catalogue
  private let extractor: ArticleExtractor

  /// - Parameter catalogue: knows where the body stands whose digest a revisit record names.
  public init(reader: ArchiveReader, catalogue: Catalogue, extractor: ArticleExtractor) {
    self.reader = reader
    self.catalogue = catalogue
    self.extractor = extractor
  }

  /// - Parameters:
  ///   - response: the revision's response or revisit; nil where none was kept.
  ///   - conversion: the revision itself, which names the item that it was taken from.
  public func html(
    response: ArchiveAddress?, conversion: ArchiveAddress?
  ) async throws(ArchivedArticleError) -> String {
    guard let response, let conversion else { throw .notArchived }
    let revision = try revision(at: conversion)
    let body = try await body(at: response)
    switch revision.origin {
    case .page:
      do throws(ArticleExtractionError) {
        return try extractor.displayHTML(fromPage: body.bytes, contentType: body.type, url: body.url)
      } catch {
        throw .unreadable("\(error)")
      }
    case .feed:
      return try html(of: revision.item, in: body)
    }
  }

  private func revision(at address: ArchiveAddress) throws(ArchivedArticleError) -> ArticleRevision {
    let record = try record(at: address)
    do {
      return try ArchivedDocuments.read(ArticleRevision.self, from: Array(record.payload))
    } catch {
      throw .unreadable("record \(record.id) is no revision of an article: \(error)")
    }
  }

  private func body(at address: ArchiveAddress) async throws(ArchivedArticleError) -> ArchivedBodies.Body {
    let found: ArchivedBodies.Body?
    do {
      found = try await ArchivedBodies(reader: reader, catalogue: catalogue).body(at: address)
    } catch let error as ArchiveError {
      throw .archive(error)
    } catch {
      throw .unreadable("\(error)")
    }
    guard let found else { throw .notArchived }
    return found
  }

  private func record(at address: ArchiveAddress) throws(ArchivedArticleError) -> WARCRecord {
    do throws(ArchiveError) {
      return try reader.record(at: address)
    } catch {
      throw .archive(error)
    }
  }

  private func html(of item: ItemIdentity, in body: ArchivedBodies.Body) throws(ArchivedArticleError) -> String {
    let feed: Feed
    do throws(FeedParseError) {
      feed = try FeedParser.parse(body.bytes, contentType: body.type, baseURL: body.base)
    } catch {
      // A text from a feed whose bodies are not kept is cited with its page.
      throw .notArchived
    }
    guard let found = feed.items.identified().first(where: { $0.identity.key == item.key }) else {
      throw .noSuchItem(item.key)
    }
    return found.item.bestContentHTML ?? ""
  }
}

/// Why no article could be made of what is archived.
public enum ArchivedArticleError: Error, CustomStringConvertible {
  /// The bytes that the revision was made of were not kept, or have been pruned.
  case notArchived
  case archive(ArchiveError)
  /// The archived feed has no item of that key.
  case noSuchItem(String)
  case unreadable(String)

  public var description: String {
    switch self {
    case .notArchived:
      "the bytes that the article was made of are not archived (archive.feed_bodies: none, or pruned); its text is kept"
    case .archive(let error): error.description
    case .noSuchItem(let key):
      "the archived feed has no item \(key.prefix(200)); `salient archive verify` checks the archive"
    case .unreadable(let reason): reason
    }
  }
}
