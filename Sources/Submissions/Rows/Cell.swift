/// One reported value in 16 bytes: what it is, and where it was read.
package struct Cell: Sendable, Hashable {
  /// What a cell holds.
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// There was no column or element for the item.
    case absent
    /// There was one, and it was left empty.
    case blank
    /// `bits` × 10^-`scale`; a percentage as its share of one, so 93% is 93 × 10^-2.
    case number
    /// `bits` is 1 for yes, 0 for no.
    case yesNo
    /// `bits` days since 1970-01-01.
    case date
    /// `bits` is an index into the item's choices.
    case choice
    /// `bits` is an index into the block's texts.
    case text
    /// Something was written that could not be read; a diagnostic says why.
    case unreadable
    /// The unit reported different values for the item; a diagnostic names both places.
    case conflicting
    /// What was written looks like personal data and was not kept; a diagnostic names the place.
    case refused
  }

  /// The value; its meaning depends on the kind.
  package var bits: Int64
  /// Where the value was read: meaningful to the ``RowBlock`` only; `UInt32.max` where nothing was read.
  package var origin: UInt32
  /// The number of decimal digits of a number, 0 … 255.
  package var scale: UInt8
  /// What the cell holds.
  package var kind: Kind

  package init(_ kind: Kind, bits: Int64 = 0, scale: UInt8 = 0, origin: UInt32 = .max) {
    self.bits = bits
    self.origin = origin
    self.scale = scale
    self.kind = kind
  }

  /// The cell of an item for which nothing was handed in.
  package static let absent = Cell(.absent)

  /// Whether the cell has a value.
  package var hasValue: Bool {
    switch kind {
    case .number, .yesNo, .date, .choice, .text: true
    case .absent, .blank, .unreadable, .conflicting, .refused: false
    }
  }
}
