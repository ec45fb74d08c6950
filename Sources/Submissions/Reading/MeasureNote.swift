import Definitions

/// What a text above, beside or below a table says of the measures in it: `单位：万元、件`, `金额以亿元计`.
struct MeasureNote: Hashable, Sendable {
  /// What the measures are of, as far as the words before them say; the end of it counts.
  var subject: String
  /// The measures; empty where one stands in their place that is not known.
  var measures: [Measure]
  /// What stands in the place of a measure that is not known.
  var unread = ""
  /// Whether it surely is the measure of the table, of its money, or of items that are named; otherwise, as `（万元）` at the
  /// end of a title or `期限以天计`, it may be of anything, and counts where it fits an item.
  var isSure: Bool
  /// Whether nobody can say of whose values it speaks: where it would have them converted, they are not used.
  var isDoubtful = false
  /// The text of the cell.
  var text = ""
  /// The items of which it does not speak are named here: 除受理数外.
  var except = ""

  /// The notes in the text of a cell.
  /// - Parameters:
  ///   - text: The text.
  ///   - bases: What items count and measure, besides what is known.
  ///   - names: Whether a text ends with the name of an item that is measured.
  /// - Returns: The notes, in their order.
  static func all(
    in text: String, _ bases: Set<String>, names: @escaping (String) -> Bool
  ) -> [MeasureNote] {
    var reader = MeasureNoteReader(bases: bases, names: names)
    let (rest, except) = Exception.split(String(text.prefix(longest)))
    reader.read(rest)
    var notes: [MeasureNote] = []
    for var note in reader.notes {
      note.text = text
      note.except = except
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  /// The most characters of a text that are looked at.
  private static let longest = 2_000

  /// The notes in a remark about one row: besides those that a table has, a measure by itself, `亿元`.
  static func all(
    inRemark text: String, _ bases: Set<String>, names: @escaping (String) -> Bool
  ) -> [MeasureNote] {
    let key = CellText.key(text)
    guard !key.isEmpty, !CellText.isNothing(key) else { return [] }
    guard !states(key), !key.unicodeScalars.contains(where: WrittenNumber.isDigit),
      let measures = measures(in: key, bases)
    else { return all(in: text, bases, names: names) }
    return [MeasureNote(subject: "", measures: measures, isSure: true, text: text)]
  }

  /// The measures of a list, all of which are known; nil where one is not.
  static func measures(in text: some StringProtocol, _ bases: Set<String>) -> [Measure]? {
    func known(_ text: some StringProtocol) -> Measure? {
      Measure(stated: text).flatMap { $0.isKnown(bases) ? $0 : nil }
    }
    if let whole = known(text), bases.contains(whole.base) { return [whole] }
    let list = text.hasSuffix("等") ? text.dropLast() : text[...]
    let parts = list.split { "、,/和及与或兼+&|".contains($0) }
      .filter { !Measure.isOurMoney($0) }
    let found = parts.compactMap { known($0) }
    return found.isEmpty || found.count < parts.count ? nil : ofOneMoney(found)
  }

  /// Measures without those of our money where they name that of others: 万元、港币.
  fileprivate static func ofOneMoney(_ measures: [Measure]) -> [Measure] {
    let isForeign = measures.contains { $0.base != "元" && Measure.isMoney($0.base) }
    return isForeign ? measures.filter { $0.base != "元" } : measures
  }

  /// What a text says is measured, and what stands in the place of the measure: `投入以元计`, `投入单位:元`, `投入:元`.
  static func parts(_ key: String) -> [(subject: String, measure: String)] {
    counted(key).map { ($0.subject, $0.measure) } + labelled(key) + divided(key)
  }

  /// `投入以元计`, `按元填报`.
  fileprivate static func counted(
    _ key: String
  ) -> [(mark: String, subject: String, measure: String)] {
    ["以", "按"].compactMap { mark in
      guard let found = key.firstRange(of: mark) else { return nil }
      let rest = key[found.upperBound...]
      guard let end = ends.first(where: { rest.hasSuffix($0) }) else { return nil }
      return (mark, key[..<found.lowerBound].trimmed(of: links), String(rest.dropLast(end.count)))
    }
  }

  /// `单位均为元`, `投入单位:元`, `单位元`.
  fileprivate static func labelled(_ key: String) -> [(subject: String, measure: String)] {
    guard let found = key.ranges(of: "单位").last else { return [] }
    let rest = key[found.upperBound...].drop { links.contains($0) }
    return [(String(key[..<found.lowerBound]), String(rest))]
  }

  /// `金额:元`.
  fileprivate static func divided(_ key: String) -> [(subject: String, measure: String)] {
    guard let colon = key.lastIndex(of: ":") else { return [] }
    return [(String(key[..<colon]), String(key[key.index(after: colon)...]))]
  }

  /// Whether a cell is nothing but a note about the table: `单位：元`, and not `备注（单位：元）`.
  static func isOfWholeTable(cell text: String) -> Bool {
    parts(CellText.key(text)).contains { isOfWholeTable($0.subject) }
  }

  /// Whether a cell calls what it states a unit of measure: `单位：万元`.
  static func states(_ text: String) -> Bool {
    labelled(CellText.key(text)).contains { !$0.measure.filter { !"()".contains($0) }.isEmpty }
  }

  /// What stands behind a measure that something is counted in.
  private static let ends = [
    "为计量单位", "为单位", "计算", "计量", "统计", "填报", "填写", "填列", "表示", "反映", "核算", "计",
    "上报", "报送", "折算", "口径", "填", "算", "列",
  ]
  /// What stands between what is measured and its measure.
  private static let links = Set<Character>("均都皆一律统为是系用以按采:=-")

  /// Whether a cell only announces a measure, as `金额单位：` beside another cell does.
  static func isLabel(_ text: String) -> Bool {
    CellText.key(text).filter { !"():".contains($0) }.hasSuffix("单位")
  }

  /// Whether the measures are of money alone, whatever else stands in the table.
  var isOfMoney: Bool {
    if MeasureNote.isMoney(subject) { return true }
    return measures.isEmpty
      ? Measure.resemblesMoney(unread) : measures.allSatisfy { Measure.isMoney($0.base) }
  }

  /// Whether a subject is no part of a table.
  static func isOfWholeTable(_ subject: String) -> Bool {
    let key = subject.filter { !":()".contains($0) }
    let words = ["", "计量", "度量", "货币", "金额", "数量", "数据", "统计", "计数"]
    return ["", "本表", "表中", "表内", "以上"].contains { start in
      key.hasPrefix(start) && words.contains(String(key.dropFirst(start.count)))
    }
  }

  /// Whether a text ends with a word for money.
  static func isMoney(_ text: String) -> Bool { money.contains { text.hasSuffix($0) } }

  /// Signs around a measure or a name, which say nothing.
  static let quotes = Set<Character>("“”‘’\"'「」『』")

  /// What money is called in a table.
  static let money = ["金额", "货币", "经费", "资金", "投资", "款项", "收入", "支出"]
}

/// Takes a text apart for what it says of measures.
private struct MeasureNoteReader {
  let bases: Set<String>
  /// Whether a text ends with the name of an item that is measured.
  let names: (String) -> Bool
  private var drafts: [Draft] = []
  /// Whether what follows may be further measures of the last draft.
  private var isOpen = false
  /// The last measure of the last draft, as it was written.
  private var last = ""
  /// The items that were named before, behind which the measures of all of them may follow.
  private var pending: [String] = []

  /// Notes about one subject or several: `投入、面积单位：元、亩`.
  private struct Draft {
    var subjects: [String]
    var measures: [Measure] = []
    var unread = ""
    var isSure: Bool
  }

  init(bases: Set<String>, names: @escaping (String) -> Bool) {
    self.bases = bases
    self.names = names
  }

  /// The notes that were found.
  var notes: [MeasureNote] {
    drafts.flatMap { draft -> [MeasureNote] in
      // 币种：人民币 says in which money, not in how much of it.
      if draft.measures.isEmpty && draft.unread.isEmpty
        || draft.measures.isEmpty && Measure.isOurMoney(draft.unread)
        || draft.subjects == ["币种"] && draft.measures.allSatisfy({ $0.base == "元" })
      {
        return []
      }
      let isPaired = draft.subjects.count == draft.measures.count
      return draft.subjects.indices.map { index in
        MeasureNote(
          subject: draft.subjects[index],
          measures: isPaired
            ? [draft.measures[index]] : MeasureNote.ofOneMoney(draft.measures),
          unread: draft.unread,
          isSure: draft.isSure)
      }
    }
  }

  mutating func read(_ text: String) {
    let clauses = MeasureNoteReader.clauses(text)
    for (index, clause) in clauses.enumerated() {
      if clause.isInBrackets {
        let before = index > 0 ? CellText.key(clauses[index - 1].text) : ""
        read(brackets: clause.text, behind: before, isLast: index == clauses.count - 1)
      } else {
        read(clause: clause.text)
      }
    }
  }

  // MARK: Clauses

  /// What stands between stops and brackets, signs with a blank beside them as without.
  private static func clauses(_ text: String) -> [(text: String, isInBrackets: Bool)] {
    var normal = ""
    let characters = Array(CellText.normal(text))
    for (index, character) in characters.enumerated() {
      let sign = signs[character] ?? character
      if MeasureNote.quotes.contains(sign) { continue }
      if sign == " ", normal.last.map({ $0 == " " || tight.contains($0) }) ?? true { continue }
      // 1,000元.
      let next = characters[(index + 1)...].prefix(3)
      if sign == ",", normal.last?.isNumber == true, next.count == 3, next.allSatisfy(\.isNumber) {
        continue
      }
      if tight.contains(sign) { while normal.last == " " { normal.removeLast() } }
      normal.append(sign)
    }
    for (word, same) in [
      // 金额单位(亿元) says the same as 金额单位:亿元.
      ("单 位", "单位"), ("Unit:", "单位:"), ("unit:", "单位:"), ("UNIT:", "单位:"), ("Units:", "单位:"),
      ("单位(", "单位:"), ("分别", ""), ("依次", ""),
    ] { normal = normal.replacing(word, with: same) }
    var clauses: [(text: String, isInBrackets: Bool)] = []
    var clause = ""
    var isInBrackets = false
    func close() {
      if !CellText.key(clause).isEmpty { clauses.append((clause, isInBrackets)) }
      clause = ""
    }
    for character in normal {
      switch character {
      case "(":
        close()
        isInBrackets = true
      case ")":
        close()
        isInBrackets = false
      case ";": close()
      default: clause.append(character)
      }
    }
    close()
    return clauses
  }

  /// Signs that say the same as others.
  private static let signs: [Character: Character] = [
    "單": "单", "計": "计", "數": "数", "額": "额", "[": "(", "【": "(", "〔": "(", "]": ")", "】": ")",
    "〕": ")",
    "。": ";", "；": ";", "—": "-", "–": "-", "―": "-", "─": "-", "→": "-", "：": ":", "﹕": ":",
  ]
  /// Signs beside which a blank says nothing.
  private static let tight = Set<Character>(":=-(),、;/")

  /// Reads a clause, whose parts stand behind commas or blanks: `单位为件,经费单位为元`, `单位:元 件`.
  private mutating func read(clause: String) {
    var isBehindBlank = false
    var part = ""
    for character in clause + "," {
      guard ", 、".contains(character) else {
        part.append(character)
        continue
      }
      let key = CellText.key(part)
      part = ""
      if !key.isEmpty {
        if let draft = draft(of: key) {
          add(draft)
        } else if !isOpen || !takeMore(key, isBehindBlank: isBehindBlank) {
          isOpen = false
          if names(key) { pending.append(key) } else { pending = [] }
        }
      }
      isBehindBlank = character == " "
    }
  }

  /// Reads what stands in brackets: further measures, the item that the last one is of, notes, or the measure of what stands
  /// before them, as in `经费(元)`.
  private mutating func read(brackets text: String, behind before: String, isLast: Bool) {
    let key = CellText.key(text)
    let wasOpen = isOpen
    if wasOpen, takeMore(key, isBehindBlank: true) { return }
    let count = drafts.count
    read(clause: text)
    guard drafts.count == count else { return }
    if wasOpen {
      isOpen = true
      if names(key), let index = drafts.indices.last, let measure = drafts[index].measures.popLast()
      {
        drafts.insert(Draft(subjects: [key], measures: [measure], isSure: true), at: index)
      }
      return
    }
    let measures = MeasureNote.measures(in: key, bases)
    guard measures != nil || Measure.resembles(key, bases) else { return }
    var note = MeasureNote(
      subject: before, measures: measures ?? [], unread: measures == nil ? key : "", isSure: false)
    note.isSure = names(before) || isLast && note.isOfMoney
    guard note.isSure || isLast && measures != nil else { return }
    drafts.append(
      Draft(
        subjects: [before], measures: note.measures, unread: note.unread, isSure: note.isSure))
  }

  private mutating func add(_ draft: Draft) {
    var draft = draft
    let subject = draft.subjects.last ?? ""
    // 投入和面积单位:元和亩.
    let more = subject.split { "和与及".contains($0) }.dropLast().map(String.init).filter(names)
    draft.subjects = pending + more + [subject]
    drafts.append(draft)
    pending = []
    isOpen = true
  }

  /// Takes a part as a further measure of the last draft, or as one with the last: `万 元`, `人民币(万元)`, `1000 元`.
  private mutating func takeMore(_ key: String, isBehindBlank: Bool) -> Bool {
    guard let index = drafts.indices.last else { return false }
    if isBehindBlank, last.count < 12, Measure.isIncomplete(last),
      let whole = MeasureNote.measures(in: last + key, bases), whole.count == 1
    {
      if drafts[index].unread.isEmpty { drafts[index].measures.removeLast() }
      drafts[index].unread = ""
      drafts[index].measures += whole
      last += key
      return true
    }
    // 万元(人民币).
    if Measure.isCurrency(key) { return true }
    guard let more = MeasureNote.measures(in: key, bases) else { return false }
    // 万元(港币).
    drafts[index].measures = MeasureNote.ofOneMoney(drafts[index].measures + more)
    last = key
    return true
  }

  // MARK: Parts

  /// What one part says: `以元计`, `按元填报`, `单位均为元`, `金额:元`, `投入按元`; nil where it says nothing of a measure.
  private mutating func draft(of key: String) -> Draft? {
    counted(key) ?? labelled(key) ?? divided(key) ?? linked(key)
  }

  /// `投入以元计`, `按元填报`.
  private mutating func counted(_ key: String) -> Draft? {
    for (mark, subject, measure) in MeasureNote.counted(key) {
      // 以苏元计 names nobody, 按广元统计 may.
      guard var note = note(of: measure, mark == "以" ? .orAnyMoney : .orWhatResembles) else {
        continue
      }
      note.subject = subject
      // 按期填报, 按户统计 say how something is done.
      guard
        mark == "以" || note.isOfMoney || names(subject)
          || note.measures.contains(where: { $0.power != 0 })
      else { continue }
      note.isSure =
        note.isOfMoney || subject.isEmpty || names(subject)
        || MeasureNoteReader.wholes.contains { subject.hasSuffix($0) }
      return note.isSure || !note.measures.isEmpty ? draft(note) : nil
    }
    return nil
  }

  /// `单位均为元`, `投入单位:元`, `单位元`; 单位:越城区 names an office.
  private mutating func labelled(_ key: String) -> Draft? {
    guard let (subject, text) = MeasureNote.labelled(key).first else { return nil }
    last = text
    if text.isEmpty { return Draft(subjects: [subject], isSure: true) }
    let isOffice = MeasureNoteReader.offices.contains(subject)
    if var note = note(of: text, isOffice ? .known : .orWhatResembles) {
      note.subject = subject
      return draft(note)
    }
    let isMeasure = MeasureNoteReader.labels.contains { subject.hasSuffix($0) }
    guard isMeasure && !Measure.isReference(text) || Measure.isIncomplete(text) else { return nil }
    return Draft(subjects: [subject], unread: text, isSure: true)
  }

  /// `金额:元`.
  private mutating func divided(_ key: String) -> Draft? {
    guard let (subject, text) = MeasureNote.divided(key).first,
      !text.unicodeScalars.contains(where: WrittenNumber.isDigit)
    else { return nil }
    // Somebody may be called 万元; 网格员:百人 is of an item.
    guard names(subject) || !MeasureNoteReader.signers.contains(where: subject.hasSuffix),
      var note = note(of: text, .orWhatResembles)
    else { return nil }
    note.subject = subject
    note.isSure = names(subject) || note.isOfMoney
    return note.isSure || !note.measures.isEmpty ? draft(note) : nil
  }

  /// `投入按元`, `面积为亩`: of items and money alone.
  private mutating func linked(_ key: String) -> Draft? {
    for mark in ["均为", "为", "是", "按", "以"] {
      guard let found = key.firstRange(of: mark),
        var note = note(of: String(key[found.upperBound...]), .known)
      else { continue }
      note.subject = String(key[..<found.lowerBound])
      // 投入按万元、人口按人.
      note.isSure = names(note.subject) || MeasureNote.isMoney(note.subject)
      guard note.isSure || !drafts.isEmpty else { continue }
      return draft(note)
    }
    return nil
  }

  /// What is taken for a measure.
  private enum Taken {
    /// What is known to be one.
    case known
    /// What resembles one as well, and is no name.
    case orWhatResembles
    /// What may be money as well, whatever else it may be.
    case orAnyMoney
  }

  /// The measures that a text writes, or that it looks as if it wrote some.
  private mutating func note(of text: String, _ taken: Taken) -> MeasureNote? {
    if let measures = MeasureNote.measures(in: text, bases) {
      last = text
      return MeasureNote(subject: "", measures: measures, isSure: true)
    }
    let isUnread =
      switch taken {
      case .known: false
      case .orWhatResembles: Measure.resembles(text, bases)
      case .orAnyMoney: Measure.resembles(text, bases) || Measure.resemblesMoney(text)
      }
    guard isUnread else { return nil }
    last = text
    return MeasureNote(subject: "", measures: [], unread: text, isSure: true)
  }

  private func draft(_ note: MeasureNote) -> Draft {
    Draft(
      subjects: [note.subject], measures: note.measures, unread: note.unread, isSure: note.isSure)
  }

  /// What a table is called where its measure is told.
  private static let wholes = ["表", "表中", "表内", "数据", "数字", "数值", "各项", "指标"]
  /// What stands before 单位 where a unit of measure is meant, and no office.
  private static let labels = ["计量", "度量", "金额", "货币", "数量"]
  /// What stands before 单位 where an office is meant.
  private static let offices: Set<String> = [
    "填报", "报送", "上报", "报告", "编制", "制表", "填表", "责任", "牵头", "主管", "考核", "被考核", "参评", "主办", "承办", "配合",
    "协办", "印发", "发文", "汇总",
  ]
  /// What the words before the name of a person end with.
  private static let signers = [
    "人", "员", "者", "领导", "局长", "处长", "科长", "主任", "审核", "复核", "校对", "审批", "制表", "填表", "经办", "签字",
    "签名", "盖章", "姓名",
  ]
}

extension StringProtocol {
  /// The text without some characters at its end.
  fileprivate func trimmed(of characters: Set<Character>) -> String {
    var text = String(self)
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return text
  }
}
