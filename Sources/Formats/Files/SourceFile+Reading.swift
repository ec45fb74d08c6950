package import SourceText

/// Reads a text file in UTF-8 for an author's mistakes to be shown in: the byte order mark is left out.
/// - Parameters:
///   - path: The path to open.
///   - displayPath: The path as printed.
///   - limit: The number of bytes beyond which the file is refused.
/// - Returns: The file.
/// - Throws: `FileError` where it cannot be opened, is too large or is not UTF-8.
package func readSourceFile(
  _ path: String, displayPath: String, limit: Int = 4 << 20
) throws(FileError) -> SourceFile {
  var bytes = try readFile(path, displayPath: displayPath, limit: limit)
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  if let offset = UTF8Check.firstInvalid(bytes[...]) {
    let line = 1 + bytes[..<offset].count { $0 == 0x0A }
    throw FileError(path: displayPath, reason: .notUTF8(offset: offset, line: line))
  }
  return SourceFile(path: displayPath, bytes: bytes)
}
