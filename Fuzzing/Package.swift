// swift-tools-version: 6.2
// Throws any bytes at all at what reads them: one program a room, with the rooms linked in, built as they stand.
import PackageDescription

/// The rooms' own settings, as far as their meaning depends on them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Rooms/\(name)", resources: resources, swiftSettings: house)
}

/// A program of libFuzzer's; its name is in `Driver/FuzzDriver.c`, too.
func fuzzer(_ name: String, in folder: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies + ["Model", "FuzzDriver"], path: folder)
}

let package = Package(
  name: "Fuzzing",
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .systemLibrary(name: "CLibXML2", path: "Rooms/CLibXML2", pkgConfig: "libxml-2.0"),
    .target(name: "CZlib", path: "Rooms/CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "FuzzDriver", path: "Driver"),
    room("Model", []),
    room("Markup", ["Model", "CLibXML2"]),
    room("FeedParsing", ["Model", "Markup"], resources: [.embedInCode("Data/date-words.tsv")]),
    room("ArticleExtraction", ["Model", "Markup"]),
    room("Deduplication", ["Model"]),
    room("Archiving", ["Model", "CZlib", .product(name: "Crypto", package: "swift-crypto")]),
    fuzzer("FuzzFeedParsing", in: "FeedParsing", ["FeedParsing", "Markup"]),
    fuzzer("FuzzArticleExtraction", in: "ArticleExtraction", ["ArticleExtraction"]),
    fuzzer("FuzzArchiveReader", in: "Archiving", ["Archiving", "Deduplication"]),
  ]
)
