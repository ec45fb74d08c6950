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

  /// Whether a heading leaves open what its column holds, so that records have to tell.
  mutating func areNeeded(for header: Header) -> Bool {
    furtherUnits = Array(header.furtherUnits.prefix(HeaderSamples.mostFurther))
    return !furtherUnits.isEmpty
      || header.row.contains { ColumnRole.isOpen(CellText.key($0.text)) || mayBeNone($0) }
  }

  /// Whether more records may tell that something stands below such a heading.
  func areAllNeeded(for header: Header) -> Bool {
    header.row.indices.contains { index in
      mayBeNone(header.row[index]) && !withValues.contains(index)
        || ColumnRole.times.contains(CellText.key(header.row[index].text))
          && !withPeriods.contains(index)
    } || furtherUnits.contains { !ofOtherUnits.contains($0.column) }
  }

  /// Looks at a record for what the ambiguous columns hold.
  mutating func add(_ sample: ColumnReader.Row, _ header: Header) {
    addValues(sample, header)
    addUnits(sample, header)
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

  /// Whether a cell states a period, in whatever way, and no day.
  private static func statesPeriod(_ text: String) -> Bool {
    if Period(text) != nil || TitleTime(other: text) != nil { return true }
    guard let time = TitleTime(whole: text) else { return false }
    return time.year != nil || time.isPart
  }

  /// The role of each column; 时间 says which period it is where any cell states one: the others are then none; 单位 and unit beside another column that names the unit are measures where they hold such.
  func roles(_ header: Header) -> [ColumnRole?] {
    var roles = header.row.map { ColumnRole.named(CellText.key($0.text)) }
    let isNamed = header.row.indices.contains {
      (roles[$0] == .code || roles[$0] == .name)
        && !ColumnRole.ambiguous.contains(CellText.key(header.row[$0].text))
    }
    for index in withPeriods
    where ColumnRole.times.contains(CellText.key(header.row[index].text)) {
      roles[index] = .period
    }
    guard isNamed else { return roles }
    for (index, heading) in header.row.enumerated()
    where ColumnRole.ambiguous.contains(CellText.key(heading.text))
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
