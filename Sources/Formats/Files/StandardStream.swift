internal import Glibc

/// The two streams that a command writes to: results to `output`, diagnostics and progress to `error`.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Writes a text at once, without a buffer of its own.
  /// - Returns: Whether all of it was taken; a full disk and a closed file refuse it.
  @discardableResult
  package func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let start = unsafe bytes.baseAddress?.advanced(by: written)
        let taken = unsafe Glibc.write(rawValue, start, bytes.count - written)
        if taken < 0, errno == EINTR { continue }
        guard taken > 0 else { return false }
        written += taken
      }
      return true
    }
  }

  /// Whether a person reads along: colours and progress are for terminals only.
  package var isTerminal: Bool { isatty(rawValue) == 1 }
}
