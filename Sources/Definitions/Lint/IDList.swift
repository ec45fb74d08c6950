import Formats
import SourceText

/// The ids that a set has ever used, with what each stands for: `ids.yaml` beside `set.yaml`.
///
/// A line of it changes only by a person's will: the lint holds every edition against it.
struct IDList {
  /// The ids, those given up included.
  var ids: [Identified] = []
  /// Which edition used an id first, and which gave it up, as the file has it.
  private var editions: [Identified.Name: (first: String, retired: String?)] = [:]
  /// The comments at the top of the file.
  private var head = ""

  static let fileName = "ids.yaml"

  /// The keys of the file, each with the kind of what is listed there.
  static let sections: [(key: Key, kind: EntryKind)] = [
    (.tasks, .task), (.subtasks, .subtask), (.groups, .group), (.requirements, .requirement),
    (.adjustments, .adjustment), (.exemptions, .exemption), (.vetoes, .veto), (.gates, .gate),
    (.items, .item),
  ]

  init() {}

  init(_ entry: Entry) {
    for section in Self.sections {
      for listed in entry.entries(section.key) {
        let id = Identified(
          kind: section.kind, id: listed.id ?? "", title: listed.title ?? "",
          task: listed.text(.task), code: listed.text(.code), isRetired: listed.has(.retired),
          place: listed.headPlace)
        ids.append(id)
        editions[id.name] = (listed.text(.first) ?? "", listed.text(.retired))
      }
    }
    let lines = String(decoding: entry.node.file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    head = lines.prefix { $0.hasPrefix("#") }.map { $0 + "\n" }.joined()
  }

  /// The file with what a set has now: new ids are added, what is gone is marked as given up.
  /// - Parameters:
  ///   - now: The ids of the set and of all its years, each once.
  ///   - edition: The edition that uses the new ids first and gives up the old ones.
  /// - Returns: The text of the file.
  func text(with now: [Identified], edition: String) -> String {
    let names = Set(now.map(\.name))
    let gone = ids.filter { !names.contains($0.name) }
    var text = head
    for section in Self.sections {
      let listed = (now + gone).filter { $0.kind == section.kind }
      guard !listed.isEmpty else { continue }
      text += "\(section.key.rawValue):\n"
      for id in listed {
        let known = editions[id.name]
        var fields = ["title: \(Self.scalar(id.title))"]
        if let task = id.task { fields.append("task: \(Self.scalar(task))") }
        if let code = id.code { fields.append("code: \(Self.scalar(code))") }
        fields.append("first: \(Self.scalar(known?.first ?? edition))")
        if !names.contains(id.name) {
          fields.append("retired: \(Self.scalar(known?.retired ?? edition))")
        }
        text += "  \(Self.scalar(id.id)): {\(fields.joined(separator: ", "))}\n"
      }
    }
    return text
  }

  /// A text as YAML has it inside `{ }`: in quotes where it would mean something else.
  private static func scalar(_ text: String) -> String {
    let signs = Set(",[]{}:#\"'\\&*!|>%@`?-~ ".utf8)
    let isPlain =
      text.utf8.allSatisfy { $0 >= 0x20 && !",[]{}:#\"'\\".utf8.contains($0) }
      && text.utf8.first.map(signs.contains) == false && text.utf8.last != UInt8(ascii: " ")
      && Literal.number(text) == nil && !Literal.looksLikeDate(text) && Literal.flag(text) == nil
    if isPlain, text.utf8.first.map({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) != true
    {
      return text
    }
    return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
