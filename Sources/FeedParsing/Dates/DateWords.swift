/// The words of dates in many languages, from the table that is compiled into the program (Data/date-words.tsv).
enum DateWords {
  enum Meaning: Equatable {
    case month(Int)
    case beforeNoon, afterNoon
    /// The number behind is the month: tháng 7.
    case monthFollows
    /// The number before is a month, a year, …: 7月, 2004년.
    case monthPrecedes, yearPrecedes, dayPrecedes, hourPrecedes, minutePrecedes, secondPrecedes
  }

  /// Shorter beginnings of English names are too many things.
  private static let abbreviationLettersMin = 3

  static func meaning(of word: String) -> Meaning? {
    if let meaning = table[word] { return meaning }
    // "Sept", "Augu": beginnings of English names, however long.
    guard word.utf8.count >= abbreviationLettersMin, let index = english.firstIndex(where: { $0.hasPrefix(word) })
    else {
      return nil
    }
    return .month(index + 1)
  }

  private static let english = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private static let table: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    let text = String(decoding: PackageResources.date_words_tsv, as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, let meaning = meaning(named: fields[0]) else { continue }
      for word in fields[1].split(separator: " ") where table[String(word)] == nil { table[String(word)] = meaning }
    }
    return table
  }()

  private static func meaning(named name: Substring) -> Meaning? {
    if let month = Int(name) { return (1...12).contains(month) ? .month(month) : nil }
    switch name {
    case "am": return .beforeNoon
    case "pm": return .afterNoon
    case "month-follows": return .monthFollows
    case "month": return .monthPrecedes
    case "year": return .yearPrecedes
    case "day": return .dayPrecedes
    case "hour": return .hourPrecedes
    case "minute": return .minutePrecedes
    case "second": return .secondPrecedes
    default: return nil
    }
  }
}
