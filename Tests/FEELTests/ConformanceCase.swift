import FEEL
import Foundation
import SourceText

/// A case of the conformance kit (its README describes the notation).
struct ConformanceCase {
  let name: String
  let expression: String
  let context: [String: Any]
  let expected: [String: Any]
  let isError: Bool

  init?(line: Substring) {
    guard
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      let name = object["name"] as? String,
      let expression = object["expression"] as? String,
      let expected = object["expected"] as? [String: Any]
    else { return nil }
    self.name = name
    self.expression = expression
    context = object["context"] as? [String: Any] ?? [:]
    self.expected = expected
    isError = object["error"] as? Bool ?? false
  }

  /// The value of the expression, null where it does not compile.
  func value() -> (value: Value, codes: [String]) {
    var scope = Scope(.standard)
    for (name, object) in context {
      guard let object = object as? [String: Any], let value = Value(notation: object) else {
        continue
      }
      scope.declare(name, constant: value, type: value.type)
    }
    var forms = FormTable(first: Slot(rawValue: 0))
    let compilation = compile(expression, in: scope, forms: &forms) { _ in nil }
    let codes = compilation.diagnostics.map(\.code)
    guard let program = compilation.program else { return (.null, codes) }
    var evaluator = Evaluator()
    return (evaluator.evaluate(program, []), codes)
  }

  /// The cases of the file; nil where the file is not at hand.
  ///
  /// It is looked for in `shared` beside the package, or where YANSHOU_SHARED says.
  static func all() -> [ConformanceCase]? {
    var folders = ["../shared"]
    if let folder = ProcessInfo.processInfo.environment["YANSHOU_SHARED"] {
      folders.insert(folder, at: 0)
    }
    for folder in folders {
      let path = folder + "/feel-conformance/cases.jsonl"
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      return String(decoding: data, as: UTF8.self).split(separator: "\n")
        .compactMap(ConformanceCase.init)
    }
    return nil
  }
}

extension Value {
  /// The value in the notation of the kit; nil for a text that its type does not take.
  init?(notation object: [String: Any]) {
    let text = object["value"] as? String ?? ""
    switch object["type"] as? String {
    case "number":
      guard let number = Number(decimal: text) else { return nil }
      self = .number(number)
    case "string": self = .string(text)
    case "boolean": self = .boolean(text == "true")
    case "date", "time", "date and time", "duration":
      guard let value = Value.temporal(text) else { return nil }
      self = value
    case "list":
      guard let items = object["items"] as? [[String: Any]] else { return nil }
      self = .list(items.map { Value(notation: $0) ?? .null })
    case "context":
      guard let entries = object["entries"] as? [String: [String: Any]] else { return nil }
      self = .context(
        Context(
          entries.sorted { $0.key < $1.key }.map {
            (name: $0.key, value: Value(notation: $0.value) ?? .null)
          }))
    case "null": self = .null
    default: return nil
    }
  }

  /// The value of `@"text"`.
  static func temporal(_ text: String) -> Value? {
    var forms = FormTable(first: Slot(rawValue: 0))
    let compilation = compile("@\"\(text)\"", in: Scope(.standard), forms: &forms) { _ in nil }
    guard let value = compilation.program?.constant, !value.isNull else { return nil }
    return value
  }

  /// Whether the value is the expected one: numbers to the digits that are expected, everything else by value.
  func matches(_ object: [String: Any]) -> Bool {
    guard let expected = Value(notation: object) else { return false }
    switch (self, expected) {
    case (.null, .null): return true
    case (.number(let number), .number(let wanted)):
      let text = object["value"] as? String ?? ""
      let digits =
        text.contains("e") || text.contains("E")
        ? 34 : text.split(separator: ".").dropFirst().first?.count ?? 0
      return number == wanted || number.rounded(digits, .halfEven) == wanted
        || number.rounded(digits, .halfUp) == wanted
    case (.list(let items), .list):
      let wanted = object["items"] as? [[String: Any]] ?? []
      return items.count == wanted.count && zip(items, wanted).allSatisfy { $0.matches($1) }
    case (.context(let context), .context):
      let wanted = object["entries"] as? [String: [String: Any]] ?? [:]
      return context.entries.count == wanted.count
        && wanted.allSatisfy { name, object in context[name].map { $0.matches(object) } ?? false }
    default: return equals(expected) == true
    }
  }
}
