import Model

/// One request of a fetch: the first, or that to which a redirect led.
struct Hop {
  let url: FetchURL
  let user: String?
  let password: String?
  /// The request's head as sent, in order, credentials left out.
  let fields: [HTTPField]
  /// The feed's own fields: sent, and shown nowhere.
  let secretFields: [HTTPField]
  /// HTTP/2 failed here, so HTTP/1.1 is spoken.
  var plainHTTP = false
  /// Those of `fields` that libcurl writes by itself.
  let setByLibrary: Set<String> = ["Host", "User-Agent", "Accept-Encoding"]

  /// - Parameter origin: the URL as asked; its credentials and the feed's own fields go to no other origin.
  init(to url: FetchURL, from origin: FetchURL, request: FetchRequest, settings: TransferSettings) {
    self.url = url
    let isHome = url.hasOrigin(of: origin)
    user = isHome ? origin.user : nil
    password = isHome ? origin.password : nil
    secretFields = isHome ? request.headers.compactMap(\.sendable) : []
    var fields = [
      HTTPField(name: "Host", value: url.place),
      HTTPField(name: "User-Agent", value: settings.userAgent),
      HTTPField(name: "Accept", value: request.purpose.accept),
      HTTPField(name: "Accept-Encoding", value: settings.acceptEncoding),
    ]
    if let etag = request.validators.etag, !etag.isEmpty {
      fields.append(HTTPField(name: "If-None-Match", value: etag))
    }
    if let date = request.validators.lastModified, !date.isEmpty {
      fields.append(HTTPField(name: "If-Modified-Since", value: date))
    }
    self.fields = fields.compactMap(\.sendable)
  }
}

extension FetchRequest.Purpose {
  /// What is asked for; the rest is taken too, since half of all feeds are sent under a wrong type.
  fileprivate var accept: String {
    switch self {
    case .feed:
      "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
        + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
    case .page: "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5"
    case .robots: "text/plain, */*;q=0.5"
    }
  }
}

extension HTTPField {
  /// The field without what could end its line or start another (RFC 9110 §5.5); nil when the name is no name.
  fileprivate var sendable: HTTPField? {
    let isToken = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
    guard isToken, !name.isEmpty else { return nil }
    let clean = value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\t" }
    return HTTPField(name: name, value: String(String.UnicodeScalarView(clean).description.trimmed))
  }
}
