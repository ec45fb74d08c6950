import Definitions
import FEEL

/// Which of the three ways to complete what is unknown (semantics S5.3).
enum Completion: CaseIterable {
  /// As printed: by the missing-value policy.
  case printed
  case worst
  case best

  /// The points and base of an outcome.
  func points(_ outcome: Outcome) -> (earned: Points, base: Points) {
    switch self {
    case .printed: (outcome.earned, outcome.base)
    case .worst: (outcome.worst, outcome.knownBase)
    case .best: (outcome.best, outcome.knownBase)
    }
  }
}

/// The sums of a unit's column: groups, tasks, the whole, the converted score.
struct Sums {
  var groups: [GroupResult]
  var tasks: [NodeSum]
  var earned = Points.zero
  var base = Points.zero
  var score = Points.zero
  /// The requirements beyond the best of their group.
  var notCounted: [Int] = []
}

extension ScoringPlan {
  /// Sums up (S3.8 to S3.10); `points` gives e and b of a requirement. For the worst that can become of a unit `mayLeave`
  /// says which requirements may still leave the base.
  func sums(
    mayLeave: (Int) -> Bool = { _ in false }, _ points: (Int) -> (earned: Points, base: Points)
  ) -> Sums {
    var sums = Sums(groups: [], tasks: [])
    sums.tasks.reserveCapacity(set.tasks.count)
    var results = [GroupResult?](repeating: nil, count: set.groups.count)
    for task in set.tasks.indices {
      var result = NodeSum()
      for index in ungrouped[task] {
        let (earned, base) = points(index)
        result.earned += earned
        result.base += base
      }
      for index in groups[task] {
        let (group, beyond) = self.group(index, mayLeave: mayLeave, points)
        results[index] = group
        sums.notCounted += beyond
        result.earned += group.earned
        result.base += group.base
      }
      sums.earned += result.earned
      sums.base += result.base
      sums.tasks.append(result)
    }
    sums.groups = results.compactMap { $0 }
    sums.score = converted(sums.earned, sums.base)
    return sums
  }

  /// A group: best → sum → lose and earn at most → counts as (S3.8), and the members beyond its best.
  ///
  /// A member that may leave the base earns nothing at worst. Where `lose at most` gives points back, it is worse that the
  /// member leaves: its loss goes, the cap stays. And it may make room among the best.
  func group(
    _ index: Int, mayLeave: (Int) -> Bool = { _ in false },
    _ points: (Int) -> (earned: Points, base: Points)
  ) -> (GroupResult, notCounted: [Int]) {
    let group = set.groups[index]
    var counted = group.members
    var staying = counted.filter { !mayLeave($0) }
    var beyond: [Int] = []
    if let best = group.best {
      // Those that left the base do not take a place among the best; ties go to the earlier one.
      let ranked = group.members.filter { points($0).base > .zero }
        .sorted { (points($1).earned, $0) < (points($0).earned, $1) }
      counted = Array(ranked.prefix(best))
      staying = Array(ranked.filter { !mayLeave($0) }.prefix(best))
      if let last = staying.last.flatMap(ranked.firstIndex(of:)), staying.count == best {
        beyond = Array(ranked.dropFirst(last + 1)).sorted()
      }
    }
    var rows = Points.zero
    var base = Points.zero
    for member in counted {
      let (earned, possible) = points(member)
      rows += earned
      base += possible
    }
    var earned = rows
    if let most = group.loseAtMost.map(whole), base - earned > most {
      let firm = staying.reduce(Points.zero) { $0 + points($1).base }
      base = min(base, max(firm, rows + most))
      earned = base - most
    }
    if let most = group.earnAtMost {
      earned = min(earned, whole(most))
      base = min(base, whole(most))
    }
    let returned = earned - rows
    if let scaled = group.countsAs {
      let full = possible(of: group)
      earned = self.scaled(earned, scaled, full)
      base = self.scaled(base, scaled, full)
    }
    return (
      GroupResult(group: index, rows: rows, earned: earned, base: base, returned: returned), beyond
    )
  }

  /// The points that a group's members can earn together, its `best` and `earn at most` considered.
  private func possible(of group: Group) -> Points {
    let points = group.members.map { set.requirements[$0].points }.sorted(by: >)
    let sum = points.prefix(group.best ?? points.count).reduce(.zero, +)
    return group.earnAtMost.map { min(sum, whole($0)) } ?? sum
  }

  /// E, or E × P ÷ B where the base is not the full points, rounded half up (S2).
  func converted(_ earned: Points, _ base: Points) -> Points {
    guard base != set.points, base > .zero else { return earned }
    return scaled(earned, set.points, base)
  }

  /// `points × to ÷ from`, rounded half up to the smallest unit; zero where there is nothing to scale from.
  private func scaled(_ points: Points, _ to: Points, _ from: Points) -> Points {
    let product = Number(mantissa: points.units, scale: 0) * Number(mantissa: to.units, scale: 0)
    guard let quotient = product.divided(by: Number(mantissa: from.units, scale: 0)),
      let units = quotient.roundedHalfUp(digits: 0)
    else { return .zero }
    return Points(units: units)
  }

  /// A number of points in smallest units, rounded half up; beyond what a definition may state, that limit.
  func whole(_ number: Number) -> Points {
    let limit = Points.largestUnits
    guard let units = number.roundedHalfUp(digits: set.digits), units.magnitude <= limit else {
      return Points(units: number.isNegative ? -limit : limit)
    }
    return Points(units: units)
  }
}
