import Assessment
import Definitions
import SourceText
import Submissions

/// Something on record or in the data that decides about a unit beside its points: it stands on the overview, on the page
/// of the unit, in the tables and in the terminal.
struct DecisiveFact: Sendable {
  /// What it is, the same for all units that it concerns.
  enum Kind: Hashable, Sendable {
    /// A veto that is found, or that the data show a sign of.
    case veto(Int, VetoState)
    /// A requirement that is exempt, and one that is waived.
    case exempt(Index<Requirement>)
    case waived(Index<Requirement>)
    /// What the limits of the total cut off or fill up.
    case limited
    /// An item with a verified value, and a requirement with given points.
    case verified(Int)
    case given(Index<Requirement>)
  }

  var kind: Kind
  /// What it comes to for the unit; nil where nothing is to be added.
  var detail: Phrase?

  /// The facts about a unit, in the order in which they are told.
  static func all(_ unit: UnitReport, _ context: ReportContext) -> [DecisiveFact] {
    let (set, assessment) = (context.set, unit.assessment)
    var facts: [DecisiveFact] = []
    for state in [VetoState.found, .asked] {
      for index in assessment.vetoes.indices where assessment.vetoes[index] == state {
        facts.append(DecisiveFact(kind: .veto(index, state)))
      }
    }
    if !unit.findings.isEmpty {
      for (index, tally) in assessment.outcomes.tallies.indexed {
        switch tally.status {
        case .exempt: facts.append(DecisiveFact(kind: .exempt(index)))
        case .waived: facts.append(DecisiveFact(kind: .waived(index)))
        case .met, .partly, .notMet, .missing, .notApplicable, .notCounted: continue
        }
      }
    }
    let sum = context.plan.sumBeforeLimit(of: assessment)
    if sum != assessment.total {
      let words = "\(context.text(sum)) → \(context.text(assessment.total))"
      facts.append(DecisiveFact(kind: .limited, detail: Phrase(words)))
    }
    for verification in unit.verifications {
      switch verification.target {
      case .value(let item, let value):
        let (before, now) = (unit.reportedWords(item, set), set.items[item].phrase(value))
        facts.append(
          DecisiveFact(kind: .verified(item), detail: before + Phrase(" → ") + now))
      case .points(let requirement, _): facts.append(DecisiveFact(kind: .given(requirement)))
      }
    }
    return facts
  }
}

/// A decisive fact with all units that it concerns.
struct DecisiveLine {
  let kind: DecisiveFact.Kind
  /// The units by place, then those that did not report.
  var units: [(index: Index<Unit>, detail: Phrase?)]

  /// What it is, in words.
  func title(_ set: IndicatorSet) -> Phrase {
    func named(_ word: Phrase, _ id: String, _ title: String) -> Phrase {
      word + Phrase(" \(id) \(title)")
    }
    func named(_ word: Phrase, _ index: Index<Requirement>) -> Phrase {
      named(word, set.requirements[index].id, set.requirements[index].title)
    }
    switch kind {
    case .veto(let index, let state):
      let veto = set.vetoes[index]
      let name = named(state.phrase, veto.id, veto.title)
      guard state == .asked else { return name }
      let authority = veto.foundBy.joined(separator: "、")
      return name
        + Phrase(
          zh: "（上报数据有迹象，由\(authority)认定）", en: " (the data show a sign, \(authority) has to find)")
    case .exempt(let index): return named(Status.exempt.phrase, index)
    case .waived(let index): return named(Status.waived.phrase, index)
    case .limited: return Phrase(zh: "总分限额", en: "limit of the total")
    case .verified(let item):
      return Phrase(zh: "核定", en: "verified") + Phrase(" \(set.items[item].name)")
    case .given(let index): return named(Phrase(zh: "评分", en: "points given"), index)
    }
  }
}

extension RunSummary {
  /// What decides beside the points, a line for each with its units.
  var decisive: [DecisiveLine] {
    var lines: [DecisiveLine] = []
    var known: [DecisiveFact.Kind: Int] = [:]
    func add(_ fact: DecisiveFact, _ unit: Index<Unit>) {
      if let line = known[fact.kind] {
        lines[line].units.append((unit, fact.detail))
      } else {
        known[fact.kind] = lines.count
        lines.append(DecisiveLine(kind: fact.kind, units: [(unit, fact.detail)]))
      }
    }
    for summary in byPlace {
      for fact in summary.decisive { add(fact, summary.unit) }
    }
    for unit in notReported {
      for finding in context.findingsInForce(about: unit) {
        let silent = Phrase(zh: "未报送", en: "not reported")
        if let veto = context.set.vetoes.firstIndex(where: { $0.id == finding.target }) {
          add(DecisiveFact(kind: .veto(veto, .found), detail: silent), unit)
        } else if let waived = context.set.requirements.firstIndex(where: {
          $0.id == finding.target
        }) {
          add(DecisiveFact(kind: .waived(waived), detail: silent), unit)
        }
      }
    }
    return lines.sorted { $0.kind.order < $1.kind.order }
  }
}

extension DecisiveFact.Kind {
  /// Where it stands among the others: what it is, then its place in the set.
  fileprivate var order: (Int, Int) {
    switch self {
    case .veto(let index, .found): (0, index)
    case .veto(let index, _): (1, index)
    case .exempt(let index): (2, index.position)
    case .waived(let index): (3, index.position)
    case .limited: (4, 0)
    case .verified(let index): (5, index)
    case .given(let index): (6, index.position)
    }
  }
}
