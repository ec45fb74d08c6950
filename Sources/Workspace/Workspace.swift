package import Definitions
package import Formats
package import SourceText

/// The folder in which an office lives its quarters: the settings, the registry, and a folder for each period.
///
/// Nothing in it is written but what a command says that it writes.
package struct Workspace: Sendable {
  /// The names of the settings file, in the order in which they are looked for.
  package static let settingsNames = ["考评设置.yaml", "yanshou.yaml"]

  /// The path of the folder, as it can be opened.
  package let folder: String
  /// The settings file.
  package let settingsFile: FileSource
  package let settings: WorkspaceSettings
  /// What was found in the settings: nothing that keeps them from being used.
  package let diagnostics: [Diagnostic]
  /// The folders of periods, the newest first.
  package let periods: [PeriodFolder]
  /// The names in the folder.
  let names: [String]

  /// A folder that is about one period.
  package struct PeriodFolder: Sendable {
    package let period: Period
    /// The path that can be opened.
    package let path: String
  }

  /// The settings file of the workspace around a folder: in it, or in one above it; nil where there is none.
  package static func settings(around folder: String) -> String? {
    var path = settledPath(folder)
    let above = (realPath(path) ?? path).split(separator: "/").count
    for _ in 0...above {
      if let found = settings(in: path) { return found }
      path = settledPath(path + "/..")
    }
    return nil
  }

  /// The settings file in a folder; nil where there is none.
  package static func settings(in folder: String) -> String? {
    settingsNames.map { Path.join(folder, $0) }.first { pathKind($0) == .file }
  }

  /// Opens the workspace whose settings file is at a path.
  /// - Throws: `FileError` where settings or folder cannot be read, `WorkspaceRefusal` where the settings have mistakes, two files of settings
  ///   lie side by side, or two folders are about one period.
  package init(settings path: String) throws {
    let name = Path.name(path)
    let own = path.contains("/") ? Path.parent(path) : "."
    self.folder = own
    let names = Workspace.settingsNames.filter { pathKind(Path.join(own, $0)) == .file }
    guard names.count < 2 else { throw WorkspaceRefusal.twoSettings(names) }
    settingsFile = .file(path, displayPath: name)
    let read = try WorkspaceSettings.read(path, displayPath: name)
    let found = read.diagnostics + (read.settings?.notFound ?? [])
    guard let settings = read.settings, !found.hasErrors else {
      throw WorkspaceRefusal.settings(found)
    }
    self.settings = settings
    diagnostics = found
    self.names = try listFolder(own, displayPath: own)
    var periods: [Period: PeriodFolder] = [:]
    for name in self.names {
      let path = Path.join(own, name)
      guard let period = Period(name), pathKind(path) == .folder else { continue }
      if let other = periods[period] {
        throw WorkspaceRefusal.twoFolders(period, [other.path, path].map(Path.name))
      }
      periods[period] = PeriodFolder(period: period, path: path)
    }
    self.periods = periods.values.sorted {
      ($0.period.lastDay, $0.period.label) > ($1.period.lastDay, $1.period.label)
    }
  }
}
