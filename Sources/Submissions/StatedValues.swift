package import Definitions
package import Formats
package import SourceText

/// Takes values that a file of another kind states, such as the case of a set, as if they had been handed in.
package struct StatedValues: Sendable {
  private let context: ReadingContext

  /// Readies for the items of a set.
  package init(_ set: IndicatorSet) { context = ReadingContext(set, files: []) }

  /// The set whose items are read.
  package var set: IndicatorSet { context.set }

  /// What is stated of one unit.
  package struct Row {
    /// The index of the unit in the registry.
    package let unit: Index<Unit>
    /// By level the unit below that hands in the items of that level for it.
    package let below: [Level: Index<Unit>]
    package let place: Place
    package let values: [(item: YAMLNode, value: YAMLNode)]

    package init(
      unit: Index<Unit>, below: [Level: Index<Unit>], place: Place,
      values: [(item: YAMLNode, value: YAMLNode)]
    ) {
      self.unit = unit
      self.below = below
      self.place = place
      self.values = values
    }
  }

  /// The values of some units as a block, with what is wrong with them; every value keeps its place.
  ///
  /// A row for each unit of `registry`, and one for each unit below it of whose items there are some.
  package func block(
    _ units: [Row], of registry: Registry
  ) -> (block: RowBlock, diagnostics: [Diagnostic]) {
    let stride = context.set.items.count
    var block = RowBlock(
      files: units.first.map { [PlacedFile($0.place.path)] } ?? [], rows: [], cells: [],
      stride: stride,
      texts: [], origins: .points([]))
    var points: [RowBlock.Point] = []
    var diagnostics: [Diagnostic] = []
    func addRow(_ unit: Index<Unit>, _ place: Place) -> Int {
      block.rows.append(RowBlock.Row(unit: unit, offset: place.offset, line: place.line))
      block.cells += [Cell](repeating: Cell(.absent), count: stride)
      return block.rows.count - 1
    }
    for stated in units {
      let code = registry.units[stated.unit].code
      let own = addRow(stated.unit, stated.place)
      var lower: [Level: Int] = [:]
      var first: [Int: Place] = [:]
      for (name, node) in stated.values {
        guard let item = item(name, code, &diagnostics) else { continue }
        let place = node.place
        let definition = context.set.items[item]
        if let first = first[item] {
          diagnostics.append(.repeatedValue(definition.name, at: place, first: first, unit: code))
          continue
        }
        first[item] = place
        var row = own
        if let level = definition.level, let unit = stated.below[level] {
          row = lower[level] ?? addRow(unit, stated.place)
          lower[level] = row
        }
        let origin = UInt32(clamping: points.count)
        points.append(RowBlock.Point(place))
        if let reading = context.table(item), case .sequence(let records) = node.content {
          let list = self.list(reading, records, at: place, code, &diagnostics)
          block.cells[row * stride + item] = Cell(
            .table, bits: Int64(block.lists.count), origin: origin)
          block.lists.append(list)
          continue
        }
        let text = node.text ?? ""
        var value = context.values.read(text, item: item)
        value.cell.origin = origin
        if let text = value.text {
          value.cell.bits = Int64(block.texts.count)
          block.texts.append(text)
        }
        if let problem = value.problem {
          diagnostics.append(.value(problem, text, of: definition, at: place, unit: code))
        }
        block.cells[row * stride + item] = value.cell
      }
    }
    block.origins = .points(points)
    return (block, diagnostics)
  }

  /// The records of a table: mappings of columns to values.
  private func list(
    _ reading: ItemReading, _ records: [YAMLNode], at place: Place, _ unit: String,
    _ diagnostics: inout [Diagnostic]
  ) -> RecordList {
    var list = RecordList(
      width: reading.reported, start: RowBlock.Point(place), files: [PlacedFile(place.path)])
    for node in records {
      let start = RowBlock.Point(node.place)
      var record = [(cell: Cell, text: String?, point: RowBlock.Point)](
        repeating: (Cell(.absent), nil, start), count: reading.reported)
      var fields = [(key: node, value: node)]
      if case .mapping(let entries) = node.content { fields = entries }
      for (name, value) in fields {
        guard case .item(let column) = reading.headings.match(name.text ?? ""),
          column < reading.reported
        else {
          let shown = (name.text ?? "").shown
          let near = reading.headings.suggestions(for: shown)
          diagnostics.append(.unknownItem(shown, near: near, 1, at: name.place))
          continue
        }
        let text = value.text ?? ""
        let read = reading.values.read(text, item: column)
        if let problem = read.problem {
          diagnostics.append(
            .value(problem, text, of: reading.items[column], at: value.place, unit: unit))
        }
        record[column] = (read.cell, read.text, RowBlock.Point(value.place))
      }
      list.append(at: start, record)
    }
    return list
  }

  private func item(
    _ node: YAMLNode, _ unit: String, _ diagnostics: inout [Diagnostic]
  ) -> Int? {
    let name = node.text ?? ""
    switch context.headings.match(name) {
    case .item(let index):
      if context.set.items[index].value == nil { return index }
      diagnostics.append(.computedItem(context.set.items[index].name, at: node.place))
    case .several(let items):
      diagnostics.append(
        .ambiguousItem(
          name, items.map { context.set.items[$0].name }, at: node.place, unit: unit))
    case .none, .ofOther:
      let shown = name.shown
      diagnostics.append(
        .unknownItem(
          shown, near: context.headings.suggestions(for: shown), 1, at: node.place))
    }
    return nil
  }
}

extension RowBlock.Point {
  /// The point of a place in the only file.
  fileprivate init(_ place: Place) {
    self.init(file: 0, offset: place.offset, line: place.line, column: place.column)
  }
}
