// swift-tools-version: 6.2
// Compares ways to choose poll times on made-up feeds. The rooms come in by links, so that they are built as they stand.
import PackageDescription

/// The rooms' own settings, as far as their meaning depends on them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "schedule-bench",
  targets: [
    .target(name: "Model", path: "Sources/Model"),
    .target(name: "Scheduling", dependencies: ["Model"], path: "Sources/Scheduling", swiftSettings: house),
    .executableTarget(
      name: "schedule-bench", dependencies: ["Model", "Scheduling"], path: "Sources/schedule-bench"),
  ]
)
