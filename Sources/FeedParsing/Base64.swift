import FoundationEssentials

/// Base64 inside XML, line breaks and all.
enum Base64 {
  /// - Returns: nil when the text is something else.
  static func decode(_ text: String) -> [UInt8]? {
    let compact = text.utf8.filter { !$0.isSpace }
    return Data(base64Encoded: Data(compact)).map { Array($0) }
  }
}
