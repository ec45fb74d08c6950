import Definitions
import Formats
import SourceText

/// What an XML submission says, one statement after the other.
enum XMLStatement {
  /// The outermost element begins: what it says of the time of the whole file.
  case file(XMLTime, XMLPosition)
  /// A unit's values begin.
  case submission(code: String, name: String, XMLTime, XMLPosition)
  /// What the file, or the unit that is open, notes of its values.
  case note(String, XMLPosition)
  /// A value; `isBroken` if something besides text stands in it.
  case item(XMLValue)
  /// The records of a table begin; `period` is that of the table alone.
  case table(name: String, period: String, XMLPosition)
  /// A record of the table begins; `period` is that of the record alone, `values` what stands in attributes.
  case record(period: String, values: [XMLValue], XMLPosition)
  /// Something within a table is no record, and no field of one: what it says is lost.
  case lost(XMLPosition, isInRecord: Bool)
  /// A value of the record; `isBroken` if something besides text stands in it.
  case field(XMLValue)
  case endOfRecord
  case endOfTable
  /// The unit's values are complete.
  case end
}

/// What an element with values of units says of their time.
struct XMLTime {
  /// The period that it states; empty where it states none.
  var period = ""
  /// Its title; empty where it has none.
  var title = ""
  /// The notes about its values.
  var notes: [String] = []

  /// The period of what states none itself, by its notes, its title, or else the name of the file at a path; and what is said
  /// of that.
  /// - Parameters:
  ///   - path: The file's path; nil where the name has been taken into account.
  ///   - length: The length of the set's periods.
  ///   - run: The run's period, as far as it is known.
  ///   - place: Where the element stands.
  /// - Returns: The period, what is said, whether nothing more has to be said, and whether the run's period would have to be
  ///   known for that.
  func settled(
    _ path: String?, _ length: PeriodLength, run: Period?, at place: Place
  ) -> (label: String, told: [Diagnostic], isTold: Bool, asks: Bool) {
    var columns = CSVColumns()
    columns.statedPeriod = period
    columns.title = TitleTime(title: title)
    columns.timeNotes = notes.flatMap { TimeNote.all(in: $0) }
      .map { $0.subject == .all ? $0 : $0.doubtful }
    var told: [Diagnostic] = []
    let asks = columns.takeTime(
      ofName: path.flatMap { TitleTime(path: $0) }, length, run: run, at: place, &told)
    return (columns.statedPeriod, told, columns.isTold, asks)
  }
}

/// A value in an XML submission, with what stands beside it.
struct XMLValue {
  /// What the value is about: the code, key or name of an item.
  var name: String
  /// Other names that the element has for it.
  var others: [String] = []
  var text = ""
  /// Whether something besides text stands in it.
  var isBroken = false
  /// The measure that the element itself states.
  var measure: String
  /// The remarks beside the value.
  var remarks: [String] = []
  /// The measure that the nearest element around it states, and whether that is a table or a record.
  var around: String
  var isAroundTable = false
  /// The period that the element itself states.
  var period: String
  var position: XMLPosition
}

/// Follows the elements of an XML submission: `submissions` › `submission` › `item`, or › `table` › `record` › `field`.
struct XMLWalk {
  private enum Level {
    case document, root, submission, item, table, record, field
    /// A note of the file, or of the unit that is open.
    case note
  }

  private let file: PlacedFile
  private var level = Level.document
  /// How many elements are open inside one that is left out.
  private var skipped = 0
  /// Whether the file's outermost element is a single submission.
  private var isSingle = false
  /// The element in which a note stands, and what it says.
  private var noted = Level.root
  private var note: (text: String, position: XMLPosition)?
  private var item = XMLValue(
    name: "", measure: "", around: "", period: "",
    position: XMLPosition(line: 1, column: 1, offset: 0))
  /// The measures that the open elements state, outermost first; empty texts where they state none.
  private var measures: [String] = []
  /// What is wrong with elements, attributes and text between them.
  private(set) var diagnostics: ProblemList

  init(in file: PlacedFile, _ sink: ProblemSink?) {
    self.file = file
    diagnostics = ProblemList(sink)
  }

  /// Takes an event; returns what is known with it.
  mutating func take(_ event: XMLEvent) -> XMLStatement? {
    switch event {
    case .start(let name, let attributes, let position):
      return start(name, attributes, position)
    case .text(let text, let position):
      self.text(text, position)
      let isOfTable = skipped == 0 && (level == .table || level == .record)
      return isOfTable ? .lost(position, isInRecord: level == .record) : nil
    case .end: return end()
    }
  }

  private mutating func start(
    _ name: String, _ attributes: [XMLAttribute], _ position: XMLPosition
  ) -> XMLStatement? {
    guard skipped == 0 else {
      skipped += 1
      return nil
    }
    switch (level, name) {
    case (.document, "submissions"):
      level = .root
      measures = [attributes.measure]
      check(attributes, XMLWalk.rootAttributes, of: name, position)
      return .file(attributes.time, position)
    case (.document, "submission"), (.root, "submission"):
      isSingle = level == .document
      level = .submission
      measures = Array(measures.prefix(isSingle ? 0 : 1)) + [attributes.measure]
      check(attributes, XMLWalk.submissionAttributes, of: name, position)
      return .submission(
        code: attributes.value("unit") ?? attributes.value("code") ?? "",
        name: attributes.value("name") ?? "", attributes.time, position)
    case (.root, _) where XMLWalk.isNote(name), (.submission, _) where XMLWalk.isNote(name):
      noted = level
      level = .note
      note = ("", position)
      return nil
    case (.submission, "item"):
      level = .item
      check(attributes, XMLWalk.itemAttributes, of: name, position)
      item = value(attributes, position)
      return nil
    case (.submission, "table"):
      level = .table
      measures.append(attributes.measure)
      check(attributes, XMLWalk.tableAttributes, of: name, position)
      return .table(name: attributes.key, period: attributes.period, position)
    case (.table, "record"):
      level = .record
      measures.append(attributes.measure)
      return .record(
        period: attributes.period, values: values(attributes, position), position)
    case (.record, "field"):
      level = .field
      check(attributes, XMLWalk.itemAttributes, of: name, position)
      item = value(attributes, position)
      return nil
    case (.note, _):
      // What is set in bold within a note is part of it.
      skipped = 1
      return nil
    case (.item, _), (.field, _):
      item.isBroken = true
      skip(name, expected: [], position)
    case (.document, _): skip(name, expected: ["submissions"], position)
    case (.root, _): skip(name, expected: ["submission"], position)
    case (.submission, _): skip(name, expected: ["item"], position)
    case (.table, _):
      skip(name, expected: ["record"], position)
      return .lost(position, isInRecord: false)
    case (.record, _):
      skip(name, expected: ["field"], position)
      return .lost(position, isInRecord: true)
    }
    return nil
  }

  /// What stands in the attributes of a record, as fields do: `<record 类别="火灾" 死亡人数="3"/>`.
  private func values(_ attributes: [XMLAttribute], _ position: XMLPosition) -> [XMLValue] {
    attributes.filter {
      !$0.isMeasure && !$0.isOfPeriod && !$0.isNumbering && !$0.name.contains(":")
    }
    .map { attribute in
      XMLValue(
        name: attribute.name, text: attribute.value, measure: "",
        around: measures.last { !$0.isEmpty } ?? "", period: "", position: position)
    }
  }

  private func value(_ attributes: [XMLAttribute], _ position: XMLPosition) -> XMLValue {
    let around = measures.lastIndex { !$0.isEmpty }
    return XMLValue(
      name: attributes.key, others: attributes.otherKeys, measure: attributes.ownMeasure,
      remarks: attributes.filter(\.isRemark).map(\.value),
      around: around.map { measures[$0] } ?? "",
      isAroundTable: level == .field && around.map { $0 + 2 >= measures.count } ?? false,
      period: attributes.period, position: position)
  }

  private mutating func skip(_ name: String, expected: [String], _ position: XMLPosition) {
    skipped = 1
    diagnostics.append(.unknownElement(name, expected: expected, at: place(position)))
  }

  private mutating func text(_ text: String, _ position: XMLPosition) {
    if level == .note {
      note?.text += text
      return
    }
    guard skipped == 0 else { return }
    if level == .item || level == .field {
      item.text += text
    } else {
      diagnostics.append(.strayText(text, at: place(position)))
    }
  }

  private mutating func end() -> XMLStatement? {
    guard skipped == 0 else {
      skipped -= 1
      return nil
    }
    switch level {
    case .document, .root:
      level = .document
      return nil
    case .note:
      level = noted
      return note.map { .note($0.text, $0.position) }
    case .submission:
      level = isSingle ? .document : .root
      return .end
    case .item:
      level = .submission
      return .item(item)
    case .table:
      level = .submission
      measures.removeLast()
      return .endOfTable
    case .record:
      level = .table
      measures.removeLast()
      return .endOfRecord
    case .field:
      level = .record
      return .field(item)
    }
  }

  /// Whether an element is a note: note, 备注, 说明.
  private static func isNote(_ name: String) -> Bool {
    ColumnRole.named(CellText.key(name)) == .note
  }

  private static let rootAttributes = XMLWalk.titles
  /// The attributes of the outermost element that hold its title.
  fileprivate static let titles = ["title", "标题"]
  private static let submissionAttributes = ["unit", "code", "name"] + titles
  private static let itemAttributes = ["code", "key", "name", "evidence", "unit", "单位"]
  private static let tableAttributes = ["code", "key", "name"]

  /// Reports attributes that an element does not have, except declarations of name spaces.
  private mutating func check(
    _ attributes: [XMLAttribute], _ known: [String], of element: String, _ position: XMLPosition
  ) {
    for attribute in attributes
    where !known.contains(attribute.name) && !attribute.name.contains(":")
      && !attribute.isMeasure && !attribute.isOfPeriod
      && !(attribute.isRemark && level != .table)
    {
      diagnostics.append(
        .unknownAttribute(
          attribute.name, of: element,
          near: suggestions(for: attribute.name, among: known + ["period", "measure"]),
          at: place(position)))
    }
  }

  private func place(_ position: XMLPosition) -> Place {
    Place(
      in: file, offset: position.offset, line: position.line, column: position.column)
  }
}

extension XMLAttribute {
  /// Whether it says in which measure values are, on any element.
  fileprivate var isMeasure: Bool { ColumnRole.named(CellText.key(name)) == .measure }

  /// Whether it is a remark about a value.
  fileprivate var isRemark: Bool { ColumnRole.named(CellText.key(name)) == .note }

  /// Whether it numbers records.
  fileprivate var isNumbering: Bool {
    ColumnRole.named(CellText.key(name)) == .number || name == "id"
  }

  /// Whether it says which period values are of.
  fileprivate var isOfPeriod: Bool {
    ColumnRole.named(CellText.key(name))?.isOfPeriod == true
  }
}

extension [XMLAttribute] {
  /// The measure that the attributes state.
  fileprivate var measure: String { first(where: \.isMeasure)?.value ?? "" }

  /// The same of a single value, where `unit` names no district.
  fileprivate var ownMeasure: String {
    first { $0.isMeasure || $0.name == "unit" || $0.name == "单位" }?.value ?? ""
  }

  /// The period that the attributes state together.
  fileprivate var period: String {
    PeriodLabel.combined(
      filter(\.isOfPeriod).map {
        PeriodLabel.Part(heading: CellText.key($0.name), text: $0.value)
      })
  }

  /// The value of an attribute.
  fileprivate func value(_ name: String) -> String? {
    first { $0.name == name }?.value
  }

  /// What they say of the time of the values within.
  fileprivate var time: XMLTime {
    XMLTime(period: period, title: title ?? "", notes: filter(\.isRemark).map(\.value))
  }

  /// The title that they state.
  fileprivate var title: String? { XMLWalk.titles.lazy.compactMap(value).first }

  /// What an element is about: its code, key or name.
  fileprivate var key: String { keys.first ?? "" }

  /// Further names of what it is about.
  fileprivate var otherKeys: [String] { keys.dropFirst().map(\.self) }

  private var keys: [String] {
    ["code", "key", "name"].compactMap { value($0) }
  }
}

extension Diagnostic {
  static func unknownElement(_ name: String, expected: [String], at place: Place) -> Diagnostic {
    let wanted = expected.first ?? ""
    return Diagnostic(
      Code.unknownElement, .error,
      wanted.isEmpty
        ? Phrase(zh: "数据项里只能写值，不能有元素 <\(name)>", en: "found <\(name)> inside the value of an item")
        : Phrase(
          zh: "这里应当是 <\(wanted)>，却是 <\(name)>，没有读取",
          en: "expected <\(wanted)>, found <\(name)>; it was not read"),
      at: place)
  }

  static func unknownAttribute(
    _ name: String, of element: String, near: [String], at place: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.unknownAttribute, .warning,
      Phrase(
        zh: "<\(element)> 没有“\(name)”这个属性", en: "<\(element)> has no attribute '\(name)'"),
      at: place, help: Phrase.didYouMean(near))
  }

  static func strayText(_ text: String, at place: Place) -> Diagnostic {
    let whole = CellText.written(text).shown
    let shown = whole.count > 40 ? whole.prefix(40) + "…" : whole
    return Diagnostic(
      Code.strayText, .error,
      Phrase(zh: "元素之间有文字“\(shown)”，没有读取", en: "found the text '\(shown)' between elements"),
      at: place, help: Phrase(zh: "值要写在 <item> 里", en: "values belong into <item>"))
  }
}
