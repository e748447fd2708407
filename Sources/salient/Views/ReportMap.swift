import Foundation
import Model
import Publishing

/// A map of reports in characters: coasts and borders in braille dots, a number for each place, the names below.
struct ReportMap {
  /// The outlines that the page draws its map of, in degrees.
  struct Outlines: Decodable {
    private struct Country: Decodable { let rings: [[Int]] }

    private let scale: Double
    private let countries: [Country]

    init(_ file: [UInt8]) throws(CommandFailure) {
      do {
        self = try JSONDecoder().decode(Outlines.self, from: Data(file))
      } catch {
        throw CommandFailure(.configuration, "page/outlines.json of the data folder: \(JSONLines.explain(error))")
      }
    }

    /// Calls `body` with the ends of each stretch, as longitude and latitude.
    func eachStretch(_ body: (Point, Point) -> Void) {
      for ring in countries.lazy.flatMap(\.rings) where ring.count > 2 {
        // A ring is its first point, then what each further one differs by.
        var (x, y) = (ring[0], ring[1])
        let start = Point(Double(x) / scale, Double(y) / scale)
        var last = start
        for place in stride(from: 2, to: ring.count - 1, by: 2) {
          x += ring[place]
          y += ring[place + 1]
          let next = Point(Double(x) / scale, Double(y) / scale)
          body(last, next)
          last = next
        }
        body(last, start)
      }
    }
  }

  /// A place on the earth, or on the map.
  struct Point {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
  }

  private struct Place {
    let name: String
    let certainty: Certainty
    let at: Point
    var count = 1
  }

  private let places: [Place]

  /// Places that are told apart by number; further ones are counted.
  private static let placesMax = 35
  private static let rowsMax = 24
  /// Degrees around a lone place.
  private static let marginMin = 2.0

  /// - Parameter reports: newest first; those without coordinates are not drawn.
  init(_ reports: [ReportDocument]) {
    var places: [Place] = []
    var known: [String: Int] = [:]
    for document in reports {
      let place = document.report.place
      guard let latitude = place.lat, let longitude = place.lon else { continue }
      if let index = known[place.id ?? place.name] {
        places[index].count += 1
        continue
      }
      known[place.id ?? place.name] = places.count
      let name = Text.plain(place.name) + (place.country.map { " (\($0))" } ?? "")
      places.append(Place(name: name, certainty: document.report.certainty, at: Point(longitude, latitude)))
    }
    self.places = places
  }

  /// The map, `columns` wide, and its legend.
  func lines(_ outlines: Outlines, columns: Int) -> [String] {
    guard !places.isEmpty else { return ["none of these reports has coordinates"] }
    let shown = places.prefix(ReportMap.placesMax)
    var canvas = Canvas(around: shown.map(\.at), columns: columns, rowsMax: ReportMap.rowsMax)
    outlines.eachStretch { canvas.draw($0, $1) }
    let paint = Paint.standard
    for (number, place) in shown.enumerated().reversed() {
      canvas.mark(place.at, paint.certainty(place.certainty, ReportMap.sign(number)))
    }
    var lines = canvas.lines
    lines += Text.flow(
      shown.enumerated().map { number, place in
        let count = place.count > 1 ? " ×\(place.count)" : ""
        return Painted("\(ReportMap.sign(number)) \(place.name)\(count)") { paint.certainty(place.certainty, $0) }
      }, at: columns, indent: "")
    if places.count > shown.count { lines.append("and \(places.count - shown.count) places more") }
    return lines
  }

  private static func sign(_ number: Int) -> String { String(number + 1, radix: 36) }

  /// Cells of two by four dots each (Unicode, Braille Patterns), and the signs upon them.
  private struct Canvas {
    private let columns: Int
    private let rows: Int
    private let west: Double
    private let north: Double
    private let dotsPerDegree: Point
    private var cells: [UInt8]
    private var signs: [Int: String] = [:]

    init(around points: [Point], columns: Int, rowsMax: Int) {
      let (xs, ys) = (points.map(\.x), points.map(\.y))
      let middle = Point(((xs.min() ?? 0) + (xs.max() ?? 0)) / 2, ((ys.min() ?? 0) + (ys.max() ?? 0)) / 2)
      // A degree of longitude is shorter than one of latitude.
      let shrink = max(0.2, cos(middle.y * .pi / 180))
      var width = max(ReportMap.marginMin, ((xs.max() ?? 0) - (xs.min() ?? 0)) / 2 * 1.2 + ReportMap.marginMin) * 2
      let height = max(ReportMap.marginMin, ((ys.max() ?? 0) - (ys.min() ?? 0)) / 2 * 1.2 + ReportMap.marginMin / 2) * 2
      let most = Double(rowsMax * 4)
      self.columns = max(20, columns)
      let dots = Double(self.columns * 2)
      // As large as both sides allow.
      let scale = min(dots / (width * shrink), most / height)
      width = dots / (scale * shrink)
      rows = max(6, min(rowsMax, Int((height * scale / 4).rounded(.up))))
      dotsPerDegree = Point(scale * shrink, scale)
      west = middle.x - width / 2
      north = middle.y + Double(rows * 4) / scale / 2
      cells = Array(repeating: 0, count: self.columns * rows)
    }

    /// A stretch of an outline, dot by dot, as far as it lies on the canvas.
    mutating func draw(_ from: Point, _ to: Point) {
      let (a, b) = (dot(from), dot(to))
      guard max(a.x, b.x) >= 0, max(a.y, b.y) >= 0, min(a.x, b.x) < Double(columns * 2),
        min(a.y, b.y) < Double(rows * 4)
      else { return }
      // Outlines have points at least every few degrees, which bounds the steps.
      let steps = max(1, Int(max(abs(a.x - b.x), abs(a.y - b.y)).rounded(.up)))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        set(Int((a.x + (b.x - a.x) * share).rounded(.down)), Int((a.y + (b.y - a.y) * share).rounded(.down)))
      }
    }

    mutating func mark(_ point: Point, _ sign: String) {
      let place = dot(point)
      let (column, row) = (Int(place.x) / 2, Int(place.y) / 4)
      guard (0..<columns).contains(column), (0..<rows).contains(row) else { return }
      signs[row * columns + column] = sign
    }

    /// From the first row with something in it to the last, without blanks at the ends.
    var lines: [String] {
      let filled = cells.indices.filter { cells[$0] > 0 || signs[$0] != nil }
      guard let first = filled.first, let last = filled.last else { return [] }
      return (first / columns...last / columns).map { row in
        let end = filled.last { $0 / columns == row }.map { $0 % columns } ?? -1
        return (0..<(end + 1)).map { column in
          let place = row * columns + column
          if let sign = signs[place] { return sign }
          guard cells[place] > 0, let scalar = Unicode.Scalar(0x2800 + UInt32(cells[place])) else { return " " }
          return Paint.standard.dim(String(Character(scalar)))
        }.joined()
      }
    }

    private func dot(_ point: Point) -> Point {
      Point((point.x - west) * dotsPerDegree.x, (north - point.y) * dotsPerDegree.y)
    }

    /// The bits of a cell's dots, two a row from above.
    private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

    private mutating func set(_ x: Int, _ y: Int) {
      guard (0..<(columns * 2)).contains(x), (0..<(rows * 4)).contains(y) else { return }
      cells[y / 4 * columns + x / 2] |= Canvas.bits[y % 4 * 2 + x % 2]
    }
  }
}
