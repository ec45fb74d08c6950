import Definitions
import Formats
import SourceText

/// What an XML submission says, one statement after the other.
enum XMLStatement {
  /// The outermost element begins: what it says of the values of the whole file.
  case file(XMLTexts, XMLPosition)
  /// A unit's values begin.
  case submission(code: String, name: String, XMLTexts, XMLPosition)
  /// What an element that is open notes of its values.
  case note(XMLText, of: XMLScope)
  /// A value; `isBroken` if something besides text stands in it.
  case item(XMLValue)
  /// The records of a table begin.
  case table(name: String, XMLTexts, XMLPosition)
  /// A record of the table begins; `values` is what stands in attributes.
  case record(XMLTexts, values: [XMLValue], XMLPosition)
  /// Something within a table is no record, and no field of one: what it says is lost.
  case lost(XMLPosition, isInRecord: Bool)
  /// A value of the record; `isBroken` if something besides text stands in it.
  case field(XMLValue)
  case endOfRecord
  case endOfTable
  /// The unit's values are complete.
  case end
}

/// The elements around values.
enum XMLScope { case file, submission, table, record }

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
  /// The period that the element itself states.
  var period: String
  var position: XMLPosition
}

/// Follows the elements of an XML submission: `submissions` › `submission` › `item`, or › `table` › `record` › `field`.
struct XMLWalk {
  private enum Level {
    case document, root, submission, item, table, record, field
    /// A note in one of the elements around values.
    case note
  }

  private let file: PlacedFile
  private let reading: ItemReading
  private var level = Level.document
  /// How many elements are open inside one that is left out.
  private var skipped = 0
  /// Whether the file's outermost element is a single submission.
  private var isSingle = false
  /// The element in which a note stands, and what it says.
  private var noted = Level.root
  private var note: XMLText?
  private var item = XMLValue(
    name: "", measure: "", period: "", position: XMLPosition(line: 1, column: 1, offset: 0))
  /// Which names of values are those of remarks or of measures beside them, as far as they were looked up.
  private var labels: [String: String?] = [:]
  /// How many names are kept.
  private static let mostLabels = 10_000
  /// What is wrong with elements, attributes and text between them.
  private(set) var diagnostics: ProblemList

  init(in file: PlacedFile, _ reading: ItemReading, _ sink: ProblemSink?) {
    self.file = file
    self.reading = reading
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
      return .file(texts(attributes, [], of: name, position), position)
    case (.document, "submission"), (.root, "submission"):
      isSingle = level == .document
      level = .submission
      let (code, name) = whose(attributes)
      let whose = ["code", "name"] + [code, name].compactMap { $0?.name }
      let texts = texts(attributes, whose, of: "submission", position)
      return .submission(code: code?.value ?? "", name: name?.value ?? "", texts, position)
    case (.root, _) where XMLWalk.isNote(name), (.submission, _) where XMLWalk.isNote(name),
      (.table, _) where XMLWalk.isNote(name), (.record, _) where XMLWalk.isNote(name):
      noted = level
      level = .note
      note = XMLText(text: "", position: position, isTitle: XMLWalk.titles.contains(name))
      return nil
    case (.submission, "item"):
      level = .item
      check(attributes, of: name, position)
      item = value(attributes, position, inTable: false)
      return nil
    case (.submission, "table"):
      level = .table
      let texts = texts(attributes, XMLWalk.keys, of: name, position)
      return .table(name: attributes.key, texts, position)
    case (.table, "record"):
      level = .record
      return .record(
        XMLTexts(attributes, position, inTable: true), values: values(attributes, position),
        position)
    case (.record, "field"):
      level = .field
      check(attributes, of: name, position)
      item = value(attributes, position, inTable: true)
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
      !$0.isMeasure && !$0.isOfPeriod(inTable: true) && !$0.isNumbering && !$0.isRemark
        && !$0.name.contains(":")
    }
    .map { attribute in
      XMLValue(
        name: attribute.name, text: attribute.value, measure: "", period: "", position: position)
    }
  }

  private func value(
    _ attributes: [XMLAttribute], _ position: XMLPosition, inTable isTable: Bool
  ) -> XMLValue {
    XMLValue(
      name: attributes.key, others: attributes.otherKeys, measure: attributes.ownMeasure,
      remarks: attributes.filter(\.isRemark).map(\.value),
      period: attributes.period(inTable: isTable),
      position: position)
  }

  /// The attributes that say whose values a submission has; `unit` and 单位 may as well state a measure beside others.
  private func whose(
    _ attributes: [XMLAttribute]
  ) -> (code: XMLAttribute?, name: XMLAttribute?) {
    func first(_ names: [String]) -> XMLAttribute? {
      names.lazy.compactMap { name in
        attributes.first { attribute in
          attribute.name == name
            && !(ColumnRole.ambiguous.contains(name)
              && MeasureNote.measures(in: CellText.key(attribute.value), reading.headings.bases)
                != nil)
        }
      }.first
    }
    return (first(["unit", "code"]), first(["name", "单位"]))
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

  /// The element in which a note stands.
  private var scope: XMLScope {
    switch level {
    case .document, .root: .file
    case .submission, .item, .note: .submission
    case .table: .table
    case .record, .field: .record
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
      return note.map { .note($0, of: scope) }
    case .submission:
      level = isSingle ? .document : .root
      return .end
    case .item:
      level = .submission
      guard let label = label(of: item.name) else { return .item(item) }
      let text = XMLText(label: label, text: item.text, position: item.position)
      return .note(text, of: .submission)
    case .table:
      level = .submission
      return .endOfTable
    case .record:
      level = .table
      return .endOfRecord
    case .field:
      level = .record
      return .field(item)
    }
  }

  /// Whether an element is a note or a title: note, 备注, 说明.
  private static func isNote(_ name: String) -> Bool {
    titles.contains(name) || ColumnRole.named(CellText.key(name)) == .note
  }

  /// The attributes and the elements that hold a title.
  fileprivate static let titles = ["title", "标题"]
  /// The attributes that say what an element is about.
  fileprivate static let keys = ["code", "key", "name"]

  /// What stands before the text of a value whose name is that of a remark, or of a measure, and of no item; nil for others.
  private mutating func label(of name: String) -> String? {
    if let known = labels[name] { return known }
    let role = ColumnRole.named(CellText.key(name))
    let label: String? =
      switch role {
      case .note: ""
      case .measure: XMLText.label(name)
      case .code, .name, .period, .year, .part, .item, .value, .evidence, .number, nil: nil
      }
    let own = label != nil && reading.headings.find(name).match == .none ? label : nil
    if labels.count < XMLWalk.mostLabels { labels[name] = .some(own) }
    return own
  }

  /// What the attributes of an element around values say of these; those that say nothing are reported, but for `known` ones.
  private mutating func texts(
    _ attributes: [XMLAttribute], _ known: [String], of element: String, _ position: XMLPosition
  ) -> XMLTexts {
    let isTable = element == "table"
    var texts = XMLTexts(attributes, position, inTable: isTable)
    for attribute in attributes
    where !known.contains(attribute.name) && !attribute.isAround(inTable: isTable) {
      let text = XMLText(
        label: XMLText.label(attribute.name), text: attribute.value, position: position)
      if reading.notes(around: text.text, label: text.label).isEmpty {
        report(attribute, of: element, position)
        askIfVoid(attribute, position)
      } else {
        texts.notes.append(text)
      }
    }
    return texts
  }

  /// Reports attributes that a value does not have.
  private mutating func check(
    _ attributes: [XMLAttribute], of element: String, _ position: XMLPosition
  ) {
    let known = XMLWalk.keys + ["evidence"] + ColumnRole.ambiguous
    for attribute in attributes
    where !known.contains(attribute.name) && !attribute.isAround(inTable: element == "field")
      && !attribute.isNaming
    {
      report(attribute, of: element, position)
      askIfVoid(attribute, position)
    }
  }

  /// Asks about an attribute that may say that the values beside it do not count: 数据状态="作废".
  private mutating func askIfVoid(_ attribute: XMLAttribute, _ position: XMLPosition) {
    guard VoidNote.isSaid(by: attribute.value, below: CellText.key(attribute.name)) else { return }
    diagnostics.append(.mayBeVoid(attribute.value, at: place(position)))
  }

  private mutating func report(
    _ attribute: XMLAttribute, of element: String, _ position: XMLPosition
  ) {
    let known =
      switch element {
      case "submissions": XMLWalk.titles
      case "submission": ["unit", "code", "name"] + XMLWalk.titles
      case "table": XMLWalk.keys
      default: XMLWalk.keys + ["evidence", "unit"]
      }
    diagnostics.append(
      .unknownAttribute(
        attribute.name, of: element,
        near: suggestions(for: attribute.name, among: known + ["period", "measure"]),
        at: place(position)))
  }

  private func place(_ position: XMLPosition) -> Place {
    Place(
      in: file, offset: position.offset, line: position.line, column: position.column)
  }
}

extension XMLTexts {
  /// What the attributes of an element say of the values within.
  fileprivate init(
    _ attributes: [XMLAttribute], _ position: XMLPosition, inTable isTable: Bool
  ) {
    period = attributes.period(inTable: isTable)
    for attribute in attributes where XMLWalk.titles.contains(attribute.name) {
      add(XMLText(text: attribute.value, position: position, isTitle: true))
    }
    for attribute in attributes where attribute.isRemark || attribute.isMeasure {
      let label = attribute.isRemark ? "" : XMLText.label(attribute.name)
      notes.append(XMLText(label: label, text: attribute.value, position: position))
    }
  }
}

extension XMLAttribute {
  /// Whether any element around values may have it.
  fileprivate func isAround(inTable isTable: Bool) -> Bool {
    name.contains(":") || isMeasure || isOfPeriod(inTable: isTable) || isRemark
      || XMLWalk.titles.contains(name)
  }

  /// Whether it names what an element is about in words for that: 指标名称.
  fileprivate var isNaming: Bool {
    !XMLWalk.titles.contains(name) && !isOfPeriod(inTable: false)
      && ColumnRole.named(CellText.key(name)) == .item
  }

  /// Whether it says in which measure values are, on any element.
  fileprivate var isMeasure: Bool { ColumnRole.named(CellText.key(name)) == .measure }

  /// Whether it is a remark about a value.
  fileprivate var isRemark: Bool { ColumnRole.named(CellText.key(name)) == .note }

  /// Whether it numbers records.
  fileprivate var isNumbering: Bool {
    ColumnRole.named(CellText.key(name)) == .number || name == "id"
  }

  /// Whether it says which period values are of, by its name or, as a column does, by what stands in it: in a table of
  /// records only what speaks of a time can.
  fileprivate func isOfPeriod(inTable isTable: Bool) -> Bool {
    let key = CellText.key(name)
    let role = ColumnRole.named(key)
    if role?.isOfPeriod == true { return true }
    let mayBe =
      isTable
      ? ColumnRole.mayTellPeriod(key, inTable: true)
      : (role == nil || role == .item) && !ColumnRole.isOfEvent(key)
        && !(XMLWalk.keys + XMLWalk.titles + ColumnRole.ambiguous).contains(name)
    return mayBe && HeaderSamples.time(in: value, below: key) != nil
  }
}

extension [XMLAttribute] {
  /// The measure that the attributes of a single value state, where `unit` names no district.
  fileprivate var ownMeasure: String {
    first { $0.isMeasure || ColumnRole.ambiguous.contains($0.name) }?.value ?? ""
  }

  /// The period that the attributes state together.
  fileprivate func period(inTable isTable: Bool) -> String {
    PeriodLabel.combined(
      filter { $0.isOfPeriod(inTable: isTable) }.map {
        PeriodLabel.Part(heading: CellText.key($0.name), text: $0.value)
      })
  }

  /// The value of an attribute.
  fileprivate func value(_ name: String) -> String? {
    first { $0.name == name }?.value
  }

  /// What an element is about: its code, key or name.
  fileprivate var key: String { keys.first ?? "" }

  /// Further names of what it is about.
  fileprivate var otherKeys: [String] { keys.dropFirst().map(\.self) }

  private var keys: [String] {
    (XMLWalk.keys + XMLWalk.titles).compactMap { value($0) } + filter(\.isNaming).map(\.value)
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
