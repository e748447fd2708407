import FoundationEssentials
public import Model
import Yams

/// Reads `salient.yaml` into settings: strictly, and every mistake at once.
public enum Configuration {
  /// Larger files are refused: a configuration is written by hand.
  static let bytesMax = 1 << 20

  /// Reads a file. Relative paths in it are taken from the file's own folder.
  ///
  /// - Throws: `ConfigurationError` with every mistake and its line, or when the file cannot be read.
  public static func load(_ path: String) throws(ConfigurationError) -> Settings {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw ConfigurationError(
        file: path, mistakes: [ConfigurationMistake(line: 1, column: 1, text: "cannot be read: \(error)")])
    }
    guard bytes.count <= bytesMax, let text = String(validating: bytes, as: UTF8.self) else {
      let text = "is no UTF-8 text of at most \(bytesMax) bytes"
      throw ConfigurationError(file: path, mistakes: [ConfigurationMistake(line: 1, column: 1, text: text)])
    }
    var settings = try read(text, file: path)
    settings.anchorPaths(at: folder(of: path))
    return settings
  }

  /// Reads the text of a configuration file; paths stay as they are written.
  ///
  /// - Parameter file: the name used in messages.
  public static func read(_ text: String, file: String) throws(ConfigurationError) -> Settings {
    let mistakes = Section.Mistakes()
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw ConfigurationError(file: file, mistakes: [mistake(of: error)])
    }
    var settings = Settings()
    let section = Section("", root, mistakes)
    section.read("state", into: &settings.state, "a folder", \.text)
    section.read("feeds", into: &settings.feeds, "a list of OPML files", \.texts)
    read(section.section("polling"), into: &settings.polling)
    read(section.section("fetching"), into: &settings.fetching)
    read(section.section("articles"), into: &settings.articles)
    read(section.section("archive"), into: &settings.archive)
    read(section.section("territory"), into: &settings.territory)
    readAlerts(section, into: &settings.alerts)
    read(section.section("status"), into: &settings.status)
    read(section.section("logging"), into: &settings.logging)
    section.finish()
    if settings.polling.minimum > settings.polling.maximum {
      mistakes.all.append(
        ConfigurationMistake(line: 1, column: 1, text: "polling.minimum is longer than polling.maximum"))
    }
    guard mistakes.all.isEmpty else {
      let sorted = mistakes.all.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
      throw ConfigurationError(file: file, mistakes: sorted)
    }
    return settings
  }

  private static func mistake(of error: any Error) -> ConfigurationMistake {
    guard let error = error as? YamlError else {
      return ConfigurationMistake(line: 1, column: 1, text: "\(error)")
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return ConfigurationMistake(line: mark.line, column: mark.column, text: "not YAML: \(problem)")
    default:
      return ConfigurationMistake(line: 1, column: 1, text: "not YAML: \(error)")
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension Settings {
  /// Takes relative paths from `folder`, as a file's reader expects.
  mutating func anchorPaths(at folder: String) {
    func anchored(_ path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }
    state = anchored(state)
    feeds = feeds.map(anchored)
    territory.places = territory.places.map(anchored)
    territory.actors = territory.actors.map(anchored)
    status.socket = status.socket.map(anchored)
    for rule in alerts.indices {
      alerts[rule].sinks = alerts[rule].sinks.map { sink in
        switch sink {
        case .webhook(let url, let file): .webhook(url: url, secretFile: file.map(anchored))
        case .ntfy(let url, let file): .ntfy(url: url, tokenFile: file.map(anchored))
        case .command, .mail: sink
        }
      }
    }
  }
}
