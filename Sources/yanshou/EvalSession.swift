import FEEL
import Formats
import FoundationEssentials
import SourceText

/// Names with their values, and what evaluates expressions over them: FEEL as the standard has it.
struct EvalSession {
  /// The names in the order in which they were first declared.
  private(set) var names: [String] = []
  private var values: [Value] = []
  private var scope = Scope(.standard)

  /// What became of an expression.
  struct Outcome {
    /// The value; nil when the text is no expression.
    let value: Value?
    let diagnostics: [Diagnostic]
    /// Whether the value is a null that has a reason.
    let hasFailed: Bool

    /// What was found, as a person reads it; empty when nothing was.
    func report(color: Bool) -> String {
      TextRenderer(language: .preferred, color: color).render(diagnostics)
    }
  }

  /// Gives a name a value; a later value replaces an earlier one.
  mutating func declare(_ name: String, _ value: Value) {
    if let index = names.firstIndex(of: name) {
      values[index] = value
    } else {
      names.append(name)
      values.append(value)
    }
    let index = names.firstIndex(of: name) ?? 0
    scope.declare(name, value.type, slot: Slot(rawValue: Int32(clamping: index)))
  }

  /// Declares the entries of a JSON object, or of the file that `@` names.
  mutating func declare(json argument: String) throws {
    var text = argument
    var path = "--context"
    if argument.hasPrefix("@") {
      path = String(argument.dropFirst())
      let bytes = try readFile(path, displayPath: path, limit: Eval.longestInput)
      text = String(decoding: bytes, as: UTF8.self)
    }
    let file = SourceFile(path: path, text: text)
    do throws(JSONError) {
      guard case .context(let context) = try Value(json: text).resolvingNotation else {
        throw JSONError(offset: 0)
      }
      for (name, value) in context.entries { declare(name, value) }
    } catch {
      let place = file.place(SourceRange(error.offset, error.offset + 1))
      let diagnostic = Diagnostic.unreadableContext(error, at: place)
      StandardStream.error.write(TextRenderer(language: .preferred).render(diagnostic))
      let path = path
      throw Failure.unusable(
        Phrase(zh: "\(path) 不是 JSON 对象", en: "\(path) is not a JSON object"))
    }
  }

  /// Compiles and evaluates a text; `path` is what its places are called.
  func evaluate(_ text: String, path: String = "expression") -> Outcome {
    let compilation = compile(text, in: scope, path: path)
    guard let program = compilation.program else {
      return Outcome(value: nil, diagnostics: compilation.diagnostics, hasFailed: false)
    }
    var evaluator = Evaluator(clock: .now)
    let value = evaluator.evaluate(program, values)
    guard let null = value.null, null.reason != .unspecified || null.slot != nil else {
      return Outcome(value: value, diagnostics: compilation.diagnostics, hasFailed: false)
    }
    if null.reason == .unknownName {
      // The checker has said so, with a suggestion.
      return Outcome(value: value, diagnostics: compilation.diagnostics, hasFailed: true)
    }
    let (_, steps) = evaluator.trace(program, values)
    let file = SourceFile(path: path, text: text)
    let reason = Diagnostic.noValue(null, steps, of: program) { range in
      file.place(SourceRange(range.lowerBound, range.upperBound))
    }
    // The checker may have seen it coming; the reason says the same and more.
    let found = compilation.diagnostics.filter { !$0.has(FEELCode.alwaysNull) }
    return Outcome(
      value: value, diagnostics: found + [reason], hasFailed: null.reason != .unspecified)
  }
}

extension Diagnostic {
  /// A context that is not a JSON object.
  static func unreadableContext(_ error: JSONError, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.notJSON, .error,
      error.isTooLarge
        ? Phrase(
          zh: "嵌套过深或数过大", en: "nested too deeply, or a number that is too large")
        : Phrase(zh: "此处不合 JSON 对象的写法", en: "this is not how a JSON object is written"),
      at: place,
      help: Phrase(
        zh: "写作 {\"名称\": 值}，名称和文字都加双引号",
        en: "write {\"name\": value}, with names and texts in double quotes"))
  }
}

extension DateTime {
  /// The moment on the clock of the system's zone, to the second.
  fileprivate static var now: DateTime? {
    let date = Date()
    let offset = TimeZone.current.secondsFromGMT(for: date)
    let seconds = Int(date.timeIntervalSince1970) + offset
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return CalendarDate(daysSinceEpoch: day).map { today in
      DateTime(
        date: today,
        time: TimeOfDay(
          nanoseconds: Int64(seconds - day * 86_400) * 1_000_000_000,
          zone: .offset(seconds: Int32(clamping: offset))))
    }
  }
}
