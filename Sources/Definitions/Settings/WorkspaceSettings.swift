package import Formats
package import SourceText

/// What the settings file of a workspace says, as `考评设置.yaml` or `yanshou.yaml` writes it.
package struct WorkspaceSettings: Sendable {
  /// A file or folder that the settings name.
  package struct Named: Sendable {
    /// The path that can be opened.
    package var path: String
    /// As it is written.
    @ForeignText package var text: String
    /// Where it is written.
    package var place: Place

    /// The last part of the path, by which people call it.
    package var name: String { Path.name(path) }
  }

  /// What the assessment is called; nil where nobody says.
  @ForeignText package var title: String?
  /// The sets that score the units, in the order of the file: one at least.
  package var sets: [Named]
  /// The registry; nil where the settings leave it to the workspace.
  package var units: Named?
  /// The language of reports; nil for the sets'.
  package var language: Language?
}

extension WorkspaceSettings {
  /// Reads a settings file.
  ///
  /// Relative paths in it start at the folder that it lies in.
  /// - Parameters:
  ///   - path: The file.
  ///   - displayPath: The path as printed in places.
  /// - Returns: The settings, nil if and only if there is an error among the diagnostics; and what was found, sorted.
  /// - Throws: `FileError` where the file cannot be read.
  package static func read(
    _ path: String, displayPath: String
  ) throws(FileError) -> (settings: WorkspaceSettings?, diagnostics: [Diagnostic]) {
    let file = try readSourceFile(path, displayPath: displayPath)
    let (node, found) = YAMLNode.parse(file)
    var reader = EntryReader()
    reader.diagnostics = found
    guard let entry = node.flatMap({ reader.entry($0, as: .workspace) }) else {
      return (nil, reader.diagnostics.sorted())
    }
    let folder = Path.parent(path)
    func named(_ node: YAMLNode) -> Named {
      let text = Literal.trim(node.text ?? "")
      return Named(
        path: FileTree.disk.path(text, in: folder), text: text.visible, place: node.place)
    }
    let settings = WorkspaceSettings(
      title: entry.text(.workspace)?.visible, sets: entry.nodes(.set).map(named),
      units: entry[.units].map(named),
      language: entry.word(.language, LanguageTag.self)?.language)
    let diagnostics = reader.diagnostics.sorted()
    return (diagnostics.hasErrors ? nil : settings, diagnostics)
  }
}
