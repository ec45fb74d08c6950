import FEEL
import Formats
import SourceText

/// Ids, titles, names of files and dates.
extension Lint {
  static let idOfOtherTask = Lint(.idOfOtherTask, .warning) { context in
    let tasks = Set(context.set.tasks.map(\.id))
    return context.set.requirements.compactMap { requirement in
      guard let task = requirement.task.map({ context.set.tasks[$0].id }),
        let head = requirement.id.split(separator: ".").first.map(String.init), head != task,
        tasks.contains(head)
      else { return nil }
      let id = requirement.id
      return Finding(
        requirement.place, zh: "“\(id)”写在任务“\(task)”里",
        en: "'\(id)' stands in the task '\(task)'")
    }
  }

  static let idsOutOfOrder = Lint(.idsOutOfOrder, .note) { context in
    let lists =
      [context.set.tasks.map { ($0.id, $0.place) }]
      + context.set.tasks.map { task in
        context.set.requirements[task.requirements].map { ($0.id, $0.place) }
      }
    return lists.flatMap { list in
      zip(list, list.dropFirst()).compactMap { before, next -> Finding? in
        guard before.0.frame == next.0.frame, next.0 < before.0 else { return nil }
        let (a, b) = (next.0, before.0)
        return Finding(next.1, zh: "“\(a)”写在“\(b)”后面", en: "'\(a)' stands after '\(b)'")
      }
    }
  }

  static let fullWidthID = Lint(.fullWidthID, .warning) { context in
    context.draft.records.indices.filter { !context.draft.isDropped($0) }.compactMap { record in
      let entry = context.draft.records[record].entry
      guard entry.kind != .item, entry.kind != .constant, let id = entry.id,
        let ascii = Literal.halfWidth(id)
      else { return nil }
      let node = entry.headNode
      return Finding(
        node.place, zh: "编号“\(id)”里有全角字符", en: "the id '\(id)' has full-width characters",
        help: Phrase(zh: "改用半角：\(ascii)", en: "write '\(ascii)'"),
        fix: Fix(path: node.file.path, range: node.range, replacement: ascii))
    }
  }

  static let repeatedTitle = Lint(.repeatedTitle, .warning) { context in
    var seen: [String: Place] = [:]
    let titled =
      context.set.tasks.map { ($0.id, "任务" + $0.title) }
      + context.scored.map { ($0.id, $0.title) }
      + context.set.vetoes.map { ($0.id, "否决" + $0.title) }
      + context.set.gates.map { ($0.id, "门槛" + $0.title) }
    return titled.compactMap { id, title in
      let place = context.place(id, .title) ?? context.draft.set.headPlace
      defer { seen[title] = seen[title] ?? place }
      return seen[title].map { first in
        Finding(
          place, zh: "名称与前面一条相同", en: "the title is the same as an earlier one's",
          related: [Label(first, Phrase(zh: "第一条", en: "the first one"))])
      }
    }
  }

  static let longTitle = Lint(.longTitle, .note) { context in
    let titled =
      context.set.tasks.map(\.id) + context.scored.map(\.id)
      + context.set.gates.map(\.id) + context.set.vetoes.map(\.id)
    return titled.compactMap { id in
      guard let node = context.entry(id)?[.title], let count = node.text?.unicodeScalars.count,
        count > 80
      else { return nil }
      return Finding(
        node.place, zh: "名称有 \(count) 个字，报表里放不下",
        en: "the title has \(count) characters, too many for a report",
        help: Phrase(
          zh: "把解释移到 source（依据）或 target（目标）", en: "move what explains it to 'source' or 'target'"))
    }
  }

  static let fileDiffersFromTask = Lint(.fileDiffersFromTask, .warning) { context in
    context.set.tasks.compactMap { task in
      guard let name = task.place.path.split(separator: "/").last.map(String.init),
        task.place.path.has("tasks/"), let file = name.leadingNumber,
        let own = task.id.trailingNumber, file != own
      else { return nil }
      let id = task.id
      return Finding(
        task.place, zh: "任务“\(id)”写在文件“\(name)”里",
        en: "the task '\(id)' stands in the file '\(name)'",
        help: Phrase(zh: "文件名开头的数字与任务编号一致", en: "let the number of the file be that of the task"))
    }
  }

  static let folderDiffersFromSet = Lint(.folderDiffersFromSet, .warning) { context in
    guard let folder = context.source.folder?.split(separator: "/").last.map(String.init),
      folder != context.set.id, folder != ".."
    else { return [] }
    let id = context.set.id
    return [
      Finding(
        context.draft.set.headPlace, zh: "体系的编号是“\(id)”，文件夹却叫“\(folder)”",
        en: "the set is called '\(id)', its folder '\(folder)'")
    ]
  }

  static let editionDiffersFromTitle = Lint(.editionDiffersFromTitle, .warning) { context in
    guard let stated = context.set.title.year, let edition = context.set.edition.year,
      stated != edition, let place = context.draft.set.fields[.edition]?.value.place
    else { return [] }
    return [
      Finding(
        place, zh: "名称说是 \(stated) 年，版本却是 \(edition)",
        en: "the title says \(stated), the edition \(edition)")
    ]
  }

  static let dueOutsidePeriod = Lint(.dueOutsidePeriod, .warning) { context in
    guard let edition = context.set.edition.year else { return [] }
    let first = context.source.year ?? edition
    return context.scored.compactMap { requirement in
      guard let due = requirement.due?.year, due < first || due > edition + 5,
        let place = context.place(requirement.id, .due)
      else { return nil }
      return Finding(
        place,
        zh: due < first ? "时限在 \(first) 年以前，评价时已经过了" : "时限在版本 \(edition) 之后五年以上",
        en: due < first
          ? "the date lies before \(first) and is past whenever this is scored"
          : "the date lies more than five years after the edition \(edition)")
    }
  }

  static let fileNotRead = Lint(.fileNotRead, .warning) { context in
    context.source.unread.map { path in
      Finding(
        Place(path: path), zh: "体系的文件夹里有这个文件，但不会读取",
        en: "the file lies in the set's folder and is not read",
        help: Phrase(
          zh: "任务文件放在 tasks/ 下，以 .yaml 结尾；用不着的移走",
          en: "task files end in .yaml and lie in tasks/; move away what is not needed"))
    }
  }

  static let trailingComma = Lint(.trailingComma, .warning) { context in
    context.draft.records.indices.filter { !context.draft.isDropped($0) }.flatMap {
      record -> [Finding] in
      let entry = context.draft.records[record].entry
      return Self.texts.flatMap { key -> [Finding] in
        entry.nodes(key).compactMap { node in
          guard case .scalar(let text, .plain) = node.content, let sign = text.unicodeScalars.last,
            ",，、;；:：".unicodeScalars.contains(sign)
          else { return nil }
          let end = Int(node.range.end)
          let range = SourceRange(end - String(sign).utf8.count, end)
          return Finding(
            node.file.place(range), zh: "末尾多一个“\(sign)”", en: "the text ends in '\(sign)'",
            fix: Fix(path: node.file.path, range: range, replacement: ""))
        }
      }
    }
  }

  /// The keys with what a person reads.
  private static let texts: [Key] = [
    .title, .lead, .with, .scorer, .source, .evidence, .remedy, .from, .else, .board, .target,
    .perverse, .foundBy, .measure,
  ]

  static let trailingSpace = Lint(.trailingSpace, .note) { context in
    context.lines { file, start, end in
      var last = end
      while last > start, file.bytes[last - 1] == 0x20 || file.bytes[last - 1] == 0x09 { last -= 1 }
      guard last < end else { return nil }
      let range = SourceRange(last, end)
      return Finding(
        file.place(range), zh: "行末有空格", en: "the line ends in spaces",
        fix: Fix(path: file.path, range: range, replacement: ""))
    }
  }

  static let noFinalLineEnd = Lint(.noFinalLineEnd, .note) { context in
    context.source.files.compactMap { file in
      guard let last = file.bytes.last, last != 0x0A else { return nil }
      let end = SourceRange(file.bytes.count, file.bytes.count)
      return Finding(
        file.place(end), zh: "文件末尾没有换行", en: "the file does not end in a line end",
        fix: Fix(path: file.path, range: end, replacement: "\n"))
    }
  }
}

extension LintContext {
  /// What is found in each line of each file, from its first byte to its end.
  fileprivate func lines(_ body: (SourceFile, Int, Int) -> Finding?) -> [Finding] {
    source.files.flatMap { file -> [Finding] in
      var findings: [Finding] = []
      var start = 0
      for end in file.bytes.indices where file.bytes[end] == 0x0A {
        if let finding = body(file, start, end) { findings.append(finding) }
        start = end + 1
      }
      if let finding = body(file, start, file.bytes.count) { findings.append(finding) }
      return findings
    }
  }
}

extension String {
  /// The text with every digit replaced, so that ids of one series look alike.
  fileprivate var frame: String {
    String(map { $0.isASCII && $0.isNumber ? "0" : $0 })
  }

  /// The number in front.
  fileprivate var leadingNumber: Int? { Int(prefix { $0.isASCII && $0.isNumber }) }

  /// The number at the end.
  fileprivate var trailingNumber: Int? {
    Int(String(reversed().prefix { $0.isASCII && $0.isNumber }.reversed()))
  }

  /// The first four digits in a row that are a year.
  fileprivate var year: Int? {
    var digits = ""
    for character in self + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        if digits.count == 4, let year = Int(digits), (1950...2199).contains(year) { return year }
        digits = ""
      }
    }
    return nil
  }
}
