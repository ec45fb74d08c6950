package import Definitions
package import Formats
import SourceText

/// Reads what districts hand in for a set of indicators.
package struct SubmissionReader: Sendable {
  private let set: IndicatorSet
  private let registry: Registry?
  private let period: Period?
  private let blockSize: Int
  private let others: [IndicatorSet]
  /// How much is kept.
  var limits = ReadingLimits()

  /// A reader.
  /// - Parameters:
  ///   - set: The set whose items are reported.
  ///   - registry: The units that there are; those that do not exist in `period` are left out. Without a registry they
  ///     are taken from the submission.
  ///   - period: The period of the run; without one it is taken from the files.
  ///   - others: Sets whose items may stand in the same files; they are passed over.
  ///   - blockSize: About how many bytes of CSV are read at a time.
  package init(
    _ set: IndicatorSet, registry: Registry? = nil, period: Period? = nil,
    others: [IndicatorSet] = [], blockSize: Int = 2 << 20
  ) {
    self.set = set
    self.others = others
    self.registry = period.flatMap { registry?.existing(in: $0) } ?? registry
    self.period = period
    self.blockSize = blockSize
  }

  /// Passes over all files once; what can be read of them is read, what cannot is reported.
  package func read(_ sources: [FileSource]) -> Submissions {
    let sources = sources.sorted {
      $0.displayPath.unicodeScalars.lexicographicallyPrecedes($1.displayPath.unicodeScalars)
    }
    let context = ReadingContext(
      set, others: others, registry: registry, files: sources.map { PlacedFile($0.displayPath) })
    var pass = FirstPass(
      context, registry: registry, period: period, blockSize: blockSize, limits: limits)
    for (index, source) in sources.enumerated() { pass.add(source, index) }
    // What the first rows state may be that of no unit, and some titles and names cannot be understood without the period.
    if period == nil, let only = pass.onlyPeriod, pass.isRead(otherwiseThan: only) {
      var again = SubmissionReader(
        set, registry: registry, period: only, others: others, blockSize: blockSize)
      again.limits = limits
      return again.read(sources)
    }
    return pass.finish(isRegistryGiven: registry != nil)
  }
}

/// The first pass over all files.
private struct FirstPass {
  private let context: ReadingContext
  private let blockSize: Int
  private var index: UnitIndex
  private var files: [SubmittedFile] = []
  /// The records of XML files of which it is not certain whose they are, by file and item.
  private var strays: [Int: [Int: [StrayRecord]]] = [:]
  private let sink: ProblemSink
  private var diagnostics: ProblemList
  private let expected: ExpectedWords
  /// The period that was asked for.
  private let period: Period?
  /// The files of which nothing, or not all, can be read.
  private var unread: [String] = []
  /// Whether a title or a name cannot be understood without the run's period.
  private var asksForPeriod = false
  /// The times that files are named for of which rows count, with the first file's path and how many there are.
  private var names: [TitleTime: (path: String, count: Int)] = [:]

  /// The one period that rows state; nil where they state several, or none.
  var onlyPeriod: Period? { index.rowPeriods.count == 1 ? index.rowPeriods.first : nil }

  /// Whether what was read may be something else in a run about a period.
  func isRead(otherwiseThan period: Period) -> Bool {
    asksForPeriod || index.asksForPeriod || index.period != period
  }

  init(
    _ context: ReadingContext, registry: Registry?, period: Period?, blockSize: Int,
    limits: ReadingLimits
  ) {
    self.context = context
    self.blockSize = blockSize
    sink = ProblemSink()
    diagnostics = ProblemList(sink)
    self.period = period
    expected = ExpectedWords(context, registry)
    index = UnitIndex(context, registry: registry, period: period, limits: limits)
  }

  /// Takes a file: what it is, whose rows it has.
  mutating func add(_ source: FileSource, _ number: Int) {
    var isWhole = true
    let kind = FileKind(name: source.displayPath)
    // The run of the other set reads it.
    if case .csv = kind, context.isTableOfOther(ofFile: source.displayPath) { return }
    do throws(TextError) {
      switch kind {
      case .csv: try addCSV(source, number)
      case .xml: try addXML(source, number)
      case .workbook, .archive, .document, .other:
        diagnostics.append(.unreadFile(source.displayPath, kind, isNamed: true))
      }
    } catch {
      diagnostics.append(error.diagnostic)
      isWhole = false
    }
    let lost = files.last?.index == number ? files.last?.damaged ?? [] : []
    for line in lost { diagnostics.append(.damagedRow(line, path: source.displayPath)) }
    if !isWhole || !lost.isEmpty || files.last?.index != number {
      unread.append(source.displayPath)
    }
    if index.rowsOfFile > 0 {
      let parts = source.displayPath.split { "/-_ ·—.+".contains($0) }.joined(separator: ",")
      if VoidNote.mayBe(around: parts) {
        diagnostics.append(.mayBeVoid(source.displayPath, at: Place(path: source.displayPath)))
      }
      if let name = TitleTime(path: source.displayPath) {
        names[name, default: (source.displayPath, 0)].count += 1
      }
      let told = TitleTime.planned(
        FileStem.of(source.displayPath), .name, context.items, at: Place(path: source.displayPath))
      if let told { diagnostics.append(told) }
    }
    index.closeFile()
  }

  private mutating func addCSV(_ source: FileSource, _ number: Int) throws(TextError) {
    let (encoding, isDoubtful) = try TextEncoding.judge(
      source, expecting: expected.contains)
    if isDoubtful { diagnostics.append(.doubtfulEncoding(encoding, path: source.displayPath)) }
    var bytes: [UInt8] = []
    var reader = try TextReader(source, encoding, mostDamage: TextReader.mostDamage)
    var isWhole = false
    while bytes.count < CSVHeadReader.headBytes, !isWhole {
      isWhole = try !reader.read(1 << 16, into: &bytes)
    }
    // What a title or a note says is read as far as it can be.
    _ = DamagedLine.blank(&bytes, at: reader.damage, keeping: CSVHeadReader.isAroundTable)
    let name = TitleTime(path: source.displayPath)
    var asks = false
    func readHead(
      tail: ArraySlice<UInt8>, until end: Int? = nil
    ) -> (head: CSVHead?, diagnostics: [Diagnostic], table: Int?) {
      let bytes = isWhole ? end.map { Array(bytes.prefix($0)) } ?? bytes : bytes
      var found = self.head(bytes, isWhole: isWhole, tail: Array(tail), number)
      if let place = found.head?.place {
        let isAsking = found.head?.columns.takeTime(
          ofName: name, context.set.period, run: period, at: place, &found.diagnostics)
        asks = isAsking ?? false
      }
      return found
    }
    var (head, found, table) = readHead(tail: [])
    asksForPeriod = asksForPeriod || asks
    defer { diagnostics += found }
    guard let first = head, !first.columns.isForeign,
      first.columns.code != nil || first.columns.name != nil
    else { return }
    let file = SubmittedFile(
      index: number, source: source, kind: .csv(encoding, first), table: table)
    files.append(file)
    // A note at the end of a long file, or below another table, is known once all rows are.
    let before =
      !isWhole || !first.columns.timeNotes.isEmpty ? (index: index, told: diagnostics) : nil
    var rows = try index(file, encoding, first)
    let end = rows.end?.offset
    // What stands at the end of a long file may be about the whole table; what stands below another table is not.
    if !isWhole || end != nil {
      (head, found, table) = readHead(
        tail: end.map { rows.tail.dropLast(max(0, rows.tailEnd - $0)) } ?? rows.tail, until: end)
      asksForPeriod = asksForPeriod || asks
    }
    if let head, let before, head.columns.statedPeriod != first.columns.statedPeriod {
      (index, diagnostics) = before
      rows = try index(file, encoding, head)
    }
    head?.end = rows.end
    for note in rows.notes {
      diagnostics += note.texts.filter(VoidNote.mayBe).map { .mayBeVoid($0, at: note.place) }
    }
    head?.columns.take(rows.notes, file.table.flatMap(context.table) ?? context.items)
    if !rows.items.isEmpty { head?.columns.scope.items = context.items.named(rows.items) }
    if let head { files[files.count - 1].kind = .csv(encoding, head) }
    if rows.end != nil { unread.append(source.displayPath) }
  }

  /// Takes the rows of a CSV file.
  /// - Returns: Where another table begins, and the end of what was read.
  private mutating func index(
    _ file: SubmittedFile, _ encoding: TextEncoding, _ head: CSVHead
  ) throws(TextError) -> (
    end: (offset: Int, line: Int)?, tail: ArraySlice<UInt8>, tailEnd: Int,
    notes: [(offset: Int, texts: [String], place: Place)], items: Set<String>
  ) {
    let reading = file.table.flatMap(context.table) ?? context.items
    var indexer = CSVIndexer(
      head, longer: context.longerPeriods(of: head), in: context.files[file.index],
      reading.headings,
      context.set.period, run: period)
    var cutter = try CSVCutter(
      file.source, encoding, separator: head.separator, blockSize: blockSize)
    var tail: ArraySlice<UInt8> = []
    var tailEnd = 0
    while indexer.end == nil, let block = try cutter.next() {
      files[files.count - 1].damaged.formUnion(block.damaged)
      indexer.add(block, to: &index, &diagnostics)
      tail = (tail + block.bytes.suffix(CSVHeadReader.tailBytes)).suffix(CSVHeadReader.tailBytes)
      tailEnd = block.offset + block.bytes.count
    }
    asksForPeriod = asksForPeriod || indexer.asksForPeriod
    if !indexer.hasRows, indexer.end == nil {
      diagnostics.append(.noRows(file.source.displayPath, isXML: false, at: head.place))
    }
    return (indexer.end, tail, tailEnd, indexer.notes, indexer.items)
  }

  /// The header of a CSV file. A file that is named after a table has its records, unless its columns are items.
  private func head(
    _ bytes: [UInt8], isWhole: Bool, tail: [UInt8], _ number: Int
  ) -> (head: CSVHead?, diagnostics: [Diagnostic], table: Int?) {
    let file = context.files[number]
    func read(_ reading: ItemReading) -> (head: CSVHead?, diagnostics: [Diagnostic], table: Int?) {
      var reader = CSVHeadReader(bytes, isWhole: isWhole, tail: tail, in: file, reading)
      let (head, diagnostics) = reader.read()
      return (head, diagnostics, reading.table)
    }
    guard let table = context.table(ofFile: file.path) else { return read(context.items) }
    let asTable = read(table)
    if asTable.head?.columns.hasItems == true { return asTable }
    let asItems = read(context.items)
    return asItems.head?.columns.hasItems == true ? asItems : asTable
  }

  private mutating func addXML(_ source: FileSource, _ number: Int) throws(TextError) {
    let (encoding, isDoubtful) = try XMLReader.encoding(of: source, expecting: expected.contains)
    if isDoubtful { diagnostics.append(.doubtfulEncoding(encoding, path: source.displayPath)) }
    let file = context.files[number]
    let start = Place(in: file)
    // What the file says of its values, and what that comes to for their time; whether submissions go by it.
    var texts = XMLTexts()
    var ofFile = settled(texts, source.displayPath, at: start)
    var goesByTime = false
    var isEmpty = true
    defer { diagnostics += goesByTime ? ofFile.told : [] }
    files.append(
      SubmittedFile(index: number, source: source, kind: .xml(encoding), label: ofFile.label))
    var walk = XMLWalk(in: file, context.items, sink)
    defer { diagnostics += walk.diagnostics.kept }
    var reader = try XMLReader(source, encoding)
    var isOfPeriod = true
    var open: (code: String, name: String, texts: XMLTexts, period: String, at: XMLPosition)?
    // Where the outermost element begins, and what values in it are called.
    var root = XMLPosition(line: 1, column: 1, offset: 0)
    var called: Set<String> = []
    defer {
      texts.name = FileStem.of(source.displayPath)
      let (measures, told) = context.measures(texts, at: root, of: called, in: file)
      files[files.count - 1].measures = measures
      files[files.count - 1].texts = texts
      files[files.count - 1].root = root
      diagnostics += told
    }
    var table: (item: Int, period: String)?
    func place(_ position: XMLPosition) -> Place {
      Place(
        in: file, offset: position.offset, line: position.line,
        column: position.column)
    }
    while let events = try reader.next() {
      for event in events {
        switch walk.take(event) {
        case .file(let said, let position):
          texts = said
          root = position
          ofFile = settled(texts, source.displayPath, at: place(position))
          files[files.count - 1].label = said.period.isEmpty ? ofFile.label : ""
          if said.period.isEmpty { continue }
          goesByTime = true
          isOfPeriod = index.addPeriod(said.period) { place(position) }
        case .note(let text, of: .file):
          texts.add(text, isBehind: !isEmpty)
          ofFile = settled(texts, source.displayPath, at: place(text.position))
          if texts.period.isEmpty { files[files.count - 1].label = ofFile.label }
        case .note(let text, of: .submission): open?.texts.add(text)
        case .note(_, of: .table), .note(_, of: .record): break
        case .submission(let code, let name, let said, let position):
          isEmpty = false
          let own = said.period.isEmpty && texts.period.isEmpty ? ofFile.label : said.period
          if said.period.isEmpty { goesByTime = true }
          open =
            isOfPeriod || !said.period.isEmpty ? (code, name, said, own, position) : nil
          table = nil
        case .table(let name, let said, _):
          called.insert(name)
          guard let open, !index.isCertain(code: open.code, name: open.name, period: open.period),
            case .item(let item) = context.headings.find(name).match, context.table(item) != nil
          else { continue }
          table = (item, said.period.isEmpty ? open.period : said.period)
        case .record(let said, _, let position):
          guard let open, let table else { continue }
          strays[number, default: [:]][table.item, default: []].append(
            StrayRecord(
              record: CSVRecord(
                code: open.code, name: open.name,
                period: said.period.isEmpty ? table.period : said.period),
              isFilled: false, offset: position.offset, line: position.line,
              column: position.column))
        case .endOfTable: table = nil
        case .end:
          if let open {
            diagnostics += open.texts.toldOfVoid(context.items, at: place(open.at)).map {
              told in
              var told = told
              told.unit = index.unitCode(code: open.code, name: open.name)
              return told
            }
          }
          if var open, !open.texts.isVoid {
            let isTold = open.texts.period.isEmpty && ofFile.isTold
            let isOfFile = open.texts.period.isEmpty && !open.period.isEmpty
            if isOfFile { open.texts.period = open.period }
            let own = isTold ? nil : settled(open.texts, nil, at: place(open.at))
            diagnostics += own?.told ?? []
            index.addRow(
              code: open.code, name: open.name, period: own?.label ?? open.period,
              isTold: own?.isTold ?? true
            ) { place(open.at) }
          }
          open = nil
        case .item(let value): called.insert(value.name)
        case .field, .endOfRecord, .lost, nil: break
        }
      }
    }
    if isEmpty { diagnostics.append(.noRows(source.displayPath, isXML: true, at: start)) }
    diagnostics += texts.toldOfVoid(nil, at: start)
  }

  /// What an element of an XML file says of its time, as it is known here.
  private mutating func settled(
    _ texts: XMLTexts, _ path: String?, at place: Place
  ) -> (label: String, told: [Diagnostic], isTold: Bool, asks: Bool) {
    let settled = texts.settled(
      path, context.set.period, run: period, context.items, at: place)
    if settled.asks { asksForPeriod = true }
    return settled
  }

  /// Tells of files that are named for another period than the run's, by which their rows are read.
  private mutating func noteNames(_ run: Period) {
    for (name, found) in names {
      guard case .label(let label) = name.meaning(context.set.period, run: run), label != run.label
      else { continue }
      diagnostics.append(name.contradiction(run, found.count, at: Place(path: found.path)))
    }
  }

  /// Settles units and period, merges what stands in several rows.
  mutating func finish(isRegistryGiven: Bool) -> Submissions {
    let matcher = index.settleUnits()
    if let period = index.period { noteNames(period) } else { diagnostics.append(.noPeriod()) }
    let finder = RowFinder(
      matcher, period: index.period, length: context.set.period, replaced: index.replaced)
    leaveOutDatedColumns(finder)
    var grid = MergeGrid(context, matcher.registry, sink)
    if index.isMerged.contains(true) { merge(into: &grid, finder) }
    let records = readRecords(finder)
    for (unit, place) in records.units where index.counts[unit] == 0 {
      grid.addUnit(unit, at: place)
      index.count(unit)
    }
    grid.close()
    return Submissions(
      registry: matcher.registry, isRegistryGiven: isRegistryGiven, period: index.period,
      statedPeriods: index.statedPeriods, rowPeriods: index.rowPeriods,
      paths: context.files.map(\.path),
      unread: unread,
      rowCounts: index.counts,
      diagnostics: (diagnostics.kept + index.diagnostics + grid.diagnostics.kept
        + records.diagnostics)
        .sorted(),
      context: context, finder: finder, files: files, isMerged: index.isMerged,
      merged: grid.blocks(), records: records, blockSize: blockSize, sink: sink)
  }

  /// Leaves out the columns that headers date otherwise than the run, and says so.
  private mutating func leaveOutDatedColumns(_ finder: RowFinder) {
    for index in files.indices {
      guard case .csv(let encoding, var head) = files[index].kind,
        !head.columns.dated.isEmpty || !head.columns.unplaced.isEmpty
      else { continue }
      let reading = files[index].table.flatMap(context.table) ?? context.items
      for (note, place) in head.columns.unplaced where finder.verdict(note, for: nil) != .counts {
        guard let run = finder.period else { continue }
        diagnostics.append(.note(note.text.shown, isOther: false, run: run, at: place))
      }
      diagnostics += head.columns.keep(finder, reading)
      files[index].kind = .csv(encoding, head)
    }
  }

  private mutating func merge(into grid: inout MergeGrid, _ finder: RowFinder) {
    let isMerged = index.isMerged
    for file in files {
      do throws(TextError) {
        switch file.kind {
        case .csv(let encoding, let head):
          var cutter = try CSVCutter(
            file.source, encoding, separator: head.separator, blockSize: blockSize)
          if head.columns.shape == .records { continue }
          if head.columns.shape == .long {
            try mergeLong(file, head, &cutter, into: &grid, finder)
            continue
          }
          let reader = WideBlockReader(context, context.items, finder, file, head, sink)
          while let block = try cutter.next() {
            let (rows, found) = reader.read(block) { isMerged[$0] }
            diagnostics += found
            grid.add(rows, file: file.index)
          }
        case .xml(let encoding):
          var reader = XMLRowReader(context, finder, file, encoding) { isMerged[$0] }
          while let (rows, found) = reader.next() {
            diagnostics += found
            grid.add(rows, file: file.index)
          }
        }
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
  }

  /// Reads the records of all files that are named after tables.
  private mutating func readRecords(_ finder: RowFinder) -> RecordGrid {
    var grid = RecordGrid(context, finder.matcher.registry, period: finder.period)
    for file in files {
      guard case .csv(let encoding, let head) = file.kind, head.columns.shape == .records,
        let table = file.table.flatMap(context.table)
      else { continue }
      var records = RecordGrid.FileRecords()
      var reader = WideBlockReader(context, table, finder, file, head, sink)
      do throws(TextError) {
        var cutter = try CSVCutter(
          file.source, encoding, separator: head.separator, blockSize: blockSize)
        while let block = try cutter.next() {
          let (rows, found) = reader.readRecords(block)
          diagnostics += found
          grid.add(rows, file: file.index, table, to: &records)
        }
        grid.add(reader.statements, file: file.index, table, to: &records)
        // What stands below another header may be records as well.
        let lost =
          file.damaged.map { (offset: $0.offset, line: $0.line) } + [head.end].compactMap(\.self)
        let nobodys = lost.map { start in
          StrayRecord(
            record: CSVRecord(code: "", name: "", period: ""), isFilled: false,
            offset: start.offset, line: start.line, column: 1)
        }
        grid.take(
          reader.strays + nobodys, table, of: records, finder, file: file.index)
      } catch {
        diagnostics.append(error.diagnostic)
      }
      grid.close(records, table)
    }
    for file in files { takeStrays(file, into: &grid, finder) }
    grid.spoilSummed()
    grid.spoilDoubtful { index.counts[$0] > 0 }
    return grid
  }

  /// Takes the records of an XML file that are nobody's.
  private func takeStrays(_ file: SubmittedFile, into grid: inout RecordGrid, _ finder: RowFinder) {
    let strays = (strays[file.index] ?? [:]).mapValues { records in
      records.filter {
        finder.unit(code: $0.record.code, name: $0.record.name, period: $0.record.period) == nil
      }
    }.filter { !$0.value.isEmpty }
    guard !strays.isEmpty, case .xml(let encoding) = file.kind else { return }
    var inFile: [Int: Set<Index<Unit>>] = [:]
    var reader = XMLRowReader(context, finder, file, encoding) { _ in true }
    while let (block, _) = reader.next() {
      for (row, position) in block.rows.enumerated() {
        for item in strays.keys where block.cell(row, item).kind != .absent {
          inFile[item, default: []].insert(position.unit)
        }
      }
    }
    for (item, records) in strays.sorted(by: { $0.key < $1.key }) {
      grid.take(
        records, item, inFile: (inFile[item] ?? []).sorted(), finder, file: file.index)
    }
  }

  private mutating func mergeLong(
    _ file: SubmittedFile, _ head: CSVHead, _ cutter: inout CSVCutter,
    into grid: inout MergeGrid, _ finder: RowFinder
  ) throws(TextError) {
    var reader = LongReader(context, finder, file, head, sink)
    defer {
      reader.close()
      diagnostics += reader.diagnostics.kept
      for unit in reader.units { index.count(unit) }
    }
    while let block = try cutter.next() { reader.read(block, into: &grid) }
  }
}

/// The name of a file without folders and ending: it may say of measures what a title does.
enum FileStem {
  /// The stem of the last part of a path.
  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
  }
}
