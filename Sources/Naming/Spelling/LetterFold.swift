/// How one Unicode scalar is written in plain lower-case letters.
///
/// Accents, ligatures and the marks for ayn and hamza go; Cyrillic is romanised as Ukraine's national table of 2010
/// does it, with the Russian letters beside. Scripts that write no vowels are left out: they cannot be compared with a
/// Latin spelling letter by letter.
enum LetterFold {
  enum Result: Equatable {
    /// One to four letters or digits.
    case letters(UInt32)
    /// Apostrophes, ayn, combining accents, soft signs: nothing is written.
    case silent
    /// Spaces, hyphens, dots: a word ends.
    case separator
    /// A letter of a script that is not folded.
    case foreign
  }

  /// Up to four ASCII letters packed with the first in the low byte; 0 silent, 1 separator, 2 foreign.
  static func packed(_ scalar: UInt32) -> UInt32 {
    if scalar < UInt32(table.count) { return table[Int(scalar)] }
    if scalar >= 0x1E00, scalar < 0x1F00 { return additional[Int(scalar - 0x1E00)] }
    switch scalar {
    case 0x2018, 0x2019, 0x201B, 0x2032, 0x2035, 0x02BB...0x02BF, 0x02C8, 0xFE20...0xFE2F: return silent
    case 0x2000...0x206F, 0x3000: return separator
    default: return foreign
    }
  }

  static let silent: UInt32 = 0
  static let separator: UInt32 = 1
  static let foreign: UInt32 = 2

  /// Scalars below the end of the Cyrillic block.
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: foreign, count: 0x530)
    for scalar in 0..<0x80 { table[scalar] = separator }
    for scalar in UInt32(0x30)...0x39 { table[Int(scalar)] = scalar }
    for scalar in UInt32(0x61)...0x7A {
      table[Int(scalar)] = scalar
      table[Int(scalar) - 0x20] = scalar
    }
    for scalar in [0x27, 0x60, 0xAD, 0xB4] { table[scalar] = silent }
    for scalar in 0x80..<0xC0 where table[scalar] == foreign { table[scalar] = separator }
    for scalar in 0x2B0..<0x370 { table[scalar] = silent }
    fill(&table, from: 0, groups: latin + cyrillic)
    return table
  }()

  private static let additional: [UInt32] = {
    var table = [UInt32](repeating: foreign, count: 0x100)
    fill(&table, from: 0x1E00, groups: latinAdditional)
    return table
  }()

  private static func fill(_ table: inout [UInt32], from base: UInt32, groups: [(String, String)]) {
    for (plain, letters) in groups {
      var packed: UInt32 = 0
      for (place, byte) in plain.utf8.enumerated() { packed |= UInt32(byte) << (8 * UInt32(place)) }
      for letter in letters.unicodeScalars { table[Int(letter.value - base)] = packed }
    }
  }

  /// The alphabet's own facts, not names: which letter each accented one is a form of.
  private static let latin: [(String, String)] = [
    ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡȀȁȂȃȦȧ"), ("a", "Əəɐ"), ("ae", "ÆæǼǽ"), ("b", "ƀƁƂƃɓ"),
    ("c", "ÇçĆćĈĉĊċČčƇƈ"), ("d", "ÐðĎďĐđƉƊƋƌɖɗ"), ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩɛƐ"),
    ("f", "Ƒƒ"), ("g", "ĜĝĞğĠġĢģǤǥǦǧǴǵƓ"), ("h", "ĤĥĦħȞȟ"), ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋ"),
    ("j", "Ĵĵǰ"), ("k", "ĶķƘƙǨǩĸ"), ("l", "ĹĺĻļĽľĿŀŁłƚ"), ("n", "ÑñŃńŅņŇňŊŋƝƞǸǹ"),
    ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱɔ"), ("oe", "Œœ"), ("p", "Ƥƥ"), ("r", "ŔŕŖŗŘřȐȑȒȓ"),
    ("s", "ŚśŜŝŞşŠšȘșſ"), ("ss", "ß"), ("t", "ŢţŤťŦŧƫƬƭƮȚț"), ("th", "Þþ"),
    ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗ"), ("v", "Ʋ"), ("w", "Ŵŵ"), ("y", "ÝýÿŶŷŸƳƴȲȳ"),
    ("z", "ŹźŻżŽžƵƶȤȥ"), ("ij", "\u{132}\u{133}"), ("dz", "\u{1C4}\u{1C5}\u{1C6}\u{1F1}\u{1F2}\u{1F3}"),
    ("lj", "\u{1C7}\u{1C8}\u{1C9}"), ("nj", "\u{1CA}\u{1CB}\u{1CC}"),
  ]

  private static let cyrillic: [(String, String)] = [
    ("a", "Аа"), ("b", "Бб"), ("v", "Вв"), ("h", "Гг"), ("g", "Ґґ"), ("d", "Дд"), ("e", "ЕеЁёЭэ"), ("ie", "Єє"),
    ("zh", "Жж"), ("z", "Зз"), ("y", "ИиЫы"), ("i", "ІіЇїЙй"), ("k", "Кк"), ("l", "Лл"), ("m", "Мм"), ("n", "Нн"),
    ("o", "Оо"), ("p", "Пп"), ("r", "Рр"), ("s", "Сс"), ("t", "Тт"), ("u", "УуЎў"), ("f", "Фф"), ("kh", "Хх"),
    ("ts", "Цц"), ("ch", "ЧчЏџ"), ("sh", "Шш"), ("shch", "Щщ"), ("iu", "Юю"), ("ia", "Яя"), ("j", "Јј"), ("lj", "Љљ"),
    ("nj", "Њњ"), ("dj", "Ђђ"), ("c", "Ћћ"), ("", "ЬьЪъ"),
  ]

  private static let latinAdditional: [(String, String)] = [
    ("a", "ḀḁẚẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ"), ("b", "ḂḃḄḅḆḇ"), ("c", "Ḉḉ"), ("d", "ḊḋḌḍḎḏḐḑḒḓ"),
    ("e", "ḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ"), ("f", "Ḟḟ"), ("g", "Ḡḡ"), ("h", "ḢḣḤḥḦḧḨḩḪḫẖ"),
    ("i", "ḬḭḮḯỈỉỊị"), ("k", "ḰḱḲḳḴḵ"), ("l", "ḶḷḸḹḺḻḼḽ"), ("m", "ḾḿṀṁṂṃ"), ("n", "ṄṅṆṇṈṉṊṋ"),
    ("o", "ṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ"), ("p", "ṔṕṖṗ"), ("r", "ṘṙṚṛṜṝṞṟ"), ("s", "ṠṡṢṣṤṥṦṧṨṩ"),
    ("t", "ṪṫṬṭṮṯṰṱẗ"), ("u", "ṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự"), ("v", "ṼṽṾṿ"), ("w", "ẀẁẂẃẄẅẆẇẈẉẘ"), ("x", "ẊẋẌẍ"),
    ("y", "ẎẏẙỲỳỴỵỶỷỸỹ"), ("z", "ẐẑẒẓẔẕ"),
  ]
}
