import Definitions
import Formats

/// How the values of a record fit their columns: whether some may stand in the columns of others.
struct RowFit {
  /// How many there are, texts aside, which fit every column.
  var values = 0
  var texts = 0
  /// How many are such as another column has, as a date is in a column of numbers.
  private var ofOtherColumns = 0
  /// How many are words that only a column of texts takes.
  private var words = 0
  /// How many may be of another column, such as a percentage without its sign.
  private var odd = 0
  /// The first of them.
  private(set) var first: CSVField?

  /// Takes in what is wrong with a value; what says that it is still to come says nothing of its place.
  mutating func add(
    _ problem: ValueProblem?, _ field: CSVField, in bytes: [UInt8], _ kinds: ColumnKinds
  ) {
    guard let problem else { return }
    if problem.isOfOtherKind {
      let text = CellText.normal(field.text(in: bytes))
      if kinds.take(text) {
        ofOtherColumns += 1
      } else if CellText.isWaiting(text) {
        values -= 1
        return
      } else {
        words += 1
      }
      first = first ?? field
    } else if problem.isOdd {
      odd += 1
    }
  }

  /// How many do not fit their columns, given how many columns of texts are `free` of any, from which words may have come.
  func wrong(_ free: Int) -> Int { ofOtherColumns + min(words, free) + odd }

  /// Whether there is anything of which one can say that it stands in the column of another.
  var mayBeShifted: Bool { values > 3 && ofOtherColumns > 0 && ofOtherColumns + words > 1 }

  /// Whether the record may be shifted: half of its values do not fit, and others would be used.
  func isDoubtful(_ free: Int) -> Bool {
    let wrong = wrong(free)
    return mayBeShifted && ofOtherColumns + min(words, free) > 1 && wrong * 2 >= values
      && wrong < values + texts
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
    texts = columns.items.indices.filter { column in
      let item = columns.items[column]
      return item >= 0 && reading.items[item].type == .text || columns.remarks.contains(column)
    }
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
