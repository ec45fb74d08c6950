import Definitions

/// What a text above, beside or below a table says of the measures in it: `单位：万元、件`, `金额以亿元计`.
struct MeasureNote: Hashable, Sendable {
  /// What the measures are of, as far as the words before them say; the end of it counts.
  var subject: String
  /// The measures; empty where the words speak of a measure and name none that can be read.
  var measures: [Measure]
  /// Whether words say that it is the measure of the table: `（万元）` at the end of a title, or `期限以天计`, may be of anything.
  var isSure: Bool
  /// The text of the cell.
  var text: String

  /// The notes in the text of a cell; `bases` are those of items besides the known ones.
  static func all(in text: String, _ bases: Set<String>) -> [MeasureNote] {
    var notes: [MeasureNote] = []
    // 金额单位(亿元) says the same as 金额单位:亿元.
    let normal = CellText.normal(text).replacing("单位(", with: "单位:")
    let clauses = normal.split { "。；;()[]【】〔〕".contains($0) }
    let endsInBracket = text.last.map { ")]】〕）］".contains($0) } ?? false
    for (index, clause) in clauses.enumerated() {
      var found = self.notes(in: clause, bases)
      // 经费(元): what ends in brackets and is a measure throughout.
      if found.isEmpty, endsInBracket, index == clauses.count - 1, index > 0 || clauses.count == 1,
        let measures = measures(in: clause, bases)
      {
        let subject = index > 0 ? CellText.key(clauses[index - 1]) : ""
        found = [MeasureNote(subject: subject, measures: measures, isSure: false, text: "")]
      }
      notes += found
    }
    return notes.map { note in
      var note = note
      note.text = text
      return note
    }
  }

  /// The notes in a remark about one row: besides those that a table has, a measure by itself, `亿元`.
  static func all(inRemark text: String, _ bases: Set<String>) -> [MeasureNote] {
    let key = CellText.key(text)
    guard !key.isEmpty, !CellText.isNothing(key) else { return [] }
    guard let measures = measures(in: key, bases) else { return all(in: text, bases) }
    return [MeasureNote(subject: "", measures: measures, isSure: true, text: text)]
  }

  /// The notes in a clause, whose parts stand behind commas or blanks: `单位为件,经费单位为元`, `单位:元 件`.
  private static func notes(in clause: Substring, _ bases: Set<String>) -> [MeasureNote] {
    var notes: [MeasureNote] = []
    var isOpen = false
    for part in clause.split(whereSeparator: { ", 、".contains($0) }) {
      let key = CellText.key(part)
      if let note = note(in: key, bases) {
        notes.append(note)
        isOpen = true
      } else if isOpen, let last = notes.indices.last, let more = measures(in: part, bases) {
        notes[last].measures += more
      } else {
        isOpen = false
      }
    }
    // 单位:越城区 names an office; what calls itself a unit of measure is one.
    return notes.filter { note in
      !note.measures.isEmpty || labels.contains { note.subject.hasSuffix($0) }
    }
  }

  /// What one part says: `以元计`, `按元填报`, `单位均为元`, `金额:元`; nil where it says nothing of a measure.
  private static func note(in key: String, _ bases: Set<String>) -> MeasureNote? {
    for mark in ["以", "按"] {
      guard let found = key.firstRange(of: mark) else { continue }
      let rest = key[found.upperBound...]
      guard let end = ends.first(where: { rest.hasSuffix($0) }),
        let measures = measures(in: rest.dropLast(end.count), bases)
      else { continue }
      let subject = key[..<found.lowerBound].trimmed(of: links)
      var note = MeasureNote(subject: subject, measures: measures, isSure: true, text: "")
      // 按期填报, 按户统计 say how something is done.
      guard mark == "以" || note.isOfMoney || measures.contains(where: { $0.power != 0 }) else {
        continue
      }
      note.isSure = note.isOfMoney || subject.isEmpty || wholes.contains { subject.hasSuffix($0) }
      return note
    }
    var mark: Range<String.Index>?
    var rest = key[...]
    while let found = rest.firstRange(of: "单位") {
      mark = found
      rest = rest[found.upperBound...]
    }
    if let mark {
      let subject = key[..<mark.lowerBound].trimmed(of: [])
      let measures = measures(in: rest.drop { links.contains($0) }, bases) ?? []
      return MeasureNote(subject: subject, measures: measures, isSure: true, text: "")
    }
    guard let colon = key.lastIndex(of: ":"),
      let measures = measures(in: key[key.index(after: colon)...], bases)
    else { return nil }
    var note = MeasureNote(
      subject: String(key[..<colon]), measures: measures, isSure: false, text: "")
    note.isSure = note.isOfMoney
    return note
  }

  /// The measures of a list, all of which are known; nil where one is not.
  private static func measures(in text: some StringProtocol, _ bases: Set<String>) -> [Measure]? {
    if let whole = Measure(text), whole.isKnown(bases), bases.contains(whole.base) {
      return [whole]
    }
    let parts = text.split { "、,/和及与 ".contains($0) }
    let found = parts.compactMap { Measure($0) }.filter { $0.isKnown(bases) }
    return found.isEmpty || found.count < parts.count ? nil : found
  }

  /// What stands behind a measure that something is counted in.
  private static let ends = [
    "为计量单位", "为单位", "计算", "计量", "统计", "填报", "填写", "填列", "表示", "反映", "核算", "计",
    "上报", "报送", "折算", "口径", "填", "算", "列",
  ]
  /// What a table is called where its measure is told.
  private static let wholes = ["表", "表中", "表内", "数据", "数字", "数值", "各项", "指标"]
  /// What stands between what is measured and its measure.
  private static let links = Set<Character>("均都皆一律统为是系用以按采:=-")
  /// What stands before 单位 where a unit of measure is meant, and no office.
  private static let labels = ["计量", "度量", "金额", "货币", "数量"]

  /// Whether the measures are of money alone, whatever else stands in the table.
  var isOfMoney: Bool {
    MeasureNote.money.contains { subject.hasSuffix($0) }
      || !measures.isEmpty && measures.allSatisfy { Measure.currencies.contains($0.base) }
  }

  /// What money is called in a table.
  static let money = ["金额", "货币", "经费", "资金", "投资", "款项", "收入", "支出"]
}

extension StringProtocol {
  /// The text without some characters at its end.
  fileprivate func trimmed(of characters: Set<Character>) -> String {
    var text = String(self)
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return text
  }
}

extension Item {
  /// Whether it is an amount of money, or may be one.
  fileprivate var isMoney: Bool {
    if let scale { return Measure.currencies.contains(scale.base) }
    return type == .number && MeasureNote.money.contains { title.contains($0) || name.contains($0) }
  }
}

extension ItemReading {
  /// What the notes of a whole table mean for an item, with the text of the one that decides: those that name the item,
  /// else those about money for an amount of money, else the others. Where two differ, it is another measure.
  func stated(_ notes: [MeasureNote], item: Int) -> (measure: StatedMeasure, text: String) {
    let own = stated(naming: notes, item: item)
    guard own.measure == .none else { return own }
    let general = notes.filter { note in !items.indices.contains { names($0, note.subject) } }
    let money = items[item].isMoney ? general.filter(\.isOfMoney) : []
    let other = money.isEmpty ? general.filter { !$0.isOfMoney } : money
    return one(
      of: other.map { note in
        (note.measures.isEmpty ? .none : self.stated(note.measures, item: item), note.text)
      })
  }

  /// What the notes in remarks about one row mean for an item of it, with the text of the one that decides; of the remarks
  /// about a single value, what names no item is about that value.
  func stated(
    remarks notes: [MeasureNote], isOfItem: Bool, item: Int
  ) -> (measure: StatedMeasure, text: String) {
    let notes = notes.filter { $0.isSure || names(item, $0.subject) }
    guard isOfItem else { return stated(notes, item: item) }
    let own = notes.filter { note in
      names(item, note.subject) || !items.indices.contains { names($0, note.subject) }
    }
    return one(of: own.map { ownMeasure(of: $0, item: item) })
  }

  /// What the notes that name an item mean for it.
  func stated(
    naming notes: [MeasureNote], item: Int
  ) -> (measure: StatedMeasure, text: String) {
    one(of: notes.filter { names(item, $0.subject) }.map { ownMeasure(of: $0, item: item) })
  }

  /// What the measures of a note about an item mean for it.
  private func ownMeasure(
    of note: MeasureNote, item: Int
  ) -> (measure: StatedMeasure, text: String) {
    let taken = note.measures.map { items[item].takes($0) }
    return (taken.first { $0 != .other } ?? .other, note.text)
  }

  /// The one of several measures, as far as they are stated; another measure where two differ.
  func one(
    of found: [(measure: StatedMeasure, text: String)]
  ) -> (measure: StatedMeasure, text: String) {
    let stated = found.filter { $0.measure != .none }
    guard let first = stated.first else { return (.none, "") }
    return stated.first { $0.measure != first.measure }.map { (.other, $0.text) } ?? first
  }

  /// Whether what a note is about ends with a name of the item.
  private func names(_ item: Int, _ subject: String) -> Bool {
    guard !subject.isEmpty else { return false }
    let names = [items[item].title, items[item].code ?? ""] + items[item].synonyms
    let own = items[item].name.split(separator: ".").last.map(String.init) ?? ""
    return (names + [own]).contains { name in
      let key = CellText.key(name)
      return !key.isEmpty && subject.hasSuffix(key)
    }
  }
}
