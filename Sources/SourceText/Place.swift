/// A file as its places have it, which share it: the path that is printed, and as much of the text as is at hand.
public final class PlacedFile: Sendable {
  /// What is at hand of the text.
  private enum Text {
    case none
    case whole([UInt8])
    case window(LineWindow)
  }

  /// The path as printed, relative to the folder that the run names, as it may be shown.
  public let path: String
  private let text: Text

  private init(shown path: String, _ text: Text) {
    self.path = path
    self.text = text
  }

  /// A file of which no line is at hand.
  public convenience init(_ path: String) { self.init(shown: path.shown, .none) }

  /// A file that was read whole: bytes that are valid UTF-8.
  convenience init(_ path: String, bytes: [UInt8]) { self.init(shown: path.shown, .whole(bytes)) }

  /// The same file, of which the line of one place is at hand.
  public func with(_ window: LineWindow) -> PlacedFile { PlacedFile(shown: path, .window(window)) }

  /// The line around an offset, which is that of a column.
  fileprivate func window(around offset: Int, column: Int) -> LineWindow {
    switch text {
    case .none: return .none
    case .window(let window): return window
    case .whole(let bytes):
      var start = min(offset, bytes.count)
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      return LineWindow(bytes, line: start..<end, around: min(offset, end), column: column - 1)
    }
  }
}

/// Where something stands: what a person needs to find it, and what is printed. It holds no text: 32 bytes.
///
/// Lines and columns are 1-based; columns and the width count Unicode scalars. Places sort by path, then offset.
public struct Place: Sendable {
  private let file: PlacedFile
  /// The UTF-8 offset of the first byte in the file.
  public let offset: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int
  private let lineAndWidth: LongAndShort

  /// Makes a place in a file.
  public init(
    in file: PlacedFile, offset: Int = 0, line: Int = 1, column: Int = 1, width: Int = 0
  ) {
    self.file = file
    self.offset = offset
    self.column = column
    lineAndWidth = LongAndShort(line, width)
  }

  /// Makes a place in a file of which nothing is at hand.
  public init(path: String, offset: Int = 0, line: Int = 1, column: Int = 1, width: Int = 0) {
    self.init(in: PlacedFile(path), offset: offset, line: line, column: column, width: width)
  }

  /// The path as printed, relative to the folder that the run names, as it may be shown.
  public var path: String { file.path }
  /// The line, from 1.
  public var line: Int { lineAndWidth.long }
  /// How many scalars the place covers on its line; 0 where only a point is known.
  public var width: Int { lineAndWidth.short }
  /// The line, or a window of a long one; empty where it is not at hand.
  public var window: LineWindow { file.window(around: offset, column: column) }
  /// The text of the line or of the window, as it may be shown.
  public var excerpt: String { window.text }

  /// The place as `path:line:column`.
  public var description: String { "\(path):\(line):\(column)" }

  /// The place as `path:line`, as the reports cite a rule.
  public var lineDescription: String { "\(path):\(line)" }
}

extension Place: Hashable, Comparable {
  public static func == (a: Place, b: Place) -> Bool {
    a.offset == b.offset && a.column == b.column && a.lineAndWidth == b.lineAndWidth
      && (a.file === b.file || a.path == b.path)
  }

  public static func < (a: Place, b: Place) -> Bool {
    a.file === b.file || a.path == b.path ? a.offset < b.offset : a.path < b.path
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(offset)
  }
}

/// Two counts in eight bytes: one that grows with a file, up to a million million, and one that does not, up to 16 million.
public struct LongAndShort: Hashable, Sendable {
  private static let shortBits: UInt64 = 24
  private let bits: UInt64

  /// Packs two counts that are not negative.
  public init(_ long: Int, _ short: Int) {
    let greatest: UInt64 = 1 << Self.shortBits - 1
    let longest = UInt64.max >> Self.shortBits
    bits =
      min(UInt64(clamping: long), longest) << Self.shortBits
      | min(UInt64(clamping: short), greatest)
  }

  /// The one that grows with a file.
  public var long: Int { Int(bits >> Self.shortBits) }
  /// The other.
  public var short: Int { Int(bits & (1 << Self.shortBits - 1)) }
}
