/// The part of a line that is shown with a place: all of a short line, else a window around the place.
///
/// A line may be as long as its file: what is kept and shown of it is not.
public struct LineWindow: Hashable, Sendable {
  /// How many scalars are shown at most.
  public static let longest = 160
  /// How many scalars of a long line are shown before the place.
  static let lead = 40
  /// How far the number of a person that begins or ends outside the window is looked for, in scalars.
  private static let farthest = 80

  /// The window, with what stands around it where a number of a person may reach into it.
  private let wide: String
  /// How many scalars of that stand before the window, and how many are the window.
  private let margin: Int
  private let length: Int
  /// How many scalars of the line stand before it.
  public let before: Int
  /// Whether the line goes on behind it.
  public let isCut: Bool

  /// The window of a line that is not at hand.
  public static let none = LineWindow([], line: 0..<0, around: 0, column: 0)

  /// A window of a line of valid UTF-8.
  /// - Parameters:
  ///   - bytes: The text.
  ///   - line: The offsets of the line, without its end.
  ///   - offset: The offset in the line that the window is about.
  ///   - column: How many scalars of the line stand before that offset.
  public init(_ bytes: [UInt8], line: Range<Int>, around offset: Int, column: Int) {
    let whole = Self.move(line.lowerBound, by: Self.longest, in: bytes, line)
    if whole.offset == line.upperBound {
      wide = String(decoding: bytes[line], as: UTF8.self)
      (margin, length, before, isCut) = (0, whole.count, 0, false)
      return
    }
    let start = Self.move(offset, by: -Self.lead, in: bytes, line)
    let end = Self.move(start.offset, by: Self.longest, in: bytes, line)
    let (low, high) = (
      Self.move(start.offset, by: -Self.farthest, in: bytes, line),
      Self.move(end.offset, by: Self.farthest, in: bytes, line)
    )
    wide = String(decoding: bytes[low.offset..<high.offset], as: UTF8.self)
    (margin, length) = (low.count, end.count)
    before = column - start.count
    isCut = end.offset < line.upperBound
  }

  /// What is shown, as foreign text; it is made when it is asked for, which it is for few of many mistakes.
  public var text: String {
    var text = ""
    text.unicodeScalars.append(
      contentsOf: wide.shown.unicodeScalars.dropFirst(margin).prefix(length))
    return text
  }

  /// The offset some scalars further on or back, or where the line ends; and how many they are.
  private static func move(
    _ offset: Int, by scalars: Int, in bytes: [UInt8], _ line: Range<Int>
  ) -> (offset: Int, count: Int) {
    var offset = offset
    var count = 0
    if scalars < 0 {
      while count < -scalars, offset > line.lowerBound {
        offset -= 1
        if bytes[offset] & 0xC0 != 0x80 { count += 1 }
      }
    } else {
      while offset < line.upperBound {
        if bytes[offset] & 0xC0 != 0x80 {
          if count == scalars { break }
          count += 1
        }
        offset += 1
      }
    }
    return (offset, count)
  }
}
