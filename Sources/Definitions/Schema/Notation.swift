import SourceText

/// The notations of the format that several keys share, each a definition of the schema.
///
/// A value is told as YAML's core schema reads it and as a text, since quotes do not matter to the reader.
enum Notation: String, CaseIterable {
  case id
  case scalar
  case texts
  case number
  case numbers
  case points
  case percentage
  case share
  case threshold
  case flag
  case zero
  case date
  case range
  case rollup
  case tests
  case portions
  case headings
  case rows
  case records

  /// Where the schema says what the notation is.
  var schemaReference: String { "#/$defs/\(rawValue)" }

  /// Puts down the rules for a value in this notation.
  func describe(_ json: inout JSONText) {
    switch self {
    case .id:
      json.field("type", "string")
      json.field("pattern", Notation.idPattern)
    case .scalar: text(&json)
    case .texts: oneOrMore(&json)
    case .number: number(Notation.numberPattern, &json)
    case .numbers: list(of: .number, least: 1, &json)
    case .points:
      number(Notation.unsignedPattern, &json)
      json.field("minimum", 0)
      json.field("maximum", 1_000_000)
    case .percentage: pattern("^\\s*[-+]?\(Notation.digits)\\s*[%‰]\\s*$", &json)
    case .share: pattern("^\\s*[+]?\(Notation.digits)\\s*[%‰]\\s*$", &json)
    case .threshold: anyOf([.share, .points], &json)
    case .flag:
      json.arrayField("anyOf") { json in
        json.element { $0.field("type", "boolean") }
        json.element { $0.arrayField("enum", ["true", "false", "yes", "no", "是", "否"]) }
      }
    case .zero:
      number("^\\s*0+(\\.0+)?\\s*$", &json)
      json.field("minimum", 0)
      json.field("maximum", 0)
    case .date: pattern("^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$", &json)
    case .range: pattern("\\S\\s*( to |至|到)\\s*\\S", &json)
    case .rollup:
      json.arrayField("anyOf") { json in
        json.element(reference(.scalar))
        json.element { mapping(to: [.scalar], &$0) }
      }
    case .tests: mapping(to: [.scalar], &json)
    case .portions:
      json.field("type", "object")
      json.objectField("additionalProperties") { json in
        json.arrayField("anyOf") { json in
          json.element(reference(.scalar))
          json.element { mapping(to: [.percentage], &$0) }
        }
      }
    case .headings:
      json.arrayField("anyOf") { json in
        json.element { list(of: .scalar, least: 0, &$0) }
        json.element { mapping(to: [.scalar, .headings], &$0) }
      }
    case .rows:
      json.field("type", "array")
      json.field("minItems", 2)
      json.objectField("items") { list(of: .scalar, least: 1, &$0) }
    case .records:
      json.field("type", "array")
      json.objectField("items") { $0.field("type", "object") }
    }
  }

  // MARK: Patterns, which ECMAScript and other dialects read alike

  /// Letters of any script, digits, `.`, `_` and `-`; not a number and not with a dot in front.
  private static let idPattern =
    "^(?!\\.)(?![-+]?[0-9]+(\\.[0-9]*)?[%‰]?$)"
    + "[^\\u0000-\\u002c\\u002f\\u003a-\\u0040\\u005b-\\u005e\\u0060\\u007b-\\u007f]{1,64}$"

  private static let digits = "([0-9]+(\\.[0-9]*)?|\\.[0-9]+)"
  private static let unsignedPattern = "^\\s*[+]?\(digits)\\s*$"
  private static let numberPattern = "^\\s*[-+]?\(digits)\\s*$"

  private func pattern(_ pattern: String, _ json: inout JSONText) {
    json.field("type", "string")
    json.field("pattern", pattern)
  }

  private func number(_ pattern: String, _ json: inout JSONText) {
    json.arrayField("type", ["number", "string"])
    json.field("pattern", pattern)
  }

  // MARK: Parts of rules

  private func text(_ json: inout JSONText) {
    json.arrayField("type", ["string", "number", "boolean"])
    json.field("minLength", 1)
  }

  private func oneOrMore(_ json: inout JSONText) {
    json.arrayField("anyOf") { json in
      json.element(reference(.scalar))
      json.element { list(of: .scalar, least: 1, &$0) }
    }
  }

  private func list(of notation: Notation, least: Int, _ json: inout JSONText) {
    json.field("type", "array")
    if least > 0 { json.field("minItems", least) }
    json.objectField("items", reference(notation))
  }

  private func mapping(to notations: [Notation], _ json: inout JSONText) {
    json.field("type", "object")
    json.objectField("additionalProperties") { anyOf(notations, &$0) }
  }

  private func anyOf(_ notations: [Notation], _ json: inout JSONText) {
    guard notations.count > 1 else { return reference(notations[0])(&json) }
    json.arrayField("anyOf") { json in
      for notation in notations { json.element(reference(notation)) }
    }
  }

  private func reference(_ notation: Notation) -> (inout JSONText) -> Void {
    { $0.field("$ref", notation.schemaReference) }
  }
}

extension FieldShape {
  /// Puts down the rules for what stands behind a key of this shape.
  func describe(_ json: inout JSONText) {
    switch self {
    case .id: refer(to: .id, &json)
    case .reference, .text, .expression, .constant, .amount, .step: refer(to: .scalar, &json)
    case .references, .texts, .names: refer(to: .texts, &json)
    case .number: refer(to: .number, &json)
    case .numbers: refer(to: .numbers, &json)
    case .whole(let range):
      json.arrayField("type", ["integer", "string"])
      json.field("pattern", "^\\s*[0-9]+\\s*$")
      json.field("minimum", range.lowerBound)
      json.field("maximum", range.upperBound)
    case .share: refer(to: .share, &json)
    case .points: refer(to: .points, &json)
    case .threshold: refer(to: .threshold, &json)
    case .flag: refer(to: .flag, &json)
    case .zero: refer(to: .zero, &json)
    case .date: refer(to: .date, &json)
    case .word(let vocabulary): json.arrayField("enum", vocabulary.all)
    case .rollup: refer(to: .rollup, &json)
    case .range: refer(to: .range, &json)
    case .tests: refer(to: .tests, &json)
    case .portions: refer(to: .portions, &json)
    case .headings: refer(to: .headings, &json)
    case .rows: refer(to: .rows, &json)
    case .records: refer(to: .records, &json)
    case .reported, .results: json.field("type", "object")
    case .entry(let kind): json.field("$ref", kind.schemaReference)
    case .entries(let kinds):
      json.field("type", "array")
      json.objectField("items") { json in
        guard kinds.count > 1 else { return json.field("$ref", kinds[0].schemaReference) }
        json.arrayField("oneOf") { json in
          for kind in kinds { json.element { $0.field("$ref", kind.schemaReference) } }
        }
      }
    case .named(let kind):
      json.field("type", "object")
      json.objectField("additionalProperties") { json in
        guard let key = kind.shortKey, let short = kind.field(key)?.shape else {
          return json.field("$ref", kind.schemaReference)
        }
        json.arrayField("anyOf") { json in
          json.element { short.describe(&$0) }
          json.element { $0.field("$ref", kind.schemaReference) }
        }
      }
    }
  }

  private func refer(to notation: Notation, _ json: inout JSONText) {
    json.field("$ref", notation.schemaReference)
  }
}
