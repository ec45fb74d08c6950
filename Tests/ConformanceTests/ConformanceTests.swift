import Formats
import Foundation
import SourceText
import Testing

/// The specification: every case under `Cases/` is a small world that was worked out on paper.
@Suite struct ConformanceTests {
  /// The files of the cases as `topic/name`, sorted.
  static let all: [String] = {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// The cases that are run: all, or those whose names contain what `YANSHOU_CASES` says.
  static let names: [String] = {
    let asked = ProcessInfo.processInfo.environment["YANSHOU_CASES"] ?? ""
    return asked.isEmpty ? all : all.filter { $0.contains(asked) }
  }()

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases").path

  @Test func `there are cases to run`() {
    #expect(Self.all.count >= 180)
    #expect(!Self.names.isEmpty, "no case is called so")
  }

  @Test(arguments: names)
  func `a case comes out as it was worked out by hand`(_ name: String) async throws {
    let path = "\(Self.folder)/\(name).yaml"
    let test = try Case(try readSourceFile(path, displayPath: "\(name).yaml"))
    let run = try await test.run()
    for difference in test.differences(from: run) {
      Issue.record("\(name): \(test.sentence)\n  \(difference)")
    }
    let other = try await test.run(
      Manner(jobs: 3, isReversed: true, blockSize: 64))
    #expect(run == other, "the order of files, the size of blocks or the number of workers matters")
  }
}

extension Case {
  /// What differs from what the case expects, a line each.
  func differences(from run: Outcomes) -> [String] {
    var lines: [String] = []
    for (code, paths) in expected.sorted(by: { $0.key < $1.key }) {
      guard let seen = run.units[code] else {
        lines.append("\(code): nothing came out for this unit")
        continue
      }
      for (path, value) in paths.sorted(by: { $0.key < $1.key }) {
        guard let found = seen[path] ?? seen["\(path) moved"] else {
          lines.append("\(code): there is no '\(path)'")
          continue
        }
        if found != value { lines.append("\(code) \(path): expected '\(value)', found '\(found)'") }
      }
      if seen["column sound"] != "yes" {
        lines.append("\(code): the rows of the column do not add up to the total")
      }
    }
    for (code, seen) in run.units.sorted(by: { $0.key < $1.key })
    where seen["views add up"] != "yes" {
      lines.append("\(code): the parts of a view do not add up to the rows of the requirements")
    }
    for (code, seen) in run.units.sorted(by: { $0.key < $1.key })
    where seen["projection adds up"] == "no" {
      lines.append("\(code): what a node is made of does not add up to its points")
    }
    if run.problems != problems {
      lines.append("problems: expected \(problems), found \(run.problems)")
    }
    if run.notReported != notReported {
      lines.append("not reported: expected \(notReported), found \(run.notReported)")
    }
    return lines
  }
}
