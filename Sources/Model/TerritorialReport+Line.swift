extension TerritorialReport {
  /// The report in one line for logs and lists: `captured: Palmyra (SY), to actor:islamic-state; reported, new`.
  public var line: String {
    var line = "\(kind.rawValue): \(place.name)"
    if let country = place.country { line += " (\(country))" }
    if let to { line += ", to \(to)" }
    if let from { line += ", from \(from)" }
    if let start = date.start, let end = date.end { line += start == end ? ", \(start)" : ", \(start) … \(end)" }
    line += "; \(certainty.rawValue), \(status.rawValue)"
    if !sources.isEmpty { line += ", says " + sources.joined(separator: ", ") }
    return line
  }
}
