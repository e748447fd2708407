// swift-tools-version: 6.2
// Measures appending to the archive against its two unavoidable parts: zlib and SHA-256.
import PackageDescription

/// The rooms' own settings, as far as their meaning depends on them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "append-bench",
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .target(name: "CZlib", path: "Sources/CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "Model", path: "Sources/Model"),
    .target(
      name: "Archiving", dependencies: ["Model", "CZlib", crypto], path: "Sources/Archiving", swiftSettings: house),
    .executableTarget(
      name: "append-bench", dependencies: ["Archiving", "CZlib", "Model", crypto], path: "Sources/append-bench"),
  ]
)
