import Definitions
import Formats

/// What the first records tell of the columns whose headings leave it open.
struct HeaderSamples {
  /// The columns in which records have measures, or labels of periods, or anything else.
  private var withMeasures: Set<Int> = []
  private var withPeriods: Set<Int> = []
  private var withTexts: Set<Int> = []
  /// The columns, of those whose headings may be above nothing, in which records have something.
  private(set) var withValues: Set<Int> = []
  /// The further columns of units in which records name another one than in the first.
  private(set) var ofOtherUnits: Set<Int> = []
  /// The further columns of units, each with the first of its kind.
  private var furtherUnits: [(column: Int, first: Int)] = []
  /// Of how many further columns of units records are looked at: each costs a look at every record.
  private static let mostFurther = 20

  /// The columns whose headings may be above words for the period of a row, and those in which a record has one.
  private var kinds: [Int] = []
  private(set) var withTimes: Set<Int> = []

  /// Whether a heading leaves open what its column holds, so that records have to tell.
  mutating func areNeeded(for header: Header) -> Bool {
    furtherUnits = Array(header.furtherUnits.prefix(HeaderSamples.mostFurther))
    kinds = HeaderSamples.kinds(header)
    return !furtherUnits.isEmpty || !kinds.isEmpty
      || header.row.contains { ColumnRole.isOpen(CellText.key($0.text)) || mayBeNone($0) }
  }

  /// Whether more records may tell that something stands below such a heading.
  func areAllNeeded(for header: Header) -> Bool {
    header.row.indices.contains { index in
      mayBeNone(header.row[index]) && !withValues.contains(index)
        || ColumnRole.times.contains(CellText.key(header.row[index].text))
          && !withPeriods.contains(index)
    } || furtherUnits.contains { !ofOtherUnits.contains($0.column) }
      || kinds.contains { column in
        !withTimes.contains(column)
          && ColumnRole.mayTellPeriod(CellText.key(header.row[column].text), inTable: false)
      }
  }

  /// The columns of which nothing would be read, and which may hold words for the period of a row.
  private static func kinds(_ header: Header) -> [Int] {
    let roles = header.row.map { ColumnRole.named(CellText.key($0.text)) }
    let isTable = header.reading.table != nil
    let isLong = !isTable && roles.contains(.item) && roles.contains(.value)
    let kinds = header.row.indices.lazy.filter { column in
      let (text, key) = (header.row[column].text, CellText.key(header.row[column].text))
      guard roles[column] == nil || roles[column] == .item && !isLong, !key.isEmpty,
        !ColumnRole.isOpen(key), !MeasureNote.states(text)
      else { return false }
      return (isTable ? ColumnRole.mayTellPeriod(key, inTable: true) : !ColumnRole.isOfEvent(key))
        && header.reading.headings.find(text).match == .none
        && header.reading.headings.dated(text) == nil
    }
    return Array(kinds.prefix(mostFurther))
  }

  /// Looks at a record for what the ambiguous columns hold.
  mutating func add(_ sample: ColumnReader.Row, _ header: Header) {
    addValues(sample, header)
    addUnits(sample, header)
    for column in kinds where column < sample.fields.count && !withTimes.contains(column) {
      let text = sample.fields[column].text(in: header.bytes)
      let heading = CellText.key(header.row[column].text)
      if HeaderSamples.time(in: text, below: heading) != nil { withTimes.insert(column) }
    }
    for (index, heading) in header.row.enumerated() where index < sample.fields.count {
      guard ColumnRole.isOpen(CellText.key(heading.text)) else { continue }
      let text = CellText.normal(sample.fields[index].text(in: header.bytes))
      if CellText.isNothing(text) { continue }
      if Measure(text)?.isKnown(header.reading.headings.bases) == true {
        withMeasures.insert(index)
      } else if HeaderSamples.statesPeriod(text) {
        withPeriods.insert(index)
      } else {
        withTexts.insert(index)
      }
    }
  }

  /// The time that a cell in a column of words for what values are, below a heading (as a key), says they are of: 2020年, 上年同期,
  /// 本期, 2020年报. Below a heading that says nothing of that, it is one that can be nothing else.
  static func time(in text: String, below heading: String) -> String? {
    let text = CellText.normal(text)
    if text.isEmpty || text.count > longestTime { return nil }
    guard ColumnRole.mayTellPeriod(heading, inTable: false) else {
      let period = Period(text) ?? TitleTime(whole: text)?.period(in: nil)
      let isPart = period.map { $0.length == .quarter || $0.length == .half } ?? false
      return isPart || TimeLabel.isOtherTime(text) ? text : nil
    }
    // A number may be that of a kind.
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !heading.contains("年") { return nil }
    if TimeLabel(text) != nil || statesPeriod(text) { return text }
    guard text.allSatisfy({ $0.isNumber || $0.isPunctuation || besides.contains($0) }) else {
      return nil
    }
    return TitleTime(title: text)?.period(in: nil)?.label
  }

  /// What may stand beside a time where nothing else is said.
  private static let besides = Set("年季月度第一二三四上下半全报快表数据值决预算统计口径期情况实际完成的为至到")

  private static let longestTime = 40

  /// Whether a cell states a period, in whatever way, and no day.
  private static func statesPeriod(_ text: String) -> Bool {
    if Period(text) != nil || TitleTime(other: text) != nil { return true }
    guard let time = TitleTime(whole: text) else {
      // 202104-202106.
      return TitleTime.isTime(text)
        && TitleTime(title: text).map { $0.year != nil && $0.isPart } ?? false
    }
    return time.year != nil || time.isPart
  }

  /// The role of each column; 时间 says which period it is where any cell states one: the others are then none; 单位 and unit beside another column that names the unit are measures where they hold such.
  func roles(_ header: Header) -> [ColumnRole?] {
    var roles = header.row.map { ColumnRole.named(CellText.key($0.text)) }
    // A column whose heading leaves it open names units where texts stand below it.
    let naming = header.row.indices.filter {
      (roles[$0] == .code || roles[$0] == .name)
        && (!ColumnRole.ambiguous.contains(CellText.key(header.row[$0].text))
          || withTexts.contains($0))
    }
    for index in withPeriods
    where ColumnRole.times.contains(CellText.key(header.row[index].text)) {
      roles[index] = .period
    }
    for column in withTimes { roles[column] = .period }
    // 名称 behind the codes of items, beside another column of units, has their names.
    if roles.contains(.item), roles.contains(.value) {
      for column in header.row.indices.dropFirst()
      where CellText.key(header.row[column].text) == "名称" && roles[column - 1] == .item
        && roles[..<column].contains(where: { $0 == .code || $0 == .name })
      {
        roles[column] = .item
      }
    }
    // 本期 and 上年同期 behind the names of items are columns of values.
    if header.reading.table == nil, roles.contains(.item), !roles.contains(.value) {
      let (items, all) = (header.reading.headings, header.row.indices)
      let hasItems = all.contains { items.find(header.row[$0].text).match != .none }
      for column in all
      where !hasItems && roles[column] == nil && TimeLabel(header.row[column].text) != nil {
        roles[column] = .value
      }
    }
    guard !naming.isEmpty else { return roles }
    for (index, heading) in header.row.enumerated()
    where ColumnRole.ambiguous.contains(CellText.key(heading.text)) && naming != [index]
      && (withMeasures.contains(index)
        || !withTexts.contains(index) && !withPeriods.contains(index) && roles.contains(.value))
    {
      roles[index] = .measure
    }
    return roles
  }

  /// Looks whether a record names another unit in a further column of units.
  private mutating func addUnits(_ sample: ColumnReader.Row, _ header: Header) {
    for (column, first) in furtherUnits where column < sample.fields.count {
      let texts = [first, column].map {
        CellText.normal(sample.fields[$0].text(in: header.bytes))
      }
      let isMeasure = Measure(texts[1])?.isKnown(header.reading.headings.bases) == true
      if isMeasure
        || texts.contains(where: { CellText.isNothing($0) || OtherRow.kind(of: $0) != nil })
      {
        continue
      }
      if !CellText.agree(texts[0], texts[1]) { ofOtherUnits.insert(column) }
    }
  }

  /// Looks whether something stands below headings that may be above nothing, in a record with values.
  private mutating func addValues(_ sample: ColumnReader.Row, _ header: Header) {
    func isFilled(_ column: Int) -> Bool {
      column < sample.fields.count
        && !CellText.isNothing(CellText.normal(sample.fields[column].text(in: header.bytes)))
    }
    let hasValues = header.row.indices.contains { index in
      guard isFilled(index), !mayBeNone(header.row[index]) else { return false }
      let role = ColumnRole.named(CellText.key(header.row[index].text))
      return role == .value
        || role == nil && header.reading.headings.find(header.row[index].text).match != .none
    }
    guard hasValues else { return }
    for index in header.row.indices where mayBeNone(header.row[index]) && isFilled(index) {
      withValues.insert(index)
    }
  }

  /// Whether a heading may be above nothing: it is empty, or a note about the table.
  private func mayBeNone(_ heading: Header.Heading) -> Bool {
    heading.text.isEmpty || MeasureNote.states(heading.text)
  }
}
