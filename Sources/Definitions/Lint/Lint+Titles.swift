import FEEL
import Formats
import SourceText

/// What a title promises, against what the score asks for.
extension Lint {
  static let directionDiffersFromTitle = Lint(.directionDiffersFromTitle, .warning) { context in
    context.scored.compactMap { requirement in
      guard let promised = requirement.title.direction,
        let asked = requirement.scoring.authored.direction,
        promised != asked
      else { return nil }
      let isMore = asked == .higher
      return Finding(
        requirement.rule, zh: isMore ? "名称要求低，计分却是越高越好" : "名称要求高，计分却是越低越好",
        en: isMore
          ? "the title asks for less, the score for more"
          : "the title asks for more, the score for less",
        help: Phrase(
          zh: "核对得（earn）扣（lose）、界限的方向和零分满分的次序",
          en: "check earn and lose, the side of the bound, and the order of zero and full"),
        related: [
          Label(
            context.place(requirement.id, .title) ?? requirement.place,
            Phrase(zh: "名称", en: "the title"))
        ])
    }
  }

  static let boundDiffersFromTitle = Lint(.boundDiffersFromTitle, .warning) { context in
    context.scored.compactMap { requirement in
      let asked = requirement.scoring.authored.fixedBounds
      guard !asked.isEmpty else { return nil }
      let isPercent = asked.allSatisfy(\.isPercent)
      let promised = requirement.title.promised(asPercent: isPercent)
      guard !promised.isEmpty, promised.isDisjoint(with: asked.map(\.number)) else { return nil }
      let list = promised.sorted().map { $0.words(asPercent: isPercent) }.joined(separator: ", ")
      return Finding(
        asked[0].place, zh: "名称里写的是 \(list)，计分办法里没有这个数",
        en: "the title says \(list), the score has no such bound",
        related: [
          Label(
            context.place(requirement.id, .title) ?? requirement.place,
            Phrase(zh: "名称", en: "the title"))
        ])
    }
  }
}

extension String {
  private static let more = ["以上", "不低于", "不少于", "达到", "高于上年"]
  private static let less = ["以下", "不高于", "不超过", "不多于", "低于上年", "下降"]
  /// What is said in front of a number that must be reached or not passed.
  private static let limits = ["不少于", "不低于", "达到", "不超过", "不高于", "不多于"]

  /// Which end of the value a title asks for; nil where it does not say, or says both.
  fileprivate var direction: Better? {
    // "不低于上年" asks for more and holds "低于上年", which asks for less; "不高于上年" the other way round.
    let wantsMore = Self.more.contains { word in
      has(word) && !(word == "高于上年" && has("不高于上年"))
    }
    let wantsLess = Self.less.contains { word in
      has(word) && !(word == "低于上年" && has("不低于上年"))
    }
    return wantsMore == wantsLess ? nil : wantsMore ? .higher : .lower
  }

  /// The percentages that a title names, or the numbers that it says must be reached or not passed.
  fileprivate func promised(asPercent: Bool) -> Set<Number> {
    var found: Set<Number> = []
    for (before, number, after) in decimals {
      if asPercent {
        guard after.hasPrefix("%") else { continue }
        if let number = Literal.percentage(number + "%") { found.insert(number) }
      } else if !after.hasPrefix("%"), Self.limits.contains(where: { before.hasSuffix($0) }) {
        if let number = Literal.number(String(number)) { found.insert(number) }
      }
    }
    return found
  }
}
