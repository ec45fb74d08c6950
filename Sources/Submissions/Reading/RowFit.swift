import Definitions
import Formats

/// How the values of a record fit their columns: whether they may stand in the columns of others.
struct RowFit {
  /// The columns whose values are of another kind, as a date is in a column of numbers.
  private var misfits: [Int] = []
  /// How many values may be, such as a percentage without its sign.
  private var odd = 0

  /// By how many columns values may be shifted, the most likely first.
  private static let steps = (1...8).flatMap { [$0, -$0] }

  /// Takes in what is wrong with the value of a column.
  mutating func add(_ problem: ValueProblem, _ column: Int) {
    if problem.isOfOtherKind { misfits.append(column) }
    if problem.isOdd { odd += 1 }
  }

  /// Where a record has been shifted, as far as one can say: half of its values are of other kinds, and from the first of these
  /// to the last all but a few fit the columns beside them.
  ///
  /// A word for what is still to come says nothing of its place.
  /// - Returns: The first such column, how many values are of other kinds, and how many there are; texts, which fit every
  ///   column, are not counted.
  func shift(
    _ fields: [CSVField], _ bytes: [UInt8], _ file: WideFile
  ) -> (column: Int, wrong: Int, all: Int)? {
    guard misfits.count > 1, let first = misfits.first, let last = misfits.last else { return nil }
    let misfits = Set(misfits)
    let values = file.count(fields)
    let words = (first...last).compactMap { column -> Word? in
      let text = CellText.normal(fields[column].text(in: bytes))
      return CellText.isNothing(text)
        ? nil
        : Word(
          column: column, text: text, isMisfit: misfits.contains(column),
          isWaiting: CellText.isWaiting(text))
    }
    for step in RowFit.steps {
      var (fitting, against, explained, waiting) = (0, 0, 0, 0)
      for word in words {
        if file.takes(word.text, isWaiting: word.isWaiting, word.column + step) {
          fitting += 1
          if word.isMisfit { explained += 1 }
        } else if word.isWaiting {
          if word.isMisfit { waiting += 1 }
        } else {
          against += 1
          // More can no longer fit than three times as many.
          if against * 4 > words.count { break }
        }
      }
      let (wrong, all) = (explained + odd, values - waiting)
      if explained > 1, against * 3 <= fitting, all > 3, wrong * 2 >= all {
        return (first, wrong, all)
      }
    }
    return nil
  }

  /// What stands in a column.
  private struct Word {
    let column: Int
    let text: String
    let isMisfit: Bool
    /// Whether it says that something is still to come.
    let isWaiting: Bool
  }
}

extension ValueProblem {
  /// Whether the text is of another kind than what is asked for.
  var isOfOtherKind: Bool {
    switch self {
    case .notANumber, .unexpectedPercent, .notYesNo, .notADate, .unknownChoice: true
    case .percentWithoutSign, .fractionalCount, .negativeCount, .outOfBounds, .noDay, .noSuchDay,
      .serialDate, .approximate, .tooLong, .badGrouping, .scientific, .percentOrShare,
      .lostNumber, .scaled, .otherMeasure, .doubleScale, .formulaError, .formula, .implausible,
      .noneForZero, .noneForNo, .textTooLong, .personal:
      false
    }
  }

  /// Whether the text may be of another kind.
  fileprivate var isOdd: Bool {
    switch self {
    case .percentWithoutSign, .fractionalCount, .negativeCount, .outOfBounds, .noDay, .noSuchDay,
      .serialDate:
      true
    case .notANumber, .unexpectedPercent, .notYesNo, .notADate, .unknownChoice, .approximate,
      .tooLong, .badGrouping, .scientific, .percentOrShare, .lostNumber, .scaled, .otherMeasure,
      .doubleScale, .formulaError, .formula, .implausible, .noneForZero, .noneForNo,
      .textTooLong, .personal:
      false
    }
  }
}
