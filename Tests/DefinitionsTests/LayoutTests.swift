import Foundation
import SourceText
import TestSupport
import Testing

@testable import Definitions
@testable import Formats

/// The layout of the sets of the repository, and of the same sets with their blanks shaken.
@Suite struct LayoutTests {
  /// All definitions that the repository holds, by path.
  private static let files = ["Indicators", "Samples", "Tests/CommandTests/Data"].flatMap {
    Repository.files(in: $0, withExtension: "yaml")
  }

  @Test func `the files of our sets are laid out`() throws {
    #expect(Self.files.count > 30)
    for file in Self.files {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(try Shaken.format(text) == text, "\(file.path)")
    }
  }

  @Test func `however the blanks are shaken, the layout comes out the same`() throws {
    var changed = 0
    for (index, file) in Self.files.enumerated() {
      let text = try String(contentsOf: file, encoding: .utf8)
      let seed = UInt64(index * 100)
      var shaken = Shaken(text, seed: seed)
      let other = shaken.text()
      if other != text { changed += 1 }
      #expect(try Shaken.format(other) == text, "seed \(seed), \(file.path)")
    }
    #expect(changed > 30)
  }

  @Test func `a set with its layout shaken is the same set, and says so`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, text) in try Repository.indicatorTexts().sorted(by: { $0.key < $1.key })
      .enumerated()
    {
      var shaken = Shaken(text.value, seed: UInt64(index))
      let file = folder.appending(path: text.key)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try shaken.text().write(to: file, atomically: true, encoding: .utf8)
    }
    for name in ["common-2020", "shaoxing"] {
      let layout = try SetLayout(folder.appending(path: name).path)
      #expect(layout.files.count { $0.change != nil } * 2 > layout.files.count)
      #expect(try layout.isSameSet())
    }
  }
}

/// A text whose blanks are shaken without a change of meaning.
private struct Shaken {
  private var bytes: [UInt8]
  private var random: SeededGenerator

  init(_ text: String, seed: UInt64) {
    bytes = Array(text.utf8)
    random = SeededGenerator(seed: seed)
  }

  static func format(_ text: String) throws -> String {
    String(decoding: try YAMLLayout.format(SourceFile(path: "a.yaml", text: text)), as: UTF8.self)
  }

  mutating func text() -> String {
    spread()
    return lines()
  }

  /// Puts blanks before colons and commas, behind them, and into brackets.
  private mutating func spread() {
    let (root, _) = YAMLNode.parse(SourceFile(path: "a.yaml", bytes: bytes))
    var places: [Int] = []
    if let root { Self.collect(root, &places) }
    for place in Set(places).sorted().reversed() where Int.random(in: 0..<3, using: &random) == 0 {
      let count = Int.random(in: 1...3, using: &random)
      bytes.insert(contentsOf: repeatElement(UInt8(ascii: " "), count: count), at: place)
    }
  }

  private static func collect(_ node: YAMLNode, _ places: inout [Int]) {
    switch node.content {
    case .scalar: break
    case .mapping(let pairs):
      for (key, value) in pairs {
        places.append(key.end)
        let isBlock = !value.isFlow && value.text == nil
        if !value.isEmpty, !isBlock { places.append(value.start) }
        if node.isFlow { places += [key.start, value.end] }
        collect(value, &places)
      }
    case .sequence(let members):
      for member in members {
        if node.isFlow { places += [member.start, member.end] }
        collect(member, &places)
      }
    }
  }

  /// The lines, from 0, with which a text goes on.
  private func heldLines() -> Set<Int> {
    let file = SourceFile(path: "a.yaml", bytes: bytes)
    var held: Set<Int> = []
    func look(_ node: YAMLNode) {
      switch node.content {
      case .scalar:
        let last = file.place(SourceRange(max(node.start, node.end - 1), node.end)).line
        held.formUnion(node.place.line..<max(last, node.place.line))
      case .mapping(let pairs): for pair in pairs { look(pair.value) }
      case .sequence(let members): for member in members { look(member) }
      }
    }
    if let root = YAMLNode.parse(file).0 { look(root) }
    return held
  }

  /// Other indentation, empty lines beside empty lines, blanks at ends, other ends of lines.
  private mutating func lines() -> String {
    let width = Int.random(in: 1...3, using: &random)
    let end = Bool.random(using: &random) ? "\r\n" : "\n"
    var result = Bool.random(using: &random) ? end : ""
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let held = heldLines()
    for (number, line) in lines.enumerated() {
      let levels = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(levels)
      if rest.isEmpty {
        result += String(repeating: end, count: Int.random(in: 1...3, using: &random))
        continue
      }
      // What a text over several lines holds is not blank.
      if held.contains(number) {
        result += String(repeating: " ", count: levels * width) + rest + end
        continue
      }
      // `- key` and the keys below it stand two columns apart, however wide a level is.
      var column = levels * width
      var shown = String(rest)
      if rest.hasPrefix("- ") {
        shown = "-" + String(repeating: " ", count: 2 * width - 1) + rest.dropFirst(2)
      } else if rest.hasPrefix("#") {
        column += Int.random(in: 0...2, using: &random)
      }
      result += String(repeating: " ", count: column) + shown
      result += String(repeating: " ", count: Int.random(in: 0...2, using: &random)) + end
    }
    return result
  }
}
