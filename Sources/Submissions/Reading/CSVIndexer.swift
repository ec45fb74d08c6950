import Definitions
import Formats
import SourceText

/// The first pass over a CSV file: whose rows are there, and what is wrong with quotes and rows.
struct CSVIndexer {
  private let head: CSVHead
  /// The lengths of longer periods that rows may be about.
  private let longer: Set<PeriodLength>
  private let path: String

  init(_ head: CSVHead, longer: Set<PeriodLength>, path: String) {
    self.head = head
    self.longer = longer
    self.path = path
  }

  /// Takes all rows of a block.
  func add(_ block: CSVBlock, to index: inout UnitIndex, _ diagnostics: inout [Diagnostic]) {
    guard block.offset + block.bytes.count > head.dataOffset else { return }
    let bytes = block.bytes
    let places = RecordPlaces(bytes, base: block.offset, path: path)
    var scanner = CSVScanner(separator: head.separator, line: block.line)
    var fields: [CSVField] = []
    // Without quotes only the columns that name the unit and the period have to be looked at.
    let isPlain = !bytes.contains(UInt8(ascii: "\""))
    let columns =
      [head.columns.code, head.columns.name].compactMap(\.self)
      + head.columns.periods.map(\.column)
    let first = 1 + (columns.max() ?? 0)
    while true {
      guard
        isPlain
          ? scanner.nextUnquoted(bytes.span, first: first, fields: &fields)
          : scanner.next(bytes.span, fields: &fields)
      else { break }
      if isPlain, CSVRecord.isEmpty(fields, bytes) {
        // Perhaps the whole record is empty: all of it has to be looked at.
        var whole = CSVScanner(
          separator: head.separator, offset: scanner.recordOffset, line: scanner.recordLine)
        _ = whole.next(bytes.span, fields: &fields)
      }
      let record = scanner.recordOffset
      let line = scanner.recordLine
      if block.offset + record < head.dataOffset {
        scanner.problems.removeAll(keepingCapacity: true)
        continue
      }
      if !scanner.problems.isEmpty {
        for problem in scanner.problems {
          let place = places.place(
            problem.offset..<(problem.offset + 1), record: record, line: line)
          diagnostics.append(.quotes(problem.kind, at: place))
        }
        scanner.problems.removeAll(keepingCapacity: true)
      }
      func place(_ column: Int?) -> Place {
        let field = column.flatMap { $0 < fields.count ? fields[$0] : nil } ?? fields.first
        return places.place(field?.range ?? record..<record, record: record, line: line)
      }
      if CSVRecord.isEmpty(fields, bytes) {
        if fields.count > 1 { index.addEmptyRow { place(nil) } }
        continue
      }
      let row = CSVRecord(fields, bytes, head.columns)
      switch head.columns.shape {
      case .wide:
        index.addRow(code: row.code, name: row.name, period: row.period, longer: longer) {
          place(head.columns.code ?? head.columns.name)
        }
      case .records:
        index.addRecord(code: row.code, name: row.name, period: row.period) {
          place(head.columns.code ?? head.columns.name)
        }
      case .long:
        index.addValue(code: row.code, name: row.name, period: row.period) {
          place(head.columns.code ?? head.columns.name)
        }
      }
    }
  }
}

/// The columns of a record that say whom and when it is about.
struct CSVRecord {
  let code: String
  let name: String
  let period: String

  init(_ fields: [CSVField], _ bytes: [UInt8], _ columns: CSVColumns) {
    func text(_ column: Int?) -> String {
      guard let column, column < fields.count, !fields[column].isEmpty else { return "" }
      return fields[column].text(in: bytes)
    }
    code = text(columns.code)
    name = text(columns.name)
    let label =
      columns.periods.count > 1
      ? PeriodLabel.combined(
        columns.periods.map { PeriodLabel.Part(heading: $0.heading, text: text($0.column)) })
      : text(columns.periods.first?.column)
    period = label.isEmpty ? columns.statedPeriod : label
  }

  /// Whether no field has anything in it.
  static func isEmpty(_ fields: [CSVField], _ bytes: [UInt8]) -> Bool {
    fields.allSatisfy { field in
      field.isEmpty || bytes[field.range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
  }
}

extension Diagnostic {
  /// A mistake in the quotes of a record.
  static func quotes(_ kind: CSVProblem.Kind, at place: Place) -> Diagnostic {
    switch kind {
    case .unclosedQuote:
      Diagnostic(
        "unclosed-quote", .error,
        Phrase(
          zh: "引号没有合上,这一行从这里起没有读取",
          en: "the quote is never closed; this line was not read from here on"),
        at: place, help: Phrase(zh: "补上引号,或删去它", en: "close the quote, or delete it"))
    case .strayQuote:
      Diagnostic(
        "stray-quote", .error,
        Phrase(zh: "引号出现在文字中间,这一格没有读取", en: "a quote inside a field; the field was not read"),
        at: place,
        help: Phrase(
          zh: "整格加引号,其中的引号写两遍", en: "put the whole field in quotes and double those inside"))
    case .textAfterQuote:
      Diagnostic(
        "stray-quote", .error,
        Phrase(zh: "引号合上之后还有文字,这一格没有读取", en: "text after a closing quote; the field was not read"),
        at: place,
        help: Phrase(
          zh: "整格加引号,其中的引号写两遍", en: "put the whole field in quotes and double those inside"))
    case .tooManyFields:
      Diagnostic(
        "too-many-fields", .error,
        Phrase(
          zh: "一行超过 \(CSVScanner.mostFields) 格,多出的没有读取",
          en: "a row of more than \(CSVScanner.mostFields) fields; the rest was not read"),
        at: place)
    }
  }
}
