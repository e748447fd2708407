// swift-tools-version: 6.2
// Measures the rooms, one program a room. They come in by the links in `Rooms`, and are built as they stand.
import PackageDescription

/// The rooms' own settings, as far as their meaning depends on them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Rooms/\(name)", resources: resources, swiftSettings: house)
}

func benchmark(
  _ name: String, in folder: String, _ dependencies: [Target.Dependency], excluding excluded: [String] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies + ["Model"], path: folder, exclude: ["README.md"] + excluded)
}

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .systemLibrary(name: "CLibXML2", path: "Rooms/CLibXML2", pkgConfig: "libxml-2.0"),
    .target(name: "CZlib", path: "Rooms/CZlib", linkerSettings: [.linkedLibrary("z")]),
    room("Model", []),
    room("Markup", ["Model", "CLibXML2"]),
    room("FeedParsing", ["Model", "Markup"], resources: [.embedInCode("Data/date-words.tsv")]),
    room("ArticleExtraction", ["Model", "Markup"]),
    room("Deduplication", ["Model"]),
    room("Scheduling", ["Model"]),
    room("Archiving", ["Model", "CZlib", crypto]),
    .target(name: "Allocations", path: "FeedParsing/Allocations"),
    benchmark(
      "feed-bench", in: "FeedParsing", ["FeedParsing", "CLibXML2", "Allocations"],
      excluding: ["Allocations", "others.py"]),
    benchmark("article-bench", in: "ArticleExtraction", ["ArticleExtraction", "Archiving"]),
    benchmark("story-bench", in: "Deduplication", ["Deduplication"]),
    benchmark("append-bench", in: "Archiving", ["Archiving", "CZlib", crypto]),
    benchmark("schedule-bench", in: "Scheduling", ["Scheduling"]),
  ]
)
