import Model
import Yams

/// Bounds of what a configuration may ask for.
private enum Bounds {
  static let concurrency = 1...4096
  static let perHost = 1...64
  static let inFlight = (1 << 20)...(64 << 30)
  static let bodyBytes = 1024...(1 << 30)
  static let watchesMax = 20
  static let segmentBytes = (64 << 10)...(8 << 30)
}

extension Configuration {
  static func read(_ section: Section, into polling: inout PollingSettings) {
    section.readDuration("minimum", into: &polling.minimum)
    section.readDuration("maximum", into: &polling.maximum)
    section.readDuration("initial", into: &polling.initial)
    section.readNumber("concurrency", into: &polling.concurrency, in: Bounds.concurrency)
    section.readNumber("per_host", into: &polling.perHost, in: Bounds.perHost)
    section.readDuration("host_gap", into: &polling.hostGap)
    section.readBytes("in_flight", into: &polling.inFlight, in: Bounds.inFlight)
    section.finish()
  }

  static func read(_ section: Section, into fetching: inout FetchingSettings) {
    section.read("contact", into: &fetching.contact, "a mailto: or https: URL, or null") { node in
      guard let value = node.optionalText else { return nil }
      guard let value else { return .some(nil) }
      return value.hasPrefix("mailto:") || value.hasPrefix("http") ? .some(value) : nil
    }
    section.readDuration("timeout", into: &fetching.timeout)
    section.readBytes("max_feed", into: &fetching.maxFeed, in: Bounds.bodyBytes)
    section.readBytes("max_page", into: &fetching.maxPage, in: Bounds.bodyBytes)
    section.read(
      "private_addresses", into: &fetching.privateAddresses, "deny, allow, or a list of networks such as 10.0.0.0/8"
    ) { node in
      if let networks = node.texts { return networks.allSatisfy { $0.contains("/") } ? .networks(networks) : nil }
      return node.text == "deny" ? .deny : node.text == "allow" ? .allow : nil
    }
    section.read("proxy", into: &fetching.proxy, "a URL such as socks5h://127.0.0.1:1080, or null") { node in
      guard let value = node.optionalText else { return nil }
      guard let value else { return .some(nil) }
      return value.contains("://") ? .some(value) : nil
    }
    section.finish()
  }

  static func read(_ section: Section, into articles: inout ArticleSettings) {
    section.read("pages", into: &articles.pages)
    section.read("watch", into: &articles.watch, "a list of growing times such as [1h, 6h, 1d, 7d]") { node in
      guard let times = node.texts?.map(Quantity.duration), !times.contains(nil) else { return nil }
      let watch = times.compactMap(\.self)
      return watch.count <= Bounds.watchesMax && watch == watch.sorted() && Set(watch).count == watch.count
        ? watch : nil
    }
    section.finish()
  }

  static func read(_ section: Section, into archive: inout ArchiveSettings) {
    section.readBytes("segment", into: &archive.segment, in: Bounds.segmentBytes)
    section.readDuration("commit_every", into: &archive.commitEvery)
    section.read("feed_bodies", into: &archive.feedBodies)
    section.read("keep", into: &archive.keep)
    section.finish()
  }

  static func read(_ section: Section, into territory: inout TerritorySettings) {
    section.read("places", into: &territory.places, "a list of TSV files", \.texts)
    section.read("actors", into: &territory.actors, "a list of TSV files", \.texts)
    section.read("comments", into: &territory.comments)
    section.finish()
  }

  static func read(_ section: Section, into status: inout StatusSettings) {
    section.read("socket", into: &status.socket, "a path, or null for status.sock in the state folder", \.optionalText)
    section.read("mode", into: &status.mode, "file permissions in octal, such as \"0660\"") { node in
      node.text.flatMap { Int($0, radix: 8) }.flatMap { (0...0o777).contains($0) ? $0 : nil }
    }
    section.read("listen", into: &status.listen, "an address such as 127.0.0.1:8787, or null") { node in
      guard let value = node.optionalText else { return nil }
      guard let value else { return .some(nil) }
      let parts = value.split(separator: ":")
      return parts.count == 2 && UInt16(parts[1]) != nil ? .some(value) : nil
    }
    section.finish()
  }

  static func read(_ section: Section, into logging: inout LoggingSettings) {
    section.read("level", into: &logging.level)
    section.read("format", into: &logging.format)
    section.finish()
  }
}

extension Section {
  fileprivate func readDuration(_ key: String, into value: inout Duration) {
    read(key, into: &value, "a time such as 200ms, 30s, 5m, 12h or 7d") { $0.text.flatMap(Quantity.duration) }
  }

  fileprivate func readBytes(_ key: String, into value: inout Int, in range: ClosedRange<Int>) {
    read(key, into: &value, "a size such as 512KiB or 16MiB, from \(range.lowerBound) to \(range.upperBound) bytes") {
      $0.text.flatMap(Quantity.bytes).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  fileprivate func readNumber(_ key: String, into value: inout Int, in range: ClosedRange<Int>) {
    read(key, into: &value, "a number from \(range.lowerBound) to \(range.upperBound)") {
      $0.text.flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
    }
  }
}
