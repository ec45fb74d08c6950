import Definitions

/// Text is put together in byte arrays: appending to one costs a third of interpolating strings.
extension [UInt8] {
  /// Appends a text as UTF-8.
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends a whole number.
  mutating func append(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(UInt64(number.magnitude), digits: 0)
  }

  /// Appends points with all digits, such as `-0.50`.
  mutating func append(_ points: Points, digits: Int) {
    if points.units < 0 { append(UInt8(ascii: "-")) }
    append(points.units.magnitude, digits: digits)
  }

  /// Appends a number with a point before so many of its digits.
  private mutating func append(_ number: UInt64, digits: Int) {
    var (first, written, rest) = (count, 0, number)
    repeat {
      if written > 0, written == digits { append(UInt8(ascii: ".")) }
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    } while rest > 0 || written <= digits
    // Turning round a slice would copy it.
    var last = count - 1
    while first < last {
      swapAt(first, last)
      (first, last) = (first + 1, last - 1)
    }
  }
}
