import ArgumentParser
import FEEL
import Formats
import SourceText

/// The lines of `yanshou eval --batch`: one expression each, one answer each, in the same order.
///
/// An answer is written before the next line is read, so that another program can ask and wait.
enum EvalBatch {
  /// Answers every line of a file, or of standard input for `-`.
  static func run(_ path: String) throws {
    var reader =
      path == "-"
      ? LineReader(standardInputWithLimit: Eval.longestInput)
      : try LineReader(path: path, displayPath: path, limit: Eval.longestInput)
    var number = 0
    var hasUnreadable = false
    while let line = try reader.next() {
      number += 1
      let place = "\(path):\(number)"
      guard let (answer, isReadable) = answer(line, isFirst: number == 1, place) else { continue }
      if !isReadable { hasUnreadable = true }
      guard StandardStream.output.write(answer + "\n") else { throw ExitCode.unwritable }
    }
    if hasUnreadable { throw ExitCode.findings }
  }

  /// The answer to a line, and whether the line was a case; nil for an empty line.
  private static func answer(
    _ line: LineReader.Line, isFirst: Bool, _ place: String
  ) -> (String, isReadable: Bool)? {
    guard case .bytes(var bytes) = line else {
      report(.unreadableLine(.tooLong, at: Place(path: place)))
      return (text(name: nil, .null), false)
    }
    if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { return nil }
    guard UTF8Check.firstInvalid(bytes[...]) == nil,
      let item = try? Value(json: String(decoding: bytes, as: UTF8.self)).context
    else {
      report(.unreadableLine(.notJSON, at: Place(path: place)))
      return (text(name: nil, .null), false)
    }
    let name = item["name"]?.string
    let context = item["context"] ?? .null
    guard let expression = item["expression"]?.string, context.isNull || context.context != nil
    else {
      report(.unreadableLine(.noCase, at: Place(path: place)))
      return (text(name: name, .null), false)
    }
    var session = EvalSession()
    for (name, value) in context.context?.entries ?? [] {
      session.declare(name, value.resolvingNotation)
    }
    let outcome = session.evaluate(expression, path: place)
    if outcome.value == nil {
      outcome.diagnostics.filter { $0.severity == .error }.forEach(report)
    }
    return (text(name: name, outcome.value ?? .null), true)
  }

  private static func text(name: String?, _ value: Value) -> String {
    "{\"name\": \(name.map(Value.quoted) ?? "null"), \"value\": \(value.notation)}"
  }

  private static func report(_ diagnostic: Diagnostic) {
    StandardStream.error.write(TextRenderer(language: .preferred).render(diagnostic))
  }

  /// What is wrong with a line.
  fileprivate enum Mistake {
    case tooLong, notJSON, noCase
  }
}

extension Diagnostic {
  /// A line of a batch that is no case.
  fileprivate static func unreadableLine(
    _ mistake: EvalBatch.Mistake, at place: Place
  ) -> Diagnostic {
    let limit = Eval.longestInput >> 20
    let message =
      switch mistake {
      case .tooLong:
        Phrase(zh: "这一行超过 \(limit) MB", en: "the line is longer than \(limit) MB")
      case .notJSON: Phrase(zh: "这一行不是 JSON 对象", en: "the line is not a JSON object")
      case .noCase:
        Phrase(
          zh: "这一行缺 expression，或 context 不是对象",
          en: "the line has no expression, or its context is not an object")
      }
    return Diagnostic(
      Code.unreadableLine, .error, message,
      at: place,
      help: Phrase(
        zh: "每行写作 {\"name\": \"…\", \"expression\": \"1 + 1\", \"context\": {}}",
        en: "write each line as {\"name\": \"…\", \"expression\": \"1 + 1\", \"context\": {}}"))
  }
}
