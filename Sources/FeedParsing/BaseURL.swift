import Markup

/// The base that references resolve against.
enum BaseURL {
  /// A base that would turn references into scripts, or that is no hierarchical URL, is not taken: the outer one stays.
  static func resolve(_ reference: String, against outer: String?) -> String? {
    let base = collapsingSlashes(URLReference.resolve(reference, against: outer))
    guard let scheme = URLReference.scheme(of: base) else { return base.isEmpty ? outer : base }
    return ["http", "https", "ftp"].contains(scheme) ? base : outer
  }

  /// `http:///host/` means `http://host/`, as browsers read it.
  private static func collapsingSlashes(_ url: String) -> String {
    guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return url }
    let behind = url[url.utf8.index(after: colon)...]
    let rest = behind.drop { $0 == "/" }
    return behind.utf8.count - rest.utf8.count > 2 ? url[...colon] + "//" + rest : url
  }
}
