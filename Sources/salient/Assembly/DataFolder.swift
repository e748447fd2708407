import FoundationEssentials
import Glibc

/// The folder of Salient's own data: gazetteer, actors, language packs, word lists.
struct DataFolder {
  let path: String

  /// Where installed data are looked for.
  private static let installed = ["/usr/share/salient", "/usr/local/share/salient"]
  /// How many folders above the program are looked at, for a program run from its build folder.
  private static let ancestorsMax = 6

  /// Finds the folder: the one named by `SALIENT_DATA`, beside the configuration file, where packages put it, or `etc` of a
  /// source tree around the program or the current folder.
  ///
  /// - Parameter configuration: path of the configuration file.
  static func find(configuration: String?) throws(CommandFailure) -> DataFolder {
    var tried: [String] = []
    if let named = ProcessInfo.processInfo.environment["SALIENT_DATA"], !named.isEmpty {
      tried = [named]
    } else {
      if let configuration { tried.append(folder(of: configuration)) }
      tried += installed + ["etc"]
      // Not on Linux, or no /proc: the folders tried so far must do.
      var above = folder(of: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")
      for _ in 0..<ancestorsMax where above.count > 1 {
        tried.append(above + "/etc")
        above = folder(of: above)
      }
    }
    for path in tried where FileManager.default.fileExists(atPath: path + "/language/en/words.txt") {
      return DataFolder(path: path)
    }
    throw CommandFailure(
      .configuration,
      "Salient's data (language/en, data) are in none of \(tried.joined(separator: ", ")); set SALIENT_DATA to their folder"
    )
  }

  /// The text of a file in the folder.
  func text(_ name: String) throws(CommandFailure) -> String {
    String(decoding: try readFile(path + "/" + name), as: UTF8.self)
  }

  /// The names of the files in a folder of the folder, sorted.
  func files(in name: String, ending: String) throws(CommandFailure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path + "/" + name).filter { $0.hasSuffix(ending) }
        .sorted()
    } catch {
      throw CommandFailure(.configuration, "\(path)/\(name): cannot be listed: \(error)")
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
