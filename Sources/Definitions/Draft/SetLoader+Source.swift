import Formats
import SourceText

extension SetLoader {
  /// What the lint wants to know of a set that was read.
  func source(of draft: Draft, at location: Location) -> SetSource {
    var source = SetSource(
      draft: draft, files: files, mainFile: location.displayFile,
      folder: location.folder == nil ? nil : location.displayFolder, years: [], unread: [],
      year: year)
    guard let folder = location.folder else { return source }
    for name in list(folder) where !Self.known.contains(name) {
      let isFile = tree.kind(Path.join(folder, name)) == .file
      if isFile == name.hasYAMLSuffix {
        source.unread.append(Path.join(location.displayFolder, name))
      }
    }
    for sub in ["tasks", "years"] {
      for name in list(Path.join(folder, sub)) {
        let year = name.hasSuffix(".yaml") ? Int(name.dropLast(5)) : nil
        if sub == "years", let year { source.years.append(year) }
        let isRead = sub == "years" ? year != nil : name.hasYAMLSuffix
        if !isRead { source.unread.append(Path.join(location.displayFolder, "\(sub)/\(name)")) }
      }
    }
    return source
  }

  /// What a set's folder may hold.
  private static let known: Set<String> = [
    "set.yaml", "data.yaml", IDList.fileName, "tasks", "years", "tests",
  ]

  private func list(_ folder: String) -> [String] {
    guard tree.kind(folder) == .folder else { return [] }
    return (try? tree.names(in: folder, displayPath: folder)) ?? []
  }
}

extension String {
  /// Whether it is the name of a YAML file.
  fileprivate var hasYAMLSuffix: Bool { hasSuffix(".yaml") || hasSuffix(".yml") }
}
