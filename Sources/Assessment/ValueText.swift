package import Definitions
package import FEEL
import SourceText

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

extension Value {
  /// The value as a step of the working shows it: of records, how many there are.
  var phrase: Phrase {
    guard case .list(let items) = self, items.first?.context != nil else { return Phrase(words) }
    return Phrase(
      zh: "\(items.count) 条记录", en: items.count == 1 ? "1 record" : "\(items.count) records")
  }
}

extension Item {
  /// A value of the item as reports print it: of a table, how many records it has.
  package func words(_ value: Value) -> String {
    guard type == .table, case .list(let records) = value else { return value.words }
    return "\(records.count) 条记录"
  }
}
