// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: mistakes are found by the compiler, not by a reviewer.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Whether the readers are built for `make fuzz`, which watches the ways that an input takes through them.
let isFuzzed = Context.environment["YANSHOU_FUZZ_BUILD"] != nil
let fuzzed = ["-sanitize=fuzzer"]
let settings = strict + (isFuzzed ? [.unsafeFlags(fuzzed)] : [])

/// Full RELRO: the command binds everything when it starts, and then the tables for it are read-only.
let hardened: [LinkerSetting] = [
  .unsafeFlags(
    ["-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now"],
    .when(platforms: [.linux]))
]

func floor(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// Tests; `data` are the files and folders beside the sources that the tests read where they are.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], data: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)", exclude: data,
    swiftSettings: settings)
}

let package = Package(
  name: "yanshou",
  products: [
    .executable(name: "yanshou", targets: ["yanshou"]),
    .library(name: "FEEL", targets: ["FEEL", "SourceText"]),
    .library(name: "YanshouEngine", targets: ["YanshouEngine", "SourceText"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
  ],
  targets: [
    // Floor 0: text, places and diagnostics; the system libraries.
    floor("SourceText"),
    // The pages of Docs/diagnostics, put in when the program is built.
    .executableTarget(name: "embed-pages", swiftSettings: strict),
    .plugin(name: "EmbedPages", capability: .buildTool(), dependencies: ["embed-pages"]),
    .target(
      name: "Pages", dependencies: ["SourceText"], swiftSettings: settings,
      plugins: ["EmbedPages"]),
    .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    // Calls of Linux that Glibc's module does not show.
    .systemLibrary(name: "CLinux"),
    // Intel's decimal floating point, which OracleTests compare with.
    .systemLibrary(name: "CIntelDecimal", providers: [.apt(["libintelrdfpmath-dev"])]),
    floor("Patterns", ["CPCRE2"]),
    // A thread with room for what nests deeply.
    floor("LargeStack"),
    // Floor 1: the expression language; one wrapper per format.
    floor(
      "FEEL", ["SourceText", "Patterns", "LargeStack", .product(name: "BigInt", package: "BigInt")]),
    floor("Formats", ["SourceText", "CLibYAML", "CLibXML2", "CLinux"]),
    // Floor 2: what is asked, and what was handed in.
    floor("Definitions", ["SourceText", "Pages", "FEEL", "Formats"]),
    floor("Submissions", ["SourceText", "FEEL", "Formats", "Definitions"]),
    // Floor 3: scores, gates, gaps.
    floor("Assessment", ["SourceText", "FEEL", "Definitions", "Submissions"]),
    // A run: what it reads, and its scores.
    floor("Run", ["SourceText", "Formats", "Definitions", "Submissions", "Assessment"]),
    // The folder in which an office lives its quarters: what a run of it reads.
    floor("Workspace", ["SourceText", "Formats", "Definitions", "Submissions", "Run"]),
    // The same for programs of others, in public values.
    floor(
      "YanshouEngine",
      ["SourceText", "Formats", "Definitions", "Submissions", "Assessment", "Run"]),
    // The cases of a set: run, what they reach, what they would not notice.
    floor(
      "Trials",
      ["SourceText", "FEEL", "Formats", "Definitions", "Submissions", "Assessment", "Run"]),
    // Floor 4: one file per report.
    floor(
      "Reporting",
      [
        "SourceText", "FEEL", "Formats", "Definitions", "Submissions", "Assessment", "Run",
        "Trials",
      ]),
    // Floor 5: the command.
    .executableTarget(
      name: "yanshou",
      dependencies: [
        "SourceText", "Pages", "FEEL", "Formats", "Definitions", "Submissions", "Assessment",
        "Run", "Workspace", "Trials", "Reporting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: hardened),
    // What several kinds of tests use: marked texts, random generators, temporary folders.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("HouseTests", []),
    tests("SourceTextTests", ["SourceText"]),
    tests("FEELTests", ["FEEL", "SourceText", .product(name: "BigInt", package: "BigInt")]),
    // FEEL beside what others have written for the same purpose: nothing else needs Intel's library.
    tests("OracleTests", ["FEEL", "CIntelDecimal"]),
    tests("FormatsTests", ["Formats", "SourceText"]),
    tests("DefinitionsTests", ["Definitions", "FEEL", "Formats", "SourceText"]),
    tests("SubmissionsTests", ["Submissions", "Definitions", "FEEL", "Formats", "SourceText"]),
    tests(
      "AssessmentTests",
      [
        "Run", "Assessment", "Submissions", "Definitions", "FEEL", "Formats", "SourceText",
        .product(name: "BigInt", package: "BigInt"),
      ]),
    tests(
      "ConformanceTests",
      ["Run", "Trials", "Assessment", "Submissions", "Definitions", "Formats", "SourceText"],
      data: ["Cases", "law.yaml"]),
    tests(
      "WorkspaceTests", ["Workspace", "Run", "Definitions", "Submissions", "Formats", "SourceText"]),
    tests("EngineTests", ["YanshouEngine", "Formats", "SourceText"]),
    tests("TrialsTests", ["Trials", "Assessment", "Definitions", "FEEL", "Formats", "SourceText"]),
    tests(
      "ReportingTests",
      [
        "Reporting", "Run", "Assessment", "Submissions", "Definitions", "FEEL", "Formats",
        "SourceText",
      ]),
    tests("ContentTests", ["Definitions", "FEEL", "SourceText"], data: ["catalogue.csv"]),
    tests(
      "CommandTests",
      [
        "yanshou", "Pages", "Run", "Workspace", "Trials", "Assessment", "Submissions",
        "Definitions", "FEEL",
        "Formats", "SourceText",
      ], data: ["Data"]),
  ],
  swiftLanguageModes: [.v6]
)

/// The names of the targets that a target depends on, plugins included.
func needs(_ target: Target) -> [String] {
  let imported = target.dependencies.compactMap { dependency -> String? in
    switch dependency {
    case .byNameItem(let name, _), .targetItem(let name, _): name
    default: nil
    }
  }
  let plugins = (target.plugins ?? []).compactMap { plugin -> String? in
    if case .plugin(let name, _) = plugin { name } else { nil }
  }
  return imported + plugins
}

/// Keeps the named targets and what they need, so that an edit builds nothing else.
@MainActor func keepOnly(_ names: [String]) {
  let targets = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })
  var kept: Set<String> = []
  var open = names
  while let name = open.popLast() {
    guard kept.insert(name).inserted, let target = targets[name] else { continue }
    open += needs(target)
  }
  package.targets.removeAll { !kept.contains($0.name) }
  package.products.removeAll { product in
    switch product {
    case let library as Product.Library: !kept.isSuperset(of: library.targets)
    case let executable as Product.Executable: !kept.isSuperset(of: executable.targets)
    default: true
    }
  }
}

// What libFuzzer drives.
if isFuzzed {
  package.targets.append(.systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"))
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "SourceText", "FEEL", "Formats", "Definitions", "Submissions", "Assessment", "Run",
        "CFuzzer",
      ],
      path: "Tests/Fuzz", exclude: ["CFuzzer", "Corpus", "words.txt"], swiftSettings: settings,
      linkerSettings: [.unsafeFlags(fuzzed + ["-use-ld=lld"])]))
  keepOnly(["Fuzz"])
}

// The inner loop builds one target's tests (`make try`), the sanitizers those that they look at.
if let names = Context.environment["YANSHOU_ONLY"] {
  keepOnly(names.split(separator: ",").map(String.init))
}
