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
    append(digits: UInt64(number.magnitude), atLeast: 1)
  }

  /// Appends points with all digits, such as `-0.50`.
  mutating func append(_ points: Points, digits: Int) {
    if points.units < 0 { append(UInt8(ascii: "-")) }
    let start = count
    append(digits: points.units.magnitude, atLeast: digits + 1)
    if digits > 0 { insert(UInt8(ascii: "."), at: Swift.max(start, count - digits)) }
  }

  private mutating func append(digits number: UInt64, atLeast width: Int) {
    let start = count
    var rest = number
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    while count - start < width { append(UInt8(ascii: "0")) }
    // Turning round a slice would copy it.
    var (first, last) = (start, count - 1)
    while first < last {
      swapAt(first, last)
      (first, last) = (first + 1, last - 1)
    }
  }
}
