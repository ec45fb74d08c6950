package import Definitions
import FEEL

/// The worst and the best that a unit's column can come to while some of it is unknown (S5.3).
///
/// More points are not always a better score: a member of a group may push out others with a smaller base, and what may
/// leave the base may take a loss along that a cap does not give back. So each group says what it can come to, points by base,
/// and of these the share is made as small, or as great, as it can be.
extension ScoringPlan {
  /// The sums in the worst or the best completion.
  /// - Parameters:
  ///   - completion: Which of them.
  ///   - tallies: What the requirements come to, none of them taken for not counted yet.
  /// - Returns: The sums: those of the whole and of the tasks by share, each by itself.
  func sums(_ completion: Completion, _ tallies: By<Requirement, Tally>) -> Sums {
    var sums = Sums(groups: [], tasks: [])
    var settled = NodeSum()
    var open: [[NodeSum]] = []
    for task in set.tasks.indices {
      var own = NodeSum()
      var choices: [[NodeSum]] = []
      var points = Points.zero
      for index in ungrouped[task] {
        let (earned, base) = completion.points(tallies[index])
        let sum = NodeSum(earned: earned, base: base)
        let isOut = tallies[index].mayBeOut
        if isOut { choices.append([NodeSum(), sum]) } else { own += sum }
        if !isOut || completion == .best { points += earned }
      }
      for group in groups[task] {
        let members = members(of: group, tallies)
        let reach = reach(of: group, completion, members)
        let earned = reach.map(\.earned)
        let end = (completion == .worst ? earned.min() : earned.max()) ?? .zero
        points += end
        sums.groups.append(
          GroupResult(group: group, rows: end, earned: end, base: .zero, returned: .zero))
        sums.notCounted += beyond(set.groups[group], completion, members)
        if reach.count == 1 { own += reach[0] } else { choices.append(reach) }
      }
      sums.tasks.append(extreme(own, choices, completion))
      sums.taskPoints.append(points)
      settled += own
      open += choices
    }
    let whole = extreme(settled, open, completion)
    let bases = open.map { $0.map(\.base) }
    sums.earned = whole.earned
    sums.base = whole.base
    sums.judgedBase += bases.reduce(settled.base) { sum, bases in
      sum + ((completion == .worst ? bases.min() : bases.max()) ?? .zero)
    }
    sums.score = converted(whole.earned, whole.base)
    // Where all may leave, nothing is left to score.
    if completion == .worst, settled.base == .zero, bases.allSatisfy({ $0.contains(.zero) }) {
      sums.score = .zero
    }
    return sums
  }

  /// The base that is left where all of a unit leaves it that may: too little of it is not judged.
  package func leastBase(of unit: UnitAssessment) -> Points {
    sums(.worst, unit.outcomes.tallies).judgedBase
  }

  /// The points that a check reads of a requirement: none where it is beyond the best of its group, or left the base; at the
  /// worst end where that may be.
  /// - Parameters:
  ///   - index: The requirement.
  ///   - completion: Which end, or what is printed.
  ///   - tallies: What the requirements come to, none of them taken for not counted yet.
  /// - Returns: The points.
  func points(
    of index: Index<Requirement>, _ completion: Completion, _ tallies: By<Requirement, Tally>
  ) -> Points {
    let points = completion.points(tallies[index]).earned
    let group = set.requirements[index].group
    let isOut =
      switch completion {
      case .printed:
        group.map { self.group($0) { completion.points(tallies[$0]) }.notCounted.contains(index) }
      case .worst:
        tallies[index].mayBeOut ? true : group.map { isBeyond(index, $0, .best, tallies) }
      case .best: group.map { isBeyond(index, $0, .worst, tallies) }
      }
    return isOut ?? false ? .zero : points
  }

  private func isBeyond(
    _ index: Index<Requirement>, _ group: Int, _ completion: Completion,
    _ tallies: By<Requirement, Tally>
  ) -> Bool {
    beyond(set.groups[group], completion, members(of: group, tallies)).contains(index)
  }

  /// A member of a group that is in the base, or may be.
  private struct Member {
    let index: Index<Requirement>
    let worst: Points
    let best: Points
    let base: Points
    /// Whether it may leave the base.
    let mayBeOut: Bool

    /// Its rank among the best with some points: more points first, then the earlier one.
    func rank(_ points: Points) -> Rank { Rank(points: points, index: index) }
  }

  private struct Rank: Comparable {
    let points: Points
    let index: Index<Requirement>

    static func < (a: Rank, b: Rank) -> Bool { (a.points, b.index) < (b.points, a.index) }
  }

  private func members(of group: Int, _ tallies: By<Requirement, Tally>) -> [Member] {
    set.groups[group].members.compactMap { index in
      let tally = tallies[index]
      guard tally.knownBase > .zero else { return nil }
      return Member(
        index: index, worst: tally.worst, best: tally.best, base: tally.knownBase,
        mayBeOut: tally.mayBeOut)
    }
  }

  /// The members of a group that do not count for a gate: at worst those that are beyond its best whatever turns out, at
  /// best those that may be.
  private func beyond(
    _ group: Group, _ completion: Completion, _ members: [Member]
  ) -> [Index<Requirement>] {
    guard let best = group.best else { return [] }
    let isWorst = completion == .worst
    return members.filter { member in
      let own = member.rank(isWorst ? member.best : member.worst)
      let before = members.count { other in
        other.index != member.index && !(isWorst && other.mayBeOut)
          && other.rank(isWorst ? other.worst : other.best) > own
      }
      return before >= best
    }.map(\.index)
  }

  /// What a group can come to: for each base that is possible the least points, or the most.
  private func reach(
    of index: Int, _ completion: Completion, _ members: [Member]
  ) -> [NodeSum] {
    let group = set.groups[index]
    let isWorst = completion == .worst
    let isOpen =
      members.contains(where: \.mayBeOut)
      || group.best != nil && members.contains { $0.worst != $0.best }
    guard isOpen else {
      let (result, _) = self.group(index) { index in
        guard let member = members.first(where: { $0.index == index }) else {
          return (.zero, .zero)
        }
        return (isWorst ? member.worst : member.best, member.base)
      }
      return [NodeSum(earned: result.earned, base: result.base)]
    }
    var found: [Points: Points] = [:]
    // All that are in count; or so many, and the first of the others is no better than some member at its worst.
    var limits: [Rank?] = [nil]
    if let best = group.best, best < members.count {
      limits += members.map { $0.rank($0.worst) }
    }
    for limit in limits {
      guard let rows = rows(members, group.best ?? members.count, limit, isWorst) else {
        return outerReach(of: group, completion, members)
      }
      for (base, points) in rows {
        let (sum, _) = limited(NodeSum(earned: points, base: base), group)
        let so = found[sum.base] ?? sum.earned
        found[sum.base] = isWorst ? min(so, sum.earned) : max(so, sum.earned)
      }
    }
    return found.map { NodeSum(earned: $1, base: $0) }.sorted { $0.base < $1.base }
  }

  /// The most ways in which some members of a group may count that are looked at one by one.
  private static let mostChosen = 256

  /// What a group stays within, where there are too many ways to look at each: no less than the members with the fewest
  /// points bring and no more than those with the most, over every base between the smallest and the greatest.
  private func outerReach(
    of group: Group, _ completion: Completion, _ members: [Member]
  ) -> [NodeSum] {
    let most = min(group.best ?? members.count, members.count)
    let least = min(most, members.count { !$0.mayBeOut })
    func sum(_ points: [Points], _ count: Int) -> Points {
      points.sorted().prefix(count).reduce(.zero, +)
    }
    let smallest = sum(members.map(\.base), least)
    let greatest = -sum(members.map { -$0.base }, most)
    let few = sum(members.map(\.worst), least)
    let many = -sum(members.map { -$0.best }, most)
    // A share rises or falls between the bases at which a limit of the group begins to bite.
    let loss = group.loseAtMost.map(whole)
    let turns: [Points?] = [
      loss, loss.map { $0 + few }, loss.map { $0 + many }, group.earnAtMost.map(whole),
    ]
    let bases =
      [smallest, greatest]
      + turns.compactMap { $0 }.filter { $0 > smallest && $0 < greatest }
    return bases.map { base in
      let earned = min(completion == .worst ? few : many, base)
      return limited(NodeSum(earned: earned, base: base), group).0
    }
  }

  /// How many members are in, and their base.
  private struct Chosen: Hashable {
    var count = 0
    var base = Points.zero
  }

  /// The least or the most points for each base of the counted members; nil where there are too many ways.
  ///
  /// Those that do not count rank no higher than a limit, and those that count above it; without a limit all count that are in
  /// the base.
  private func rows(
    _ members: [Member], _ best: Int, _ limit: Rank?, _ isWorst: Bool
  ) -> [Points: Points]? {
    var open: [Chosen: Points] = [Chosen(): .zero]
    for member in members {
      var next: [Chosen: Points] = [:]
      func put(_ chosen: Chosen, _ points: Points) {
        let so = next[chosen] ?? points
        next[chosen] = isWorst ? min(so, points) : max(so, points)
      }
      let isOut = member.mayBeOut || limit.map { member.rank(member.worst) <= $0 } ?? false
      var points: Points? = isWorst ? member.worst : member.best
      if let limit {
        var least = limit.points
        if member.rank(least) <= limit { least += Points(units: 1) }
        points = member.best < least ? nil : isWorst ? max(member.worst, least) : member.best
      }
      for (chosen, sum) in open {
        if isOut { put(chosen, sum) }
        if let points, chosen.count < best {
          put(Chosen(count: chosen.count + 1, base: chosen.base + member.base), sum + points)
        }
      }
      guard next.count <= Self.mostChosen else { return nil }
      open = next
    }
    var rows: [Points: Points] = [:]
    for (chosen, points) in open where limit == nil || chosen.count == best {
      let so = rows[chosen.base] ?? points
      rows[chosen.base] = isWorst ? min(so, points) : max(so, points)
    }
    return rows
  }

  /// The sum of something settled and one choice each, with the least share, or the greatest.
  private func extreme(
    _ settled: NodeSum, _ open: [[NodeSum]], _ completion: Completion
  ) -> NodeSum {
    func number(_ points: Points) -> Number { Number(mantissa: points.units, scale: 0) }
    func sum(_ chosen: [NodeSum]) -> NodeSum { chosen.reduce(into: settled) { $0 += $1 } }
    var best = sum(open.compactMap { $0.max { $0.base < $1.base } })
    // Each turn looks for what improves on the share so far; there are finitely many.
    while best.base > .zero {
      let (earned, base) = (number(best.earned), number(best.base))
      func gain(_ sum: NodeSum) -> Number {
        let gain = number(sum.earned) * base - number(sum.base) * earned
        return completion == .worst ? -gain : gain
      }
      let next = sum(open.compactMap { $0.max { gain($0) < gain($1) } })
      guard next.base > .zero, gain(next) > .zero else { break }
      best = next
    }
    return best
  }
}

extension Tally {
  /// Whether its requirement may turn out to be out of the base: it may not apply, or it is missing or may be, is out for that,
  /// and may stay so.
  var mayBeOut: Bool { marks[.mayLeave] || base == .zero && knownBase > .zero }
}
