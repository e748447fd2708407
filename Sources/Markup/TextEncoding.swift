/// A character encoding by one of its many names.
///
/// Labels are read as the web uses them (WHATWG Encoding): who says Latin-1 means windows-1252, who says GB2312
/// means all of GB18030, and so on with the other encodings whose larger form decodes the smaller one's bytes alike.
public struct TextEncoding: Hashable, Sendable {
  /// The name that is reported: `utf-8`, `windows-1252`, `gb18030`.
  public let name: String
  /// The name by which iconv knows it.
  let converterName: String
  /// Bytes of the smallest unit: what is skipped when one cannot be decoded.
  public let unitBytes: Int

  init(name: String, converterName: String, unitBytes: Int = 1) {
    self.name = name
    self.converterName = converterName
    self.unitBytes = unitBytes
  }

  public static let utf8 = TextEncoding(name: "utf-8", converterName: "UTF-8")
  public static let ascii = TextEncoding(name: "us-ascii", converterName: "US-ASCII")
  public static let windows1252 = TextEncoding(name: "windows-1252", converterName: "CP1252")
  public static let utf16LittleEndian = TextEncoding(name: "utf-16le", converterName: "UTF-16LE", unitBytes: 2)
  public static let utf16BigEndian = TextEncoding(name: "utf-16be", converterName: "UTF-16BE", unitBytes: 2)
  public static let utf32LittleEndian = TextEncoding(name: "utf-32le", converterName: "UTF-32LE", unitBytes: 4)
  public static let utf32BigEndian = TextEncoding(name: "utf-32be", converterName: "UTF-32BE", unitBytes: 4)

  /// Whether every byte below 0x80 is the ASCII character of that number, wherever it stands.
  public var isASCIICompatible: Bool {
    unitBytes == 1 && !name.hasPrefix("iso-2022") && !name.hasPrefix("hz") && name != "shift_jis" && name != "big5"
      && name != "gb18030" && !Self.isEBCDIC(name)
  }

  /// One byte a character: its bytes never say that they are wrong.
  public var isSingleByte: Bool {
    unitBytes == 1 && name != "utf-8"
      && [
        "iso-8859", "windows-12", "windows-874", "koi8", "us-ascii", "macintosh", "tis-620", "ibm", "cp4", "cp8",
        "x-mac",
      ]
      .contains { name.hasPrefix($0) }
  }

  /// What windows-1252 has where Unicode has a C1 control.
  public static func windows1252Character(_ control: Unicode.Scalar) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(control.value) else { return control }
    return HTMLCharacterReferences.windows1252[Int(control.value - 0x80)]
  }

  static func isEBCDIC(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["ibm037", "cp037", "ibm500", "ibm1047", "cp500", "cp1047", "cp1140", "ibm1140", "cp273", "ibm273"].contains(
      name)
      || name.hasPrefix("ebcdic")
  }

  /// - Parameter label: As declared, quotes and white space around it allowed.
  /// - Returns: nil when nobody here knows the encoding.
  public static func named(_ label: String) -> TextEncoding? {
    // As nearly all documents write it.
    if label == "UTF-8" || label == "utf-8" { return .utf8 }
    let cleaned = label.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    guard !cleaned.isEmpty, cleaned.utf8.count <= 40,
      cleaned.utf8.allSatisfy({ $0.isASCIILetterOrDigit || "-_.:".utf8.contains($0) })
    else { return nil }
    if let known = aliases[cleaned] ?? aliases[String(cleaned.map { $0 == "_" ? "-" : $0 })] { return known }
    // UTF-7 lets markup hide in ASCII, and is the only one that does: refused, as browsers do.
    guard !cleaned.contains("utf-7"), !cleaned.contains("utf7") else { return nil }
    let other = TextEncoding(name: cleaned, converterName: cleaned.uppercased())
    return TextDecoder(other) == nil ? nil : other
  }

  private static let aliases: [String: TextEncoding] = {
    var table: [String: TextEncoding] = [:]
    for (encoding, names) in families { for name in names { table[name] = encoding } }
    for part in [2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16] {
      let encoding = TextEncoding(name: "iso-8859-\(part)", converterName: "ISO-8859-\(part)")
      for name in ["iso-8859-\(part)", "iso8859-\(part)", "iso8859\(part)", "iso-8859\(part)"] {
        table[name] = encoding
      }
    }
    for page in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
      let encoding = TextEncoding(name: "windows-\(page)", converterName: "CP\(page)")
      for name in ["windows-\(page)", "cp\(page)", "x-cp\(page)", "win-\(page)", "cp-\(page)"] {
        table[name] = encoding
      }
    }
    return table
  }()

  private static let families: [(TextEncoding, [String])] = [
    (.utf8, ["utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-sig", "unicode"]),
    (.ascii, ["us-ascii", "ascii", "ansi-x3.4-1968", "iso646-us", "iso-ir-6", "646"]),
    (
      .windows1252,
      [
        "iso-8859-1", "iso8859-1", "iso88591", "latin1", "latin-1", "l1", "cp819", "ibm819", "windows-1252", "cp1252",
        "x-cp1252", "iso-ir-100", "ansi", "win-1252", "iso8859",
      ]
    ),
    (TextEncoding(name: "iso-8859-2", converterName: "ISO-8859-2"), ["latin2", "l2"]),
    (TextEncoding(name: "iso-8859-15", converterName: "ISO-8859-15"), ["latin9", "l9", "latin-9"]),
    (TextEncoding(name: "windows-1254", converterName: "CP1254"), ["iso-8859-9", "iso8859-9", "latin5", "l5"]),
    (TextEncoding(name: "koi8-r", converterName: "KOI8-R"), ["koi8-r", "koi8", "koi", "cskoi8r"]),
    (TextEncoding(name: "koi8-u", converterName: "KOI8-U"), ["koi8-u", "koi8-ru"]),
    (
      TextEncoding(name: "gb18030", converterName: "GB18030"),
      [
        "gb18030", "gbk", "gb2312", "gb-2312", "gb-2312-80", "euc-cn", "x-gbk", "cp936", "windows-936", "chinese",
        "csgb2312",
      ]
    ),
    (
      TextEncoding(name: "big5", converterName: "BIG5-HKSCS"),
      ["big5", "big5-hkscs", "cn-big5", "x-x-big5", "big5hkscs", "csbig5"]
    ),
    (
      TextEncoding(name: "shift_jis", converterName: "CP932"),
      ["shift-jis", "sjis", "x-sjis", "ms-kanji", "windows-31j", "cp932", "shiftjis", "csshiftjis"]
    ),
    (TextEncoding(name: "euc-jp", converterName: "EUC-JP-MS"), ["euc-jp", "eucjp", "x-euc-jp", "x-eucjp", "ujis"]),
    (TextEncoding(name: "iso-2022-jp", converterName: "ISO-2022-JP"), ["iso-2022-jp", "csiso2022jp"]),
    (
      TextEncoding(name: "euc-kr", converterName: "CP949"),
      ["euc-kr", "euckr", "ks-c-5601-1987", "ks-c-5601-1989", "ksc5601", "korean", "cp949", "windows-949", "uhc"]
    ),
    (
      TextEncoding(name: "tis-620", converterName: "ISO-8859-11"),
      ["tis-620", "iso-8859-11", "windows-874", "cp874", "dos-874", "iso8859-11"]
    ),
    (
      TextEncoding(name: "macintosh", converterName: "MACINTOSH"),
      ["macintosh", "mac", "x-mac-roman", "macroman", "mac-roman"]
    ),
    (TextEncoding(name: "ibm866", converterName: "CP866"), ["ibm866", "cp866", "866"]),
    (.utf16LittleEndian, ["utf-16le", "utf16le", "ucs-2le", "unicodelittle"]),
    (
      .utf16BigEndian, ["utf-16be", "utf16be", "utf-16", "utf16", "ucs-2", "ucs-2be", "iso-10646-ucs-2", "unicodefffe"]
    ),
    (.utf32LittleEndian, ["utf-32le", "ucs-4le", "utf32le"]),
    (.utf32BigEndian, ["utf-32be", "utf-32", "ucs-4", "ucs-4be", "iso-10646-ucs-4", "utf32", "utf32be"]),
  ]
}
