/// Why the catalogue could not answer: what, in which file, and what to do.
public enum CatalogueError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no catalogue at this path, and the caller asked only to read.
  case absent(file: String)
  /// The file was written by a later version of the program; `unknown` names the first schema step it has and we do not.
  case tooNew(file: String, unknown: String)
  /// The file's schema is older than ours, and the caller asked only to read.
  case tooOld(file: String, missing: String)
  /// SQLite's own refusal: `code` is its extended result code (sqlite.org/rescode.html).
  case sqlite(file: String, doing: String, code: Int, message: String)
  /// A value read back from the file does not have the form in which it was written.
  case unreadable(file: String, doing: String, detail: String)
  /// A page cursor that this catalogue did not hand out.
  case badCursor(String)
  /// A search that names no word.
  case emptySearch(String)
  /// Something named does not exist: `feed https://…`, `article a-…`.
  case unknown(String)
  /// A value breaks a limit; the sentence names it.
  case refused(String)

  /// What failed, in which file, and what to do.
  public var description: String {
    switch self {
    case .absent(let file):
      "\(file): there is no catalogue here; start the daemon, which makes it"
    case .tooNew(let file, let unknown):
      "\(file): written by a later version of salient (schema step \(unknown)); "
        + "install that version, or run `salient archive rebuild`"
    case .tooOld(let file, let missing):
      "\(file): its schema lacks step \(missing); start the daemon or run `salient check` once to bring it up to date"
    case .sqlite(let file, let doing, let code, let message):
      "\(file): \(doing): \(message) (SQLite \(code))\(SQLiteAdvice.sentence(for: code))"
    case .unreadable(let file, let doing, let detail):
      "\(file): \(doing): \(detail); `salient archive rebuild` makes it anew"
    case .badCursor(let cursor):
      "\"\(cursor.prefix(60))\" is no page cursor of this catalogue; take it from the answer before, or leave it out"
    case .emptySearch(let query):
      "\"\(query.prefix(60))\" names no word to search for; give at least one"
    case .unknown(let name):
      "no \(name) in the catalogue"
    case .refused(let sentence):
      sentence
    }
  }
}

/// What an operator can do about SQLite's primary result codes (sqlite.org/rescode.html).
enum SQLiteAdvice {
  static func sentence(for code: Int) -> String {
    switch code & 0xFF {
    case 5, 6: "; another process holds the file: stop it, or try again"
    case 8, 23: "; check the owner and the permissions of the file and its folder"
    case 10: "; the disk failed to read or write: look at the kernel's log"
    case 11, 26: "; the file is damaged: `salient archive rebuild` makes it anew"
    case 13: "; the disk is full: free space"
    case 14: "; check that the folder exists and may be written"
    default: ""
    }
  }
}
