import SourceText

/// A table for the terminal, aligned by display width: a Chinese character takes two columns.
struct TextTable {
  /// A column: its heading and whether it holds numbers, which stand at the right.
  struct Column {
    var heading: String
    var isNumber = false
  }

  /// A cell, with a colour that only ever stands beside words.
  struct Cell: ExpressibleByStringInterpolation {
    var text: String
    var tint: Tint?

    init(_ text: String, _ tint: Tint? = nil) {
      self.text = text
      self.tint = tint
    }

    init(stringLiteral text: String) { self.init(text) }
  }

  let columns: [Column]
  private(set) var rows: [[Cell]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row of as many cells as there are columns.
  mutating func add(_ row: [Cell]) { rows.append(row) }

  /// Adds a row that says how many are left out.
  mutating func add(gap text: String) { rows.append([Cell(text)]) }

  /// The lines of the table; columns that are empty throughout are left out.
  func lines(color: Bool, indent: Int = 0) -> [String] {
    let full = rows.filter { $0.count == columns.count }
    let used = columns.indices.filter { column in
      full.contains { !$0[column].text.isEmpty }
    }
    let widths = columns.indices.map { column in
      max(full.map { $0[column].text }.columnWidth, columns[column].heading.displayWidth)
    }
    let margin = String(repeating: " ", count: indent)
    let heading = used.map { Cell(columns[$0].heading) }
    return ([heading] + rows.map { row in row.count == columns.count ? used.map { row[$0] } : row })
      .map { row in
        guard row.count == used.count else { return margin + (row.first?.text ?? "") }
        var line = margin
        for (cell, column) in zip(row, used) {
          let padded = cell.text.padded(to: widths[column], right: columns[column].isNumber)
          line += (cell.tint.map { $0.paint(padded, color) } ?? padded) + "  "
        }
        while line.last == " " { line.removeLast() }
        return line
      }
  }
}

/// A colour of the terminal.
enum Tint: String {
  case good = "32"
  case bad = "31"
  case open = "33"
  case quiet = "2"
  case strong = "1"

  /// The text in the colour, or as it is where there are none.
  func paint(_ text: String, _ color: Bool) -> String {
    color && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
