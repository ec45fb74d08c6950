import Definitions
import Formats
import SourceText

/// The first pass over a CSV file: whose rows are there, and what is wrong with quotes and rows.
struct CSVIndexer {
  private let head: CSVHead
  /// The lengths of longer periods that rows may be about.
  private let longer: Set<PeriodLength>
  private let file: PlacedFile
  private let headings: ItemHeadings
  /// The length of the set's periods, and the run's period, where it is known.
  private let length: PeriodLength
  private let run: Period?
  /// Whether a title within the table cannot be understood without the run's period.
  private(set) var asksForPeriod = false
  private var merged = MergedCells()
  /// Where the header of another table begins.
  private(set) var end: (offset: Int, line: Int)?
  /// A title of another time, below which the rows of units would be that time's, and what is known of the rows above.
  private var title: Title?
  /// The notes between the rows of units, with what stands in their cells, and those below the last one so far.
  private(set) var notes: [(offset: Int, texts: [String], place: Place)] = []
  private var below: [(offset: Int, texts: [String], place: Place)] = []
  /// The most notes that are kept: no form has as many.
  private static let mostNotes = 200
  private static let mostItems = 10_000
  /// What the items of a long file are called, where what is said of its measures depends on which there are.
  private(set) var items: Set<String> = []
  /// Whether anything stands below the header.
  private(set) var hasRows = false

  private struct Title {
    var text: String
    var place: Place
    var start: (offset: Int, line: Int)
    /// What is known of the rows above and of the title itself.
    var index: UnitIndex
  }

  /// An indexer of a file, whose columns are found by their headings.
  init(
    _ head: CSVHead, longer: Set<PeriodLength>, in file: PlacedFile, _ headings: ItemHeadings,
    _ length: PeriodLength, run: Period?
  ) {
    self.head = head
    self.length = length
    self.run = run
    self.longer = longer
    self.file = file
    self.headings = headings
  }

  /// Takes all rows of a block.
  mutating func add(
    _ block: CSVBlock, to index: inout UnitIndex, _ diagnostics: inout ProblemList
  ) {
    guard end == nil, block.offset + block.bytes.count > head.dataOffset else { return }
    let bytes = block.bytes
    let places = RecordPlaces(bytes, base: block.offset, in: file)
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
      let record = scanner.recordOffset
      let line = scanner.recordLine
      func whole() -> [CSVField] {
        guard isPlain else { return fields }
        var fields: [CSVField] = []
        var scanner = CSVScanner(separator: head.separator, offset: record, line: line)
        return scanner.next(bytes.span, fields: &fields) ? fields : []
      }
      // Perhaps the whole record is empty: all of it has to be looked at.
      if isPlain, CSVRecord.isEmpty(fields, bytes) { fields = whole() }
      if block.offset + record < head.dataOffset {
        scanner.problems.removeAll(keepingCapacity: true)
        if isCut(block, record), let last = whole().last {
          let place = places.place(last.range, record: record, line: line)
          diagnostics.append(.quotes(.tooManyFields, at: place))
        }
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
        merged.end()
        continue
      }
      hasRows = true
      var row = CSVRecord(fields, bytes, head.columns)
      let start = head.columns.code ?? head.columns.name
      func rest() -> RestOfRow { row.rest(whole(), bytes, head.columns, headings) }
      let (headingRows, rowsOfNobody) = (index.headingRows, index.rowsOfNobody)
      switch head.columns.shape {
      case .wide:
        index.addRow(
          code: row.code, name: row.name, period: row.period, longer: longer,
          isTold: head.columns.isTold && !row.hasPeriod, rest: rest
        ) { place(start) }
      case .records:
        index.addRecord(
          code: row.code, name: row.name, period: row.period,
          isTold: head.columns.isTold && !row.hasPeriod, rest: rest
        ) { place(start) }
      case .long:
        let filled = merged.fill(row) { rest().kind }
        if filled.isFilled { index.addFilledRow { place(start) } }
        row = filled.record
        if !head.columns.scope.notes.isEmpty, items.count < CSVIndexer.mostItems {
          let fields = whole()
          for column in [head.columns.item].compactMap(\.self) + head.columns.furtherItems
          where column < fields.count {
            items.insert(fields[column].text(in: bytes))
          }
        }
        index.addValue(code: row.code, name: row.name, period: row.period, rest: rest) {
          place(start)
        }
      }
      guard index.rowsOfNobody > rowsOfNobody else {
        if !below.isEmpty {
          notes += below
          below = []
        }
        // A note about another time has no rows below it.
        guard let title else { continue }
        index = title.index
        end = title.start
        diagnostics.append(.tableOfOtherTime(title.text, at: title.place))
        return
      }
      let texts = whole().map { CellText.normal($0.text(in: bytes)) }
      let filled = texts.filter { !$0.isEmpty }
      if let first = filled.first, filled.count == 1 || OtherRow.kind(of: first) == .remark,
        notes.count + below.count < CSVIndexer.mostNotes
      {
        below.append((block.offset + record, filled, place(start)))
      }
      if title == nil, let time = otherTime(texts) {
        let written = whole().map { CellText.written($0.text(in: bytes)) }
        title = Title(
          text: written.first { CellText.normal($0) == time } ?? time, place: place(start),
          start: (block.offset + record, line), index: index)
      }
      guard index.headingRows > headingRows else { continue }
      if head.columns.isRepeated(by: texts, headings) || head.columns.hasNumbers(texts) { continue }
      index.takeBackHeading()
      end = (block.offset + record, line)
      diagnostics.append(.secondTable(at: place(start)))
      return
    }
  }
}

extension CSVIndexer {
  /// Whether a row of the header has more columns than are looked at.
  private func isCut(_ block: CSVBlock, _ record: Int) -> Bool {
    guard head.columns.count >= CSVScanner.mostFields else { return false }
    var fields: [CSVField] = []
    var scanner = CSVScanner(separator: head.separator, offset: record, line: 1)
    _ = scanner.next(block.bytes.span, fields: &fields)
    return scanner.problems.contains { $0.kind == .tooManyFields }
  }

  /// The time of which the rows below a title within the table are, where these state none and it is another than that of
  /// the rows above.
  private mutating func otherTime(_ texts: [String]) -> String? {
    var stated = texts.filter { !$0.isEmpty }
    // The number of a title may stand in a cell of its own.
    if stated.count == 2, TimeLabel.unnumbered(stated[0] + "、").text.isEmpty {
      stated.removeFirst()
    }
    guard let text = stated.first, stated.count == 1, head.columns.periods.isEmpty,
      OtherRow.mayBeTitle(text)
    else { return nil }
    let own = head.columns.statedPeriod.isEmpty ? run?.label : head.columns.statedPeriod
    let title = TimeLabel.unnumbered(text).text
    guard let time = TitleTime(title: title) ?? TitleTime(other: title) else { return nil }
    switch time.meaning(length, run: run) {
    case .none, .unsure: return nil
    case .label(let label) where own != nil: return label == own ? nil : text
    case .label, .asksForPeriod:
      asksForPeriod = true
      return nil
    }
  }
}

/// What a row says besides whom and when it is about.
struct RestOfRow {
  /// Whether it says nothing.
  var isEmpty = true
  /// Whether it has nothing, or says that there is nothing (—, 无).
  var saysNothing = true
  /// What it is by its first text, or by all of them, where it is about no unit.
  var kind: OtherRow?
  /// Whether the row mostly looks like headings.
  var isLikeHeader = false
}

/// The columns of a record that say whom and when it is about.
struct CSVRecord {
  let code: String
  let name: String
  let period: String
  /// Whether the row itself states the period.
  let hasPeriod: Bool

  /// How many bytes are looked at: what is longer is no code, no name and no period.
  private static let longestWords = 2_000

  init(_ fields: [CSVField], _ bytes: [UInt8], _ columns: CSVColumns) {
    func text(_ column: Int?) -> String {
      guard let column, column < fields.count, !fields[column].isEmpty else { return "" }
      return fields[column].text(in: bytes, upTo: CSVRecord.longestWords)
    }
    code = text(columns.code)
    name = text(columns.name)
    func time(_ stated: (column: Int, heading: String)) -> String {
      let text = text(stated.column)
      guard columns.kinds.contains(stated.column) else { return text }
      return HeaderSamples.time(in: text, below: stated.heading) ?? ""
    }
    var label = columns.periods.first.map(time) ?? ""
    // A bare number is a part of a year: 2 below 季度.
    if columns.periods.count > 1
      || (1...5).contains(label.utf8.count) && (Int(label) ?? 0) < 1000
    {
      label = PeriodLabel.combined(
        columns.periods.map { PeriodLabel.Part(heading: $0.heading, text: time($0)) })
    }
    // A year in each row around the title's time says no more than that.
    if !label.isEmpty, let title = columns.stated, Period(label)?.contains(title) == true {
      label = title.label
    }
    hasPeriod = !CellText.normal(label).isEmpty
    period = label.isEmpty ? columns.statedPeriod : label
  }

  /// What a record of an XML submission is about.
  init(code: String, name: String, period: String) {
    self.code = code
    self.name = name
    self.period = period
    hasPeriod = !CellText.normal(period).isEmpty
  }

  /// Whether it says neither whom nor by what name.
  var namesNobody: Bool { CellText.normal(code).isEmpty && CellText.normal(name).isEmpty }

  /// What a record says besides code, name and period.
  func rest(
    _ fields: [CSVField], _ bytes: [UInt8], _ columns: CSVColumns, _ headings: ItemHeadings
  ) -> RestOfRow {
    let own = [columns.code, columns.name].compactMap(\.self) + columns.periods.map(\.column)
    var texts: [String] = []
    for index in fields.indices where !own.contains(index) {
      let text = CellText.normal(fields[index].text(in: bytes))
      // From the item on a row of a long file is about a value.
      if index == columns.item, headings.find(text).match != .none { break }
      if !text.isEmpty { texts.append(text) }
    }
    let isLikeHeader = columns.isLikeHeader(
      fields.map { CellText.normal($0.text(in: bytes)) }, headings)
    let kind = texts.first.flatMap { OtherRow.kind(of: $0) } ?? (isLikeHeader ? .heading : nil)
    return RestOfRow(
      isEmpty: texts.isEmpty, saysNothing: texts.allSatisfy(CellText.isNothing), kind: kind,
      isLikeHeader: isLikeHeader)
  }

  /// Whether no field has anything in it.
  static func isEmpty(_ fields: [CSVField], _ bytes: [UInt8]) -> Bool {
    fields.allSatisfy { field in
      field.isEmpty || bytes[field.range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
  }
}

extension Diagnostic {
  /// The header of another table further down in a file.
  static func secondTable(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.secondTable, .error,
      Phrase(
        zh: "从这一行起是另一张表，列与上面的表头不同，以下没有读取",
        en:
          "another table begins here, with other columns than the header above; the rest was not read"
      ),
      at: place,
      help: Phrase(
        zh: "一个文件只放一张表，这张表另存一个文件", en: "one table a file: save this one as a file of its own"))
  }

  /// The title of a part of a table names another time than that of the rows above.
  static func tableOfOtherTime(_ text: String, at place: Place) -> Diagnostic {
    let shown = text.shown
    return Diagnostic(
      Code.secondTable, .error,
      Phrase(
        zh: "从这一行起是“\(shown)”的数，以下没有读取",
        en: "from here on the rows are those of '\(shown)'; they were not read"),
      at: place,
      help: Phrase(
        zh: "另存一个文件，或加一列填报期",
        en: "save them as a file of their own, or add a column with the period"))
  }

  /// A file ends with its header, or with the start of its outermost element.
  static func noRows(_ path: String, isXML: Bool, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.noRows, .warning,
      isXML
        ? Phrase(zh: "“\(path)”里没有一个单位的数据", en: "'\(path)' has no submission of a unit")
        : Phrase(zh: "“\(path)”只有表头，没有数据", en: "'\(path)' has a header and nothing below it"),
      at: place,
      help: Phrase(
        zh: "补上数据后重新报送；没有要报的，删去这个文件",
        en: "fill it in and hand it in again, or remove it"))
  }

  /// A mistake in the quotes of a record.
  static func quotes(_ kind: CSVProblem.Kind, at place: Place) -> Diagnostic {
    switch kind {
    case .unclosedQuote:
      Diagnostic(
        Code.unclosedQuote, .error,
        Phrase(
          zh: "引号没有合上，这一行从这里起没有读取",
          en: "the quote is never closed; this line was not read from here on"),
        at: place, help: Phrase(zh: "补上引号，或删去它", en: "close the quote, or delete it"))
    case .strayQuote:
      Diagnostic(
        Code.strayQuote, .error,
        Phrase(zh: "引号出现在文字中间，这一格没有读取", en: "a quote inside a field; the field was not read"),
        at: place,
        help: Phrase(
          zh: "整格加引号，其中的引号写两遍", en: "put the whole field in quotes and double those inside"))
    case .textAfterQuote:
      Diagnostic(
        Code.strayQuote, .error,
        Phrase(zh: "引号合上之后还有文字，这一格没有读取", en: "text after a closing quote; the field was not read"),
        at: place,
        help: Phrase(
          zh: "整格加引号，其中的引号写两遍", en: "put the whole field in quotes and double those inside"))
    case .tooManyFields:
      Diagnostic(
        Code.tooManyFields, .error,
        Phrase(
          zh: "一行超过 \(CSVScanner.mostFields) 格，多出的没有读取",
          en: "a row of more than \(CSVScanner.mostFields) fields; the rest was not read"),
        at: place)
    }
  }
}
