import Foundation

/// The small set of these tests: four requirements, four counties, two files of submissions.
///
/// On paper: 甲县 earns everything, 100.00; 乙县 earns 20 + 0 + 20 + 6 = 46.00; 丙县 has a missing requirement and
/// earns 0 + 20 + 30 + 10 = 60.00; 丁县 does not report.
enum SmallSet {
  private static let folder = Command.repository.appendingPathComponent("Tests/CommandTests/Data")

  /// The path of one of its files.
  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  static let set = path("small")
  static let units = path("units.csv")
  static let first = path("first.csv")
  static let second = path("second.csv")

  /// Arguments that assess the given submissions, or both files.
  static func assess(_ submissions: [String] = [first, second], into folder: String) -> [String] {
    ["assess", set] + submissions + ["--units", units, "--period", "2021Q2", "-o", folder]
  }
}

/// A CSV file that the command wrote: no cell of the small set holds a quote or a line end.
struct Table {
  let header: [String]
  let rows: [[String]]

  init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { Table.cells(String($0)) }
    header = (lines.first ?? []).map { $0.replacing("\u{FEFF}", with: "") }
    rows = Array(lines.dropFirst())
  }

  /// The cells of a line; between quotes a comma is part of the cell.
  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// The cells of a column, from top to bottom.
  func column(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0.indices.contains(index) ? $0[index] : "" }
  }
}
