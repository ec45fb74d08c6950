import FEEL
import Formats
import SourceText

/// Items, constants and views.
extension Lint {
  static let oddPlausibleRange = Lint(.oddPlausibleRange, .warning) { context in
    context.set.items.compactMap { item in
      guard let range = item.plausible,
        let place = context.named(item.name)?.valuePlace(of: .plausible)
      else { return nil }
      if range.lowerBound == range.upperBound {
        return Finding(place, zh: "合理范围只有一个值", en: "only one value is plausible")
      }
      if item.type.isCounted, range.lowerBound.isNegative {
        return Finding(place, zh: "件数不会小于零", en: "a count is never below zero")
      }
      if item.type.isPercent, range.lowerBound.isZero, range.upperBound == .one,
        item.value == nil
      {
        return nil
      }
      if item.type.isPercent, range.lowerBound >= .one {
        return Finding(
          place, zh: "合理范围在100%以上", en: "all of the plausible range is at 100% or above")
      }
      return nil
    }
  }

  static let percentAboveAll = Lint(.percentAboveAll, .note) { context in
    context.set.items.compactMap { item in
      guard item.type.isPercent, let high = item.plausible?.upperBound, high > .one,
        item.title.hasSuffix("率"), !item.title.hasOne(of: ["增", "完成"]),
        let place = context.named(item.name)?.valuePlace(of: .plausible)
      else { return nil }
      let name = item.name
      return Finding(
        place, zh: "“\(name)”是率，合理范围却超过100%",
        en: "'\(name)' is a rate, its plausible range goes beyond 100%")
    }
  }

  static let percentWithoutBounds = Lint(.percentWithoutBounds, .warning) { context in
    context.draft.entries(.item).flatMap { [$0] + $0.entries(.columns) }.compactMap { entry in
      guard entry.word(.type, ItemType.self) == .percent, let type = entry[.type],
        !entry.has(.plausible), !entry.has(.value), !entry.has(.fromAssessment)
      else { return nil }
      let name = entry.id ?? ""
      let title = entry.title ?? name
      // What grows or is compared with a plan may well be more than all, or below nothing.
      let mayExceed = title.hasOne(of: [
        "增", "升", "降", "减", "涨", "幅", "变化", "同比", "环比", "完成", "超", "倍",
      ])
      return Finding(
        entry.headPlace, zh: "“\(name)”是百分比，没有写明范围",
        en: "the percentage '\(name)' states no bounds",
        help: Phrase(
          zh: "占比、满意率写 plausible（合理范围）: 0% to 100%；增长率等按实际可能写，超出的不采用",
          en:
            "write 'plausible: 0% to 100%' for a share, what can be for a growth; beyond it no value is used"
        ),
        fix: Fix(bounding: entry, type, isGuess: mayExceed))
    }
  }

  static let unusedConstant = Lint(.unusedConstant, .warning) { context in
    let texts = context.sites.map(\.expression.program.text)
    return context.draft.entries(.constant).compactMap { entry in
      guard let name = entry.id, !texts.contains(where: { $0.has(name) }) else { return nil }
      return Finding(
        entry.headPlace, zh: "没有任何表达式用到常数“\(name)”",
        en: "no expression uses the constant '\(name)'")
    }
  }

  static let countWithoutMeasure = Lint(.countWithoutMeasure, .note) { context in
    let having = context.set.items.filter { $0.measure != nil }.count
    return context.set.items.compactMap { item in
      guard item.type.isCounted, item.measure == nil, item.isReported, having > 0 else {
        return nil
      }
      let name = item.name
      return Finding(
        item.place, zh: "“\(name)”没有计量单位", en: "'\(name)' has no unit of measure")
    }
  }

  static let itemWithoutReporter = Lint(.itemWithoutReporter, .note) { context in
    let having = context.set.items.filter { $0.from != nil }.count
    return context.set.items.compactMap { item in
      guard item.from == nil, item.isReported, having > 0 else { return nil }
      let name = item.name
      return Finding(
        item.place, zh: "“\(name)”没有写取数来源", en: "nobody is named in 'from' of '\(name)'")
    }
  }

  static let itemWithoutCode = Lint(.itemWithoutCode, .note) { context in
    let having = context.set.items.filter { $0.code != nil }.count
    return context.set.items.compactMap { item in
      guard item.code == nil, item.isReported, having > 0 else { return nil }
      let name = item.name
      return Finding(item.place, zh: "“\(name)”没有代码", en: "'\(name)' has no code")
    }
  }

  static let emptyViewPart = Lint(.emptyViewPart, .warning) { context in
    context.set.views.enumerated().flatMap { index, view -> [Finding] in
      let used = Set(
        context.set.requirements.flatMap(\.views).filter { $0.view == index }.map(\.part))
      let parents = Set(view.parts.compactMap(\.parent))
      return view.parts.indices.compactMap { part in
        guard !used.contains(part), !parents.contains(part) else { return nil }
        let (id, name) = (view.parts[part].id, view.id)
        let place = context.partPlace(of: id, in: view)
        return Finding(
          place, zh: "视角“\(name)”的分项“\(id)”没有要求",
          en: "the part '\(id)' of the view '\(name)' has no requirement")
      }
    }
  }

  static let outsideView = Lint(.outsideView, .warning) { context in
    context.set.views.enumerated().flatMap { index, view -> [Finding] in
      let outside = context.set.requirements.filter { requirement in
        !requirement.views.contains { $0.view == index }
      }
      // A view may leave much on purpose; a few that are left of nearly all were forgotten.
      guard !outside.isEmpty, outside.count <= max(1, context.set.requirements.count / 20) else {
        return []
      }
      // At the view: whoever lays it over a set can say there that it is on purpose.
      let (ids, name) = (outside.map(\.id).joined(separator: ", "), view.id)
      return [
        Finding(
          view.place, zh: "\(ids) 不在视角“\(name)”的任何分项里",
          en: "the view '\(name)' has no part for \(ids)")
      ]
    }
  }

  static let viewSharesBelowAll = Lint(.viewSharesBelowAll, .warning) { context in
    context.set.requirements.flatMap { requirement -> [Finding] in
      var sums: [Int: Number] = [:]
      for share in requirement.views {
        sums[share.view] = (sums[share.view] ?? .zero) + share.share
      }
      return sums.sorted { $0.key < $1.key }.compactMap { view, sum in
        guard sum < .one, let place = context.place(requirement.id, .view) else { return nil }
        let (name, share) = (context.set.views[view].id, sum.words(asPercent: true))
        return Finding(
          place, zh: "在视角“\(name)”里的比例合计只有 \(share)",
          en: "the shares in the view '\(name)' add up to \(share) only")
      }
    }
  }
}

extension Fix {
  /// States 0% to 100% as the bounds of a percentage, in the style and the language of its entry.
  fileprivate init(bounding entry: Entry, _ type: YAMLNode, isGuess: Bool) {
    let key = entry.fields[.type]?.key.text == "类型" ? "合理范围" : "plausible"
    let bounds = "\(key): 0% to 100%"
    let word = type.text ?? ""
    let replacement =
      switch entry.node.content {
      // A column of which only the type is written.
      case .mapping where entry.node.range == type.range: "{type: \(word), \(bounds)}"
      case .mapping where entry.node.file.bytes[Int(entry.node.range.start)] == UInt8(ascii: "{"):
        "\(word), \(bounds)"
      case .mapping, .sequence, .scalar:
        "\(word)\n"
          + String(repeating: " ", count: (entry.fields[.type]?.key.place.column ?? 1) - 1) + bounds
      }
    self.init(
      path: type.file.path, range: type.range, replacement: replacement, isGuess: isGuess)
  }
}

extension LintContext {
  /// The place of a part of a view.
  fileprivate func partPlace(of id: String, in view: View) -> Place {
    let entry = draft.entries(.view).first { $0.id == view.id }
    guard let node = entry?.fields[.parts]?.value else { return view.place }
    return node.scalar(id)?.place ?? view.place
  }
}

extension YAMLNode {
  /// The first scalar with a text, keys included.
  fileprivate func scalar(_ text: String) -> YAMLNode? {
    switch content {
    case .scalar: self.text == text ? self : nil
    case .sequence(let members): members.lazy.compactMap { $0.scalar(text) }.first
    case .mapping(let pairs):
      pairs.lazy.compactMap { $0.key.scalar(text) ?? $0.value.scalar(text) }.first
    }
  }
}
