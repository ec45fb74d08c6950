package import FEEL

/// What an item's value is.
///
/// What sets a type apart from others stands in its row of ``facts``: whoever wants to know something of a type asks for that,
/// and names a type only where it has something that no other has, such as choices or columns.
package enum ItemType: String, Sendable, CaseIterable {
  case count, number, percent, yesNo = "yes-no", date, choice, text
  /// A list of records.
  case table

  /// How a value is written.
  package enum Notation: Sendable {
    case number, yesNo, date, choice, text
  }

  private struct Facts {
    let chinese: String
    let notation: Notation
    let feelType: FEELType
    var isWhole = false
    var believable = Span.all
  }

  private var facts: Facts {
    switch self {
    case .count:
      Facts(
        chinese: "件数", notation: .number, feelType: .number, isWhole: true,
        believable: Span(low: .zero, high: nil))
    case .number: Facts(chinese: "数值", notation: .number, feelType: .number)
    case .percent:
      Facts(
        chinese: "百分比", notation: .number, feelType: .percent,
        believable: Span(low: .zero, high: .one))
    case .yesNo: Facts(chinese: "是否", notation: .yesNo, feelType: .boolean)
    case .date: Facts(chinese: "日期", notation: .date, feelType: .date)
    case .choice: Facts(chinese: "单选", notation: .choice, feelType: .string)
    case .text: Facts(chinese: "文字", notation: .text, feelType: .string)
    // Where a value is expected, the number of records may be stated.
    case .table: Facts(chinese: "明细表", notation: .number, feelType: .list(.any), isWhole: true)
    }
  }
}

extension ItemType {
  var chinese: String { facts.chinese }

  /// How a value is written; of a table, what may stand for it.
  package var notation: Notation { facts.notation }

  /// The type of a value in expressions; of a table without its columns.
  var feelType: FEELType { facts.feelType }

  /// Whether the number that is written is whole, and not negative.
  package var isWhole: Bool { facts.isWhole }

  /// Whether the value is a number.
  package var isNumeric: Bool { [.number, .percent].contains(facts.feelType) }

  /// Whether the value is a percentage.
  package var isPercent: Bool { facts.feelType == .percent }

  /// Whether the value is a number of pieces.
  package var isCounted: Bool { isNumeric && isWhole }

  /// The values that can be believed where the item states none.
  var believable: Span { facts.believable }

  /// The least step of a number that is worth telling: one, or a percentage point.
  package var step: Number { isPercent ? Number(mantissa: 1, scale: 2) : .one }
}
