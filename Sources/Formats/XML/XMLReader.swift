import SourceText

/// Reads an XML file as events, block by block, in bounded memory.
///
/// Refused at the first sight: a document type (and with it every entity of a file's own), XInclude, and what goes
/// beyond the limits. Nothing is ever fetched. UTF-8 is read as it is; a file that declares GB18030, GBK or GB2312, or
/// declares nothing and is written so, is converted first, and lines and columns are those of its text. A mistake ends the reading of its file: the events
/// before it are good, and the diagnostic says where it stopped.
package struct XMLReader: ~Copyable {
  private var text: TextReader
  private var push: XMLPush
  private let path: String
  private let blockSize: Int
  private var held: [UInt8]
  private var isAtEnd = false
  private var scan = UTF8Scan()
  /// What ends the reading behind the last block.
  private var refusal: Diagnostic?

  /// The most bytes without a tag.
  private static let longestGap = 4 << 20

  /// Opens a file whose encoding is known (``encoding(of:expecting:)``).
  package init(
    _ source: FileSource, _ encoding: TextEncoding, limits: XMLLimits = XMLLimits(),
    blockSize: Int = 1 << 16
  ) throws(TextError) {
    text = try TextReader(source, encoding)
    push = XMLPush(limits)
    path = source.displayPath
    self.blockSize = max(1, blockSize)
    held = []
  }

  /// The next events; nil at the end of the file.
  /// - Throws: `TextError` with what stopped the reading, after all events before it were returned.
  package mutating func next() throws(TextError) -> [XMLEvent]? {
    while true {
      if let failure = push.failure { throw TextError(.xml(failure, path: path)) }
      if let refusal { throw TextError(refusal) }
      guard !isAtEnd else { return nil }
      let events = push.push(try nextBlock()[...], isLast: isAtEnd && refusal == nil)
      if push.pending > XMLReader.longestGap, push.failure == nil {
        refusal = .xml(XMLFailure(kind: .gapTooLong, position: push.position), path: path)
      }
      if !events.isEmpty { return events }
    }
  }

  /// The next bytes, up to the first that no XML file may have.
  private mutating func nextBlock() throws(TextError) -> [UInt8] {
    var more: [UInt8] = []
    isAtEnd = try !text.read(blockSize, into: &more)
    let received = scan.offset + scan.pending
    if !scan.add(more, isLast: isAtEnd) {
      more.removeSubrange(max(0, scan.offset - received)...)
      refusal = .damagedText(path: path, offset: scan.offset, line: scan.line, .utf8)
    }
    if let nul = more.firstIndex(of: 0) {
      more.removeSubrange(nul...)
      refusal = .xmlNUL(Place(path: path, offset: received + nul, line: scan.line))
    }
    var block = held + more
    held = []
    // libxml2 holds back a CR at the end of a block; hold it back here, so that offsets stay true.
    if !isAtEnd, block.last == 0x0D { held = [block.removeLast()] }
    return block
  }

  /// The encoding that the first line declares; where it declares none, the one that the whole file speaks for.
  /// - Parameters:
  ///   - source: The file.
  ///   - isExpected: Whether a text is one that the reader expects, such as a heading or the name of a unit.
  /// - Returns: The encoding, and whether something speaks for another one as well.
  /// - Throws: `TextError` for an encoding that is not read.
  package static func encoding(
    of source: FileSource, expecting isExpected: @escaping (String) -> Bool = { _ in false }
  ) throws(TextError) -> (encoding: TextEncoding, isDoubtful: Bool) {
    var bytes: [UInt8] = []
    do throws(FileError) {
      var reader = try source.open()
      try reader.read(upTo: 256, into: &bytes)
    } catch {
      throw TextError(error.diagnostic)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw TextError(.xmlEncoding("UTF-16", path: source.displayPath))
    }
    guard let declared = declaredEncoding(bytes) else {
      do throws(TextError) {
        return try TextEncoding.judge(source, expecting: isExpected)
      } catch {
        // Damaged: what stands before the damage is read, and where it is is told there.
        return (.utf8, false)
      }
    }
    switch declared.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": return (.utf8, false)
    case "gb18030", "gbk", "gb2312", "gb_2312-80", "cp936", "x-gbk", "euc-cn":
      return (.gb18030, false)
    default: throw TextError(.xmlEncoding(declared, path: source.displayPath))
    }
  }

  private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes, as: UTF8.self).drop { $0 == "\u{FEFF}" }
    guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>") else { return nil }
    let declaration = head[..<end.lowerBound]
    guard let key = declaration.firstRange(of: "encoding") else { return nil }
    let rest = declaration[key.upperBound...].drop { $0 == " " || $0 == "=" }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }
}
