package import FEEL

/// Points, as a whole number of the set's smallest unit (cents at two digits).
///
/// Everything that is printed as points is one of these, so that sums of printed numbers are exact (semantics S4). It costs no
/// more than the number, also in other targets: public, for into these nothing is taken that is only of the package.
public struct Points: Hashable, Comparable, Sendable {
  /// The count of smallest units: 140 is 1.40 at two digits.
  public var units: Int64

  @inlinable public init(units: Int64) { self.units = units }

  @inlinable public static var zero: Points { Points(units: 0) }

  @inlinable public static func == (a: Points, b: Points) -> Bool { a.units == b.units }
  @inlinable public static func < (a: Points, b: Points) -> Bool { a.units < b.units }
  @inlinable public static func > (a: Points, b: Points) -> Bool { a.units > b.units }
  @inlinable public static func + (a: Points, b: Points) -> Points {
    Points(units: a.units + b.units)
  }
  @inlinable public static func - (a: Points, b: Points) -> Points {
    Points(units: a.units - b.units)
  }
  @inlinable public static prefix func - (a: Points) -> Points { Points(units: -a.units) }
  @inlinable public static func += (a: inout Points, b: Points) { a.units += b.units }

  /// The largest number of points that a definition may state, in smallest units: sums cannot overflow.
  package static let largestUnits: Int64 = 1_000_000_000_000

  /// The points as an exact number.
  package func number(digits: Int) -> Number { Number(mantissa: units, scale: digits) }

  /// The points as they are printed, always with all digits: `1.40`.
  package func text(digits: Int) -> String {
    guard digits > 0 else { return String(units) }
    let text = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
    let split = padded.index(padded.endIndex, offsetBy: -digits)
    return (units < 0 ? "-" : "") + padded[..<split] + "." + padded[split...]
  }
}
