internal import Glibc
import SourceText

/// The lines of a file, a pipe or standard input, each handed out as soon as its end was read.
package struct LineReader: ~Copyable {
  /// A line without its end.
  package enum Line: Sendable {
    case bytes([UInt8])
    /// The line was longer than the limit and was passed over.
    case tooLong
  }

  private let descriptor: Int32
  private let displayPath: String
  private let limit: Int
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var start = 0
  private var isAtEnd = false

  /// Reads standard input; no line may have more than `limit` bytes.
  package init(standardInputWithLimit limit: Int) {
    descriptor = 0
    displayPath = "-"
    self.limit = limit
  }

  /// Opens a file or pipe; no line may have more than `limit` bytes.
  package init(path: String, displayPath: String, limit: Int) throws(FileError) {
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      let reason: FileError.Reason =
        switch errno {
        case ENOENT, ENOTDIR: .notFound
        case EACCES, EPERM: .notPermitted
        case let number: .system(number)
        }
      throw FileError(path: displayPath, reason: reason)
    }
    descriptor = opened
    self.displayPath = displayPath
    self.limit = limit
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// Whether a person types the lines.
  package static var isTerminal: Bool { isatty(0) == 1 }

  /// The next line; nil at the end. A last line needs no line end.
  package mutating func next() throws(FileError) -> Line? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let line = buffer[start..<end]
        start = end + 1
        return isTooLong || line.count > limit ? .tooLong : .bytes(Array(line))
      }
      if isAtEnd {
        let line = buffer[start...]
        start = buffer.count
        if isTooLong { return .tooLong }
        if line.isEmpty { return nil }
        return line.count > limit ? .tooLong : .bytes(Array(line))
      }
      if isTooLong || buffer.count - start > limit {
        isTooLong = true
        start = buffer.count
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      try fill()
    }
  }

  /// Takes what is there, and waits only while there is nothing.
  private mutating func fill() throws(FileError) {
    var number: Int32 = 0
    let more = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { bytes, filled in
      while true {
        let got = unsafe Glibc.read(descriptor, bytes.baseAddress, 1 << 16)
        if got < 0, errno == EINTR { continue }
        if got < 0 { number = errno }
        filled = max(0, got)
        return
      }
    }
    guard number == 0 else { throw FileError(path: displayPath, reason: .system(number)) }
    isAtEnd = more.isEmpty
    buffer += more
  }
}
