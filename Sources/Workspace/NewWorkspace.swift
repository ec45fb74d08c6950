package import Definitions
import Formats
package import SourceText

/// A workspace that is made: a settings file, and the folders of its first period.
package struct NewWorkspace: Sendable {
  /// The folder, which may be there.
  package var folder: String
  /// The folder or file of the set.
  package var set: String
  /// The period whose folders are made; nil for none.
  package var period: Period?
  package var language: Language

  package init(folder: String, set: String, period: Period?, language: Language) {
    self.folder = folder
    self.set = set
    self.period = period
    self.language = language
  }

  /// Writes it, and says what was made, by the paths as they can be opened.
  ///
  /// What is there stays as it is.
  /// - Throws: `WorkspaceRefusal` where the folder is a workspace, `WriteError` where something cannot be made.
  package func make() throws -> [String] {
    if let known = Workspace.settings(in: folder) { throw WorkspaceRefusal.isThere(known) }
    try makeFolder(folder)
    var made: [String] = []
    let name = Workspace.settingsNames[language == .zh ? 0 : 1]
    let settings = Path.join(folder, name)
    let output = try OutputFile(path: settings)
    try output.write(text)
    try output.commit()
    made.append(settings)
    guard let period else { return made }
    let label = period.phrase.text(language)
    for part in QuarterPart.allCases {
      let path = Path.join(Path.join(folder, label), part.folderName(language))
      try makeFolder(path)
      made.append(path)
    }
    return made
  }

  /// The settings file.
  private var text: String {
    let path = relativePath(to: set, from: folder)
    let quoted = "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    switch language {
    case .zh:
      return """
        # 考评设置：本文件夹按哪套指标体系评价，路径从本文件夹写起。
        指标体系: \(quoted)
        # 单位名单默认读本文件夹里的 单位名单.csv；在别处的，写在这里：
        # 单位名录: ../单位名单.csv

        """
    case .en:
      return """
        # The set that scores the units, as a path from this folder.
        set: \(quoted)
        # The registry is units.csv in this folder; one that lies elsewhere is named here:
        # units: ../units.csv

        """
    }
  }
}

/// A path from one folder to something else, both of which are there; links are followed.
func relativePath(to path: String, from folder: String) -> String {
  guard let to = realPath(path), let from = realPath(folder) else { return path }
  let (target, start) = (to.split(separator: "/"), from.split(separator: "/"))
  let common = zip(target, start).prefix { $0 == $1 }.count
  let parts =
    [Substring](repeating: "..", count: start.count - common) + target.dropFirst(common)
  return parts.isEmpty ? "." : parts.joined(separator: "/")
}
