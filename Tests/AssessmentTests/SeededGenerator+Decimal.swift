import TestSupport

extension SeededGenerator {
  /// A decimal from zero on: `mantissa` up to `most`, and one of some scales.
  mutating func decimal(_ most: Int, scales: [Int] = [0, 1, 2, 3]) -> Decimal {
    Decimal(Int64(whole(0...most)), scale: pick(scales))
  }
}
