import Assessment
import SourceText

/// What of a unit may still come out otherwise: nothing else is said to decide, or not to decide, about a verdict.
struct StillOpen {
  private let names: [Phrase]

  init(_ unit: UnitAssessment) {
    let isUnreported =
      unit.reported < unit.required
      || unit.outcomes.contains { $0.status == .missing && !$0.isToBeGiven }
      || unit.adjustments.contains { $0.outcome == .missing }
    let isOfOthers =
      unit.outcomes.tallies.contains { $0.isOpen && $0.status != .missing }
      || unit.gates.contains { gate in
        gate.obstacles.contains { if case .peers = $0 { true } else { false } }
      }
    let found: [(Bool, Phrase)] = [
      (isUnreported, Phrase(zh: "没报的数据", en: "what is not reported")),
      (
        unit.outcomes.contains(where: \.isToBeGiven),
        Phrase(zh: "没有给的分", en: "points that are not given yet")
      ),
      (
        unit.vetoes.contains { $0 == .asked || $0 == .unknown },
        Phrase(zh: "没有认定的迹象", en: "signs that are not found yet")
      ),
      (isOfOthers, Phrase(zh: "别的单位没有定的数", en: "what others have not settled")),
    ]
    names = found.filter(\.0).map(\.1)
  }

  /// Whether there is anything.
  var isAnything: Bool { !names.isEmpty }

  /// All of it, for a sentence; where nothing else is known to be open, what is not settled.
  var words: Phrase {
    let all = names.isEmpty ? [Phrase(zh: "没有定的数", en: "what is not settled")] : names
    return Phrase(
      zh: all.map { $0.text(.zh) }.joined(separator: "、"),
      en: all.map { $0.text(.en) }.joined(separator: " and "))
  }

  /// That it may still change the verdict.
  var canDecide: Phrase {
    Phrase(zh: "\(words.text(.zh))还能改变结论", en: "\(words.text(.en)) can still decide")
  }
}

extension Outcome {
  /// Whether somebody has yet to give its points.
  fileprivate var isToBeGiven: Bool { if case .notGiven = cause { true } else { false } }
}
