import Definitions
import FEEL

/// Which of the three ways to complete what is unknown (semantics S5.3).
enum Completion: CaseIterable {
  /// As printed: by the missing-value policy.
  case printed
  case worst
  case best

  /// The points and base of a requirement.
  func points(_ tally: Tally) -> (earned: Points, base: Points) {
    switch self {
    case .printed: (tally.earned, tally.base)
    case .worst: (tally.worst, tally.knownBase)
    case .best: (tally.best, tally.knownBase)
    }
  }
}

/// The sums of a unit's column: groups, tasks, the whole, the converted score.
struct Sums {
  var groups: [GroupResult]
  var tasks: By<KeyTask, NodeSum>
  var earned = Points.zero
  var base = Points.zero
  var score = Points.zero
  /// The points of each task, where they are asked for and not its share: at the ends a share may be least where the points
  /// are not.
  var taskPoints: By<KeyTask, Points> = []
  /// The base by which it is decided whether there is enough to judge.
  var judgedBase = Points.zero
  /// The requirements beyond the best of their group.
  var notCounted: [Index<Requirement>] = []
}

extension ScoringPlan {
  /// Sums up (S3.8 to S3.10); `points` gives e and b of a requirement.
  func sums(_ points: (Index<Requirement>) -> (earned: Points, base: Points)) -> Sums {
    var sums = Sums(groups: [], tasks: [])
    var results = [GroupResult?](repeating: nil, count: set.groups.count)
    for task in set.tasks.indices {
      var result = NodeSum()
      for index in ungrouped[task] {
        let (earned, base) = points(index)
        result.earned += earned
        result.base += base
      }
      for index in groups[task] {
        let (group, beyond) = self.group(index, points)
        results[index] = group
        sums.notCounted += beyond
        result.earned += group.earned
        result.base += group.base
      }
      sums.earned += result.earned
      sums.base += result.base
      sums.tasks.append(result)
      sums.taskPoints.append(result.earned)
    }
    sums.judgedBase = sums.base
    sums.groups = results.compactMap { $0 }
    sums.score = converted(sums.earned, sums.base)
    return sums
  }

  /// A group: best → sum → lose and earn at most → counts as (S3.8), and the members beyond its best.
  func group(
    _ index: Int, _ points: (Index<Requirement>) -> (earned: Points, base: Points)
  ) -> (GroupResult, notCounted: [Index<Requirement>]) {
    let group = set.groups[index]
    var counted = group.members
    var beyond: [Index<Requirement>] = []
    if let best = group.best {
      // Those that left the base do not take a place among the best; ties go to the earlier one.
      let ranked = group.members.filter { points($0).base > .zero }
        .sorted { (points($1).earned, $0) < (points($0).earned, $1) }
      counted = Array(ranked.prefix(best))
      beyond = ranked.dropFirst(best).sorted()
    }
    var rows = NodeSum()
    for member in counted {
      let (earned, base) = points(member)
      rows += NodeSum(earned: earned, base: base)
    }
    let (result, returned) = limited(rows, group)
    return (
      GroupResult(
        group: index, rows: rows.earned, earned: result.earned, base: result.base,
        returned: returned), beyond
    )
  }

  /// What the counted rows of a group come to by its caps and scaling, and what the caps give back or cut.
  func limited(_ rows: NodeSum, _ group: Group) -> (NodeSum, returned: Points) {
    var result = rows
    if let most = group.loseAtMost.map(whole) { result.earned = max(rows.earned, rows.base - most) }
    if let most = group.earnAtMost.map(whole) {
      result = NodeSum(earned: min(result.earned, most), base: min(result.base, most))
    }
    let returned = result.earned - rows.earned
    if let scaled = group.countsAs {
      let full = possible(of: group)
      result = NodeSum(
        earned: self.scaled(result.earned, scaled, full),
        base: self.scaled(result.base, scaled, full))
    }
    return (result, returned)
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
