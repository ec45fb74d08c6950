/// A half-open range of UTF-8 offsets in a file.
public struct SourceRange: Hashable, Sendable {
  /// The offset of the first byte.
  public var start: UInt32
  /// The offset just past the last byte.
  public var end: UInt32

  /// Makes a range; an end before the start is taken for an empty range.
  public init(_ start: Int, _ end: Int) {
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }
}

/// A text file that was read whole, with what is needed to turn offsets into lines and columns.
public final class SourceFile: Sendable {
  /// The path by which the file is known, and found again where it has to be written.
  public let path: String
  /// The same as places in the file have it.
  public var shownPath: String { placed.path }
  /// The bytes, UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  private let placed: PlacedFile
  private let lineStarts: [UInt32]
  /// How many scalars begin before every byte whose offset is a multiple of `step`: a line may be as long as the file.
  private let counted: [UInt32]
  private static let step = 32

  /// Makes a file of bytes that are valid UTF-8 and carry no byte order mark.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    placed = PlacedFile(path, bytes: bytes)
    var starts: [UInt32] = [0]
    var counted: [UInt32] = []
    var scalars: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      if index % Self.step == 0 { counted.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars &+= 1 }
      if byte == 0x0A { starts.append(UInt32(clamping: index + 1)) }
    }
    lineStarts = starts
    self.counted = counted
  }

  /// Makes a file of a text.
  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The place of a range; a range of several lines covers its first line only.
  /// - Complexity: O(log lines).
  public func place(_ range: SourceRange) -> Place {
    let start = min(Int(range.start), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= start { low = middle } else { high = middle }
    }
    let lineStart = Int(lineStarts[low])
    var lineEnd = low + 1 < lineStarts.count ? Int(lineStarts[low + 1]) - 1 : bytes.count
    if lineEnd > lineStart, bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
    let end = max(start, min(Int(range.end), lineEnd))
    let column = scalars(lineStart, start)
    return Place(
      in: placed, offset: start, line: low + 1, column: column + 1, width: scalars(start, end))
  }

  private func scalars(_ start: Int, _ end: Int) -> Int {
    start < end ? scalars(before: end) - scalars(before: start) : 0
  }

  /// How many scalars begin before an offset.
  private func scalars(before offset: Int) -> Int {
    guard let last = counted.indices.last else { return 0 }
    let index = min(offset / Self.step, last)
    var count = Int(counted[index])
    var position = index * Self.step
    while position < offset {
      if bytes[position] & 0xC0 != 0x80 { count += 1 }
      position += 1
    }
    return count
  }
}
