package import Definitions
package import FEEL
package import SourceText

extension Value {
  /// The value as reports print it.
  package var words: String {
    switch self {
    case .null: "–"
    case .boolean(let value): value ? "是" : "否"
    case .number(let number): number.exactText
    case .string(let text): text.shown
    case .list(let items): "[" + items.map(\.words).joined(separator: ", ") + "]"
    case .context(let record):
      record.entries.map { "\($0.name) \($0.value.words)" }.joined(separator: ", ")
    default: "\(self)"
    }
  }
}

extension Value {
  /// The value as a text for readers says it: of records, how many there are.
  package var phrase: Phrase {
    switch self {
    case .boolean(let value): Phrase(zh: value ? "是" : "否", en: value ? "yes" : "no")
    case .list(let items) where items.first?.context != nil: Phrase(records: items.count)
    default: Phrase(words)
    }
  }
}

extension Phrase {
  fileprivate init(records count: Int) {
    self.init(zh: "\(count) 条记录", en: count == 1 ? "1 record" : "\(count) records")
  }
}

extension Item {
  /// A value of the item as a text for readers says it: exact, a percentage as one; of a table, how many records it has.
  package func phrase(_ value: Value) -> Phrase {
    switch value {
    case .list(let records) where type == .table: Phrase(records: records.count)
    case .number(let number) where type.isPercent || isShare:
      Phrase((number * 100).exactText + "%")
    default: value.phrase
    }
  }
}

extension Sequence<Phrase> {
  /// All of them with a comma between each two.
  package func joined() -> Phrase {
    reduce(nil) { all, next in all.map { $0 + Phrase(zh: "，", en: ", ") + next } ?? next }
      ?? Phrase("")
  }
}
