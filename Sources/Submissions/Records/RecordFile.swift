import Definitions
import Formats
import SourceText

/// A column that a file of records may have.
struct RecordColumn {
  /// The name of the contract.
  var name: String
  /// Other headings under which it is accepted.
  var synonyms: [String]
  var isRequired: Bool

  init(_ name: String, _ synonyms: String..., isRequired: Bool = false) {
    self.name = name
    self.synonyms = synonyms
    self.isRequired = isRequired
  }

  /// Whether a heading is the column's. Of several columns that a heading may be, it is the first that is still free:
  /// the second 单位 of verified values is their measure.
  func isCalled(_ heading: String) -> Bool {
    ([name] + synonyms).contains { CellText.key($0) == CellText.key(heading) }
  }
}

/// A small file of records beside the submissions: units, findings, waivers, verified values. Read whole.
///
/// CSV with a header, or YAML: a list of mappings whose keys are the columns.
struct RecordFile {
  /// One record, its fields found by column.
  struct Row {
    fileprivate enum Content {
      /// The fields, and for each column the index of its field.
      case csv([CSVField], [Int?])
      /// The value of each column.
      case yaml([YAMLNode?])
    }

    fileprivate let file: SourceFile
    fileprivate let content: Content
    fileprivate let start: Int

    /// The text of a column in its normal form, by which it is compared and read; empty where there is none.
    func text(_ column: Int) -> String { CellText.normal(raw(column)) }

    /// The text of a column as it was written, by which it is cited.
    func written(_ column: Int) -> String { CellText.written(raw(column)) }

    private func raw(_ column: Int) -> String {
      switch content {
      case .csv(let fields, let indices):
        guard let index = indices[column], index < fields.count else { return "" }
        return fields[index].text(in: file.bytes)
      case .yaml(let nodes): return nodes[column]?.text ?? ""
      }
    }

    /// Where the value of a column stands; the start of the record where it has none.
    func place(_ column: Int) -> Place {
      switch content {
      case .csv(let fields, let indices):
        guard let index = indices[column], index < fields.count else { return place }
        let range = fields[index].range
        return masked(SourceRange(range.lowerBound, range.upperBound))
      case .yaml(let nodes): return nodes[column].map { masked($0.range) } ?? place
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
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads a file; what is wrong with it as a whole leaves no rows.
  /// - Parameters:
  ///   - source: The file.
  ///   - columns: The columns, in the order by which rows are asked for them.
  init(_ source: FileSource, columns: [RecordColumn]) {
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
    read(records, columns, of: unit)
  }

  private mutating func readCSV(_ file: SourceFile, _ columns: [RecordColumn]) {
    if file.bytes.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.append(.emptyRecordFile(file.path))
      return
    }
    let header = file.bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    var scanner = CSVScanner(separator: CSVScanner.separator(of: header))
    var fields: [CSVField] = []
    var places: [Int?]?
    let bytes = file.bytes
    while scanner.next(bytes.span, fields: &fields) {
      if fields.allSatisfy({ CellText.normal($0.text(in: file.bytes)).isEmpty }) { continue }
      if let places {
        rows.append(
          Row(file: file, content: .csv(fields, places), start: scanner.recordOffset))
      } else {
        places = match(fields, columns, file)
        if places == nil { return }
      }
    }
    for problem in scanner.problems {
      diagnostics.append(
        .damagedRecord(at: file.place(SourceRange(problem.offset, problem.offset + 1))))
    }
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
      if let unit {
        nodes[0] = YAMLNode(
          content: .scalar(unit, .plain), range: record.range, file: record.file)
      }
      for (key, value) in entries {
        let name = key.text ?? ""
        let found = columns.indices.filter { columns[$0].isCalled(name) }
        if let column = found.first(where: { nodes[$0] == nil }) {
          nodes[column] = value
        } else {
          note(name, found.first, columns, at: key.place)
        }
      }
      let missing = columns.indices.filter { columns[$0].isRequired && nodes[$0] == nil }
      if missing.isEmpty {
        rows.append(Row(file: record.file, content: .yaml(nodes), start: Int(record.range.start)))
      } else {
        diagnostics.append(
          .missingRecordColumns(missing.map { columns[$0].name }, at: record.place))
      }
    }
  }

  /// Notes a heading that no column is left for.
  private mutating func note(
    _ name: String, _ column: Int?, _ columns: [RecordColumn], at place: Place
  ) {
    diagnostics.append(
      column.map { .repeatedRecordColumn(columns[$0].name, at: place) }
        ?? .unknownRecordColumn(name, known: columns.map(\.name), at: place))
  }

  private mutating func match(
    _ fields: [CSVField], _ columns: [RecordColumn], _ file: SourceFile
  ) -> [Int?]? {
    var places = [Int?](repeating: nil, count: columns.count)
    for (index, field) in fields.enumerated() {
      let text = CellText.normal(field.text(in: file.bytes))
      let place = file.place(SourceRange(field.range.lowerBound, field.range.upperBound))
      guard !text.isEmpty else { continue }
      let found = columns.indices.filter { columns[$0].isCalled(text) }
      if let column = found.first(where: { places[$0] == nil }) {
        places[column] = index
      } else {
        note(text, found.first, columns, at: place)
      }
    }
    let missing = columns.indices.filter { columns[$0].isRequired && places[$0] == nil }
    guard missing.isEmpty else {
      let start = file.place(SourceRange(0, 0))
      diagnostics.append(.missingRecordColumns(missing.map { columns[$0].name }, at: start))
      return nil
    }
    return places
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
    _ name: String, known: [String], at place: Place
  ) -> Diagnostic {
    let near = suggestions(for: name, among: known)
    let list = known.joined(separator: ", ")
    return Diagnostic(
      "unknown-record-column", .warning,
      Phrase(zh: "没有“\(name)”这一列,未读入", en: "unknown column '\(name)', not read"), at: place,
      help: near.first.map { name in
        Phrase(zh: "是不是“\(name)”?", en: "did you mean '\(name)'?")
      } ?? Phrase(zh: "可用的列:\(list)", en: "columns: \(list)"))
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
  static func missingRecordColumns(_ names: [String], at place: Place) -> Diagnostic {
    let list = names.joined(separator: ", ")
    return Diagnostic(
      "missing-record-column", .error,
      Phrase(zh: "表头缺少列:\(list)", en: "the header lacks the columns \(list)"), at: place,
      help: Phrase(zh: "在第一行补上这些列名", en: "add them to the first line"))
  }
}
