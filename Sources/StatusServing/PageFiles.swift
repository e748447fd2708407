/// The files that the page for a browser is made of.
public struct PageFiles: Sendable {
  /// One file as it is served.
  struct File: Sendable {
    let body: [UInt8]
    let contentType: String
  }

  private let files: [String: File]

  /// Files that are served, with their types; anything else in the folder is not.
  public static let types = [
    "index.html": "text/html; charset=utf-8", "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8", "outlines.json": "application/json", "icon.svg": "image/svg+xml",
  ]

  /// - Parameter contents: by name; those of `types` that are not there are answered 404.
  public init(_ contents: [String: [UInt8]]) {
    var files: [String: File] = [:]
    for (name, type) in PageFiles.types {
      if let body = contents[name] { files[name] = File(body: body, contentType: type) }
    }
    self.files = files
  }

  /// - Parameter path: `/` or `/page/NAME`.
  func file(at path: String) -> File? {
    path == "/" ? files["index.html"] : path.hasPrefix("/page/") ? files[String(path.dropFirst(6))] : nil
  }
}
