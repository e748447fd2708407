// swift-tools-version: 6.2
// Writes the clues that the weights of the territorial extraction are learnt from. A package of its own, so that the
// daemon's build knows nothing of it; the rooms are linked in, so that clues are noted by the very code that weighs them.
import PackageDescription

let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let package = Package(
  name: "TerritoryTraining",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Model", path: "Sources/Model", swiftSettings: house),
    .target(name: "Reading", dependencies: ["Model"], path: "Sources/Reading", swiftSettings: house),
    .target(name: "Naming", dependencies: ["Model"], path: "Sources/Naming", swiftSettings: house),
    .target(
      name: "TerritoryExtraction", dependencies: ["Model", "Reading", "Naming"], path: "Sources/TerritoryExtraction",
      swiftSettings: house),
    .executableTarget(
      name: "territory-clues", dependencies: ["Model", "Reading", "Naming", "TerritoryExtraction"],
      path: "Sources/territory-clues", swiftSettings: house),
  ]
)
