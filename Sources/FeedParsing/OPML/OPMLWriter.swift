extension OPMLDocument {
  /// The namespace of our own attributes.
  public static let namespace = "urn:salient:opml:1"

  /// The list as OPML 2.0 in UTF-8: folders nested, in the order in which they first occur.
  public func bytes() -> [UInt8] {
    var writer = OPMLWriter()
    writer.write(self)
    return writer.output
  }
}

private struct OPMLWriter {
  private(set) var output: [UInt8] = []

  /// A folder with what is in it, in order.
  private final class Folder {
    enum Entry {
      case folder(String, Folder)
      case subscription(OPMLSubscription)
    }

    var entries: [Entry] = []
    private var places: [String: Folder] = [:]

    func folder(_ title: String) -> Folder {
      if let folder = places[title] { return folder }
      let folder = Folder()
      places[title] = folder
      entries.append(.folder(title, folder))
      return folder
    }
  }

  mutating func write(_ document: OPMLDocument) {
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"")
    for namespace in namespaces(of: document) { attribute("xmlns:" + namespace.name, namespace.value) }
    put(">\n<head>")
    if let title = document.title {
      put("<title>")
      for byte in title.utf8 { output.appendEscaped(byte, inAttribute: false) }
      put("</title>")
    }
    put("</head>\n<body>\n")
    let root = Folder()
    for subscription in document.subscriptions {
      subscription.folders.reduce(root) { $0.folder($1) }.entries.append(.subscription(subscription))
    }
    write(root, depth: 1)
    put("</body>\n</opml>\n")
  }

  /// Those declared, ours, and one for every prefix that an attribute has and nobody declared.
  private func namespaces(of document: OPMLDocument) -> [OPMLAttribute] {
    var known = Set<String>(["xml"])
    var namespaces = document.namespaces.filter { known.insert($0.name).inserted }
    if known.insert("salient").inserted {
      namespaces.append(OPMLAttribute(name: "salient", value: OPMLDocument.namespace))
    }
    for other in document.subscriptions.lazy.flatMap(\.otherAttributes) {
      guard let colon = other.name.firstIndex(of: ":") else { continue }
      let prefix = String(other.name[..<colon])
      if known.insert(prefix).inserted {
        namespaces.append(OPMLAttribute(name: prefix, value: "urn:undeclared:\(prefix)"))
      }
    }
    return namespaces
  }

  private mutating func write(_ folder: Folder, depth: Int) {
    for entry in folder.entries {
      put(String(repeating: "  ", count: depth))
      switch entry {
      case .subscription(let subscription): write(subscription)
      case .folder(let title, let inner):
        put("<outline")
        attribute("text", title)
        put(">\n")
        write(inner, depth: depth + 1)
        put(String(repeating: "  ", count: depth) + "</outline>\n")
      }
    }
  }

  private mutating func write(_ subscription: OPMLSubscription) {
    put("<outline type=\"rss\"")
    attribute("text", subscription.title ?? subscription.feedURL)
    attribute("title", subscription.title)
    attribute("xmlUrl", subscription.feedURL)
    attribute("htmlUrl", subscription.homePageURL)
    if !subscription.categories.isEmpty { attribute("category", subscription.categories.joined(separator: ",")) }
    attribute("salient:interval", subscription.intervalText)
    for other in subscription.otherAttributes { attribute(other.name, other.value) }
    put("/>\n")
  }

  private mutating func attribute(_ name: String, _ value: String?) {
    guard let value else { return }
    put(" \(name)=\"")
    for byte in value.utf8 { output.appendEscaped(byte, inAttribute: true) }
    put("\"")
  }

  private mutating func put(_ text: String) { output.append(contentsOf: text.utf8) }
}
