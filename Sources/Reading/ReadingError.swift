/// Why a language pack cannot be used.
public enum ReadingError: Error, Equatable, CustomStringConvertible {
  /// The model is not of this program's making.
  case notAModel(language: String, byteCount: Int)
  /// The model is of another version of the format.
  case modelVersion(language: String, found: Int, wanted: Int)
  /// A table of the model does not lie within the file, or its counts contradict each other.
  case damagedModel(language: String, part: String)
  case badLine(file: String, line: Int, text: String, wanted: String)

  public var description: String {
    switch self {
    case .notAModel(let language, let byteCount):
      "language pack \(language): model.bin (\(byteCount) bytes) is not a reading model; install the pack's own file"
    case .modelVersion(let language, let found, let wanted):
      "language pack \(language): model.bin has format \(found), this program reads \(wanted); "
        + "install the pack of this version or train it anew"
    case .damagedModel(let language, let part):
      "language pack \(language): model.bin is damaged in its \(part); install the file again"
    case .badLine(let file, let line, let text, let wanted):
      "\(file):\(line): cannot read \"\(text)\"; write \(wanted)"
    }
  }
}
