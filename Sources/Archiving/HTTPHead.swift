internal import Model

/// The heads of HTTP messages as WARC holds them: in HTTP/1.1's form whatever version was spoken, since that is the
/// form that readers parse (RFC 9112 §2.1).
enum HTTPHead {
  /// Status line, fields and the empty line, made to fit the body as it is stored.
  ///
  /// The capture's body is decoded, so fields that speak of codings are left out, and `Content-Length` is the
  /// body's own; a stored head that says `gzip` over plain bytes would mislead every reader.
  static func response(of capture: Capture) -> [UInt8] {
    var head: [UInt8] = []
    let status = (100...599).contains(capture.status) ? capture.status : 200
    head.append(line: "HTTP/1.1 \(status) \(HTTPHead.oneLine(capture.reason))")
    for field in capture.headers where !unfit.contains(field.name.lowercased()) {
      head.append(field)
    }
    head.append(HTTPField(name: "Content-Length", value: String(capture.body.count)))
    head.append(line: "")
    return head
  }

  /// Request line, fields and the empty line.
  static func request(of capture: Capture) -> [UInt8] {
    var head: [UInt8] = []
    let (host, path) = hostAndPath(of: TargetURI.text(of: capture.finalURL))
    head.append(line: "GET \(path) HTTP/1.1")
    if capture.requestHeaders["Host"] == nil { head.append(HTTPField(name: "Host", value: host)) }
    for field in capture.requestHeaders where !secret.contains(field.name.lowercased()) {
      head.append(field)
    }
    head.append(line: "")
    return head
  }

  private static let unfit: Set<String> = ["content-length", "content-encoding", "transfer-encoding"]
  private static let secret: Set<String> = ["authorization", "proxy-authorization", "cookie"]

  private static func hostAndPath(of url: String) -> (host: String, path: String) {
    guard let (_, rest) = TargetURI.split(url) else { return ("", "/") }
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    let path = rest[host.endIndex...]
    if path.isEmpty { return (String(host), "/") }
    return (String(host), path.hasPrefix("?") ? "/" + path : String(path))
  }

  /// A field's value on one line: line ends and NULs, which would break the head apart, become spaces.
  fileprivate static func oneLine(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else { return value }
    return String(
      decoding: value.utf8.map { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
  }

  /// Whether a name is a token (RFC 9110 §5.6.2); others cannot stand in a head.
  fileprivate static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: tokenMarks.contains(byte)
        }
      }
  }

  private static let tokenMarks = Set("!#$%&'*+-.^_`|~".utf8)
}

extension [UInt8] {
  mutating func append(line: String) {
    append(contentsOf: line.utf8)
    append(0x0D)
    append(0x0A)
  }

  fileprivate mutating func append(_ field: HTTPField) {
    guard HTTPHead.isToken(field.name) else { return }
    append(line: "\(field.name): \(HTTPHead.oneLine(field.value))")
  }
}
