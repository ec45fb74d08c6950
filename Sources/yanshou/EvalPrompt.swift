import ArgumentParser
import FEEL
import Formats
import SourceText

/// A prompt that evaluates what is typed, until the end of the input or `:quit`.
struct EvalPrompt {
  private var session: EvalSession
  /// The lines of an expression that goes on.
  private var pending = ""

  init(_ session: EvalSession) { self.session = session }

  /// Reads and answers until the end.
  consuming func run() throws {
    var reader = LineReader(standardInputWithLimit: Eval.longestInput)
    write(EvalPrompt.greeting.preferred + "\n")
    write("> ")
    while let line = try reader.next() {
      guard case .bytes(let bytes) = line else { break }
      let text = String(decoding: bytes, as: UTF8.self)
      if pending.isEmpty, text == ":quit" || text == ":q" { return }
      take(text)
      write(pending.isEmpty ? "> " : "… ")
    }
    write("\n")
  }

  /// Answers a line; an expression that ends too early waits for the next line, an empty one ends the waiting.
  private mutating func take(_ line: String) {
    let isBlank = line.allSatisfy(\.isWhitespace)
    if pending.isEmpty {
      if isBlank { return }
      if line == ":help" { return write(EvalPrompt.help.preferred + "\n") }
      if line == ":names" { return write(session.names.joined(separator: "\n") + "\n") }
    }
    let text = pending.isEmpty ? line : pending + "\n" + line
    pending = ""
    let (name, expression) = EvalPrompt.definition(text)
    let outcome = session.evaluate(expression)
    if !isBlank, outcome.value == nil, outcome.diagnostics.allSatisfy(\.isOpenEnd) {
      pending = text
      return
    }
    StandardStream.error.write(outcome.report(color: StandardStream.error.isTerminal))
    guard let value = outcome.value else { return }
    if let name { session.declare(name, value) }
    write(value.literal + "\n")
  }

  /// The name that `:let name = expression` defines, and the expression.
  private static func definition(_ text: String) -> (name: String?, expression: String) {
    guard text.hasPrefix(":let "), let sign = text.firstIndex(of: "=") else { return (nil, text) }
    let words = text[..<sign].dropFirst(5).split(whereSeparator: \.isWhitespace)
    let name = words.joined(separator: " ")
    guard Scope.isName(name) else { return (nil, text) }
    return (name, String(text[text.index(after: sign)...]))
  }

  private func write(_ text: String) { StandardStream.output.write(text) }

  private static let greeting = Phrase(
    zh: "FEEL(DMN 1.5)。:help 看说明，:quit 结束。", en: "FEEL (DMN 1.5). :help explains, :quit ends.")

  private static let help = Phrase(
    zh: """
      表达式          立即计算，如 1/3 * 3 = 1；没写完的可接着写下一行，空行结束
      :let 名称 = 表达式  给名称一个值，后面可用
      :names          已有的名称
      :quit           结束
      """,
    en: """
      EXPRESSION          is evaluated, such as 1/3 * 3 = 1; one that is not finished goes on on the next line
      :let NAME = EXPRESSION  gives a name a value for what follows
      :names              the names that there are
      :quit               ends
      """)
}

extension Diagnostic {
  /// Whether more text could still make an expression of it.
  fileprivate var isOpenEnd: Bool { has(FEELCode.unexpectedEnd) || has(FEELCode.unclosedText) }
}
