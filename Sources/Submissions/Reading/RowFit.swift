import Definitions
import Formats

/// How the values of a record fit their columns: whether some may stand in the columns of others.
struct RowFit {
  /// How many are such as another column has, as a date is in a column of numbers.
  private var ofOtherColumns = 0
  /// How many are words that only a column of texts takes.
  private var words = 0
  /// How many may be of another column, such as a percentage without its sign.
  private var odd = 0
  /// How many say that a value is still to come, which says nothing of its place.
  private var waiting = 0
  /// The first that does not fit.
  private(set) var first: CSVField?

  /// Takes in what is wrong with a value.
  mutating func add(
    _ problem: ValueProblem, _ field: CSVField, _ bytes: [UInt8], _ kinds: ColumnKinds
  ) {
    if problem.isOdd { odd += 1 }
    guard problem.isOfOtherKind else { return }
    let text = CellText.normal(field.text(in: bytes))
    if kinds.take(text) {
      ofOtherColumns += 1
    } else if CellText.isWaiting(text) {
      waiting += 1
      return
    } else {
      words += 1
    }
    first = first ?? field
  }

  /// How many of the record's values do not fit, texts aside, which fit every column; nil unless the record may be shifted:
  /// half of them do not, and others would be used.
  func shifted(
    _ fields: [CSVField], _ bytes: [UInt8], _ kinds: ColumnKinds
  ) -> (wrong: Int, all: Int)? {
    guard ofOtherColumns > 0, ofOtherColumns + words > 1 else { return nil }
    // As many words have come from elsewhere at most as columns of texts have none.
    let ofOther = ofOtherColumns + min(words, kinds.freeTexts(fields, bytes))
    let (values, texts) = kinds.count(fields)
    let wrong = ofOther + odd
    let all = values - waiting
    return ofOther > 1 && all > 3 && wrong * 2 >= all && wrong < all + texts ? (wrong, all) : nil
  }
}

/// What the columns of a file take, by which a value is known that stands in the column of another.
struct ColumnKinds: Sendable {
  private let reading: ItemReading
  /// An item of each type.
  private let samples: [Int]
  /// The options of all choices, as keys.
  private let choices: Set<String>
  /// The columns that take any text: of items, and of remarks.
  private let texts: [Int]
  /// The columns of items, and whether they are texts.
  private let items: [(column: Int, isText: Bool)]

  init(_ columns: CSVColumns, _ reading: ItemReading) {
    self.reading = reading
    let present = columns.items.filter { $0 >= 0 }
    var samples: [ItemType: Int] = [:]
    for item in present {
      let type = reading.items[item].type
      if type.notation != .text, type.notation != .choice { samples[type] = samples[type] ?? item }
    }
    self.samples = samples.values.sorted()
    choices = Set(present.flatMap { reading.items[$0].choices.map { CellText.key($0) } })
    items = columns.items.enumerated().filter { $0.element >= 0 }
      .map { ($0.offset, reading.items[$0.element].type == .text) }
    texts = items.filter(\.isText).map(\.column) + columns.remarks
  }

  /// How many columns have something in a record, texts aside, and how many texts.
  func count(_ fields: [CSVField]) -> (values: Int, texts: Int) {
    let filled = items.filter { $0.column < fields.count && !fields[$0.column].isEmpty }
    let texts = filled.count(where: \.isText)
    return (filled.count - texts, texts)
  }

  /// Whether some column takes a text as a value of its kind, a column of texts aside.
  func take(_ text: String) -> Bool {
    choices.contains(CellText.key(text))
      || samples.contains { item in
        reading.values.read(text, item: item).problem.map { !$0.isOfOtherKind } ?? true
      }
  }

  /// How many columns of texts have none in a record.
  func freeTexts(_ fields: [CSVField], _ bytes: [UInt8]) -> Int {
    texts.count { column in
      guard column < fields.count else { return true }
      let text = CellText.normal(fields[column].text(in: bytes))
      return CellText.isNothing(text) || take(text)
    }
  }
}

extension ValueProblem {
  /// Whether the text is of another kind than what is asked for.
  fileprivate var isOfOtherKind: Bool {
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
