import Formats
import SourceText
import TestSupport
import Testing

struct TextTests {
  private func source(_ bytes: [UInt8]) -> FileSource {
    FileSource(displayPath: "表.csv", content: .bytes(bytes))
  }

  private func code(_ bytes: [UInt8]) -> String {
    do throws(TextError) {
      return try TextEncoding.detect(source(bytes)).rawValue
    } catch {
      return error.diagnostic.code
    }
  }

  /// 代码,名称 in GB18030, and 㐂 (outside GBK, four bytes).
  private let gb: [UInt8] = [0xB4, 0xFA, 0xC2, 0xEB, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A]
  private let rare: [UInt8] = [0x81, 0x39, 0xEF, 0x31]

  @Test func `strict UTF-8 comes first, then GB18030`() {
    #expect(code(Array("代码,名称\n".utf8)) == "UTF-8")
    #expect(code(Array("code,name\n".utf8)) == "UTF-8")
    #expect(code([0xEF, 0xBB, 0xBF] + Array("代码".utf8)) == "UTF-8")
    #expect(code(gb) == "GB18030")
    #expect(code([]) == "UTF-8")
  }

  @Test func `text that begins as UTF-8 and breaks is damaged, not GB18030`() throws {
    let bytes = Array("代码,名称\n330602,越".utf8) + [0xE5, 0x9F, 0x0A]
    #expect(code(bytes) == "damaged-text")
    do throws(TextError) {
      _ = try TextEncoding.detect(source(bytes))
    } catch {
      #expect(error.diagnostic.place?.offset == bytes.count - 3)
      #expect(error.diagnostic.place?.line == 2)
    }
    // A file cut inside a character.
    #expect(code(Array("代码,名称\n".utf8) + [0xE5]) == "damaged-text")
  }

  /// 小学 and 学院 in GBK are valid UTF-8, Cyrillic and Hebrew; 越城区 is not.
  private let school: [UInt8] = [0xD0, 0xA1, 0xD1, 0xA7]
  private let college: [UInt8] = [0xD1, 0xA7, 0xD4, 0xBA]
  private let district: [UInt8] = [0xD4, 0xBD, 0xB3, 0xC7, 0xC7, 0xF8]

  private func judge(_ bytes: [UInt8], _ words: Set<String> = []) throws -> String {
    let (encoding, isDoubtful) = try TextEncoding.judge(source(bytes)) { words.contains($0) }
    return encoding.rawValue + (isDoubtful ? "?" : "")
  }

  @Test func `GBK that begins like UTF-8 is GBK`() throws {
    let head = Array("code,".utf8) + school + [0x2C] + college + Array(",name\n1,2,3,".utf8)
    #expect(try judge(head + district + [0x0A]) == "GB18030")
    #expect(try judge(head + district + [0x0A], ["小学", "学院"]) == "GB18030")
    // Many lines of it, and only then what is no UTF-8, in another piece of the file.
    let many = [UInt8]((0..<200_000).flatMap { _ in school + [0x0A] })
    #expect(try judge(many + district + [0x0A], ["小学"]) == "GB18030")
  }

  @Test func `GBK that is wholly valid UTF-8 is told by the words that are expected`() throws {
    let file = Array("code,S1\n1,".utf8) + school + Array("\n2,".utf8) + college + [0x0A]
    #expect(try judge(file, ["小学"]) == "GB18030")
    #expect(try judge(file) == "GB18030?")
    #expect(try judge(file, ["Сѧ"]) == "UTF-8")
    #expect(try judge(file, ["Сѧ", "学院"]) == "GB18030?")
    #expect(try judge(Array("code,名称\n1,小学\n2,学院\n".utf8), ["小学", "学院"]) == "UTF-8")
    #expect(try judge(Array("名称,甲乙\n学院,小学\n".utf8)) == "UTF-8")
    #expect(try judge(Array("甲乙,A·B\n".utf8)) == "UTF-8")
  }

  @Test func `damaged UTF-8 stays damaged, whatever its bytes could be`() throws {
    // 代码,名称 and 越 without its last byte: the rest would be GB18030.
    let bytes = Array("代码,名称\n1,小学\n2,学院越".utf8.dropLast()) + [0x61, 0x0A]
    #expect(code(bytes) == "damaged-text")
    #expect(throws: TextError.self) { try judge(bytes, ["代码", "名称"]) }
  }

  @Test func `UTF-16 and workbooks are refused with what to do`() {
    #expect(code([0xFF, 0xFE, 0x63, 0x00]) == "utf-16-text")
    #expect(code([0xFE, 0xFF, 0x00, 0x63]) == "utf-16-text")
    #expect(code([0x50, 0x4B, 0x03, 0x04, 0x14]) == "workbook-as-text")
    #expect(code([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == "workbook-as-text")
  }

  @Test func `GB18030 becomes UTF-8, whatever the size of pieces`() throws {
    let bytes = gb + rare + gb
    for size in 1...20 {
      var reader = try TextReader(source(bytes), .gb18030)
      var text: [UInt8] = []
      while try reader.read(size, into: &text) {}
      #expect(String(decoding: text, as: UTF8.self) == "代码,名称\n㐂代码,名称\n")
    }
  }

  @Test func `bytes that are not GB18030 are passed over where that is asked`() throws {
    let line = "代码,名称\n"
    for (bytes, text, damage) in [
      (gb + [0xFF] + gb, line + "\u{FFFD}" + line, [line.utf8.count]),
      (gb + [0xB4], line + "\u{FFFD}", [line.utf8.count]),
      ([0xFF, 0x80] + gb, "\u{FFFD}\u{FFFD}" + line, [0, 3]),
      (gb, line, []),
    ] {
      for size in 1...20 {
        var reader = try TextReader(source(bytes), .gb18030, mostDamage: 2)
        var read: [UInt8] = []
        while try reader.read(size, into: &read) {}
        #expect(String(decoding: read, as: UTF8.self) == text)
        #expect(reader.damage == damage)
      }
    }
    #expect(throws: TextError.self) {
      var reader = try TextReader(source([0xFF, 0xFF, 0xFF] + gb), .gb18030, mostDamage: 2)
      var read: [UInt8] = []
      while try reader.read(4, into: &read) {}
    }
  }

  @Test func `bytes that are neither are shown with their offset and line`() throws {
    for (bytes, offset) in [(gb + [0xFF, 0x41], gb.count), (gb + [0xB4], gb.count)] {
      #expect(code(bytes) == "GB18030")
      do throws(TextError) {
        _ = try readText(source(bytes), limit: 1 << 20)
        Issue.record("was read")
      } catch {
        #expect(error.diagnostic.code == "damaged-text")
        #expect(error.diagnostic.place?.offset == offset)
        #expect(error.diagnostic.place?.line == 2)
      }
    }
  }

  @Test func `a byte order mark is left out in both encodings`() throws {
    let utf8 = try readText(source([0xEF, 0xBB, 0xBF] + Array("甲".utf8)), limit: 100)
    #expect(utf8.bytes == Array("甲".utf8))
    let gb18030 = try readText(source([0x84, 0x31, 0x95, 0x33] + gb), limit: 100)
    #expect(gb18030.bytes == Array("代码,名称\n".utf8))
  }

  @Test func `a character across two pieces is checked as one`() {
    // 1 MiB pieces: a three-byte character lies across their border at each of its three positions.
    for shift in 0..<3 {
      let bytes = [UInt8](repeating: 0x61, count: (1 << 20) - shift) + Array("甲乙".utf8)
      #expect(code(bytes) == "UTF-8")
    }
  }

  @Test func `a missing file, a folder and a file too large say so`() {
    func reason(_ path: String, limit: Int = 10) -> FileError.Reason? {
      do throws(FileError) {
        _ = try readFile(path, displayPath: "x", limit: limit)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason("/nowhere/at all") == .notFound)
    #expect(reason("/usr") == .isAFolder)
    #expect(reason("/dev/null") == .notAFile)
    #expect(reason("/proc/self/status", limit: 10) == .tooLarge(limit: 10))
    #expect(reason("/proc/self/status", limit: 1 << 20) == nil)
  }

  @Test func `a source file is read without its byte order mark and refused when it is not UTF-8`()
    throws
  {
    #expect(throws: FileError.self) { try readSourceFile("/usr/bin/env", displayPath: "env") }
  }

  @Test func `no bytes crash the decoder`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<4_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      do throws(TextError) {
        let text = try readText(source(bytes), limit: 1 << 20)
        #expect(UTF8Check.firstInvalid(text.bytes[...]) == nil, "seed 3: \(bytes)")
      } catch {
        #expect(!error.diagnostic.message.text(.zh).isEmpty)
      }
    }
  }
}
