import Assessment
package import Definitions
import FEEL
package import SourceText

/// A way through the rules of a set that a case can take.
package struct Branch: Sendable {
  /// Unique in the set: the id of the entry and the part of it.
  package let id: String
  package let kind: BranchKind
  /// Where the set writes it.
  package let place: Place
  /// Which entry and which way through it.
  @ForeignAmounts package private(set) var words: Phrase
}

// MARK: All branches of a set

extension Branch {
  /// Every branch of a set, in the order of the set.
  package static func all(in set: IndicatorSet) -> [Branch] {
    var all: [Branch] = []
    for requirement in set.requirements { all += branches(of: requirement, .requirement) }
    for group in set.groups { all += branches(of: group) }
    for adjustment in set.adjustments { all += branches(of: adjustment, .adjustment) }
    for gate in set.gates {
      for (verdict, zh) in [
        (Verdict.passed, "通过"), (.open, "待定"), (.failed, "未过"),
      ] {
        all.append(
          Branch("\(gate.id) \(verdict.rawValue)", .gate, gate.place, zh, verdict.rawValue, gate.id)
        )
      }
      for (index, check) in gate.checks.enumerated() {
        all.append(
          Branch(
            "\(gate.id) check \(index + 1)", .gate, check.place, "第\(index + 1)个条件不成立",
            "check \(index + 1) fails", gate.id))
      }
    }
    for veto in set.vetoes {
      all.append(Branch("\(veto.id) found", .veto, veto.place, "已认定", "found", veto.id))
      if let sign = veto.askWhen {
        all.append(Branch("\(veto.id) asked", .veto, sign.place, "有迹象", "asked", veto.id))
      }
    }
    for exemption in set.exemptions {
      all.append(
        Branch(exemption.id, .exemption, exemption.place, "已认定", "found", exemption.id))
    }
    for index in set.checks.indices { all.append(check(index, in: set)) }
    return all
  }

  private init(
    _ id: String, _ kind: BranchKind, _ place: Place, _ zh: String, _ en: String, _ entry: String
  ) {
    self.id = id
    self.kind = kind
    self.place = place
    words = Phrase(zh: "\(entry) \(zh)", en: "\(entry) \(en)")
  }

  /// A contradiction that a check finds.
  static func check(_ index: Int, in set: IndicatorSet) -> Branch {
    let check = set.checks[index]
    return Branch(
      "check \(check.place.lineDescription) \(check.condition.text)", .check, check.place,
      check.condition.text, check.condition.text, "")
  }

  private static func branches(of node: Requirement, _ kind: BranchKind) -> [Branch] {
    func branch(
      _ part: String, _ own: BranchKind, _ place: Place, _ zh: String, _ en: String
    ) -> Branch {
      Branch("\(node.id) \(part)", kind == .adjustment ? kind : own, place, zh, en, node.id)
    }
    var all = [branch("judged", kind, node.place, "评分", "judged")]
    all += node.scoring.branches(node.rule).map { each in
      branch(each.id, each.kind, each.place, each.words.text(.zh), each.words.text(.en))
    }
    if let applies = node.applies {
      all.append(
        branch("applies", .notApplicable, applies.place, "不适用", "does not apply"))
    }
    for (index, each) in node.guards.enumerated() {
      all.append(
        branch(
          "guard \(index)", .notApplicable, each.condition.place, "样本太少", "too few to judge"))
    }
    return all
  }

  private static func branches(of group: Group) -> [Branch] {
    var all: [Branch] = []
    if group.best != nil {
      all.append(
        Branch("\(group.id) best", .group, group.place, "有不计入的", "some not counted", group.id))
    }
    if group.loseAtMost != nil || group.earnAtMost != nil {
      all.append(Branch("\(group.id) cap", .group, group.place, "封顶", "capped", group.id))
    }
    return all
  }
}

// MARK: The branches that a unit takes

extension Branch {
  /// The ids of the branches that a unit takes, of what `isStated`.
  static func taken(
    by unit: UnitAssessment, _ set: IndicatorSet, where isStated: (Subject) -> Bool
  ) -> [String] {
    var taken: [String] = []
    for (index, outcome) in unit.outcomes.indexed where isStated(.requirement(index)) {
      taken += self.taken(by: outcome.cause, set.requirements[index])
      if case .exempt(let exemption) = outcome.cause { taken.append(set.exemptions[exemption].id) }
    }
    for (index, result) in unit.adjustments.enumerated() where isStated(.adjustment(index)) {
      taken += self.taken(by: result.cause, set.adjustments[index])
    }
    for result in unit.groups where isStated(.group(result.group)) {
      let group = set.groups[result.group]
      if result.returned != .zero { taken.append("\(group.id) cap") }
      let isLeftOut = group.members.contains { unit.outcomes[$0].status == .notCounted }
      if isLeftOut { taken.append("\(group.id) best") }
    }
    for (index, result) in unit.gates.indexed where isStated(.gate(index)) {
      let gate = set.gates[index]
      taken.append("\(gate.id) \(result.verdict.rawValue)")
      for case .check(let check) in result.obstacles {
        taken.append("\(gate.id) check \(check + 1)")
      }
    }
    for (index, state) in unit.vetoes.enumerated()
    where isStated(.veto(index)) || isStated(.unit)
      || set.gates.indices.contains(where: { isStated(.gate($0)) })
    {
      if state == .found || state == .asked {
        taken.append("\(set.vetoes[index].id) \(state.rawValue)")
      }
    }
    return taken
  }

  private static func taken(by cause: Cause, _ node: Requirement) -> [String] {
    let parts: [String]
    switch cause {
    case .lines, .band, .row, .share, .condition, .place, .given:
      parts = ["judged"] + node.scoring.branches(takenBy: cause)
    case .notCounted: parts = ["judged"]
    case .notApplicable(.applies): parts = ["applies"]
    case .notApplicable(.tooFew(let index)): parts = ["guard \(index)"]
    case .overridden(_, let byRule): return taken(by: byRule.cause, node)
    case .missing, .contradiction, .noResult, .noStep, .notGiven, .notApplicable, .noEarlierValue,
      .exempt, .waived:
      return []
    }
    return parts.map { "\(node.id) \($0)" }
  }
}
