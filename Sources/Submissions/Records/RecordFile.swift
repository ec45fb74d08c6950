import Definitions
import Formats
import SourceText

/// A column that a file of records may have.
struct RecordColumn {
  /// The name of the contract.
  var name: String
  /// Other headings under which it is accepted, a Chinese one first.
  var synonyms: [String]
  var isRequired: Bool

  init(_ name: String, _ synonyms: String..., isRequired: Bool = false) {
    self.name = name
    self.synonyms = synonyms
    self.isRequired = isRequired
  }

  private init(_ name: String, _ synonyms: [String], isRequired: Bool) {
    self.name = name
    self.synonyms = synonyms
    self.isRequired = isRequired
  }

  /// The unit that a record is about: its code, or its name where ``unitName`` is no column of the file.
  static let unit = RecordColumn("unit", ["单位代码"] + ColumnRole.code.headings, isRequired: true)
  /// What is remarked about the record.
  static let remark = RecordColumn("note", ColumnRole.note.headings, isRequired: false)
  /// The name of the unit beside its code, or alone.
  static let unitName = RecordColumn("name", ["单位"] + ColumnRole.name.headings, isRequired: false)

  /// What the column is called where the file has it under no heading.
  var title: Phrase { Phrase(zh: synonyms.first ?? name, en: name) }

  /// Whether a heading is the column's. Of several columns that a heading may be, it is the first that is still free:
  /// the second 单位 of verified values is their measure.
  func isCalled(_ heading: String) -> Bool {
    ([name] + synonyms).contains { CellText.key($0) == CellText.key(heading) }
  }
}

/// A small file of records beside the submissions: units, findings, waivers, verified values. Read whole.
///
/// CSV with a header, perhaps below titles, or YAML: a list of mappings whose keys are the columns.
struct RecordFile {
  /// What a file has under its columns: the fields of each, or none.
  fileprivate struct Header {
    /// For each column the index of its field.
    var fields: [Int?]
    /// For each column its heading as it was written.
    var headings: [Phrase]
    /// How many fields it has.
    var width: Int
  }

  /// One record, its fields found by column.
  struct Row {
    fileprivate enum Content {
      /// The fields, found by the header.
      case csv([CSVField], Header)
      /// The value of each column, and what the columns are called.
      case yaml([YAMLNode?], [Phrase])
    }

    fileprivate let file: SourceFile
    fileprivate let content: Content
    fileprivate let start: Int
    /// The column of the unit's name.
    fileprivate let nameColumn: Int?

    /// The code of the unit that the record is about; where it names none, whatever stands for it.
    var code: String { text(0) }

    /// The name of the unit beside its code.
    var name: String { nameColumn.map { text($0) } ?? "" }

    /// What the record says besides its unit.
    var rest: RestOfRow {
      var texts: [String] = []
      switch content {
      case .csv(let fields, let header):
        let own = [0, nameColumn].compactMap { $0 }.compactMap { header.fields[$0] }
        for index in fields.indices where !own.contains(index) {
          texts.append(CellText.normal(fields[index].text(in: file.bytes)))
        }
      case .yaml(let nodes, _):
        texts = nodes.dropFirst().map { CellText.normal($0?.text ?? "") }
      }
      texts.removeAll(where: \.isEmpty)
      return RestOfRow(isEmpty: texts.isEmpty, kind: texts.first.flatMap { OtherRow.kind(of: $0) })
    }

    /// What is wrong with the number of fields, or with a number in `column` that a comma may have cut; nil where they may be
    /// used as they stand.
    func fault(_ column: Int?) -> Diagnostic? {
      guard case .csv(let fields, let header) = content else { return nil }
      if fields.count > header.width,
        let extra = fields[header.width...].first(where: { !CSVRecord.isEmpty([$0], file.bytes) })
      {
        let range = SourceRange(extra.range.lowerBound, extra.range.upperBound)
        return .longRecord(fields.count, header.width, at: masked(range), unit: code)
      }
      guard let column, let index = header.fields[column], index + 1 < fields.count,
        CSVHead.isCut(fields[index...(index + 1)], file.bytes)
      else { return nil }
      let parts = fields[index...(index + 1)].map { $0.text(in: file.bytes) }
      return .cutNumber(parts, at: place(column), unit: code)
    }

    /// The texts of a record.
    var texts: [String] {
      switch content {
      case .csv(let fields, _): fields.map { CellText.normal($0.text(in: file.bytes)) }
      case .yaml: []
      }
    }

    /// What a column is called in the file.
    func heading(_ column: Int) -> Phrase {
      switch content {
      case .csv(_, let header): header.headings[column]
      case .yaml(_, let headings): headings[column]
      }
    }

    /// The text of a column in its normal form, by which it is compared and read; empty where there is none.
    func text(_ column: Int) -> String { CellText.normal(raw(column)) }

    /// The text of a column as it was written, by which it is cited.
    func written(_ column: Int) -> String { CellText.written(raw(column)) }

    private func raw(_ column: Int) -> String {
      switch content {
      case .csv(let fields, let header):
        guard let index = header.fields[column], index < fields.count else { return "" }
        return fields[index].text(in: file.bytes)
      case .yaml(let nodes, _): return nodes[column]?.text ?? ""
      }
    }

    /// Where the value of a column stands; the start of the record where it has none.
    func place(_ column: Int) -> Place {
      switch content {
      case .csv(let fields, let header):
        guard let index = header.fields[column], index < fields.count else { return place }
        let range = fields[index].range
        return masked(SourceRange(range.lowerBound, range.upperBound))
      case .yaml(let nodes, _): return nodes[column].map { masked($0.range) } ?? place
      }
    }

    /// Where the record starts.
    var place: Place { masked(SourceRange(start, start)) }

    /// A place whose excerpt shows no personal numbers.
    private func masked(_ range: SourceRange) -> Place {
      var place = file.place(range)
      place.excerpt = PersonalData.masked(place.excerpt)
      return place
    }
  }

  private(set) var rows: [Row] = []
  /// What stands above the header.
  private(set) var titles: [String] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The column of a number, if there is one.
  let numberColumn: Int?

  /// Reads a file; what is wrong with it as a whole leaves no rows.
  /// - Parameters:
  ///   - source: The file.
  ///   - columns: The columns, in the order by which rows are asked for them.
  init(_ source: FileSource, columns: [RecordColumn]) {
    numberColumn = columns.firstIndex { $0.name == "value" }
    let file: SourceFile
    do throws(TextError) {
      file = try readText(source, limit: 64 << 20)
    } catch {
      diagnostics.append(error.diagnostic)
      return
    }
    let name = source.displayPath.lowercased()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      readYAML(file, columns)
    } else {
      readCSV(file, columns)
    }
  }

  /// Takes records about one unit that stand within another file, such as the case of a set.
  init(_ records: YAMLNode, of unit: String, columns: [RecordColumn]) {
    numberColumn = nil
    read(records, columns, of: unit)
  }

  private mutating func readCSV(_ file: SourceFile, _ columns: [RecordColumn]) {
    if file.bytes.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.append(.emptyRecordFile(file.path))
      return
    }
    guard let (head, titles) = header(of: file, columns) else { return }
    if let first = titles.first { diagnostics.append(.titleRows(titles.count, at: first)) }
    guard let header = match(head.fields, columns, file, at: head.start) else { return }
    var scanner = CSVScanner(separator: head.separator, offset: head.end, line: head.line)
    var fields: [CSVField] = []
    let bytes = file.bytes
    while scanner.next(bytes.span, fields: &fields) {
      if CSVRecord.isEmpty(fields, bytes) { continue }
      rows.append(
        Row(
          file: file, content: .csv(fields, header), start: scanner.recordOffset,
          nameColumn: RecordFile.nameColumn(columns)))
    }
    for problem in scanner.problems {
      diagnostics.append(
        .damagedRecord(at: file.place(SourceRange(problem.offset, problem.offset + 1))))
    }
  }

  private static func nameColumn(_ columns: [RecordColumn]) -> Int? {
    columns.firstIndex { $0.name == RecordColumn.unitName.name }
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
    of file: SourceFile, _ columns: [RecordColumn]
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
      head.known = columns.count { column in headings.contains { column.isCalled($0) } }
      found.append(head)
    }
    let most = found.map(\.known).max() ?? 0
    guard let index = found.firstIndex(where: { $0.known == most }) else { return nil }
    for head in found[..<index] {
      titles += head.fields.map { CellText.normal($0.text(in: bytes)) }.filter { !$0.isEmpty }
    }
    return (found[index], found[..<index].map { file.place(SourceRange($0.start, $0.start)) })
  }

  private mutating func readYAML(_ file: SourceFile, _ columns: [RecordColumn]) {
    let (root, found) = YAMLNode.parse(file)
    diagnostics += found
    if let root { read(root, columns, of: nil) }
  }

  /// Takes the records of a list; `unit` is whom they are about where they do not say it themselves.
  private mutating func read(_ root: YAMLNode, _ columns: [RecordColumn], of unit: String?) {
    guard case .sequence(let records) = root.content else {
      diagnostics.append(.recordsAreNoList(at: root.place))
      return
    }
    for record in records {
      guard case .mapping(let entries) = record.content else {
        diagnostics.append(.recordsAreNoList(at: record.place))
        continue
      }
      var nodes = [YAMLNode?](repeating: nil, count: columns.count)
      var headings = columns.map(\.title)
      if let unit {
        nodes[0] = YAMLNode(
          content: .scalar(unit, .plain), range: record.range, file: record.file)
      }
      for (key, value) in entries {
        let name = key.text ?? ""
        let found = columns.indices.filter { columns[$0].isCalled(name) }
        if let column = found.first(where: { nodes[$0] == nil }) {
          nodes[column] = value
          headings[column] = Phrase(name)
        } else {
          note(name, found.first, columns, at: key.place)
        }
      }
      if let name = RecordFile.nameColumn(columns), columns[0].name != "code", nodes[0] == nil {
        (nodes[0], headings[0], nodes[name]) = (nodes[name], headings[name], nil)
      }
      let missing = columns.indices.filter { columns[$0].isRequired && nodes[$0] == nil }
      if missing.isEmpty {
        rows.append(
          Row(
            file: record.file, content: .yaml(nodes, headings), start: Int(record.range.start),
            nameColumn: RecordFile.nameColumn(columns)))
      } else {
        diagnostics.append(
          .missingRecordColumns(missing.map { columns[$0] }, at: record.place))
      }
    }
  }

  /// Notes a heading that no column is left for.
  private mutating func note(
    _ name: String, _ column: Int?, _ columns: [RecordColumn], at place: Place
  ) {
    // What is written for readers only.
    switch ColumnRole.named(CellText.key(name)) {
    case .note, .number, .evidence: return
    case .code, .name, .period, .year, .part, .item, .value, .measure, nil: break
    }
    diagnostics.append(
      column.map { _ in .repeatedRecordColumn(name, at: place) }
        ?? .unknownRecordColumn(name, known: columns, at: place))
  }

  private mutating func match(
    _ fields: [CSVField], _ columns: [RecordColumn], _ file: SourceFile, at start: Int
  ) -> Header? {
    var header = Header(
      fields: [Int?](repeating: nil, count: columns.count), headings: columns.map(\.title),
      width: fields.count)
    for (index, field) in fields.enumerated() {
      let text = CellText.normal(field.text(in: file.bytes))
      let place = file.place(SourceRange(field.range.lowerBound, field.range.upperBound))
      guard !text.isEmpty else { continue }
      let found = columns.indices.filter { columns[$0].isCalled(text) }
      if let column = found.first(where: { header.fields[$0] == nil }) {
        header.fields[column] = index
        header.headings[column] = Phrase(text)
      } else {
        note(text, found.first, columns, at: place)
      }
    }
    // Without a column of codes the one of names says whom a record is about.
    if let name = RecordFile.nameColumn(columns), columns[0].name != "code",
      header.fields[0] == nil
    {
      header.fields.swapAt(0, name)
      header.headings.swapAt(0, name)
    }
    let missing = columns.indices.filter { columns[$0].isRequired && header.fields[$0] == nil }
    guard missing.isEmpty else {
      diagnostics.append(
        .missingRecordColumns(
          missing.map { columns[$0] }, at: file.place(SourceRange(start, start))))
      return nil
    }
    return header
  }
}

extension Diagnostic {
  /// The quotes of a record are wrong.
  static func damagedRecord(at place: Place) -> Diagnostic {
    Diagnostic(
      "damaged-record", .error,
      Phrase(
        zh: "这一行的引号不成对,或列数过多",
        en: "the quotes of this record do not match, or it has too many fields"),
      at: place,
      help: Phrase(
        zh: "用电子表格软件重新另存为 CSV", en: "save it again as CSV from the spreadsheet"))
  }

  /// A file of records with nothing in it, not even a header.
  static func emptyRecordFile(_ path: String) -> Diagnostic {
    Diagnostic(
      "empty-record-file", .error,
      Phrase(zh: "“\(path)”是空文件", en: "'\(path)' is empty"), at: Place(path: path),
      help: Phrase(
        zh: "核对是否给错了文件;没有记录的,留一行表头",
        en: "check that it is the right file; where there are no records, keep the header"))
  }

  /// A YAML file that is not a list of records, or an entry of it that is none.
  static func recordsAreNoList(at place: Place) -> Diagnostic {
    Diagnostic(
      "not-a-record", .error,
      Phrase(zh: "这里应当是逐条记录的清单", en: "expected a list of records"), at: place,
      help: Phrase(
        zh: "每条以“- unit: …”开头", en: "begin each record with '- unit: …'"))
  }

  /// A column that the file of records does not have.
  static func unknownRecordColumn(
    _ name: String, known: [RecordColumn], at place: Place
  ) -> Diagnostic {
    let near = suggestions(for: name, among: known.flatMap { [$0.name] + $0.synonyms })
    let zh = known.map { $0.title.text(.zh) }.joined(separator: "、")
    let en = known.map { $0.title.text(.en) }.joined(separator: ", ")
    return Diagnostic(
      "unknown-record-column", .warning,
      Phrase(zh: "没有“\(name)”这一列,未读入", en: "unknown column '\(name)', not read"), at: place,
      help: didYouMean(near) ?? Phrase(zh: "可用的列:\(zh)", en: "columns: \(en)"))
  }

  /// A column that stands twice in the header.
  static func repeatedRecordColumn(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      "repeated-record-column", .warning,
      Phrase(
        zh: "“\(name)”列出现两次,只读第一次", en: "the column '\(name)' stands twice, the first is read"),
      at: place, help: Phrase(zh: "删除重复的列", en: "remove one of them"))
  }

  /// Columns without which nothing can be read.
  static func missingRecordColumns(_ columns: [RecordColumn], at place: Place) -> Diagnostic {
    let zh = columns.map { $0.title.text(.zh) }.joined(separator: "、")
    let en = columns.map { $0.title.text(.en) }.joined(separator: ", ")
    return Diagnostic(
      "missing-record-column", .error,
      Phrase(zh: "表头缺少列:\(zh)", en: "the header lacks the columns \(en)"), at: place,
      help: Phrase(zh: "在表头一行补上这些列", en: "add them to the header"))
  }
}
