package import Definitions
package import FEEL

extension Value {
  /// The value as reports print it.
  package var words: String {
    switch self {
    case .null: "–"
    case .boolean(let value): value ? "是" : "否"
    case .number(let number): number.exactText
    case .string(let text): text
    case .list(let items): "[" + items.map(\.words).joined(separator: ", ") + "]"
    case .context(let record):
      record.entries.map { "\($0.name) \($0.value.words)" }.joined(separator: ", ")
    default: "\(self)"
    }
  }
}

extension Item {
  /// A value of the item as reports print it: of a table, how many records it has.
  package func words(_ value: Value) -> String {
    guard type == .table, case .list(let records) = value else { return value.words }
    return "\(records.count) 条记录"
  }
}
