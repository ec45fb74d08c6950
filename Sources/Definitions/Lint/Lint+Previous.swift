import Formats
import SourceText

/// Ids against the edition before: an id means one thing for ever.
extension Lint {
  static let idDropped = Lint("id-dropped", .warning) { context in
    guard let previous = context.previous else { return [] }
    let dropped = context.draft.records.indices.filter { context.draft.isDropped($0) }
    let known = Set(context.set.ids.map(\.id)).union(
      dropped.compactMap { context.draft.records[$0].entry.id })
    return previous.ids.compactMap { old in
      guard !known.contains(old.id) else { return nil }
      let (id, title) = (old.id, old.title)
      return Finding(
        context.draft.set.headPlace, zh: "上一版的 '\(id)'(\(title))不见了",
        en: "'\(id)' (\(title)) of the edition before is gone",
        help: Phrase(
          zh: "用 extends 叠加并写 drop(删除)和理由;改了编号的改回来",
          en: "extend that edition and 'drop' it with a reason; an id that was changed goes back"),
        related: [Label(old.place, Phrase(zh: "上一版", en: "the edition before"))])
    }
  }

  static let idReused = Lint("id-reused", .error) { context in
    context.kept { old, new in
      guard old.kind != new.kind || new.title.shared(with: old.title) < 3 else { return nil }
      let (id, before, now) = (new.id, old.title, new.title)
      return Finding(
        context.place(id, .title) ?? new.place, zh: "'\(id)' 上一版是“\(before)”,现在是“\(now)”",
        en: "'\(id)' was '\(before)' in the edition before, it is '\(now)' now",
        help: Phrase(zh: "新内容用新编号", en: "give what is new an id of its own"),
        related: [Label(old.place, Phrase(zh: "上一版", en: "the edition before"))])
    }
  }

  static let idMoved = Lint("id-moved", .warning) { context in
    context.kept { old, new in
      guard let before = old.task, let now = new.task, before != now else { return nil }
      let id = new.id
      return Finding(
        new.place, zh: "'\(id)' 从任务 '\(before)' 移到了 '\(now)'",
        en: "'\(id)' has moved from the task '\(before)' to '\(now)'",
        related: [Label(old.place, Phrase(zh: "上一版", en: "the edition before"))])
    }
  }

  static let itemTypeChanged = Lint("item-type-changed", .warning) { context in
    context.keptItems { old, new in
      guard old.type != new.type || old.measure != new.measure else { return nil }
      let name = new.name
      return Finding(
        new.place, zh: "数据项 '\(name)' 的类型或计量单位变了",
        en: "the item '\(name)' has another type or measure",
        help: Phrase(zh: "口径变了就是另一个数据项,换一个名称和代码", en: "what is counted otherwise is another item"),
        related: [Label(old.place, Phrase(zh: "上一版", en: "the edition before"))])
    }
  }

  static let itemCodeReused = Lint("item-code-reused", .error) { context in
    guard let previous = context.previous else { return [] }
    let before = Dictionary(
      previous.items.compactMap { item in item.code.map { ($0, item) } },
      uniquingKeysWith: { first, _ in first })
    return context.set.items.compactMap { item in
      guard let code = item.code, let old = before[code], old.name != item.name,
        item.title.shared(with: old.title) < 3
      else { return nil }
      let name = old.name
      return Finding(
        context.named(item.name)?.valuePlace(of: .code) ?? item.place,
        zh: "代码 '\(code)' 上一版是数据项 '\(name)'",
        en: "the code '\(code)' was the item '\(name)' in the edition before",
        related: [Label(old.place, Phrase(zh: "上一版", en: "the edition before"))])
    }
  }

  static let editionUnchanged = Lint("edition-unchanged", .warning) { context in
    guard let previous = context.previous, previous.id == context.set.id,
      previous.edition == context.set.edition,
      previous.files.map(\.bytes) != context.set.files.map(\.bytes),
      let place = context.draft.set.fields[.edition]?.value.place
    else { return [] }
    let edition = previous.edition
    return [
      Finding(
        place, zh: "内容变了,版本还是 '\(edition)'",
        en: "the set has changed, the edition is still '\(edition)'")
    ]
  }
}

/// Something with an id, as one edition has it.
struct Identified: Sendable {
  let kind: EntryKind
  let id: String
  let title: String
  let task: String?
  let place: Place
}

extension IndicatorSet {
  /// Everything that has an id.
  var ids: [Identified] {
    var ids = tasks.map {
      Identified(kind: .task, id: $0.id, title: $0.title, task: nil, place: $0.place)
    }
    ids += requirements.map { requirement in
      Identified(
        kind: .requirement, id: requirement.id, title: requirement.title,
        task: requirement.task.map { tasks[$0].id }, place: requirement.place)
    }
    ids += adjustments.map {
      Identified(kind: .adjustment, id: $0.id, title: $0.title, task: nil, place: $0.place)
    }
    ids += gates.map {
      Identified(kind: .gate, id: $0.id, title: $0.title, task: nil, place: $0.place)
    }
    ids += vetoes.map {
      Identified(kind: .veto, id: $0.id, title: $0.title, task: nil, place: $0.place)
    }
    return ids
  }
}

extension LintContext {
  /// What is found about ids that both editions have.
  fileprivate func kept(_ body: (Identified, Identified) -> Finding?) -> [Finding] {
    guard let previous else { return [] }
    let before = Dictionary(previous.ids.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    return set.ids.compactMap { new in before[new.id].flatMap { body($0, new) } }
  }

  /// What is found about items that both editions have.
  fileprivate func keptItems(_ body: (Item, Item) -> Finding?) -> [Finding] {
    guard let previous else { return [] }
    let before = Dictionary(previous.items.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    return set.items.compactMap { new in before[new.name].flatMap { body($0, new) } }
  }
}

extension String {
  /// How many tenths of its pairs of characters the other text has as well: 0 … 10.
  fileprivate func shared(with other: String) -> Int {
    if self == other { return 10 }
    let (a, b) = (pairs, other.pairs)
    let fewer = min(a.count, b.count)
    guard fewer > 0 else { return 0 }
    return a.intersection(b).count * 10 / fewer
  }

  private var pairs: Set<String> {
    Set(zip(self, dropFirst()).map { "\($0)\($1)" })
  }
}
