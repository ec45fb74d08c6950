import Definitions
import SourceText

/// A note about a part of the values around which it stands: of some rows, of some units, or of some items, of which it says
/// another time. It counts as a remark in each of the rows.
struct PartNote: Sendable {
  /// What it says, without the names of units.
  var text: String
  /// What it says of measures, as far as that is sure, and of times.
  var measures: [MeasureNote]
  var times: [TimeNote]
  /// The codes of the units of which it speaks; nil for all.
  var units: Set<String>?
  /// Where the rows begin of which it speaks; nil for all.
  var rows: Range<Int>?
  var place: Place

  /// Whether it speaks of a row.
  /// - Parameters:
  ///   - unit: The code of the row's unit.
  ///   - offset: Where the row begins; nil where rows are told apart by their units alone.
  /// - Returns: Whether it does.
  func isOf(_ unit: String, at offset: Int?) -> Bool {
    units?.contains(unit) ?? true
      && rows.map { rows in offset.map(rows.contains) ?? true } ?? true
  }
}

extension ItemReading {
  /// What the clauses of a text that speak of some units say of measures and times, and what is left of the text.
  /// - Parameters:
  ///   - text: The text.
  ///   - rows: Where the rows begin of which it speaks; nil for all.
  ///   - place: Where it stands.
  /// - Returns: What is left, and the notes about units.
  func parts(
    of text: String, rows: Range<Int>? = nil, at place: Place
  ) -> (rest: String, parts: [PartNote]) {
    let (rest, clauses) = units.split(text)
    let parts = clauses.map { part in
      PartNote(
        text: part.text, measures: notes(around: part.text).filter(\.isSure),
        times: TimeNote.all(in: part.text), units: part.units, rows: rows, place: place)
    }
    // What nobody can read is told as one of all.
    let isRead = parts.allSatisfy { part in
      part.measures.allSatisfy { !$0.measures.isEmpty || contradictsAnItem($0, among: nil) }
    }
    let said = parts.filter { !$0.measures.isEmpty || !$0.times.isEmpty }
    return said.isEmpty || !isRead ? (text, []) : (rest, said)
  }

  /// Parts notes about times: those about items, or about all but some, and those about all, as which every other counts in doubt.
  func parts(
    of notes: [TimeNote], at place: Place
  ) -> (general: [TimeNote], parts: [PartNote]) {
    var general: [TimeNote] = []
    var parts: [PartNote] = []
    for note in notes {
      let isOfItems =
        switch note.subject {
        case .all: !excepted(by: note.except).isEmpty
        case .named(let name): !listed(by: name).isEmpty
        }
      if note.isSure, isOfItems {
        parts.append(PartNote(text: note.text, measures: [], times: [note], place: place))
      } else {
        general.append(note.subject == .all ? note : note.doubtful)
      }
    }
    return (general, parts)
  }

  /// The items that what is said is not said of: 除受理数外.
  func excepted(by text: String) -> Set<Int> {
    guard !text.isEmpty else { return [] }
    return Set(measured.filter { $0.key.count > 1 && text.contains($0.key) }.flatMap(\.value))
  }
}

/// What a text says of all but some items: 除受理数外, 受理数除外.
enum Exception {
  /// What is left of a text without what it excepts, which stands at the end by itself, and what that is.
  static func split(_ text: String) -> (rest: String, except: String) {
    guard text.utf8.count <= longest, text.contains("除") else { return (text, "") }
    let key = CellText.normal(text)
    if let mark = key.firstRange(of: "除外") {
      let before = key[..<mark.lowerBound]
      let inside = String(before.reversed().prefix { !",;(".contains($0) }.reversed())
      guard !inside.isEmpty else { return (text, "") }
      return (before.dropLast(inside.count) + key[mark.upperBound...] + ";" + inside, inside)
    }
    guard let start = key.firstRange(of: "除"),
      let end = key[start.upperBound...].ranges(of: "外").first(where: { range in
        key[range.upperBound...].first.map(ends.contains) ?? true
      })
    else { return (text, "") }
    var inside = key[start.upperBound..<end.lowerBound]
    if let last = inside.last, "以之".contains(last) { inside.removeLast() }
    if inside.first == "了" { inside.removeFirst() }
    guard !inside.isEmpty else { return (text, "") }
    let rest = key[end.upperBound...].drop { ",:".contains($0) }
    return (key[..<start.lowerBound] + rest + ";" + inside, String(inside))
  }

  private static let longest = 2_000
  /// What stands behind 除…外.
  private static let ends = Set<Character>(",;:) 均都皆其各全单为按以")
}
