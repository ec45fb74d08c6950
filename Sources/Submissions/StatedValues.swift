package import Definitions
package import Formats
package import SourceText

/// Takes values that a file of another kind states, such as the case of a set, as if they had been handed in.
package struct StatedValues: Sendable {
  private let context: ReadingContext

  /// Readies for the items of a set.
  package init(_ set: IndicatorSet) { context = ReadingContext(set, paths: []) }

  /// The values of some units as a block, a row for each, with what is wrong with them; every value keeps its place.
  ///
  /// A row has the index of its unit in `registry`, and its items and values.
  package func block(
    _ rows: [(unit: Int, place: Place, values: [(item: YAMLNode, value: YAMLNode)])],
    of registry: Registry
  ) -> (block: RowBlock, diagnostics: [Diagnostic]) {
    let stride = context.set.items.count
    var block = RowBlock(
      paths: rows.first.map { [$0.place.path] } ?? [], rows: [], cells: [], stride: stride,
      texts: [], origins: .points([]))
    block.cells = [Cell](repeating: Cell(.absent), count: stride * rows.count)
    var points: [RowBlock.Point] = []
    var diagnostics: [Diagnostic] = []
    for (row, (unit, place, values)) in rows.enumerated() {
      block.rows.append(RowBlock.Row(unit: unit, offset: place.offset, line: place.line))
      let code = registry.units[unit].code
      var first: [Int: Place] = [:]
      for (name, node) in values {
        guard let item = item(name, code, &diagnostics) else { continue }
        let place = node.place
        let definition = context.set.items[item]
        if let first = first[item] {
          diagnostics.append(.repeatedValue(definition.name, at: place, first: first, unit: code))
          continue
        }
        first[item] = place
        let text = node.text ?? ""
        var value = context.values.read(text, item: item)
        value.cell.origin = UInt32(clamping: points.count)
        points.append(
          RowBlock.Point(
            path: 0, line: Int32(clamping: place.line), column: Int32(clamping: place.column),
            offset: UInt32(clamping: place.offset)))
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
      let shown = PersonalData.masked(name)
      diagnostics.append(
        .unknownItem(
          shown, near: suggestions(for: shown, among: context.headings.names), 1, at: node.place))
    }
    return nil
  }
}
