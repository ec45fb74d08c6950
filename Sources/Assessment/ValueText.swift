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
    default: "\(self)"
    }
  }
}
