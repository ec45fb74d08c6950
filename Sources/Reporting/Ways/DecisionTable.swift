import Definitions
import FEEL
import SourceText

extension DecisionTable: WayInWords {
  func sentences(_ words: RuleWords) -> [Phrase] {
    [
      Phrase(
        zh: "按下表，算第一行符合的；都不符合的不得分。",
        en: "By the first row of the table that fits; none where no row does.")
    ]
  }

  func table(_ words: RuleWords) -> RuleTable? {
    RuleTable(
      inputs: inputs.map(\.text),
      rows: rows.map { row in row.cells.map(\.words) + [words.earned(row.earn)] })
  }
}

extension DecisionTable.Cell {
  fileprivate var words: Phrase {
    switch self {
    case .any: Phrase(zh: "不限", en: "any")
    case .equals(let value): Phrase(text(value))
    case .test(let comparison, let value):
      Phrase(
        zh: comparison.chinese + text(value), en: "\(comparison.english) \(text(value))")
    case .between(let low, let high):
      Phrase(zh: "\(text(low)) 至 \(text(high))", en: "\(text(low)) to \(text(high))")
    }
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .number(let number): number.exactText
    case .string(let text): text.shown
    case .boolean(let isTrue): isTrue ? "true" : "false"
    default: "\(value)"
    }
  }
}
