// swift-tools-version: 6.2
// Trains the model of the Reading room. A package of its own, so that the daemon's build knows nothing of it; the room
// is linked in, so that features are computed by the very code that will read the model.
import PackageDescription

let package = Package(
  name: "ReadingTraining",
  platforms: [.macOS(.v15)],
  targets: [
    .target(
      name: "Reading", path: "Sources/Reading",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
    .executableTarget(
      name: "train-reading", dependencies: ["Reading"], path: "Sources/train-reading",
      swiftSettings: [.unsafeFlags(["-Ounchecked"])]),
  ]
)
