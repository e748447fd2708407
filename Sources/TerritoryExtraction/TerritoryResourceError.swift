/// Why the tables of the extraction could not be read.
public enum TerritoryResourceError: Error, Sendable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case malformed(file: String, line: Int, what: String)
  case missing(list: String, file: String)

  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): cannot be read (\(reason)); restore it from the package"
    case .malformed(let file, let line, let what): "\(file):\(line): \(what); mend or remove the line"
    case .missing(let list, let file): "\(file): has no list named \(list); restore the file from the package"
    }
  }
}
