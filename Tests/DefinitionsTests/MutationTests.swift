import Foundation
import SourceText
import TestSupport
import Testing

@testable import Definitions

/// One mistake at a time in the sets of the repository: what an author who slips is told.
@Suite struct MutationTests {
  /// How many mistakes of each kind are made.
  private static let count = 4

  @Test func `a mistake that breaks a set is reported in its file, and most others are noticed`()
    throws
  {
    var noticed = 0
    var made = 0
    var lines: [String] = []
    for mutation in Mutation.all {
      let outcomes = try mutation.outcomes(Self.count)
      for outcome in outcomes where mutation.isStructural {
        #expect(
          outcome.isFoundInFile,
          "seed \(outcome.seed), \(mutation), \(outcome.file):\(outcome.line): \(outcome.text)\n\(outcome.found)"
        )
      }
      let found = outcomes.count { !$0.found.isEmpty }
      lines.append("\(mutation.name): \(found) of \(outcomes.count)")
      noticed += found
      made += outcomes.count
    }
    print("mistakes noticed: \(noticed) of \(made)\n  \(lines.joined(separator: "\n  "))")
    #expect(made >= 100)
    #expect(noticed * 10 >= made * 8, "\(lines)")
  }
}

/// A kind of slip.
struct Mutation: CustomTestStringConvertible, Sendable {
  let name: String
  /// Whether the set cannot mean anything sensible afterwards.
  let isStructural: Bool
  /// The line with the slip and the line after it, if the line can have it; nil takes a line out.
  let edit: @Sendable (Lines, Int, inout SeededGenerator) -> [String]?

  var testDescription: String { name }

  /// The lines of a file, and what the slip may need to know.
  struct Lines {
    let lines: [String]
    let isData: Bool
    let items: [String]

    /// The key of a line and what stands behind it.
    func pair(_ index: Int) -> (head: String, key: String, value: String)? {
      let line = lines[index]
      let head = String(line.prefix { $0 == " " || $0 == "-" })
      let rest = line.dropFirst(head.count)
      guard !rest.hasPrefix("#"), let colon = rest.firstRange(of: ": ") else { return nil }
      return (head, String(rest[..<colon.lowerBound]), String(rest[colon.upperBound...]))
    }

    func indentation(_ index: Int) -> Int { lines[index].prefix { $0 == " " }.count }
  }

  struct Outcome {
    let seed: UInt64
    let file: String
    let line: Int
    let text: String
    let found: [String]
    let isFoundInFile: Bool
  }

  /// What is found after so many slips, each in an otherwise sound set.
  func outcomes(_ count: Int) throws -> [Outcome] {
    let texts = try Repository.indicatorTexts().filter { $0.key.hasPrefix("common-2020/") }
    let paths = texts.keys.filter { !$0.contains("/years/") && !$0.hasSuffix("/ids.yaml") }.sorted()
    let items = try loadSet("common-2020", from: .memory(texts)).set?.items.map(\.name) ?? []
    var outcomes: [Outcome] = []
    var seed: UInt64 = 0
    while outcomes.count < count, seed < 4_000 {
      seed += 1
      var generator = SeededGenerator(seed: seed)
      guard let path = paths.randomElement(using: &generator), let text = texts[path] else {
        continue
      }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let context = Lines(lines: lines, isData: path.hasSuffix("data.yaml"), items: items)
      guard let index = lines.indices.randomElement(using: &generator), !lines[index].isEmpty,
        let new = edit(context, index, &generator), new != [lines[index]]
      else { continue }
      lines.replaceSubrange(index...index, with: new)
      var mutated = texts
      mutated[path] = lines.joined(separator: "\n")
      let found = try lint("common-2020", from: .memory(mutated)).diagnostics
      outcomes.append(
        Outcome(
          seed: seed, file: path, line: index + 1, text: new.joined(separator: "⏎"),
          found: found.map { "\($0.place?.description ?? "-") \($0.code)" },
          isFoundInFile: found.contains { $0.place?.path == path }))
    }
    return outcomes
  }
}

extension Mutation {
  private static let expressions: Set<String> = ["value", "score", "applies"]

  private static func onKey(
    _ name: String, _ keys: Set<String>, isStructural: Bool,
    _ change: @escaping @Sendable (String, inout SeededGenerator) -> String?
  ) -> Mutation {
    Mutation(name: name, isStructural: isStructural) { lines, index, generator in
      guard let (head, key, value) = lines.pair(index), keys.contains(key),
        !value.contains("lint:"),
        let new = change(value, &generator), new != value
      else { return nil }
      return ["\(head)\(key): \(new)"]
    }
  }

  private static func onNumber(_ text: String, _ change: (String) -> String?) -> String? {
    guard let match = text.firstMatch(of: /[0-9]+(\.[0-9]+)?/), let new = change(String(match.0))
    else { return nil }
    return text.replacingCharacters(in: match.range, with: new)
  }

  /// All kinds.
  static let all: [Mutation] = [
    Mutation(name: "a colon is dropped", isStructural: true) { lines, index, _ in
      lines.pair(index).map { ["\($0.head)\($0.key) \($0.value)"] }
    },
    Mutation(name: "a full-width colon", isStructural: true) { lines, index, _ in
      lines.pair(index).map { ["\($0.head)\($0.key)：\($0.value)"] }
    },
    Mutation(name: "a line is shifted", isStructural: true) { lines, index, _ in
      guard index > 0, lines.pair(index) != nil, lines.pair(index - 1) != nil,
        lines.indentation(index) == lines.indentation(index - 1)
      else { return nil }
      return [" " + lines.lines[index]]
    },
    Mutation(name: "a key is misspelt", isStructural: true) { lines, index, _ in
      guard let (head, key, value) = lines.pair(index), Key(rawValue: key) != nil, key.count > 4
      else { return nil }
      var letters = Array(key)
      letters.swapAt(1, 2)
      return ["\(head)\(String(letters)): \(value)"]
    },
    Mutation(name: "an entry is written twice", isStructural: true) { lines, index, _ in
      guard let pair = lines.pair(index), lines.isData ? pair.value.hasPrefix("{") : true,
        pair.key != "check", pair.key != "else"
      else { return nil }
      return [lines.lines[index], lines.lines[index]]
    },
    Mutation(name: "a required key is missing", isStructural: true) { lines, index, _ in
      let required: Set<String> = ["title", "score", "provenance", "points", "else"]
      guard let (head, key, value) = lines.pair(index), required.contains(key), !head.contains("-"),
        !value.isEmpty
      else { return nil }
      return []
    },
    Mutation(name: "a bracket is missing", isStructural: true) { lines, index, _ in
      guard let line = Optional(lines.lines[index]), line.hasSuffix("}") || line.hasSuffix("]"),
        lines.pair(index) != nil
      else { return nil }
      return [String(line.dropLast())]
    },
    Mutation(name: "an item is misspelt", isStructural: true) { lines, index, generator in
      guard let (head, key, value) = lines.pair(index), expressions.contains(key),
        let item = lines.items.filter({ value.contains($0) }).max(by: { $0.count < $1.count })
      else { return nil }
      return ["\(head)\(key): \(value.replacing(item, with: item + "甲", maxReplacements: 1))"]
    },
    onKey("a full-width sign", expressions, isStructural: true) { value, _ in
      let new = value.replacing(" > ", with: " ＞ ").replacing(" / ", with: " ／ ")
      return new == value ? nil : new
    },
    onKey("a word is misspelt", ["provenance", "kind", "type"], isStructural: true) { value, _ in
      value + "e"
    },
    onKey("points with a word", ["points"], isStructural: true) { value, _ in value + "分" },
    onKey("points are changed", ["points"], isStructural: true) { value, _ in
      onNumber(value) { $0 + "5" }
    },
    onKey("a share above all", ["score"], isStructural: true) { value, _ in
      value.firstRange(of: "lose: ").map { value.replacingCharacters(in: $0, with: "lose: 9") }
    },
    onKey("a date with slashes", ["due"], isStructural: true) { value, _ in
      value.replacing("-", with: "/")
    },
    onKey("a year is changed", ["due"], isStructural: false) { value, _ in
      value.replacing("2021", with: "2012")
    },
    onKey("a percent sign is missing", ["score"], isStructural: false) { value, _ in
      value.lastIndex(of: "%").map { at in
        var new = value
        new.remove(at: at)
        return new
      }
    },
    onKey("a threshold gets a digit more", ["score"], isStructural: false) { value, _ in
      let range = value.range(of: "(below|above|full): [0-9]+", options: .regularExpression)
      return range.map { value.replacingCharacters(in: $0, with: value[$0] + "0") }
    },
    onKey("a threshold loses a digit", ["score"], isStructural: false) { value, _ in
      let range = value.range(of: "(below|above|full): [0-9]+", options: .regularExpression)
      return range.map { value.replacingCharacters(in: $0, with: value[$0].dropLast()) }
    },
    onKey("earn for lose", ["score"], isStructural: false) { value, _ in
      value.replacing("lose:", with: "earn:")
    },
    onKey("above for below", ["score"], isStructural: false) { value, _ in
      value.replacing("below:", with: "above:")
    },
    onKey("zero and full change places", ["score"], isStructural: false) { value, _ in
      let new = value.replacing("zero:", with: "x:").replacing("full:", with: "zero:")
      return new.replacing("x:", with: "full:")
    },
    onKey("another operator", ["value", "applies"], isStructural: false) { value, _ in
      value.contains(" / ")
        ? value.replacing(" / ", with: " - ") : value.replacing(" > ", with: " >= ")
    },
    onKey("an office is misspelt", ["lead"], isStructural: false) { value, _ in value + "局" },
    Mutation(name: "an optional line is missing", isStructural: false) { lines, index, _ in
      let optional: Set<String> = [
        "lead", "evidence", "remedy", "source", "applies", "guard", "not applicable", "target",
        "perverse", "mark", "value",
      ]
      guard let (head, key, _) = lines.pair(index), optional.contains(key), !head.contains("-")
      else { return nil }
      return []
    },
    Mutation(name: "a check is turned round", isStructural: false) { lines, index, _ in
      guard let (head, key, value) = lines.pair(index), key == "check" else { return nil }
      return ["\(head)check: \(value.replacing("<=", with: ">=").replacing(" > ", with: " < "))"]
    },
  ]
}
