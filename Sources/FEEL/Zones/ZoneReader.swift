/// Reads the binary form of a zone (RFC 9636).
struct ZoneReader {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// What a zone file says; there is one offset more than transitions.
  struct Parsed {
    var transitions: [Int]
    var offsets: [Int]
    var rule: ZoneRule?
  }

  /// The second block of the file, in 64 bits, with the rule behind it; nil for a file of another form.
  func read() -> Parsed? {
    guard bytes.starts(with: Array("TZif".utf8)), bytes.count > 44, bytes[4] >= UInt8(ascii: "2"),
      let first = counts(at: 0)
    else { return nil }
    let start = 44 + first.size(timeSize: 4)
    guard let counts = counts(at: start) else { return nil }
    let end = start + 44 + counts.size(timeSize: 8)
    guard end <= bytes.count, counts.types > 0 else { return nil }
    let times = start + 44
    let indices = times + counts.times * 8
    let types = indices + counts.times
    var transitions: [Int] = []
    var offsets = [offset(types, 0)]
    for place in 0..<counts.times {
      let type = Int(bytes[indices + place])
      guard type < counts.types else { return nil }
      transitions.append(Int(truncatingIfNeeded: integer(times + place * 8, 8)))
      offsets.append(offset(types, type))
    }
    let footer = bytes[end...].drop { $0 == 0x0A }.prefix { $0 != 0x0A }
    return Parsed(
      transitions: transitions, offsets: offsets,
      rule: ZoneRule(String(decoding: footer, as: UTF8.self)))
  }

  /// How many of each the block has that begins at an offset.
  private struct Counts {
    var utcFlags: Int
    var standardFlags: Int
    var leaps: Int
    var times: Int
    var types: Int
    var letters: Int

    func size(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + letters + leaps * (timeSize + 4) + standardFlags
        + utcFlags
    }
  }

  private func counts(at start: Int) -> Counts? {
    guard start + 44 <= bytes.count else { return nil }
    let numbers = (0..<6).map { Int(integer(start + 20 + $0 * 4, 4)) }
    guard numbers.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
    return Counts(
      utcFlags: numbers[0], standardFlags: numbers[1], leaps: numbers[2], times: numbers[3],
      types: numbers[4], letters: numbers[5])
  }

  /// The distance from UTC of a type, in seconds.
  private func offset(_ types: Int, _ type: Int) -> Int {
    Int(Int32(truncatingIfNeeded: integer(types + type * 6, 4)))
  }

  /// An integer of so many bytes, the highest first.
  private func integer(_ start: Int, _ count: Int) -> Int64 {
    bytes[start..<start + count].reduce(0) { $0 << 8 | Int64($1) }
  }
}
