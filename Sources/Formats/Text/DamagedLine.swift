/// A line of a file that is lost: it has bytes that are not in the file's encoding.
package struct DamagedLine: Sendable, Hashable {
  /// Where it begins in the text.
  package var offset: Int
  /// Its number, from 1.
  package var line: Int

  /// Puts blanks in place of the lines of some offsets: their rows are lost, and nothing else is.
  /// - Parameters:
  ///   - bytes: The text.
  ///   - offsets: Where it is damaged, ascending.
  ///   - keeps: Whether a line stays as far as it can be read.
  /// - Returns: Where these lines begin, each once, ascending.
  package static func blank(
    _ bytes: inout [UInt8], at offsets: some Sequence<Int>,
    keeping keeps: (ArraySlice<UInt8>) -> Bool = { _ in false }
  ) -> [Int] {
    func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    var starts: [Int] = []
    for offset in offsets {
      let start = bytes[..<offset].lastIndex(where: isEnd).map { $0 + 1 } ?? 0
      if starts.last == start { continue }
      let end = bytes[offset...].firstIndex(where: isEnd) ?? bytes.endIndex
      if !keeps(bytes[start..<end]) { for index in start..<end { bytes[index] = 0x20 } }
      starts.append(start)
    }
    return starts
  }
}
