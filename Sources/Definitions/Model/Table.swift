package import FEEL

/// What the records of a table have: reported columns, then computed ones.
///
/// An object, because a table is handed on for every unit.
package final class Table: Sendable {
  /// A column that is worked out for each record.
  package struct ComputedColumn: Sendable {
    package var name: String
    package var value: Expression

    package init(name: String, value: Expression) {
      self.name = name
      self.value = value
    }
  }

  /// The columns that are reported, in the order of definition; none of them is a table.
  package let columns: [Item]
  /// The columns that are worked out, each of which may read those before it.
  package let computed: [ComputedColumn]
  /// The names of the reported columns.
  package let reportedShape: Shape
  /// The names of all columns.
  package let shape: Shape
  /// The slots that computed columns read, the table's own and that of the record among them.
  package let sources: [Slot]

  package init(columns: [Item], computed: [ComputedColumn] = []) {
    self.columns = columns
    self.computed = computed
    reportedShape = Shape(columns.map(\.name))
    shape = Shape(columns.map(\.name) + computed.map(\.name))
    sources = Set(computed.flatMap(\.value.program.reads)).sorted()
  }

  /// The type of a record with its first computed columns.
  func recordType(computed count: Int) -> FEELType {
    var types: [String: FEELType] = [:]
    for column in columns { types[column.name] = column.feelType }
    for column in computed.prefix(count) { types[column.name] = column.value.program.type }
    return .context(types)
  }

  /// The type of a record.
  var recordType: FEELType { recordType(computed: computed.count) }
}
