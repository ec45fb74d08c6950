import Definitions
package import FEEL

/// What was found where a value was expected.
package enum CellKind: UInt8, Sendable {
  /// No column or element names the item.
  case absent
  /// There is a place for it, and it is empty or says that there is nothing (—, 暂无).
  case blank
  /// `bits` × 10^-scale.
  case number
  /// `bits` is 1 for yes and 0 for no.
  case yesNo
  /// `bits` is the days since 1970-01-01.
  case date
  /// `bits` is the index into the item's choices.
  case choice
  /// `bits` is the index into the block's texts.
  case text
  /// `bits` is the index into the block's lists of records.
  case table
  /// It could not be read as the item's type; a diagnostic says why.
  case unreadable
  /// It was handed in more than once with different values.
  case conflicting
  /// It looks like data about a person and was not taken in.
  case refused
}

/// One reported value: 16 bytes, without a reference.
package struct Cell: Sendable, Equatable {
  package var bits: Int64
  /// Where it stands: what the block's `origins` make of it.
  package var origin: UInt32
  /// Decimal digits after the point, for numbers.
  package var scale: UInt8
  package var kind: CellKind

  package init(_ kind: CellKind, bits: Int64 = 0, scale: UInt8 = 0, origin: UInt32 = 0) {
    self.kind = kind
    self.bits = bits
    self.scale = scale
    self.origin = origin
  }

  /// Whether the cell has a value.
  package var hasValue: Bool {
    switch kind {
    case .number, .yesNo, .date, .choice, .text, .table: true
    case .absent, .blank, .unreadable, .conflicting, .refused: false
    }
  }

  /// The number that the cell says; nil where it says none. Whoever adds up or compares what is reported asks for it.
  package var number: Number? {
    switch kind {
    case .number: Number(mantissa: bits, scale: Int(scale))
    case .yesNo, .date, .choice, .text, .table: nil
    case .absent, .blank, .unreadable, .conflicting, .refused: nil
    }
  }

  /// Whether the two say the same, wherever they stand: 0.930 agrees with 0.93.
  ///
  /// Texts are compared by their index, so both cells must belong to one list of texts without repetition.
  package func agrees(with other: Cell) -> Bool {
    guard kind == other.kind else { return false }
    guard let number else { return bits == other.bits }
    return number == other.number
  }

  /// What two statements about one item come to: differing values conflict, and a value is worth more than a blank.
  ///
  /// The kind of the result does not depend on the order; the origin is that of the first of equal statements. A number
  /// that stands for a table says how many records it has, and agrees with so many.
  /// - Parameters:
  ///   - other: The later statement.
  ///   - texts: The texts of both.
  ///   - lists: The lists of records of both.
  /// - Returns: The cell, whether both have the same value, and whether their values differ.
  func combined(
    with other: Cell, _ texts: [String], _ lists: [RecordList]
  ) -> (cell: Cell, repeats: Bool, differs: Bool) {
    if hasValue, other.hasValue {
      let isSame =
        switch (kind, other.kind) {
        case (.text, .text): CellText.agree(texts[Int(bits)], texts[Int(other.bits)])
        case (.table, .table): lists[Int(bits)].says(sameAs: lists[Int(other.bits)])
        case (.table, .number): lists[Int(bits)].count == other.whole
        case (.number, .table): lists[Int(other.bits)].count == whole
        default: agrees(with: other)
        }
      guard isSame else { return (Cell(.conflicting, origin: origin), false, true) }
      return (other.kind == .table && kind == .number ? other : self, kind == other.kind, false)
    }
    return (other.strength > strength ? other : self, false, false)
  }

  /// The number without its fraction, such as the number of records that is stated for a table.
  var whole: Int { Int(clamping: Decimal(bits, scale: Int(scale)).normal.mantissa) }

  /// Which of two statements stays.
  private var strength: Int {
    switch kind {
    case .absent: 0
    case .blank: 1
    case .number, .yesNo, .date, .choice, .text, .table: 2
    case .unreadable: 3
    case .refused: 4
    case .conflicting: 5
    }
  }
}
