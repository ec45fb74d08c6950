import Assessment
import Definitions
package import FEEL
package import SourceText

/// A change of a rule, to find out whether a case notices.
package struct RuleChange: Sendable {
  /// The entry that is changed.
  @ForeignText package private(set) var entry: String
  package let place: Place
  /// What was changed, from and to.
  @ForeignAmounts package private(set) var words: Phrase
  /// The changed set.
  let apply: @Sendable (IndicatorSet) -> IndicatorSet

  /// By which the same change of another year's set is known.
  var id: String { "\(entry) \(place.description) \(words.text(.en))" }

  /// Every change of a set, in the order of the set.
  static func all(of set: IndicatorSet) -> [RuleChange] {
    var all: [RuleChange] = []
    func add<Part>(
      _ changes: [Changed<Part>], _ entry: String,
      _ put: @escaping @Sendable (inout IndicatorSet, Part) -> Void
    ) {
      for change in changes {
        let part = change.part
        all.append(
          RuleChange(entry: entry, place: change.place, words: change.words) { set in
            copy(set) { put(&$0, part) }
          })
      }
    }
    let head = set.files.first?.place(SourceRange(0, 0)) ?? Place(path: set.id, line: 1)
    if let most = set.totalAtMost {
      add(
        most.changes(at: head, digits: set.digits, zh: "总分最多", en: "total at most") { $0 }
          + [Changed(nil, at: head, without: "总分最多", "total at most")], ""
      ) { $0.totalAtMost = $1 }
    }
    // What most requirements do where data are missing is changed for all of them at once.
    let other = set.missing.neighbour
    add(
      [
        Changed(
          other, at: head, zh: "缺数据时", en: "missing", set.missing.rawValue, other.rawValue)
      ], ""
    ) { changed, policy in
      for index in changed.requirements.indices
      where changed.requirements[index].missing == changed.missing {
        changed.requirements[index].missing = policy
      }
    }
    for (index, item) in set.items.enumerated() {
      add(item.changes(), item.name) { $0.items[index] = $1 }
      guard let value = item.value else { continue }
      add(value.changes(zh: "算式", en: "value"), item.name) { $0.items[index].value = $1 }
    }
    for (index, check) in set.checks.enumerated() {
      add(check.condition.changes(zh: "校验", en: "check"), "") { $0.checks[index].condition = $1 }
    }
    let asked = Set(set.gates.flatMap(\.met))
    for (index, requirement) in set.requirements.indexed {
      add(requirement.changes(digits: set.digits, marks: asked), requirement.id) {
        $0.requirements[index] = $1
      }
      guard requirement.missing != set.missing else { continue }
      let other = requirement.missing.neighbour
      add(
        [
          Changed(
            other, at: requirement.place, zh: "缺数据时", en: "missing",
            requirement.missing.rawValue, other.rawValue)
        ], requirement.id
      ) { $0.requirements[index].missing = $1 }
    }
    for (index, group) in set.groups.enumerated() {
      add(group.changes(digits: set.digits), group.id) { $0.groups[index] = $1 }
    }
    for (index, adjustment) in set.adjustments.enumerated() {
      add(adjustment.changes(digits: set.digits, marks: []), adjustment.id) {
        $0.adjustments[index] = $1
      }
    }
    for (index, exemption) in set.exemptions.enumerated() {
      add(exemption.changes(in: set), exemption.id) { $0.exemptions[index] = $1 }
    }
    for (index, gate) in set.gates.indexed {
      add(gate.changes(), gate.id) { $0.gates[index] = $1 }
    }
    for (index, veto) in set.vetoes.enumerated() {
      add(veto.changes(digits: set.digits, gates: set.gates.count), veto.id) {
        $0.vetoes[index] = $1
      }
    }
    return all
  }
}

/// What the cases of a set would not notice.
package struct Mutation: Sendable {
  /// The changes that no case notices, in the order of the set.
  package let unnoticed: [RuleChange]
  /// How many changes were tried, and how many there are.
  package let tried: Int
  package let all: Int

  /// The noticed share of the tried changes, 0 … 1.
  package var share: Number { Number(tried - unnoticed.count).divided(by: Number(tried)) ?? .one }
}

extension TrialRun {
  /// The most changes that are tried: beyond it, every second, third … one.
  package static let mostChanges = 20_000

  /// Changes the rules one at a time and runs the cases, as many at a time as there are `jobs`.
  ///
  /// The cases that fail anyway say nothing and are left out.
  /// - Complexity: O(changes × cases); a change is done with at the first case that notices.
  package func mutate(_ results: [TrialResult], jobs: Int) async -> Mutation {
    let sound = zip(trials.indices, results).filter(\.1.passed).map(\.0)
    let byEdition = editions.map { edition in edition.cases.filter(Set(sound).contains) }
    // A change of several years' sets is noticed where one of them notices it.
    var changes: [RuleChange] = []
    var variants: [String: [(edition: Int, change: RuleChange)]] = [:]
    for (index, edition) in editions.enumerated() {
      for change in RuleChange.all(of: edition.plan.set) {
        if variants[change.id] == nil { changes.append(change) }
        variants[change.id, default: []].append((index, change))
      }
    }
    let stride = (changes.count + TrialRun.mostChanges - 1) / max(1, TrialRun.mostChanges)
    let tried = Swift.stride(from: 0, to: changes.count, by: max(1, stride)).map { changes[$0] }
    let variantsOfAll = variants
    let noticed = await withTaskGroup(of: (Int, Bool).self) { group in
      var noticed = [Bool](repeating: false, count: tried.count)
      var next = 0
      func start() {
        guard next < tried.count else { return }
        let index = next
        next += 1
        let variants = variantsOfAll[tried[index].id] ?? []
        group.addTask { (index, await notices(variants, byEdition)) }
      }
      for _ in 0..<max(1, jobs) { start() }
      while let (index, isNoticed) = await group.next() {
        noticed[index] = isNoticed
        start()
      }
      return noticed
    }
    return Mutation(
      unnoticed: zip(tried, noticed).filter { !$0.1 }.map(\.0), tried: tried.count,
      all: changes.count)
  }

  private func notices(
    _ variants: [(edition: Int, change: RuleChange)], _ byEdition: [[Int]]
  ) async -> Bool {
    for (edition, change) in variants where !byEdition[edition].isEmpty {
      let plan = ScoringPlan(change.apply(editions[edition].plan.set))
      for index in byEdition[edition] {
        let result = await trials[index].run(plan)
        if !result.failures.isEmpty || !result.problemsAgree { return true }
      }
    }
    return false
  }
}
