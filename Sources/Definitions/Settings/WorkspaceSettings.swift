package import FEEL
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

    /// The name of the set's folder, by which people call it; of a set that is one file, the file's.
    package var name: String {
      Path.name(Path.name(path) == "set.yaml" ? Path.parent(path) : path)
    }
  }

  /// What the assessment is called; nil where nobody says.
  @ForeignText package var title: String?
  /// The sets that score the units, in the order of the file: one at least.
  package var sets: [Named]
  /// The registry; nil where the settings leave it to the workspace.
  package var units: Named?
  /// The language of reports; nil for the sets'.
  package var language: Language?
  /// The working day after a period by which submissions are due, from 1; nil where nobody says.
  package var due: Int?
  package var calendar = WorkCalendar()

  /// The day by which the submissions of a period are due; nil where nobody says.
  package func dueDay(of period: Period) -> CalendarDate? {
    due.flatMap { calendar.day($0, after: period.lastDay) }
  }
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
    let calendar = WorkCalendar(
      holidays: reader.days(entry.nodes(.holidays)), workdays: reader.days(entry.nodes(.workdays)))
    let settings = WorkspaceSettings(
      title: entry.text(.workspace)?.visible, sets: entry.nodes(.set).map(named),
      units: entry[.units].map(named),
      language: entry.word(.language, LanguageTag.self)?.language, due: entry.whole(.due),
      calendar: calendar)
    let diagnostics = reader.diagnostics.sorted()
    return (diagnostics.hasErrors ? nil : settings, diagnostics)
  }
}

extension EntryReader {
  /// The longest range of days that is read: nobody is off for longer.
  private static let longestRange = 62

  /// The days that texts name, alone or as ranges with both ends; what is neither is reported.
  fileprivate mutating func days(_ nodes: [YAMLNode]) -> Set<CalendarDate> {
    var days: Set<CalendarDate> = []
    for node in nodes {
      let text = Literal.trim(node.text ?? "")
      let ends = Literal.range(text) ?? (text, text)
      guard let first = Literal.date(ends.low), let last = Literal.date(ends.high) else {
        diagnostics.append(.expectedDate(node))
        continue
      }
      let count = last.daysSinceEpoch - first.daysSinceEpoch
      guard (0..<EntryReader.longestRange).contains(count) else {
        diagnostics.append(.reversedRange(node))
        continue
      }
      days.formUnion((0...count).compactMap { first.adding(days: $0) })
    }
    return days
  }
}
