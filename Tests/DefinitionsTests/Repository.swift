import Foundation

/// Where the files of the repository stand that tests read and compare.
enum Repository {
  /// The folder of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The files below a folder with an extension, by path.
  static func files(in folder: String, withExtension suffix: String) -> [URL] {
    let base = root.appending(path: folder)
    let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == suffix }
      .sorted { $0.path < $1.path }
  }

  /// Whether goldens are rewritten; the test that does so still fails, so that the change is looked at.
  static var updatesGoldens: Bool {
    ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"
  }
}

extension Repository {
  /// The folders of the sets in `Indicators/`.
  static let sets: [String] = {
    let base = root.appending(path: "Indicators").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
    return names.sorted().map { "\(base)/\($0)" }.filter {
      FileManager.default.fileExists(atPath: "\($0)/set.yaml")
    }
  }()

  /// The texts of all sets by their paths from `Indicators`.
  static func indicatorTexts() throws -> [String: String] {
    let base = root.appending(path: "Indicators").path + "/"
    var texts: [String: String] = [:]
    for file in files(in: "Indicators", withExtension: "yaml") {
      texts[String(file.path.dropFirst(base.count))] = try String(
        contentsOf: file, encoding: .utf8)
    }
    return texts
  }
}
