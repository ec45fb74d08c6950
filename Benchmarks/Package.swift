// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "yanshou", path: "..")],
  targets: [
    .executableTarget(
      name: "FEELBenchmark", dependencies: [.product(name: "FEEL", package: "yanshou")])
  ],
  swiftLanguageModes: [.v6]
)
