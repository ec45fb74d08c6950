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

  /// Whether the two say the same, wherever they stand.
  package func agrees(with other: Cell) -> Bool {
    kind == other.kind && bits == other.bits && scale == other.scale
  }
}
