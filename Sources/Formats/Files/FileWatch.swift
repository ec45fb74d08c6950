import Synchronization

/// What a file held when it was first read from its start to its end: whoever reads it later gets the same bytes, or an
/// error. So what is scored is what is recorded.
package final class FileWatch: Sendable {
  /// How many bytes are looked at together.
  static let pieceSize = 1 << 18

  /// A mark of some bytes, as good as the bytes themselves where nobody forges one.
  private struct Mark: Equatable, Sendable {
    var a: UInt64 = 0x9E37_79B9_7F4A_7C15
    var b: UInt64 = 0xD1B5_4A32_D192_ED03

    init(_ bytes: [UInt8]) {
      unsafe bytes.withUnsafeBytes { bytes in
        var at = 0
        while at + 16 <= bytes.count {
          add(
            unsafe bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self),
            unsafe bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
          at += 16
        }
        var rest: (UInt64, UInt64) = (0, 0)
        while at < bytes.count {
          rest.1 = rest.1 << 8 | rest.0 >> 56
          rest.0 = unsafe rest.0 << 8 | UInt64(bytes[at])
          at += 1
        }
        add(rest.0, rest.1)
        add(UInt64(bytes.count), ~0)
      }
    }

    private mutating func add(_ x: UInt64, _ y: UInt64) {
      let (p, q) = (a, b)
      a = Mark.mixed(x ^ 0xA076_1D64_78BD_642F ^ q, y ^ p)
      b = Mark.mixed(y ^ 0xE703_7ED1_A0B4_28DB ^ p, x ^ q) &+ p
    }

    private static func mixed(_ x: UInt64, _ y: UInt64) -> UInt64 {
      let product = x.multipliedFullWidth(by: y)
      return product.high ^ product.low &+ x
    }
  }

  private struct State: Sendable {
    /// The hash of the whole; nil until the file was read once.
    var sha256: String?
    var pieces: [Mark] = []
    var hasChanged = false
  }

  private let state = Mutex(State())

  /// Makes a watch of a file that was not read yet.
  package init() {}

  /// Whether somebody who read the file later found other bytes, or none.
  package var hasChanged: Bool { state.withLock { $0.hasChanged } }

  /// Whether the file was read from its start to its end.
  var isKnown: Bool { state.withLock { $0.sha256 != nil } }

  /// The SHA-256 of the file, which is read now unless it was before.
  func sha256(ofPath path: String, displayPath: String) throws(FileError) -> String {
    if let known = state.withLock({ $0.sha256 }) { return known }
    var file = try InputFile(path: path, displayPath: displayPath)
    var hash = SHA256()
    var pieces: [Mark] = []
    var piece: [UInt8] = []
    while true {
      piece.removeAll(keepingCapacity: true)
      try file.read(upTo: Self.pieceSize, into: &piece)
      if piece.isEmpty { break }
      hash.update(piece)
      pieces.append(Mark(piece))
    }
    let sha256 = hash.hex()
    return state.withLock { state in
      if state.sha256 == nil { (state.sha256, state.pieces) = (sha256, pieces) }
      return state.sha256 ?? sha256
    }
  }

  /// Whether a piece holds what it held at first; an empty one stands for the end of the file.
  func holds(_ piece: [UInt8], number: Int) -> Bool {
    let mark = Mark(piece)
    return state.withLock { state in
      guard state.sha256 != nil else { return true }
      let isSame =
        number < state.pieces.count ? state.pieces[number] == mark : piece.isEmpty
      if !isSame { state.hasChanged = true }
      return isSame
    }
  }

  /// Notes that the file cannot be read any more, if it could before.
  func noteLost() {
    state.withLock { if $0.sha256 != nil { $0.hasChanged = true } }
  }
}
