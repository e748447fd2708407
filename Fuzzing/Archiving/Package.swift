// swift-tools-version: 6.2
// Throws any bytes at all at the reader of archives, and at the reading of fingerprints.
// Build: swift build --sanitize fuzzer; run: .build/debug/FuzzArchiveReader Corpus
import PackageDescription

/// The rooms' own settings, as far as their meaning depends on them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "FuzzArchiveReader",
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .target(name: "CZlib", path: "Sources/CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "Model", path: "Sources/Model"),
    .target(
      name: "Archiving", dependencies: ["Model", "CZlib", .product(name: "Crypto", package: "swift-crypto")],
      path: "Sources/Archiving", swiftSettings: house),
    .target(name: "Deduplication", dependencies: ["Model"], path: "Sources/Deduplication", swiftSettings: house),
    .target(name: "FuzzDriver", path: "Sources/FuzzDriver"),
    .executableTarget(
      name: "FuzzArchiveReader", dependencies: ["Archiving", "Deduplication", "Model", "FuzzDriver"],
      path: "Sources/FuzzArchiveReader"),
  ]
)
