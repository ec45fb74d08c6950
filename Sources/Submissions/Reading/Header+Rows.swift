import Definitions
import Formats

/// The further rows of a header: above and below the one that names the columns.
extension Header {
  /// Takes what stands above single columns of a whole header: of which time they are (2020年, 上年同期, 目标值), or that they
  /// are a part of something (其中).
  /// - Returns: The columns above which a time stands.
  mutating func takeColumnTitles(_ title: ColumnReader.Row) -> Set<Int> {
    let items = row.map { heading -> Int? in
      if case .item(let item) = reading.headings.find(heading.text).match { item } else { nil }
    }
    let counts = Dictionary(items.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
    let texts = title.fields.map { CellText.normal($0.text(in: bytes)) }
    let isAlone = texts.count { !$0.isEmpty } == 1
    let roles = row.map { ColumnRole.named(CellText.key($0.text)) }
    let isLong = reading.table == nil && roles.contains(.item)
    // What stands left of the values, or names something itself, is of the whole table, and so is its row.
    let first = row.indices.first { items[$0] != nil || isLong && roles[$0] == .value } ?? 0
    let isOfAll = texts.enumerated().contains { column, text in
      !text.isEmpty && (column < first || text.contains(":") && !text.hasPrefix("其中"))
    }
    if isOfAll { return [] }
    func isFree(_ column: Int) -> Bool {
      column < items.count && items[column] != nil
        && (column >= texts.count || texts[column].isEmpty)
    }
    var found: Set<Int> = []
    for (column, text) in texts.enumerated()
    where column < items.count && (items[column] != nil || isLong && roles[column] == .value) {
      let isPart = CellText.key(text).hasPrefix("其中")
      let isTime = TimeLabel(text) != nil || !isAlone && TitleTime(title: text) != nil
      guard isPart || isTime else { continue }
      // Merged cells stand above items that are there once more for another time.
      var end = column + 1
      while isFree(end), let item = items[end], counts[item] ?? 0 > 1 { end += 1 }
      for column in column..<end {
        if isPart {
          row[column].text = "\(text)·\(row[column].text)"
          row[column].shown = "\(text)·\(row[column].shown)"
        } else {
          dates[column] = dates[column] ?? text
        }
      }
      var last = end
      while isFree(last) { last += 1 }
      following[end - 1] = last - end
      found.formUnion(column..<end)
    }
    return found
  }

  /// Whether a record below the header is a second row of headings.
  func isSecondRow(_ second: ColumnReader.Row) -> Bool {
    var hasItem = false
    for (index, field) in second.fields.enumerated() {
      let text = CellText.normal(field.text(in: bytes))
      guard !text.isEmpty else { continue }
      let heading = index < row.count ? CellText.key(row[index].text) : ""
      switch ColumnRole.named(heading) {
      case .code, .name, .period, .year, .part, .item, .value: return false
      case .measure, .evidence, .note, .number, nil: break
      }
      if reading.headings.find(text).match != .none { hasItem = true }
    }
    return hasItem
  }

  /// Takes the headings of the second row where they name items.
  mutating func addSecondRow(_ second: ColumnReader.Row) {
    note(second)
    widen(to: second)
    // A heading above several columns stands in the first of them.
    var upper = ""
    for (index, field) in second.fields.enumerated() {
      let heading = heading(field, second)
      if index < row.count, !row[index].text.isEmpty { upper = row[index].text }
      guard !heading.text.isEmpty else { continue }
      while row.count <= index {
        row.append(Heading("", field.range, record: second.record, line: second.line))
      }
      if TimeLabel(upper) != nil { dates[index] = upper }
      row[index] = heading
    }
  }

  /// The column of the item below whose heading each column stands: its own, or the last one before columns without
  /// headings; nil for all others.
  private func groups(_ count: Int) -> [Int?] {
    var group: Int?
    return (0..<max(count, row.count)).map { index in
      if index < row.count, !row[index].text.isEmpty {
        if case .item = reading.headings.find(row[index].text).match {
          group = index
        } else {
          group = nil
        }
      }
      return group
    }
  }

  /// Whether a record below the header parts the columns of items: it names no unit and has no number, and says of which
  /// time a column is, or what the columns are that stand below one heading.
  func isPartRow(_ second: ColumnReader.Row) -> Bool {
    let groups = groups(second.fields.count)
    var isTime = true
    var hasTime = false
    var hasParts = false
    for (index, field) in second.fields.enumerated() {
      let text = CellText.normal(field.text(in: bytes))
      guard !text.isEmpty else { continue }
      guard let group = groups[index] else {
        let role = index < row.count ? ColumnRole.named(CellText.key(row[index].text)) : nil
        switch role {
        case .code, .name, .period, .year, .part, .item, .value: return false
        case .measure, .evidence, .note, .number, nil: continue
        }
      }
      if TimeLabel(text) != nil {
        hasTime = true
      } else if CellText.isNothing(text) || WrittenNumber.read(text) != .notANumber
        || text.unicodeScalars.contains(where: WrittenNumber.isDigit)
      {
        return false
      } else {
        isTime = false
      }
      if group != index { hasParts = true }
    }
    return hasParts || hasTime && isTime
  }

  /// Takes what the record below the header says of the columns: of which time they are; a part of an item is none.
  mutating func addPartRow(_ second: ColumnReader.Row) {
    note(second)
    widen(to: second)
    let groups = groups(second.fields.count)
    let sizes = Dictionary(grouping: groups.compactMap(\.self)) { $0 }.mapValues(\.count)
    var parts: [Int: (text: String, shown: String)] = [:]
    for (index, field) in second.fields.enumerated() {
      let heading = heading(field, second)
      guard let group = groups[index], !heading.text.isEmpty else { continue }
      while row.count <= index {
        row.append(Heading("", field.range, record: second.record, line: second.line))
      }
      if TimeLabel(heading.text) != nil {
        dates[index] = heading.shown
        if index != group { parts[index] = (row[group].text, row[group].shown) }
      } else if sizes[group] ?? 1 > 1 {
        parts[index] = (
          "\(row[group].text)·\(heading.text)", "\(row[group].shown)·\(heading.shown)"
        )
      }
    }
    for (index, part) in parts { (row[index].text, row[index].shown) = part }
  }
}
