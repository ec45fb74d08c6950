import SourceText

/// The JSON Schema (2020-12) of all files of a set, made from the field table.
///
/// An editor completes and explains the keys with it. It is a little wider than the reader: what a file refers to,
/// sums and expressions are for `yanshou lint`.
package enum DefinitionSchema {
  /// The schema, `Docs/definition.schema.json`.
  package static var json: String {
    var json = JSONText(lineDepth: 4)
    json.object { json in
      json.field("$schema", "https://json-schema.org/draft/2020-12/schema")
      json.field("title", "验收定义文件 · Yanshou definitions")
      json.field(
        "description",
        """
        set.yaml、data.yaml、tasks/、years/、tests/ 下的文件,以及考评设置.yaml。由字段表生成,不要手改。
        The files of a set: set.yaml, data.yaml, and those in tasks, years and tests; and yanshou.yaml. Made from the field table.
        """)
      json.arrayField("oneOf") { json in
        for kind in files { json.element { $0.field("$ref", kind.schemaReference) } }
      }
      json.objectField("$defs") { json in
        for kind in EntryKind.allCases { definition(of: kind, &json) }
        for notation in Notation.allCases {
          json.objectField(notation.rawValue) { notation.describe(&$0) }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The kinds of entry that a file may be.
  static let files: [EntryKind] = [.set, .task, .cases, .data, .year, .ids, .workspace]

  private static func definition(of kind: EntryKind, _ json: inout JSONText) {
    json.objectField(kind.schemaName) { json in
      json.field("title", "\(kind.chinese) · \(kind.rawValue)")
      json.field("description", kind.table.summary.lines)
      json.field("type", "object")
      json.objectField("properties") { json in
        for field in kind.fields {
          json.objectField(field.key.rawValue) { property(field, of: kind, &$0) }
          json.objectField(field.chinese) {
            $0.field("$ref", kind.schemaReference(to: field.key))
          }
        }
        if kind == .change { changeableProperties(&json) }
      }
      json.field("additionalProperties", false)
      // These files have no key that they must have; an empty file is none of them.
      if kind == .data || kind == .year || kind == .ids { json.field("minProperties", 1) }
      conditions(of: kind, &json)
    }
  }

  private static func property(_ field: Field, of kind: EntryKind, _ json: inout JSONText) {
    json.field("title", "\(field.chinese) · \(field.key.rawValue)")
    json.field("description", field.explanation)
    field.shape.describe(&json)
  }

  /// The keys of the entries that a change may name: those of one kind, which only the set as a whole tells.
  private static func changeableProperties(_ json: inout JSONText) {
    var places: [(name: String, places: [String])] = []
    let own = EntryKind.change.table.index
    for kind in changeable {
      for field in kind.fields where field.key != kind.idKey && own[field.key.rawValue] == nil {
        for name in field.names {
          let place = kind.schemaReference(to: field.key)
          if let index = places.firstIndex(where: { $0.name == name }) {
            places[index].places.append(place)
          } else {
            places.append((name, [place]))
          }
        }
      }
    }
    for (name, places) in places {
      json.objectField(name) { json in
        guard places.count > 1 else { return json.field("$ref", places[0]) }
        json.arrayField("anyOf") { json in
          for place in places { json.element { $0.field("$ref", place) } }
        }
      }
    }
  }

  /// The kinds of entry that have an id by which a change can name them.
  private static let changeable: [EntryKind] = [
    .set, .requirement, .task, .subtask, .group, .adjustment, .exemption, .veto, .gate, .constant,
    .item, .view,
  ]

  /// Which keys must be there, once and in one language.
  private static func conditions(of kind: EntryKind, _ json: inout JSONText) {
    let partial = kind.partialKey
    let isNeeded = { (field: Field) in
      field.isRequired && (partial == nil || field.key == kind.idKey)
    }
    json.arrayField("allOf") { json in
      for field in kind.fields {
        json.element { json in
          if isNeeded(field) { once(field, &json) } else { notTwice(field, &json) }
        }
      }
      guard let partial, let field = kind.field(partial) else { return }
      json.element { json in
        json.objectField("if") { $0.objectField("not") { either(field, "anyOf", &$0) } }
        json.objectField("then") { json in
          json.arrayField("allOf") { json in
            for field in kind.fields where field.isRequired && !isNeeded(field) {
              json.element { either(field, "anyOf", &$0) }
            }
          }
        }
      }
    }
  }

  private static func once(_ field: Field, _ json: inout JSONText) { either(field, "oneOf", &json) }

  private static func either(_ field: Field, _ rule: String, _ json: inout JSONText) {
    json.arrayField(rule) { json in
      for name in field.names { json.element { $0.arrayField("required", [name]) } }
    }
  }

  private static func notTwice(_ field: Field, _ json: inout JSONText) {
    json.objectField("not") { $0.arrayField("required", field.names) }
  }
}

extension EntryKind {
  /// The name among the definitions of the schema.
  fileprivate var schemaName: String { rawValue.split(separator: " ").joined(separator: "-") }

  /// Where the schema says what the kind is.
  var schemaReference: String { "#/$defs/\(schemaName)" }

  /// Where the schema says what stands behind a key of the kind.
  fileprivate func schemaReference(to key: Key) -> String {
    schemaReference + "/properties/"
      + key.rawValue.split(separator: " ").joined(separator: "%20")
  }

  /// The key that says that the entry only adds to one that is there, so that keys may be left out.
  fileprivate var partialKey: Key? {
    switch self {
    case .set: .extends
    case .task: .why
    default: nil
    }
  }
}

extension Field {
  /// What the key means, what stands behind it and what holds without it, in both languages.
  fileprivate var explanation: String {
    var text = summary.lines + "\n" + shape.name.lines
    if let byDefault { text += "\n默认 default: \(byDefault)" }
    return text
  }
}

extension Phrase {
  /// The Chinese words, then the English ones, a line each.
  fileprivate var lines: String { self.text(.zh) + "\n" + self.text(.en) }
}
