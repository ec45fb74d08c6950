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

/// Where something stands: what a person needs to find it, and what is printed.
///
/// Lines and columns are 1-based; columns and the width count Unicode scalars. Places sort by path, then offset.
public struct Place: Hashable, Sendable, Comparable, ForeignContent {
  /// The path as printed, relative to the folder that the run names.
  public var path: String
  /// The UTF-8 offset of the first byte in the file.
  public var offset: Int
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars.
  public var column: Int
  /// How many scalars the place covers on its line; 0 where only a point is known.
  public var width: Int
  /// The line, or a window of a long one; empty where it is not at hand.
  public var window: LineWindow

  public init(
    path: String, offset: Int = 0, line: Int = 1, column: Int = 1, width: Int = 0,
    window: LineWindow = .none
  ) {
    self.path = path
    self.offset = offset
    self.line = line
    self.column = column
    self.width = width
    self.window = window
  }

  /// The text of the line or of the window, as it may be shown.
  public var excerpt: String { window.text }

  public static func < (a: Place, b: Place) -> Bool {
    a.path == b.path ? a.offset < b.offset : a.path < b.path
  }

  /// The place, whose path others wrote, as it may be shown; a window shows nothing else anyway.
  public func shown(keeping kept: PersonalNumber?) -> Place {
    var place = self
    place.path = path.shown(keeping: kept)
    return place
  }

  /// The place as `path:line:column`.
  public var description: String { "\(path):\(line):\(column)" }

  /// The place as `path:line`, as the reports cite a rule.
  public var lineDescription: String { "\(path):\(line)" }
}

/// A text file that was read whole, with what is needed to turn offsets into lines and columns.
public final class SourceFile: Sendable {
  /// The path by which the file is known, and found again where it has to be written.
  public let path: String
  /// The same as places in the file have it.
  public let shownPath: String
  /// The bytes, UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  private let lineStarts: [UInt32]
  /// How many scalars begin before every byte whose offset is a multiple of `step`: a line may be as long as the file.
  private let counted: [UInt32]
  private static let step = 32

  /// Makes a file of bytes that are valid UTF-8 and carry no byte order mark.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    shownPath = path.shown
    self.bytes = bytes
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
    let line = lineStart..<max(lineStart, lineEnd)
    return Place(
      path: shownPath, offset: start, line: low + 1, column: column + 1, width: scalars(start, end),
      window: LineWindow(bytes, line: line, around: min(start, line.upperBound), column: column))
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
