import Foundation
import SourceText
import TestSupport
import Testing

@testable import Definitions

@Suite struct RobustnessTests {
  @Test(arguments: 0..<8)
  func `no edit of a definition crashes the reader, and the same text gives the same remarks`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    for mistakes in MistakeCase.all {
      var edited = mistakes
      for path in edited.texts.keys.sorted() {
        edited.texts[path] = Edit.random(of: edited.texts[path] ?? "", using: &generator)
      }
      guard let first = try? edited.load() else { continue }
      let second = try edited.load()
      #expect(
        first.diagnostics.map(\.asExpected) == second.diagnostics.map(\.asExpected),
        "seed \(seed), \(mistakes.name)")
      #expect((first.set == nil) == first.diagnostics.hasErrors, "seed \(seed), \(mistakes.name)")
    }
  }

  @Test(arguments: 0..<8)
  func `no edit of a set of the repository crashes the reader`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for folder in Repository.sets {
      var texts = try Repository.indicatorTexts()
      let path = try #require(texts.keys.sorted().randomElement(using: &generator))
      texts[path] = Edit.random(of: texts[path] ?? "", using: &generator)
      let name = URL(filePath: folder).lastPathComponent
      let loaded = try? loadSet(name, from: .memory(texts))
      if let loaded {
        #expect((loaded.set == nil) == loaded.diagnostics.hasErrors, "seed \(seed), \(path)")
      }
    }
  }

  @Test func `every text cut off anywhere is read without a crash`() throws {
    let mistakes = try #require(MistakeCase.all.first { $0.name == "ten-at-once" })
    let text = try #require(mistakes.texts["case.yaml"])
    let scalars = Array(text.unicodeScalars)
    for end in stride(from: 0, to: scalars.count, by: 3) {
      var cut = ""
      cut.unicodeScalars.append(contentsOf: scalars[..<end])
      let loaded = try loadSet("case.yaml", from: .memory(["case.yaml": cut]))
      #expect(loaded.set == nil)
      #expect(loaded.diagnostics.hasErrors)
    }
  }
}

/// A small slip of the hand.
enum Edit {
  /// The text with one to three edits.
  static func random(of text: String, using generator: inout SeededGenerator) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Array($0.unicodeScalars)
    }
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !lines.isEmpty {
      let line = Int.random(in: 0..<lines.count, using: &generator)
      let column = lines[line].indices.randomElement(using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: lines.remove(at: line)
      case 1: lines.insert(lines[line], at: line)
      case 2: lines.removeLast(lines.count - line)
      case 3:
        if let column, column + 1 < lines[line].count { lines[line].swapAt(column, column + 1) }
      case 4: if let column { lines[line].remove(at: column) }
      case 5: lines[line].insert(" ", at: 0)
      default:
        guard let column, let sign = signs.randomElement(using: &generator) else { continue }
        lines[line][column] = sign
      }
    }
    return lines.map { line in
      var text = ""
      text.unicodeScalars.append(contentsOf: line)
      return text
    }.joined(separator: "\n")
  }

  /// Characters with a meaning somewhere, and some with none.
  private static let signs = Array(
    "{}[]():,-#&*!|>'\"%@`~ 0９％，：（\t=<.é🀄\u{2028}\u{0}".unicodeScalars)
}
