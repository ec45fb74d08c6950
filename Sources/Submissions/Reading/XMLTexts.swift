import Definitions
import Formats
import SourceText

/// A text around values in an XML submission.
struct XMLText: Sendable {
  /// What stands before it, where it is the value of an attribute: 计量单位.
  var label = ""
  var text: String
  var position: XMLPosition
  /// Where the submissions begin of which it speaks, where it stands between them; nil for all.
  var rows: Range<Int>?
  /// Whether it is a title: what that says of whether values count is asked about.
  var isTitle = false

  /// The label of what stands in an attribute or a value of a name.
  static func label(_ name: String) -> String {
    let key = CellText.key(name)
    if key.hasSuffix("单位") { return name }
    if ColumnRole.ambiguous.contains(key) { return "单位" }
    return ColumnRole.named(key) == .measure ? "计量单位" : name
  }
}

/// What an element of an XML submission says of the values within: of their measures and of their time.
struct XMLTexts: Sendable {
  /// The period that it states; empty where it states none.
  var period = ""
  /// Its titles, in attributes and in elements.
  var titles: [String] = []
  /// The notes about its values.
  var notes: [XMLText] = []
  /// The name of the file, of the outermost element; of its time it is asked elsewhere.
  var name = ""

  /// Takes what an element within says.
  mutating func add(_ text: XMLText) {
    if text.isTitle, !TimeNote.isNote(text.text) {
      titles.append(text.text)
    } else {
      notes.append(text)
    }
  }

  /// The notes that say of some of its values that they are void, with what they say.
  func voids(_ reading: ItemReading) -> [(note: VoidNote, text: XMLText)] {
    notes.filter(\.label.isEmpty).compactMap { text in
      guard case .named(let name, _)? = VoidNote(text.text), !reading.listed(by: name).isEmpty
      else { return nil }
      return VoidNote(text.text).map { ($0, text) }
    }
  }

  /// Whether a note says that its values are void.
  var isVoid: Bool { remarks.contains { VoidNote($0) == .all } }

  /// The notes that are no values of attributes.
  private var remarks: [String] { notes.filter(\.label.isEmpty).map(\.text) }

  /// What is said of notes and titles that the values are void, or may be; those that name some of a unit's are left to ``voids(_:)``.
  /// - Parameters:
  ///   - reading: The items, or the columns of the table, of one unit, whose values are left out; nil for a whole file.
  ///   - place: Where the element stands.
  /// - Returns: A message for each such note.
  func toldOfVoid(_ reading: ItemReading?, at place: Place) -> [Diagnostic] {
    let told = remarks.compactMap { text -> Diagnostic? in
      switch VoidNote(text) {
      case .all where reading != nil: .voidRow(text, at: place)
      case .named(let name, _) where reading.map({ !$0.listed(by: name).isEmpty }) ?? false: nil
      case .all, .asked, .named(_, mayBeRow: true): .mayBeVoid(text, at: place)
      case .named(_, mayBeRow: false), nil: nil
      }
    }
    return told
      + titles.filter(VoidNote.mayBe).map { .mayBeVoid($0, at: place) }
  }

  /// The period of what states none itself, by its notes, its title, or else the name of the file at a path; and what is said
  /// of that.
  /// - Parameters:
  ///   - path: The file's path; nil where the name has been taken into account.
  ///   - length: The length of the set's periods.
  ///   - run: The run's period, as far as it is known.
  ///   - reading: The items.
  ///   - place: Where the element stands.
  /// - Returns: The period, what is said, whether nothing more has to be said, and whether the run's period would have to be
  ///   known for that.
  func settled(
    _ path: String?, _ length: PeriodLength, run: Period?, _ reading: ItemReading, at place: Place
  ) -> (label: String, told: [Diagnostic], isTold: Bool, asks: Bool) {
    var columns = CSVColumns()
    columns.statedPeriod = period
    columns.title = TitleTime.narrowest(
      titles.compactMap { text in
        let title = reading.parts(of: text, at: place).timed
        return TitleTime(title: title) ?? TitleTime(other: title)
      })
    let times = notes.filter { $0.label.isEmpty && $0.rows == nil }.flatMap { text in
      TimeNote.all(in: reading.parts(of: text.text, at: place).timed)
    }
    columns.timeNotes = reading.parts(of: times, at: place).general
    var told: [Diagnostic] = []
    let asks = columns.takeTime(
      ofName: path.flatMap { TitleTime(path: $0) }, length, run: run, at: place, &told)
    told += titles.compactMap { TitleTime.planned($0, .title, reading, at: place) }
    return (columns.statedPeriod, told, columns.isTold, asks)
  }

  /// What it says of measures, and where.
  /// - Parameters:
  ///   - reading: How the values are read.
  ///   - start: Where the element begins.
  /// - Returns: The notes, each with its place.
  func measures(
    _ reading: ItemReading, at start: XMLPosition
  ) -> [(note: MeasureNote, position: XMLPosition)] {
    let place = Place(path: "")
    let titles = ([name] + titles).map { XMLText(text: $0, position: start) }
    return (titles + notes.filter { $0.rows == nil }).flatMap { text in
      let rest = text.label.isEmpty ? reading.parts(of: text.text, at: place).rest : text.text
      return reading.notes(around: rest, label: text.label).map { ($0, text.position) }
    }
  }

  /// Adds a note between submissions.
  /// - Parameters:
  ///   - text: The note.
  ///   - isBehind: Whether a submission stands above it.
  mutating func add(_ text: XMLText, isBehind: Bool) {
    if text.isTitle { return add(text) }
    var rows = notes.map(\.rows)
    let side = PartNote.Side(text.text).flatMap { isBehind || $0 == .below ? $0 : nil }
    PartNote.add(side, at: text.position.offset, to: &rows)
    notes.append(text)
    for (index, rows) in rows.enumerated() { notes[index].rows = rows }
  }

  /// What it says of some units, of some rows, or of the times of some items.
  /// - Parameters:
  ///   - reading: The items.
  ///   - start: Where the element begins.
  ///   - file: The file.
  /// - Returns: The notes.
  func parts(_ reading: ItemReading, at start: XMLPosition, in file: PlacedFile) -> [PartNote] {
    (titles.map { XMLText(text: $0, position: start) } + notes).filter(\.label.isEmpty).flatMap {
      text in
      let at = text.position
      let place = Place(in: file, offset: at.offset, line: at.line, column: at.column)
      if let rows = text.rows {
        return reading.parts(between: text.text, rows: rows, at: place).parts
      }
      let (_, timed, parts) = reading.parts(of: text.text, at: place)
      return parts + reading.parts(of: TimeNote.all(in: timed), at: place).parts
    }
  }
}
