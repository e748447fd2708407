// swift-tools-version: 6.2
// Throws any bytes at all at the feed parser, its sanitiser and the feed list reader.
// Build: swift build --sanitize fuzzer; run: .build/debug/FuzzFeedParsing Corpus
import PackageDescription

/// The rooms' own settings, as far as their meaning depends on them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "FuzzFeedParsing",
  targets: [
    .systemLibrary(name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0"),
    .target(name: "Model", path: "Sources/Model"),
    .target(name: "Markup", dependencies: ["Model", "CLibXML2"], path: "Sources/Markup", swiftSettings: house),
    .target(
      name: "FeedParsing", dependencies: ["Model", "Markup"], path: "Sources/FeedParsing",
      resources: [.embedInCode("Data/date-words.tsv")], swiftSettings: house),
    .target(name: "FuzzDriver", path: "Sources/FuzzDriver"),
    .executableTarget(
      name: "FuzzFeedParsing", dependencies: ["FeedParsing", "Markup", "Model", "FuzzDriver"],
      path: "Sources/FuzzFeedParsing"),
  ]
)
