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
  /// Whether it speaks of all but these.
  var isExcept = false
  /// Where the rows begin of which it speaks; nil for all.
  var rows: Range<Int>?
  var place: Place

  /// Whether it speaks of a row.
  /// - Parameters:
  ///   - unit: The code of the row's unit.
  ///   - offset: Where the row begins; nil where rows are told apart by their units alone.
  /// - Returns: Whether it does.
  func isOf(_ unit: String, at offset: Int?) -> Bool {
    units.map { $0.contains(unit) != isExcept } ?? true
      && rows.map { rows in offset.map(rows.contains) ?? true } ?? true
  }
}

extension PartNote {
  /// On which side of a note the rows stand of which it speaks.
  enum Side {
    case above, below

    /// The side that a text names: 以上, 以下; nil where it names none.
    init?(_ text: String) {
      if ["以上", "上述", "上表"].contains(where: text.contains) {
        self = .above
      } else if ["以下", "下列", "下述", "下表"].contains(where: text.contains) {
        self = .below
      } else {
        return nil
      }
    }
  }

  /// Adds the rows of which a further note speaks: those up to the next note that speaks of a side.
  /// - Parameters:
  ///   - side: The side of which it speaks; nil where it speaks of all.
  ///   - offset: Where it stands.
  ///   - rows: The rows of the notes above it.
  static func add(_ side: Side?, at offset: Int, to rows: inout [Range<Int>?]) {
    guard let side else {
      rows.append(nil)
      return
    }
    let last = rows.lastIndex { $0 != nil }
    let before = last.flatMap { rows[$0] }
    var start = before?.upperBound ?? 0
    if let last, let before, before.upperBound == Int.max {
      rows[last] = before.lowerBound..<offset
      start = before.lowerBound
    }
    rows.append(side == .above ? start..<offset : offset..<Int.max)
  }
}

extension ItemReading {
  /// What a text between rows says: of these, a measure otherwise of all; of which rows another time is meant can only be asked.
  /// - Parameters:
  ///   - text: The text.
  ///   - rows: Where the rows begin of which it speaks; nil where it does not say.
  ///   - place: Where it stands.
  /// - Returns: What it says of some rows, units or items, and the times of which nobody knows the rows.
  func parts(
    between text: String, rows: Range<Int>?, at place: Place
  ) -> (parts: [PartNote], unplaced: [TimeNote]) {
    var (rest, timed, parts) = parts(of: text, rows: rows, at: place)
    let (general, ofItems) = self.parts(of: TimeNote.all(in: timed, isBelow: true), at: place)
    parts += ofItems.map { part in
      var part = part
      part.rows = rows
      return part
    }
    let measures = notes(around: rest).filter { speaks($0, of: nil, besides: []) }
      .map { note in
        var note = note
        note.isSure = true
        return note
      }
    let times = rows == nil ? [] : general.filter { $0.subject == .all }
    if !measures.isEmpty || !times.isEmpty {
      parts.append(
        PartNote(text: rest, measures: measures, times: times, rows: rows, place: place))
    }
    return (parts, rows == nil ? general : [])
  }

  /// What the clauses of a text that speak of some units say of measures and times, and what is left of the text.
  /// - Parameters:
  ///   - text: The text.
  ///   - rows: Where the rows begin of which it speaks; nil for all.
  ///   - place: Where it stands.
  /// - Returns: What is left of it about measures and about times, and the notes about units.
  func parts(
    of text: String, rows: Range<Int>? = nil, at place: Place
  ) -> (rest: String, timed: String, parts: [PartNote]) {
    let said = units.split(text)
    let parts = said.parts.map { part in
      PartNote(
        text: part.written, measures: measures(of: part),
        times: part.isClear ? TimeNote.all(in: part.text) : [], units: part.units,
        isExcept: part.isExcept, rows: rows, place: place)
    }
    // What nobody can read is told as one of all.
    let isRead = parts.allSatisfy { part in
      part.measures.allSatisfy { !$0.measures.isEmpty || contradictsAnItem($0, among: nil) }
    }
    let speaking = parts.filter { !$0.measures.isEmpty || !$0.times.isEmpty }
    return speaking.isEmpty || !isRead
      ? (text, text, []) : (said.rest, said.timed, speaking)
  }

  /// What a clause about some units says of measures.
  private func measures(of part: UnitClauses.Part) -> [MeasureNote] {
    var found = notes(around: part.text).filter(\.isSure)
    // 越城区为元.
    if found.isEmpty, let mark = ["均为", "都为", "为", "是", "均是"].first(where: part.text.hasPrefix),
      MeasureNote.measures(in: part.text.dropFirst(mark.count), headings.bases) != nil
    {
      found = notes(around: "单位" + part.text).filter(\.isSure)
    }
    return found.map { note in
      var note = note
      note.text = part.written
      note.isDoubtful = note.isDoubtful || !part.isClear
      return note
    }
  }

  /// Parts notes about times: those about items, or about all but some, and those about all, as which every other counts in doubt.
  func parts(
    of notes: [TimeNote], at place: Place
  ) -> (general: [TimeNote], parts: [PartNote]) {
    var general: [TimeNote] = []
    var parts: [PartNote] = []
    for note in notes {
      let isOfItems = !items(of: note).isEmpty || !excepted(by: note.except).isEmpty
      if note.isSure, isOfItems {
        parts.append(PartNote(text: note.text, measures: [], times: [note], place: place))
      } else {
        general.append(note.subject == .all ? note : note.doubtful)
      }
    }
    return (general, parts)
  }

  /// The items that a note about a time names, or that the clause before it is about; none where it is of all.
  func items(of note: TimeNote) -> [Int] {
    switch note.subject {
    case .all: note.topic.isEmpty ? [] : listed(by: note.topic)
    case .named(let name): listed(by: name)
    }
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
    guard text.utf8.count <= longest, text.contains("外") else { return (text, "") }
    let key = CellText.normal(text)
    func isEnd(_ range: Range<String.Index>) -> Bool {
      key[range.upperBound...].first.map(ends.contains) ?? true
    }
    for word in ["除外", "以外", "之外"] {
      guard let mark = key.firstRange(of: word), isEnd(mark) else { continue }
      let before = key[..<mark.lowerBound]
      let inside = String(before.reversed().prefix { !",;(:".contains($0) }.reversed())
      // 除受理数以外.
      if inside.isEmpty || word != "除外" && inside.contains("除") { continue }
      return (before.dropLast(inside.count) + key[mark.upperBound...] + ";" + inside, inside)
    }
    guard let start = key.firstRange(of: "除"),
      let end = key[start.upperBound...].ranges(of: "外").first(where: isEnd)
    else { return (text, "") }
    var inside = key[start.upperBound..<end.lowerBound]
    if let last = inside.last, "以之".contains(last) { inside.removeLast() }
    if inside.first == "了" { inside.removeFirst() }
    guard !inside.isEmpty else { return (text, "") }
    let rest = key[end.upperBound...].drop { ",:".contains($0) }
    return (key[..<start.lowerBound] + rest + ";" + inside, String(inside))
  }

  /// Whether what is excepted is only what says so itself: 除特别注明外.
  static func isOfRemarks(_ except: String) -> Bool {
    ["注明", "说明", "标注", "标明", "注释", "规定", "备注", "约定", "要求"].contains(where: except.contains)
  }

  private static let longest = 2_000
  /// What stands behind 除…外.
  private static let ends = Set<Character>(",;:) 均都皆其各全单为按以的")
}
