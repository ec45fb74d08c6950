import FEEL
import Foundation
import SourceText

/// A case of the conformance kit (its README describes the notation).
struct ConformanceCase {
  let name: String
  let expression: String
  let context: [(name: String, value: Value)]
  /// The expected value, as the case writes it.
  let expected: Context
  let hasValue: Bool

  init?(line: Substring) {
    guard let object = try? Value(json: String(line)).context,
      let name = object["name"]?.string, let expression = object["expression"]?.string,
      let expected = object["expected"]?.context
    else { return nil }
    self.name = name
    self.expression = expression
    self.expected = expected
    hasValue = expected["type"]?.string != "null"
    context = (object["context"]?.context?.entries ?? []).map { entry in
      (name: entry.name, value: Value(notation: entry.value) ?? .null)
    }
  }

  /// The value of the expression, null where it does not compile, and the codes of what was found.
  func value() -> (value: Value, codes: [String]) {
    var scope = Scope(.standard)
    for (name, value) in context { scope.declare(name, constant: value, type: value.type) }
    var forms = FormTable(first: Slot(rawValue: 0))
    let compilation = compile(expression, in: scope, forms: &forms) { _ in nil }
    let codes = compilation.diagnostics.map(\.code)
    guard let program = compilation.program else { return (.null, codes) }
    var evaluator = Evaluator()
    return (evaluator.evaluate(program, []), codes)
  }

  /// The cases of the kit; nil where the file is not at hand.
  ///
  /// It is looked for where YANSHOU_SHARED says, then in `shared` beside the package.
  static func all() -> [ConformanceCase]? {
    let folders =
      [ProcessInfo.processInfo.environment["YANSHOU_SHARED"], "../shared"].compactMap(\.self)
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
  /// Whether the value is the expected one: numbers rounded to the digits that are expected, everything else by value.
  func matches(_ expected: Context) -> Bool {
    guard let wanted = Value(notation: .context(expected)) else { return false }
    switch (self, wanted) {
    case (.null, .null): return true
    case (.number(let number), .number(let wanted)):
      let text = expected["value"]?.string ?? ""
      let digits = text.split(separator: ".").dropFirst().first?.count ?? 0
      return number == wanted || number.rounded(digits, .halfEven) == wanted
    case (.list(let items), .list):
      let wanted = expected["items"]?.list?.compactMap(\.context) ?? []
      return items.count == wanted.count && zip(items, wanted).allSatisfy { $0.matches($1) }
    case (.context(let context), .context):
      let wanted = expected["entries"]?.context?.entries ?? []
      return context.values.count == wanted.count
        && wanted.allSatisfy { entry in
          guard let object = entry.value.context else { return false }
          return context[entry.name]?.matches(object) ?? false
        }
    case (.list, _), (_, .list): return false
    default: return equals(wanted) == true
    }
  }
}
