import Definitions
import FEEL
import SourceText

extension Places: WayAtWork {
  var ranking: (points: [Number], better: Better)? { (points, better) }

  /// The points of a place; beyond the list there are none. Peers that are not known yet may come before.
  func points(_ rule: Rule, by scorer: inout Scorer) -> WayResult {
    let value = scorer.slots[scorer.valueSlot]
    guard case .number(let number) = value else { return .unresolved(.null(Null(.wrongType))) }
    guard let column = scorer.plan.peers.places.firstIndex(of: scorer.requirementAtHand) else {
      preconditionFailure("places are ranked for requirements only: the loader refuses others")
    }
    let standing = scorer.peers.standing(of: number, column: column, better)
    let cause = Cause.place(standing.place, of: standing.of, unknown: standing.unknown)
    let now = earned(standing.place)
    scorer.note(
      Phrase(zh: "名次", en: "place"), "\(standing.place) / \(standing.of) → \(now.exactText)")
    guard standing.unknown > 0 else { return .points(now, cause) }
    return .range(worst: earned(standing.place + standing.unknown), now: now, best: now, cause)
  }

  private func earned(_ place: Int) -> Number {
    place <= points.count ? points[place - 1] : .zero
  }

  func taken(by cause: Cause) -> [String] {
    guard case .place(let place, _, _) = cause else { return [] }
    return [Places.branch(place)]
  }

  func reason(_ cause: Cause, _ judged: Judged, by scorer: inout Scorer) -> Phrase {
    guard case .place(let place, let all, let unknown) = cause else { return judged.short }
    let value = judged.value
    return Phrase(
      zh: "\(value)，第\(place)名（共\(all)个）" + (unknown > 0 ? "，另有\(unknown)个未报，名次未定" : ""),
      en: "\(value), place \(place) of \(all)"
        + (unknown > 0 ? ", \(unknown) not known yet, provisional" : ""))
  }

  func trend(of requirement: Requirement, _ value: Trend, in trends: Trends) -> Trend {
    value == .steady ? .steady : .unknown
  }

  func isJudgedAlike(_ shown: Number, _ value: Number, by scorer: inout Scorer) -> Bool {
    guard let column = scorer.plan.peers.places.firstIndex(of: scorer.requirementAtHand) else {
      return true
    }
    return scorer.peers.standing(of: shown, column: column, better).place
      == scorer.peers.standing(of: value, column: column, better).place
  }

  /// The first two places and the last one that has points.
  func examples(of index: Index<Requirement>, by scorer: inout Scorer) -> [WorkedExample] {
    scorer.requirementAtHand = index
    scorer.slots[scorer.valueSlot] = .null(Null(.missing))
    let rule = scorer.plan.rules[index]
    return Set([1, 2, points.count]).sorted().filter { $0 <= points.count }.map { place in
      let cause = Cause.place(place, of: points.count, unknown: 0)
      let outcome = rule.outcome(
        points[place - 1], cause, value: scorer.slots[scorer.valueSlot], digits: scorer.digits)
      return WorkedExample(
        value: Phrase(zh: "第\(place)名", en: "place \(place)"), earned: outcome.earned,
        why: Phrase(zh: "在同类单位中排第\(place)名", en: "place \(place) among the peers"))
    }
  }
}
