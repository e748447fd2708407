// swift-tools-version: 6.2
// One target a room; a room depends only on rooms that come before it in the data's journey.
import PackageDescription

/// Every target of ours is compiled under the same rules: data races, unsafe memory and warnings are errors.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioExtras: Target.Dependency = .product(name: "NIOExtras", package: "swift-nio-extras")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")

func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(name)", resources: resources, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, path: "Tests/\(name)Tests", swiftSettings: house)
}

/// A C library: a module map and typed shims for what Swift cannot call, no decisions.
func library(_ name: String, links: String) -> Target {
  .target(name: name, path: "Sources/\(name)", linkerSettings: [.linkedLibrary(links)])
}

let package = Package(
  name: "salient",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "salient", targets: ["salient"])],

  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    library("CLibcurl", links: "curl"),
    library("CZlib", links: "z"),
    library("CSystemd", links: "systemd"),

    // Pure rooms: values in, values out.
    room("Model", []),
    room("Configuring", ["Model", "Yams"]),
    room("Markup", ["Model", "CLibXML2"]),
    room("FeedParsing", ["Model", "Markup"], resources: [.embedInCode("Data/date-words.tsv")]),
    room("ArticleExtraction", ["Model", "Markup"]),
    room("Deduplication", ["Model"]),
    room("Reading", ["Model"]),
    room("Naming", ["Model"]),
    room("TerritoryExtraction", ["Model", "Reading", "Naming"]),
    room("ControlTracking", ["Model"]),
    room("Scheduling", ["Model"]),

    // Owners of something outside: the log, the network, the disk.
    room("Observing", ["Model", "CSystemd", logging]),
    room("Fetching", ["Model", "CLibcurl"]),
    room("Archiving", ["Model", "CZlib", crypto]),
    room("Cataloguing", ["Model", grdb]),

    // What the world sees, and the spine.
    room("Publishing", ["Model", "Cataloguing", "ControlTracking"]),
    room(
      "Alerting",
      ["Model", "Observing", "Fetching", "Cataloguing", "Publishing", crypto, lifecycle]),
    room(
      "StatusServing",
      [
        "Model", "Observing", "Archiving", "Publishing", hummingbirdCore, httpTypes, nioCore, nioExtras, nioHTTP1,
        nioHTTPTypes, nioPosix, logging, lifecycle,
      ]),
    room(
      "Polling",
      [
        "Model", "Observing", "Scheduling", "Fetching", "FeedParsing", "ArticleExtraction", "Deduplication",
        "TerritoryExtraction", "Archiving", "Cataloguing", "Publishing", crypto, lifecycle,
      ]),
    .executableTarget(
      name: "salient",
      dependencies: [
        "Model", "Configuring", "FeedParsing", "ArticleExtraction", "Deduplication", "Reading", "Naming",
        "TerritoryExtraction", "ControlTracking", "Observing", "Fetching", "Archiving", "Cataloguing", "Publishing",
        "Alerting", "StatusServing", "Polling",
        argumentParser, lifecycle, logging, unixSignals,
      ],
      path: "Sources/salient", swiftSettings: house),

    tests("Model", ["Model"]),
    tests("Configuring", ["Configuring", "Model"]),
    tests("FeedParsing", ["FeedParsing", "Markup", "Model"]),
    tests("Markup", ["Markup", "Model"]),
    tests("ArticleExtraction", ["ArticleExtraction", "Markup", "Model"]),
    tests("Deduplication", ["Deduplication", "Model"]),
    tests("Reading", ["Reading", "Model"]),
    tests("Naming", ["Naming", "Model"]),
    tests("TerritoryExtraction", ["TerritoryExtraction", "Reading", "Naming", "Model"]),
    tests("ControlTracking", ["ControlTracking", "Model"]),
    tests("Scheduling", ["Scheduling", "Model"]),
    tests("Observing", ["Observing", "Model"]),
    tests("Fetching", ["Fetching", "Model", "CLibcurl"]),
    tests("Archiving", ["Archiving", "Model", "CZlib", crypto]),
    tests("Cataloguing", ["Cataloguing", "Model", grdb]),
    tests("Alerting", ["Alerting", "Publishing", "Model", crypto]),
    tests("Salient", ["salient", "Model"]),
  ]
)
