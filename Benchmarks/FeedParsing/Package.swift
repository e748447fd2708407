// swift-tools-version: 6.2
// Measures the feed parser. The rooms come in by links, so that they are built as they stand, without the daemon.
import PackageDescription

/// The rooms' own settings, as far as their meaning depends on them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "feed-bench",
  targets: [
    .systemLibrary(name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0"),
    .target(name: "Model", path: "Sources/Model"),
    .target(name: "Markup", dependencies: ["Model", "CLibXML2"], path: "Sources/Markup", swiftSettings: house),
    .target(
      name: "FeedParsing", dependencies: ["Model", "Markup"], path: "Sources/FeedParsing",
      resources: [.embedInCode("Data/date-words.tsv")], swiftSettings: house),
    .executableTarget(
      name: "feed-bench", dependencies: ["Model", "FeedParsing", "CLibXML2"], path: "Sources/feed-bench"),
  ]
)
