import Formats
import SourceText

/// What the field table finds wrong with an entry.
extension Diagnostic {
  static func expectedEntry(_ node: YAMLNode, _ kind: EntryKind) -> Diagnostic {
    let found = node.described
    return Diagnostic(
      Code.expectedKeys, .error,
      Phrase(
        zh: "这里应当写\(kind.chinese)的各项内容（键：值），实际是\(found.text(.zh))",
        en: "expected the keys of '\(kind.rawValue)', found \(found.text(.en))"),
      at: node.place,
      help: Phrase(
        zh: "可写的键：\(kind.fields.map(\.chinese).joined(separator: "、"))",
        en: "its keys are \(kind.fields.map(\.key.rawValue).joined(separator: ", "))"))
  }

  static func unexpectedShape(_ node: YAMLNode, _ field: Field) -> Diagnostic {
    let found = node.described
    let shape = field.shape
    let name = field.names
    let code =
      switch shape {
      case .entries, .numbers, .rows, .records: Code.expectedList
      case .named, .tests, .portions, .reported, .results: Code.expectedNames
      default: Code.expectedText
      }
    return Diagnostic(
      code, .error,
      Phrase(
        zh: "“\(name[1])”应当是\(shape.name.text(.zh))，实际是\(found.text(.zh))",
        en: "'\(name[0])' is \(found.text(.en)), expected \(shape.name.text(.en))"),
      at: node.place)
  }

  static func unknownKey(_ key: YAMLNode, in kind: EntryKind) -> Diagnostic {
    let name = key.text ?? ""
    let known = kind.fields
    let near = suggestions(for: name, among: known.flatMap(\.names))
    let fix = near.first.map {
      Fix(path: key.file.path, range: key.range, replacement: $0, isGuess: near.count > 1)
    }
    return Diagnostic(
      Code.unknownKey, .error,
      Phrase(
        zh: "\(kind.chinese)没有“\(name)”这个键", en: "'\(kind.rawValue)' has no key '\(name)'"),
      at: key.place,
      help: Phrase.didYouMean(near)
        ?? Phrase(
          zh: "可写的键：\(known.map(\.chinese).joined(separator: "、"))",
          en: "its keys are \(known.map(\.key.rawValue).joined(separator: ", "))"),
      fix: fix)
  }

  /// An English key and its Chinese synonym side by side.
  static func duplicateKey(_ key: YAMLNode, first: YAMLNode) -> Diagnostic {
    let (name, other) = (key.text ?? "", first.text ?? "")
    return Diagnostic(
      Code.duplicateKey, .error,
      Phrase(
        zh: "“\(name)”与“\(other)”是同一个键，重复了", en: "'\(name)' is the same key as '\(other)'"),
      at: key.place, related: [Label(first.place, Phrase(zh: "第一次在这里", en: "first given here"))],
      help: Phrase(zh: "只保留一处；这一处没有采用", en: "keep one of them; this one is not used"))
  }

  static func missingKey(_ field: Field, in entry: Entry) -> Diagnostic {
    let (kind, name) = (entry.kind, field.names)
    let shape = field.shape.name
    return Diagnostic(
      Code.missingKey, .error,
      Phrase(
        zh: "\(kind.chinese)缺少“\(name[1])”（\(name[0])）",
        en: "'\(kind.rawValue)' lacks the key '\(name[0])'"),
      at: entry.headPlace,
      help: Phrase(
        zh: "\(field.summary.text(.zh))：\(shape.text(.zh))",
        en: "\(field.summary.text(.en)): \(shape.text(.en))"))
  }

  static func emptyValue(_ node: YAMLNode, _ field: Field) -> Diagnostic {
    let (name, shape) = (field.names, field.shape.name)
    return Diagnostic(
      Code.emptyValue, .error,
      Phrase(
        zh: "“\(name[1])”后面没有内容，应当是\(shape.text(.zh))",
        en: "'\(name[0])' is left empty, expected \(shape.text(.en))"),
      at: node.place, help: Phrase(zh: "写上内容，或删去这个键", en: "give it a value or delete the key"))
  }

  static func expectedKind(
    _ node: YAMLNode, _ kinds: [EntryKind], found: YAMLNode?
  ) -> Diagnostic {
    let fields = kinds.compactMap { kind in kind.idKey.flatMap { kind.field($0) } }
    let (english, chinese) = (fields.map(\.key.rawValue), fields.map(\.chinese))
    let what = found?.text.map { "'\($0)'" }
    let near = found?.text.map { suggestions(for: $0, among: english + chinese) } ?? []
    return Diagnostic(
      Code.unknownKind, .error,
      Phrase(
        zh:
          "每条应当以“\(chinese.joined(separator: "”或“"))”开头，实际是\(what ?? node.described.text(.zh))",
        en: "expected an entry that begins with '\(english.joined(separator: "' or '"))', found "
          + (what ?? node.described.text(.en))),
      at: (found ?? node).place,
      help: Phrase.didYouMean(near),
      fix: near.first.flatMap { near in
        found.map { Fix(path: $0.file.path, range: $0.range, replacement: near) }
      })
  }

  static func kindNotFirst(_ key: YAMLNode) -> Diagnostic {
    let name = key.text ?? ""
    return Diagnostic(
      Code.kindNotFirst, .warning,
      Phrase(
        zh: "“\(name)”应当写在这一条的最前面", en: "'\(name)' is not the first key of its entry"),
      at: key.place,
      help: Phrase(
        zh: "第一个键说明这是什么、编号是什么", en: "the first key says what an entry is and carries its id"))
  }

  static func expectedRow(_ node: YAMLNode) -> Diagnostic {
    let found = node.described
    return Diagnostic(
      Code.expectedList, .error,
      Phrase(
        zh: "对照表的一行应当是 [格, 格, 得分]，实际是\(found.text(.zh))",
        en: "expected a row such as [cell, cell, points], found \(found.text(.en))"),
      at: node.place)
  }

  static func tableWithoutRows(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      Code.tableWithoutRows, .error,
      Phrase(
        zh: "对照表应当有一行表头和至少一行内容",
        en: "expected a row of headings and at least one row below it"),
      at: node.place)
  }
}
