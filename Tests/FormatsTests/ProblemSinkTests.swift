import SourceText
import TestSupport
import Testing

@testable import Formats

@Suite struct ProblemSinkTests {
  private enum Code: String, DiagnosticCode {
    case strayQuote = "stray-quote"
    case notANumber = "not-a-number"
  }

  private func problem(_ path: String?, _ offset: Int, _ code: Code, _ text: String) -> Diagnostic {
    Diagnostic(
      code, offset.isMultiple(of: 3) ? .warning : .error, Phrase(zh: "中\(text)", en: text),
      at: path.map { Place(path: $0, offset: offset, line: offset + 1, column: 2, width: 1) },
      related: (0..<offset % 3).map { number in
        Label(
          Place(path: "b.csv", offset: number, line: offset, column: 3, width: number),
          Phrase(zh: "见\(offset)", en: "see \(number)"))
      },
      help: offset.isMultiple(of: 2) ? Phrase(zh: "助", en: "help") : nil,
      unit: offset.isMultiple(of: 5) ? nil : "3306\(offset % 7)", item: "项")
  }

  private func told(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.severity) \(diagnostic.code) \(diagnostic.place?.description ?? "-") "
      + "\(diagnostic.place?.offset ?? -1) \(diagnostic.unit ?? "-") \(diagnostic.item ?? "-") "
      + "\(diagnostic.message.text(.zh)) \(diagnostic.message.text(.en)) "
      + "\(diagnostic.help?.text(.zh) ?? "-")"
      + diagnostic.related.map { label in
        " \(label.place.description) \(label.place.offset) \(label.place.width) "
          + label.message.text(.zh) + label.message.text(.en)
      }.joined()
  }

  @Test(arguments: [0, 99, 250, 20_000])
  func `problems that were put away come back in the order of all, each once`(_ count: Int) throws {
    var generator = SeededGenerator(seed: 31)
    let sink = ProblemSink()
    var list = ProblemList(sink)
    var all: [Diagnostic] = []
    for _ in 0..<count {
      let path = generator.pick(["a.csv", "b.csv", nil])
      let found = problem(
        path, path == nil ? 0 : generator.whole(0...count),
        generator.pick(Code.allCases), generator.pick(["x", "y", "越城区"]))
      all.append(found)
      list.append(found)
    }
    // A second walk finds the same.
    list += Array(all.suffix(50))
    #expect(list.kept.count <= 600)
    let problems = try Problems(list.kept, and: sink)
    let expected = all.sorted()
    #expect(problems.count == expected.count)
    let isSame = try problems.all.map(told).sorted() == expected.map(told).sorted()
    #expect(isSame)
    let keys = try problems.all.map { "\($0.place?.path ?? "")|\($0.place?.offset ?? 0)" }
    let isInOrder = keys == expected.map { "\($0.place?.path ?? "")|\($0.place?.offset ?? 0)" }
    #expect(isInOrder)
    #expect(problems.head.map(told) == (try problems.all.prefix(100).map(told)))
    for severity in Severity.allCases {
      #expect(problems.count(severity) == expected.count { $0.severity == severity })
    }
  }

  @Test func `without a folder that takes them the run ends, and memory does not grow`() throws {
    let sink = ProblemSink(in: "/dev/null/none")
    var list = ProblemList(sink)
    let text = String(repeating: "x", count: 300)
    for number in 0..<12_000 { list.append(problem("a.csv", number, .strayQuote, text)) }
    #expect(sink.count == 11_900)
    let error = #expect(throws: WriteError.self) { try Problems(list.kept, and: sink) }
    #expect(error?.path == "/dev/null/none")
    #expect(error?.message.text(.zh).contains("TMPDIR") == true)
  }

  @Test func `the first hundred of a file and code are kept as they are`() {
    let sink = ProblemSink()
    var list = ProblemList(sink)
    for number in 0..<1_000 { list.append(problem("a.csv", number, .strayQuote, "x")) }
    for number in 0..<50 { list.append(problem("a.csv", number, .notANumber, "x")) }
    #expect(list.kept.count == 150)
    #expect(sink.count == 900)
  }
}
