import Formats
import SourceText

/// What goes wrong when files are put together and sets are laid over one another.
extension Diagnostic {
  static func extendsCycle(_ node: YAMLNode) -> Diagnostic {
    let path = node.text ?? ""
    return Diagnostic(
      Code.extendsCycle, .error,
      Phrase(zh: "“\(path)”又叠加在本体系之上，循环了", en: "'\(path)' extends this set in turn"),
      at: node.place)
  }

  static func extendsTooDeep(_ node: YAMLNode, limit: Int) -> Diagnostic {
    Diagnostic(
      Code.extendsTooDeep, .error,
      Phrase(zh: "层层叠加超过 \(limit) 层", en: "more than \(limit) sets extend one another"),
      at: node.place)
  }

  static func baseNotReadable(_ node: YAMLNode, _ error: SetReadError) -> Diagnostic {
    Diagnostic(
      Code.baseNotReadable, .error, error.message, at: node.place,
      help: Phrase(
        zh: "写相对于本体系的路径，如 ../common-2020",
        en: "write the path from this set, such as ../common-2020"))
  }

  /// A set names a file that lies where it may not read.
  static func pathOutside(_ path: String, at place: Place?) -> Diagnostic {
    let error = FileError(path: path, reason: .outside).diagnostic
    return Diagnostic(Code.pathOutside, .error, error.message, at: place, help: error.help)
  }

  static func wrongYear(_ node: YAMLNode, year: Int) -> Diagnostic {
    let text = node.text ?? ""
    return Diagnostic(
      Code.wrongYear, .error,
      Phrase(
        zh: "文件名是 \(year) 年，里面写的却是 \(text)", en: "the file is named for \(year), found '\(text)'"),
      at: node.place)
  }

  static func duplicateID(_ entry: Entry, first: Entry, isInherited: Bool) -> Diagnostic {
    let id = entry.id ?? ""
    let help =
      entry.kind == .task && first.kind == .task
      ? Phrase(
        zh: "要向已有任务补充要求，加上 why（理由）；要改动已有内容，用 change（改写）",
        en: "to add requirements to a task that is there, give a 'why'; to change it, use 'change'")
      : isInherited
        ? Phrase(
          zh: "要改动已有的一条，用 change（改写）；否则换一个编号",
          en: "use 'change' to change what is there, or give this one another id")
        : Phrase(
          zh: "换一个编号：编号在整套体系中不得重复，也不得重用",
          en: "give it another id: ids are unique in the whole set and never used again")
    return Diagnostic(
      Code.duplicateID, .error,
      Phrase(zh: "“\(id)”重复了", en: "'\(id)' is defined twice"),
      at: entry.headPlace,
      related: [Label(first.headPlace, Phrase(zh: "第一次在这里", en: "first defined here"))],
      help: help)
  }

  static func unknownTarget(_ node: YAMLNode, known: [String]) -> Diagnostic {
    unknown(.unknownTarget, node, known: known, zh: "没有编号为", en: "there is no entry")
  }

  static func changedTwice(_ node: YAMLNode, first: YAMLNode) -> Diagnostic {
    let id = node.text ?? ""
    return Diagnostic(
      Code.changedTwice, .error,
      Phrase(zh: "“\(id)”在同一处改写了两次", en: "'\(id)' is changed twice in one list"),
      at: node.place,
      related: [Label(first.place, Phrase(zh: "第一次在这里", en: "first changed here"))],
      help: Phrase(zh: "合并成一条", en: "make one change of the two"))
  }

  static func emptyChange(_ node: YAMLNode) -> Diagnostic {
    let id = node.text ?? ""
    return Diagnostic(
      Code.emptyChange, .error,
      Phrase(zh: "对“\(id)”的改写没有换掉任何键", en: "the change of '\(id)' changes nothing"),
      at: node.place, help: Phrase(zh: "写出要换掉的键", en: "write the keys that are replaced"))
  }

  static func unchangeableKey(_ key: YAMLNode) -> Diagnostic {
    let name = key.text ?? ""
    return Diagnostic(
      Code.unchangeableKey, .error,
      Phrase(zh: "“\(name)”不能在改写里换掉", en: "'\(name)' cannot be replaced by a change"),
      at: key.place,
      help: Phrase(
        zh: "补充要求用带 why 的 task，删去用 drop；编号永不改变",
        en:
          "add entries with a 'task' that gives a 'why', take them out with 'drop'; ids never change"
      ))
  }

  /// A name that refers to nothing, with what it may have meant.
  static func unknown(
    _ code: Code, _ node: YAMLNode, known: some Sequence<String>, zh: String, en: String
  ) -> Diagnostic {
    let name = node.text ?? ""
    let near = suggestions(for: name, among: known)
    return Diagnostic(
      code, .error,
      Phrase(zh: "\(zh)“\(name)”", en: "\(en) '\(name)'"), at: node.place,
      help: Phrase.didYouMean(near),
      fix: near.first.map {
        Fix(path: node.file.path, range: node.range, replacement: $0, isGuess: true)
      })
  }
}
