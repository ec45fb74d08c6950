import Formats
import SourceText

/// Ids against the edition before and the list of ids: an id means one thing for ever.
extension Lint {
  static let idDropped = Lint(.idDropped, .error) { context in
    guard let present = context.before.present else { return [] }
    return context.before.ids.compactMap { old in
      guard !old.isRetired, !present.contains(old.name) else { return nil }
      let (id, title) = (old.id, old.title)
      return Finding(
        context.draft.set.headPlace, zh: "原有的“\(id)”（\(title)）不见了",
        en: "'\(id)' (\(title)) was there before and is gone",
        help: Phrase(
          zh: "用 extends 叠加并写 drop（删除）和理由；改了编号的改回来；确实停用的，yanshou lint --update-ids 记入编号清单",
          en:
            "extend that edition and 'drop' it with a reason; an id that was changed goes back; what is given up is listed by yanshou lint --update-ids"
        ),
        related: [Label(old.place, Phrase(zh: "原来在这里", en: "it was here"))])
    }
  }

  static let idNotListed = Lint(.idNotListed, .warning) { context in
    guard let listed = context.before.listed else { return [] }
    return context.set.ids.compactMap { new in
      guard !listed.contains(new.name) else { return nil }
      let id = new.id
      return Finding(
        new.place, zh: "“\(id)”不在编号清单里", en: "'\(id)' is not in the list of ids",
        help: Phrase(
          zh: "新增的用 yanshou lint --update-ids 记入清单；写错的改回来",
          en: "add what is new by yanshou lint --update-ids; mend what is misspelt"))
    }
  }

  static let idReused = Lint(.idReused, .error) { context in
    context.kept { old, new in
      let (id, before, now) = (new.id, old.title, new.title)
      let related = [Label(old.place, Phrase(zh: "原来在这里", en: "it was here"))]
      if old.isRetired {
        return Finding(
          new.place, zh: "“\(id)”早已停用，不得再用", en: "'\(id)' was given up and is used again",
          help: Phrase(zh: "新内容用新编号", en: "give what is new an id of its own"), related: related)
      }
      guard old.kind != new.kind || new.title.shared(with: old.title) < 3 else { return nil }
      return Finding(
        context.place(id, .title) ?? new.place, zh: "“\(id)”原来是“\(before)”，现在是“\(now)”",
        en: "'\(id)' was '\(before)' before, it is '\(now)' now",
        help: Phrase(zh: "新内容用新编号", en: "give what is new an id of its own"), related: related)
    }
  }

  static let idMoved = Lint(.idMoved, .warning) { context in
    context.kept { old, new in
      guard let before = old.task, let now = new.task, before != now else { return nil }
      let id = new.id
      return Finding(
        new.place, zh: "“\(id)”从任务“\(before)”移到了“\(now)”",
        en: "'\(id)' has moved from the task '\(before)' to '\(now)'",
        related: [Label(old.place, Phrase(zh: "原来在这里", en: "it was here"))])
    }
  }

  static let itemTypeChanged = Lint(.itemTypeChanged, .warning) { context in
    context.keptItems { old, new in
      guard old.type != new.type || old.measure != new.measure else { return nil }
      let name = new.name
      return Finding(
        new.place, zh: "数据项“\(name)”的类型或计量单位变了",
        en: "the item '\(name)' has another type or measure",
        help: Phrase(zh: "口径变了就是另一个数据项，换一个名称和代码", en: "what is counted otherwise is another item"),
        related: [Label(old.place, Phrase(zh: "上一版", en: "the edition before"))])
    }
  }

  static let itemCodeReused = Lint(.itemCodeReused, .error) { context in
    let before = context.before.ids.compactMap { old in old.code.map { ($0, old) } }
    return context.set.items.flatMap { item in
      before.compactMap { code, old -> Finding? in
        guard code == item.code, old.id != item.name, item.title.shared(with: old.title) < 3
        else { return nil }
        let name = old.id
        return Finding(
          context.named(item.name)?.valuePlace(of: .code) ?? item.place,
          zh: "代码“\(code)”原来是数据项“\(name)”",
          en: "the code '\(code)' was the item '\(name)' before",
          related: [Label(old.place, Phrase(zh: "原来在这里", en: "it was here"))])
      }
    }
  }

  static let editionUnchanged = Lint(.editionUnchanged, .warning) { context in
    guard let previous = context.previous, previous.id == context.set.id,
      previous.edition == context.set.edition,
      previous.files.map(\.bytes) != context.set.files.map(\.bytes),
      let place = context.draft.set.fields[.edition]?.value.place
    else { return [] }
    let edition = previous.edition
    return [
      Finding(
        place, zh: "内容变了，版本还是“\(edition)”",
        en: "the set has changed, the edition is still '\(edition)'")
    ]
  }
}

/// What the ids of a set are held against.
struct IDHistory: Sendable {
  /// The ids of the edition before, and those of the list.
  var ids: [Identified] = []
  /// The names in the list; nil where the set keeps none.
  var listed: Set<Identified.Name>?
  /// The names that the set has in any year, and those that it drops; nil where a year cannot be loaded.
  var present: Set<Identified.Name>?
}

extension LintContext {
  /// What is found about ids that were used before.
  fileprivate func kept(_ body: (Identified, Identified) -> Finding?) -> [Finding] {
    guard !before.ids.isEmpty else { return [] }
    let now = Dictionary(set.ids.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    return before.ids.compactMap { old in now[old.name].flatMap { body(old, $0) } }
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
