import Assessment
import Formats
import Foundation
import SourceText
import Testing

/// The map of the law: `law.yaml` names every clause, the cases say which they stand for.
@Suite struct LawTests {
  /// A clause: its id, and the tests that hold it beside or in place of cases.
  private struct Clause {
    var id: String
    var tests: [String] = []
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// The law's entries, in order.
  private func entries() throws -> [(key: YAMLNode, value: YAMLNode)] {
    let path = Self.folder.appending(path: "law.yaml").path
    let (root, diagnostics) = YAMLNode.parse(try readSourceFile(path, displayPath: "law.yaml"))
    #expect(diagnostics.isEmpty)
    guard case .mapping(let entries) = try #require(root).content else { return [] }
    return entries
  }

  private func clauses() throws -> [Clause] {
    let entries = try entries().drop { ["edition", "changed"].contains($0.key.text) }
    return try entries.map { key, value in
      var clause = Clause(id: try #require(key.text))
      guard case .mapping(let fields) = value.content else {
        #expect(value.text?.isEmpty == false, "\(clause.id) says nothing")
        return clause
      }
      #expect(fields.map(\.key.text) == ["says", "tests"], "\(clause.id)")
      guard case .sequence(let tests) = try #require(fields.last).value.content else {
        return clause
      }
      clause.tests = tests.compactMap(\.text)
      return clause
    }
  }

  @Test func `the program follows the edition of the law, whose changes are clauses of it`() throws
  {
    let entries = try entries()
    #expect(entries.prefix(2).map(\.key.text) == ["edition", "changed"])
    #expect(entries.first?.value.text == "\(Law.edition)")
    let known = Set(try clauses().map(\.id))
    guard case .mapping(let changes) = try #require(entries.dropFirst().first).value.content else {
      Issue.record("no changes")
      return
    }
    #expect(changes.map(\.key.text) == (2...Law.edition).map { "\($0)" })
    for (edition, clauses) in changes {
      guard case .sequence(let ids) = clauses.content, !ids.isEmpty else {
        Issue.record("edition \(edition.text ?? "") changes nothing")
        continue
      }
      for id in ids.compactMap(\.text) { #expect(known.contains(id), "there is no clause '\(id)'") }
    }
  }

  @Test func `every clause has a case or a test, and every clause of a case is one of the law`()
    throws
  {
    let clauses = try clauses()
    #expect(clauses.count > 200)
    var standing = Set(clauses.filter { !$0.tests.isEmpty }.map(\.id))
    let known = Set(clauses.map(\.id))
    for name in ConformanceTests.all {
      let path = Self.folder.appending(path: "Cases/\(name).yaml").path
      let test = try Case(try readSourceFile(path, displayPath: "\(name).yaml"))
      for id in test.law {
        #expect(known.contains(id), "\(name): there is no clause '\(id)'")
        standing.insert(id)
      }
    }
    for clause in clauses where !standing.contains(clause.id) {
      Issue.record("\(clause.id) has neither case nor test")
    }
  }

  @Test func `every test that a clause names is there`() throws {
    let tests = Self.folder.deletingLastPathComponent()
    let files = FileManager.default.enumerator(atPath: tests.path)?.compactMap { $0 as? String }
    var sources = ""
    for file in files ?? [] where file.hasSuffix(".swift") {
      sources += try String(contentsOf: tests.appending(path: file), encoding: .utf8)
    }
    for clause in try clauses() {
      for test in clause.tests {
        let isThere =
          test.hasSuffix(".yaml")
          ? FileManager.default.fileExists(
            atPath: tests.appending(path: "Conformance/\(test)").path)
          : sources.contains("func `\(test)`")
        #expect(isThere, "\(clause.id): there is no test '\(test)'")
      }
    }
  }
}
