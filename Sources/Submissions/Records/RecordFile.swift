import Definitions
import Formats
import SourceText

/// A small file of records beside the submissions: units, findings, waivers, verified values. Read whole.
///
/// CSV with a header, perhaps below titles, or YAML: a list of mappings whose keys are the columns.
struct RecordFile<Field: RecordField> {
  /// What a file has under its columns: the fields of each, or none.
  fileprivate struct Header {
    /// The index of each column that is there.
    var fields: [Field: Int] = [:]
    /// The heading of each column that is there, as it was written.
    var headings: [Field: Phrase] = [:]
    /// The columns that say together which period a record is about, and their headings as keys.
    var periods: [(index: Int, heading: String)] = []
    /// The columns that no record has, with their headings as keys: one may say all the same which period a record is about.
    var unknown: [(index: Int, heading: String)] = []
    /// The time that the titles above it name, or a note below the records.
    var title: TitleTime?
    /// The columns with remarks.
    var remarks: [Int] = []
    /// How many fields it has.
    var width: Int
  }

  /// One record, its fields found by column.
  struct Row {
    fileprivate enum Content {
      /// The fields, found by the header.
      case csv([CSVField], Header)
      /// The value of each column that is there, what they are called, and what says together which period it is about.
      case yaml(
        [Field: YAMLNode], [Field: Phrase], [(node: YAMLNode, heading: String, isAside: Bool)])
    }

    fileprivate let file: SourceFile
    fileprivate let content: Content
    fileprivate let start: Int
    /// The remarks about the record, and what stands in columns that no record has.
    fileprivate var remarks: [String] = []
    fileprivate var unread: [(text: String, heading: String)] = []

    /// The code of the unit that the record is about; where it names none, whatever stands for it.
    var code: String { text(.unitCode) }

    /// The name of the unit beside its code.
    var name: String { Field.unitName.map { text($0) } ?? "" }

    /// What the record says besides its unit.
    var rest: RestOfRow {
      var texts: [String] = []
      switch content {
      case .csv(let fields, let header):
        let own = [.unitCode, Field.unitName].compactMap(\.self).compactMap { header.fields[$0] }
        for index in fields.indices where !own.contains(index) {
          texts.append(CellText.normal(fields[index].text(in: file.bytes)))
        }
      case .yaml(let nodes, _, _):
        texts = Field.allCases.filter { $0 != .unitCode }.map {
          CellText.normal(nodes[$0]?.text ?? "")
        }
      }
      texts.removeAll(where: \.isEmpty)
      return RestOfRow(isEmpty: texts.isEmpty, kind: texts.first.flatMap { OtherRow.kind(of: $0) })
    }

    /// What is wrong with the number of fields, or with a number that a comma may have cut; nil where they may be used as they
    /// stand.
    var fault: Diagnostic? {
      guard case .csv(let fields, let header) = content else { return nil }
      if fields.count > header.width,
        let extra = fields[header.width...].first(where: { !CSVRecord.isEmpty([$0], file.bytes) })
      {
        let range = SourceRange(extra.range.lowerBound, extra.range.upperBound)
        return .longRecord(fields.count, header.width, at: file.place(range), unit: code)
      }
      guard let column = Field.number, let index = header.fields[column], index + 1 < fields.count,
        CSVHead.isCut(fields[index...(index + 1)], file.bytes)
      else { return nil }
      let parts = fields[index...(index + 1)].map { $0.text(in: file.bytes) }
      return .cutNumber(parts, at: place(column), unit: code)
    }

    /// Whether a row that looks like a header says above each column what the header says.
    var repeatsHeader: Bool {
      guard case .csv(let fields, let header) = content else { return true }
      return header.fields.allSatisfy { column, index in
        guard index < fields.count else { return true }
        let text = fields[index].text(in: file.bytes)
        return CellText.normal(text).isEmpty || column.column.isCalled(text)
      }
    }

    /// What the remarks of the record say of times.
    var timeNotes: [TimeNote] { remarks.flatMap { TimeNote.all(in: $0) } }

    /// Whether a remark says that the record is void, and what is said of texts that say so, or may.
    var void: (isVoid: Bool, told: [Diagnostic]) {
      if let text = remarks.first(where: { VoidNote($0) == .all }) {
        return (true, [.voidRow(text, at: place)])
      }
      return (false, textsOfVoid.map { .mayBeVoid($0, at: place) })
    }

    /// The texts that say that the record is void, or may.
    var textsOfVoid: [String] {
      remarks.filter(VoidNote.mayBe) + Field.allCases.map(raw).filter(VoidNote.isAll)
        + unread.filter { VoidNote.isSaid(by: $0.text, below: $0.heading) }.map(\.text)
    }

    /// The texts of a record.
    var texts: [String] {
      switch content {
      case .csv(let fields, _): fields.map { CellText.normal($0.text(in: file.bytes)) }
      case .yaml: []
      }
    }

    /// What a column is called in the file.
    func heading(_ column: Field) -> Phrase {
      let headings =
        switch content {
        case .csv(_, let header): header.headings
        case .yaml(_, let headings, _): headings
        }
      return headings[column] ?? column.column.title
    }

    /// The text of a column in its normal form, by which it is compared and read; empty where there is none.
    func text(_ column: Field) -> String { CellText.normal(raw(column)) }

    /// The text of a column as it was written, by which it is cited.
    func written(_ column: Field) -> String { CellText.written(raw(column)) }

    /// The same of what a record is to cite; empty where the text only stands for nothing: —, 无, #N/A.
    func cited(_ column: Field) -> String {
      CellText.isPlaceholder(text(column)) ? "" : written(column)
    }

    /// What the record says of the period that it is about.
    var periodLabel: String {
      let parts: [PeriodLabel.Part] =
        switch content {
        case .csv(let fields, let header):
          header.periods.filter { $0.index < fields.count }.map {
            PeriodLabel.Part(heading: $0.heading, text: fields[$0.index].text(in: file.bytes))
          } + timesAside(fields, header)
        case .yaml(_, _, let periods):
          periods.map { PeriodLabel.Part(heading: $0.heading, text: $0.node.text ?? "") }
        }
      return CellText.written(PeriodLabel.combined(parts))
    }

    /// What columns say of the period that no record has.
    private func timesAside(_ fields: [CSVField], _ header: Header) -> [PeriodLabel.Part] {
      // Beside a column of periods only what is there to say so can contradict it.
      header.unknown.filter { column in
        column.index < fields.count
          && (header.periods.isEmpty || ColumnRole.mayTellPeriod(column.heading, inTable: true))
      }.compactMap { column in
        RecordFile.time(in: fields[column.index].text(in: file.bytes), below: column.heading)
          .map { PeriodLabel.Part(heading: "period", text: $0) }
      }
    }

    /// Whether a column that no record has says alone which period the record is about.
    var isPeriodAside: Bool {
      switch content {
      case .csv(let fields, let header):
        header.periods.isEmpty && !timesAside(fields, header).isEmpty
      case .yaml(_, _, let periods): !periods.isEmpty && periods.allSatisfy(\.isAside)
      }
    }

    /// The time that the title above the records names; nil where there is none, or where records have days.
    var title: TitleTime? {
      switch content {
      case .csv(_, let header): Field.timeLabel == nil ? nil : header.title
      case .yaml: nil
      }
    }

    private func raw(_ column: Field) -> String {
      switch content {
      case .csv(let fields, let header):
        guard let index = header.fields[column], index < fields.count else { return "" }
        return fields[index].text(in: file.bytes)
      case .yaml(let nodes, _, _): return nodes[column]?.text ?? ""
      }
    }

    /// Where the value of a column stands; the start of the record where it has none.
    func place(_ column: Field) -> Place {
      switch content {
      case .csv(let fields, let header):
        guard let index = header.fields[column], index < fields.count else { return place }
        let range = fields[index].range
        return file.place(SourceRange(range.lowerBound, range.upperBound))
      case .yaml(let nodes, _, _): return nodes[column].map { file.place($0.range) } ?? place
      }
    }

    /// Where the record says of which period it is.
    var periodPlace: Place {
      switch content {
      case .csv(let fields, let header):
        guard let index = header.periods.first?.index, index < fields.count else { return place }
        let range = fields[index].range
        return file.place(SourceRange(range.lowerBound, range.upperBound))
      case .yaml(_, _, let periods): return periods.first.map { file.place($0.node.range) } ?? place
      }
    }

    /// Where the record starts.
    var place: Place { file.place(SourceRange(start, start)) }
  }

  private(set) var rows: [Row] = []
  /// The time that the titles, or a note below the records, name.
  private(set) var title: TitleTime?
  private(set) var titleSource = TitleTime.Source.title
  /// A note below the records that may be about their time.
  private(set) var doubtfulNote: TimeNote?
  /// What stands above the header.
  private(set) var titles: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads a file; what is wrong with it as a whole leaves no rows.
  init(_ source: FileSource) {
    let file: SourceFile
    do throws(TextError) {
      file = try readText(source, limit: 64 << 20)
    } catch {
      diagnostics.append(error.diagnostic)
      return
    }
    let name = source.displayPath.lowercased()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      readYAML(file)
    } else {
      readCSV(file)
    }
  }

  /// Takes records about one unit that stand within another file, such as the case of a set.
  init(_ records: YAMLNode, of unit: String) { read(records, of: unit) }

  private mutating func readCSV(_ file: SourceFile) {
    if file.bytes.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.append(.emptyRecordFile(file.path))
      return
    }
    guard let (head, titles) = header(of: file) else { return }
    if let first = titles.first { diagnostics.append(.titleRows(titles.count, at: first)) }
    var records: [(fields: [CSVField], start: Int)] = []
    var scanner = CSVScanner(separator: head.separator, offset: head.end, line: head.line)
    var fields: [CSVField] = []
    let bytes = file.bytes
    while scanner.next(bytes.span, fields: &fields) {
      if CSVRecord.isEmpty(fields, bytes) { continue }
      if records.isEmpty,
        ColumnNumbers.are(fields.map { $0.text(in: bytes) }, isNamed: false)
      {
        continue
      }
      records.append((fields, scanner.recordOffset))
    }
    guard var header = match(head.fields, above: records.map(\.fields), file, at: head.start)
    else { return }
    let below = records.reversed().lazy.map { record in
      record.fields.map { CellText.normal($0.text(in: bytes)) }.filter { !$0.isEmpty }
    }
    .prefix { texts in
      texts.count == 1 || texts.first.map { OtherRow.kind(of: $0) == .remark } ?? false
    }
    let notes = below.prefix(CSVHeadReader.mostTitleRows).flatMap { $0 }
      .flatMap { TimeNote.all(in: $0) }
    if let note = notes.first(where: { $0.isSure && $0.subject == .all }) {
      header.title = note.time
      titleSource = .note
    } else {
      doubtfulNote = notes.first
    }
    title = header.title
    rows = records.map { record in
      func texts(_ columns: [Int]) -> [String] {
        columns.filter { $0 < record.fields.count }.map { record.fields[$0].text(in: bytes) }
      }
      return Row(
        file: file, content: .csv(record.fields, header), start: record.start,
        remarks: texts(header.remarks),
        unread: header.unknown.filter { !header.remarks.contains($0.index) }.flatMap { column in
          texts([column.index]).map { ($0, column.heading) }
        })
    }
    for problem in scanner.problems {
      diagnostics.append(
        .damagedRecord(at: file.place(SourceRange(problem.offset, problem.offset + 1))))
    }
  }

  /// What a cell in a column that no record has, below a heading (as a key), says of the period of a record; nil where it is
  /// none: a month or a day may be that of writing.
  fileprivate static func time(in text: String, below heading: String) -> String? {
    guard Field.timeLabel != nil, !ColumnRole.isOfEvent(heading) else { return nil }
    if ColumnRole.mayTellPeriod(heading, inTable: false),
      let time = HeaderSamples.time(in: text, below: heading)
    {
      return time
    }
    if TimeLabel.isOtherTime(text) { return text }
    if let time = TitleTime(whole: text) { return time.isDate ? nil : text }
    let normal = CellText.normal(text)
    return normal.contains { !$0.isNumber && $0 != "-" } && Period(normal) != nil ? text : nil
  }

  /// A record that may be the header.
  private struct Head {
    var fields: [CSVField]
    var separator: UInt8
    var start: Int
    /// Where the next record begins.
    var end: Int
    var line: Int
    /// How many headings it has that are columns.
    var known = 0
  }

  /// The header, which is among the first records the first with the most headings that are columns, and the places of the
  /// titles above it; nil where there is no record.
  private mutating func header(
    of file: SourceFile
  ) -> (head: Head, titles: [Place])? {
    let bytes = file.bytes
    var found: [Head] = []
    var scanner = CSVScanner(separator: UInt8(ascii: ","))
    while found.count < CSVHeadReader.mostTitleRows {
      let line = bytes[scanner.offset...].prefix { $0 != 0x0A && $0 != 0x0D }
      let separator = CSVScanner.separator(of: line)
      scanner = CSVScanner(separator: separator, offset: scanner.offset, line: scanner.line)
      var fields: [CSVField] = []
      guard scanner.next(bytes.span, fields: &fields) else { break }
      if CSVRecord.isEmpty(fields, bytes) { continue }
      var head = Head(
        fields: fields, separator: separator, start: scanner.recordOffset, end: scanner.offset,
        line: scanner.line)
      let headings = fields.map { $0.text(in: bytes) }
      head.known = Field.columns.count { column in headings.contains { column.isCalled($0) } }
      found.append(head)
    }
    let most = found.map(\.known).max() ?? 0
    guard let index = found.firstIndex(where: { $0.known == most }) else { return nil }
    for head in found[..<index] {
      titles += head.fields.map { CellText.written($0.text(in: bytes)) }.filter { !$0.isEmpty }
    }
    return (found[index], found[..<index].map { file.place(SourceRange($0.start, $0.start)) })
  }

  private mutating func readYAML(_ file: SourceFile) {
    let (root, found) = YAMLNode.parse(file)
    diagnostics += found
    if let root { read(root, of: nil) }
  }

  /// Takes the records of a list; `unit` is whom they are about where they do not say it themselves.
  private mutating func read(_ root: YAMLNode, of unit: String?) {
    guard case .sequence(let records) = root.content else {
      diagnostics.append(.recordsAreNoList(at: root.place))
      return
    }
    for record in records {
      guard case .mapping(let entries) = record.content else {
        diagnostics.append(.recordsAreNoList(at: record.place))
        continue
      }
      var nodes: [Field: YAMLNode] = [:]
      var headings: [Field: Phrase] = [:]
      var periods: [(node: YAMLNode, heading: String, isAside: Bool)] = []
      var remarks: [String] = []
      var unread: [(text: String, heading: String)] = []
      if let unit {
        nodes[.unitCode] = YAMLNode(
          content: .scalar(unit, .plain), range: record.range, file: record.file)
      }
      for (key, value) in entries {
        let name = key.text ?? ""
        let found = Field.allCases.filter { $0.column.isCalled(name) }
        let column = found.first { nodes[$0] == nil }
        let isStated = Field.isOfPeriod(name, column)
        let isAside =
          !isStated && found.isEmpty
          && value.text.flatMap { RecordFile.time(in: $0, below: CellText.key(name)) } != nil
        let isOfPeriod = isAside || isStated
        if isOfPeriod { periods.append((value, isAside ? "period" : CellText.key(name), isAside)) }
        if ColumnRole.named(CellText.key(name)) == .note {
          remarks.append(value.text ?? "")
        } else if found.isEmpty {
          unread.append((value.text ?? "", CellText.key(name)))
        }
        if let column {
          nodes[column] = value
          headings[column] = Phrase(name)
        } else if !isOfPeriod {
          note(name, isKnown: !found.isEmpty, at: key.place)
        }
      }
      if let name = Field.unitName, nodes[.unitCode] == nil {
        nodes[.unitCode] = nodes.removeValue(forKey: name)
        headings[.unitCode] = headings[name]
      }
      let missing = Field.allCases.filter { $0.column.isRequired && nodes[$0] == nil }
      if missing.isEmpty {
        rows.append(
          Row(
            file: record.file, content: .yaml(nodes, headings, periods),
            start: Int(record.range.start), remarks: remarks, unread: unread))
      } else {
        diagnostics.append(
          .missingRecordColumns(missing.map(\.column), at: record.place))
      }
    }
  }

  /// Notes a heading that no column is left for.
  private mutating func note(_ name: String, isKnown: Bool, at place: Place) {
    // What is written for readers only.
    switch ColumnRole.named(CellText.key(name)) {
    case .note, .number, .evidence: return
    case .code, .name, .period, .year, .part, .item, .value, .measure, nil: break
    }
    diagnostics.append(
      isKnown
        ? .repeatedRecordColumn(name, at: place)
        : .unknownRecordColumn(name, known: Field.columns, at: place))
  }

  private mutating func match(
    _ fields: [CSVField], above records: [[CSVField]], _ file: SourceFile, at start: Int
  ) -> Header? {
    var header = Header(width: fields.count)
    for (index, field) in fields.enumerated() {
      let written = CellText.written(field.text(in: file.bytes))
      let text = CellText.normal(written)
      let place = file.place(SourceRange(field.range.lowerBound, field.range.upperBound))
      guard !text.isEmpty else { continue }
      let found = Field.allCases.filter { $0.column.isCalled(text) }
      let column = found.first { header.fields[$0] == nil }
      let isOfPeriod = Field.isOfPeriod(text, column)
      if isOfPeriod { header.periods.append((index, CellText.key(text))) }
      if ColumnRole.named(CellText.key(text)) == .note { header.remarks.append(index) }
      if let column {
        header.fields[column] = index
        header.headings[column] = Phrase(written)
      } else if !isOfPeriod {
        let key = CellText.key(text)
        let isOfTime =
          found.isEmpty
          && records.contains { record in
            index < record.count
              && RecordFile.time(in: record[index].text(in: file.bytes), below: key) != nil
          }
        if !isOfTime { note(written, isKnown: !found.isEmpty, at: place) }
        if found.isEmpty { header.unknown.append((index, key)) }
      }
    }
    let times = titles.compactMap { TitleTime(title: $0) ?? TitleTime(other: $0) }
    header.title = TitleTime.narrowest(times)
    // Without a column of codes the one of names says whom a record is about.
    if let name = Field.unitName, header.fields[.unitCode] == nil {
      header.fields[.unitCode] = header.fields.removeValue(forKey: name)
      header.headings[.unitCode] = header.headings.removeValue(forKey: name)
    }
    let missing = Field.allCases.filter { $0.column.isRequired && header.fields[$0] == nil }
    guard missing.isEmpty else {
      diagnostics.append(
        .missingRecordColumns(
          missing.map(\.column), at: file.place(SourceRange(start, start))))
      return nil
    }
    return header
  }
}

extension Diagnostic {
  /// The quotes of a record are wrong.
  static func damagedRecord(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.damagedRecord, .error,
      Phrase(
        zh: "这一行的引号不成对，或列数过多",
        en: "the quotes of this record do not match, or it has too many fields"),
      at: place,
      help: Phrase(
        zh: "用电子表格软件重新另存为 CSV", en: "save it again as CSV from the spreadsheet"))
  }

  /// A file of records with nothing in it, not even a header.
  static func emptyRecordFile(_ path: String) -> Diagnostic {
    Diagnostic(
      Code.emptyRecordFile, .error,
      Phrase(zh: "“\(path)”是空文件", en: "'\(path)' is empty"), at: Place(path: path),
      help: Phrase(
        zh: "核对是否给错了文件；没有记录的，留一行表头",
        en: "check that it is the right file; where there are no records, keep the header"))
  }

  /// A YAML file that is not a list of records, or an entry of it that is none.
  static func recordsAreNoList(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.notARecord, .error,
      Phrase(zh: "这里应当是逐条记录的清单", en: "expected a list of records"), at: place,
      help: Phrase(
        zh: "每条以“- unit: …”开头", en: "begin each record with '- unit: …'"))
  }

  /// A column that the file of records does not have.
  static func unknownRecordColumn(
    _ name: String, known: [RecordColumn], at place: Place
  ) -> Diagnostic {
    let near = suggestions(for: name, among: known.flatMap { [$0.name] + $0.synonyms })
    let list = Phrase.list(known.map(\.title))
    return Diagnostic(
      Code.unknownRecordColumn, .warning,
      Phrase(zh: "没有“\(name)”这一列，未读入", en: "unknown column '\(name)', not read"), at: place,
      help: Phrase.didYouMean(near)
        ?? Phrase(zh: "可用的列：\(list.text(.zh))", en: "columns: \(list.text(.en))"))
  }

  /// A column that stands twice in the header.
  static func repeatedRecordColumn(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.repeatedRecordColumn, .warning,
      Phrase(
        zh: "“\(name)”列出现两次，只读第一次", en: "the column '\(name)' stands twice, the first is read"),
      at: place, help: Phrase(zh: "删除重复的列", en: "remove one of them"))
  }

  /// Columns without which nothing can be read.
  static func missingRecordColumns(_ columns: [RecordColumn], at place: Place) -> Diagnostic {
    let list = Phrase.list(columns.map(\.title))
    return Diagnostic(
      Code.missingRecordColumn, .error,
      Phrase(zh: "表头缺少列：\(list.text(.zh))", en: "the header lacks the columns \(list.text(.en))"),
      at: place,
      help: Phrase(zh: "在表头一行补上这些列", en: "add them to the header"))
  }
}
