package import Assessment
package import Definitions
import SourceText
import Submissions

/// A unit whose results are read off.
package struct Observed: Sendable {
  package let plan: ScoringPlan
  package let unit: UnitAssessment
  let report: UnitReport
  /// Where it stands with the values that it plans; nil where nobody plans.
  var projection: Projection? { report.projection }
  /// What persons decided about it.
  var overrides: [Override] { report.overrides }

  package init(_ plan: ScoringPlan, _ report: UnitReport) {
    self.plan = plan
    self.report = report
    unit = report.assessment
  }
}

/// A result that a case may speak of: its name, whom it is about, and how it is read off.
package struct Fact: Sendable {
  /// The names on the way to it, such as `requirements T09.02 earned`.
  package let path: String
  package let subject: Subject
  /// The words that it may be; nil for numbers and sentences.
  package let words: [String]?
  /// What it takes to know it.
  package let needs: ReportNeeds
  /// Its text for a unit; the place is known only after the ranking and is empty here.
  package let read: @Sendable (Observed) -> String

  /// Whether it is about the values that a unit plans, not about the present ones.
  package var isPlanned: Bool { path.hasPrefix("projected ") || path.hasPrefix("made of ") }

  /// The names on the way to it: `made of T09.02 not applicable` has three.
  static func names(on path: String) -> [String] {
    var names: [String] = []
    for word in path.split(separator: " ") {
      if let last = names.last, pairs.contains("\(last) \(word)") {
        names[names.count - 1] = "\(last) \(word)"
      } else {
        names.append(String(word))
      }
    }
    return names
  }

  /// Names of two words.
  private static let pairs: Set = ["made of", "by rule", "not applicable"]

  /// The path of the place among all units.
  package static let place = "rank"
}

/// All results that a set's cases may speak of, by path.
package struct FactIndex: Sendable {
  /// In the order of the set.
  package private(set) var all: [Fact] = []
  private var index: [String: Int] = [:]
  /// The names that may follow a path.
  private var names: [String: [String]] = [:]

  package init(_ set: IndicatorSet) {
    addUnit()
    for (index, task) in set.tasks.indexed {
      add("tasks \(task.id)", .task(index)) { seen in
        let result = seen.unit.tasks[index]
        return "\(seen.text(result.earned)) of \(seen.text(result.base))"
      }
    }
    for (index, group) in set.groups.enumerated() { add(group: index, group.id) }
    for (index, veto) in set.vetoes.enumerated() {
      add("vetoes \(veto.id)", .veto(index), words: VetoState.words) {
        $0.unit.vetoes[index].rawValue
      }
    }
    for (index, gate) in set.gates.indexed {
      add("gates \(gate.id)", .gate(index), words: Verdict.words) {
        $0.unit.gates[index].verdict.rawValue
      }
      add("obstacles \(gate.id)", .gate(index)) { seen in
        seen.unit.gates[index].obstacles.map(seen.words).joined(separator: ", ")
      }
      add("skipped \(gate.id)", .gate(index)) { seen in
        seen.words(seen.plan.skipped(by: index, seen.unit))
      }
    }
    for (index, requirement) in set.requirements.indexed {
      add(requirement: index, requirement.id)
    }
    for (index, adjustment) in set.adjustments.enumerated() {
      add(adjustment: index, adjustment.id)
    }
    addGaps(set)
    addColumn(set)
    addDecisions(set)
    addFinal(set)
    addProjection(set)
  }

  /// The result with a path.
  package subscript(path: String) -> Fact? { index[path].map { all[$0] } }

  /// The names that may follow a path.
  package func names(after path: String) -> [String] { names[path] ?? [] }

  // MARK: What there is

  mutating func add(
    _ path: String, _ subject: Subject, words: [String]? = nil, needs: ReportNeeds = .nothing,
    read: @escaping @Sendable (Observed) -> String
  ) {
    index[path] = all.count
    all.append(Fact(path: path, subject: subject, words: words, needs: needs, read: read))
    var before = ""
    for part in Fact.names(on: path) {
      if names[before]?.last != part { names[before, default: []].append(part) }
      before += before.isEmpty ? part : " " + part
    }
  }

  private mutating func addUnit() {
    add("total", .unit) { $0.text($0.unit.total) }
    add("range", .unit) {
      "\($0.text($0.unit.worstTotal)), \($0.unit.bestTotal.map($0.text) ?? "none")"
    }
    add("earned", .unit) { $0.text($0.unit.earned) }
    add("base", .unit) { $0.text($0.unit.base) }
    add("score", .unit) { $0.text($0.unit.score) }
    add("judged", .unit, words: ["yes", "no"]) { $0.unit.isJudged ? "yes" : "no" }
    add("reported", .unit) { "\($0.unit.reported) of \($0.unit.required)" }
    add("missing", .unit) { "\($0.unit.missing)" }
    add(Fact.place, .unit) { _ in "" }
  }

  private mutating func add(group index: Int, _ id: String) {
    func add(_ name: String, _ read: @escaping @Sendable (GroupResult) -> Points) {
      self.add("groups \(id) \(name)", .group(index)) { seen in
        seen.unit.groups.first { $0.group == index }.map { seen.text(read($0)) } ?? "none"
      }
    }
    add("rows") { $0.rows }
    add("returned") { $0.returned }
    add("earned") { $0.earned }
    add("base") { $0.base }
  }

  private mutating func add(requirement index: Index<Requirement>, _ id: String) {
    func add(
      _ name: String, words: [String]? = nil, needs: ReportNeeds = .nothing,
      _ read: @escaping @Sendable (Observed, Outcome) -> String
    ) {
      self.add("requirements \(id) \(name)", .requirement(index), words: words, needs: needs) {
        seen in
        read(seen, seen.unit.outcomes[index])
      }
    }
    add("status", words: Status.words) { $1.status.rawValue }
    add("earned") { $0.text($1.earned) }
    add("lost") { $0.text($1.lost) }
    add("base") { $0.text($1.base) }
    add("worst") { $0.text($1.worst) }
    add("best") { $0.text($1.best) }
    add("by rule") { seen, outcome in outcome.replaced.map { seen.text($0.earned) } ?? "none" }
    let facts = ReportNeeds(facts: .all)
    @Sendable func orNone(_ text: String) -> String { text.isEmpty ? "none" : text }
    add("value", needs: facts) { seen, _ in seen.report.facts(index).value }
    add("target", needs: facts) { seen, _ in orNone(seen.report.facts(index).goal?.text ?? "") }
    add("distance", needs: facts) { seen, _ in orNone(seen.report.facts(index).distance) }
    add("why", needs: facts) { seen, _ in seen.report.facts(index).why.text(.en) }
    add("missing") { seen, outcome in
      if case .missing(let items) = outcome.cause { seen.names(items) } else { "none" }
    }
    add("contradictory") { seen, outcome in
      if case .contradiction(let items) = outcome.cause { seen.names(items) } else { "none" }
    }
    add("place") { _, outcome in
      if case .place(let place, let all, _) = outcome.cause { "\(place) of \(all)" } else { "none" }
    }
  }

  private mutating func add(adjustment index: Int, _ id: String) {
    func add(
      _ name: String, words: [String]? = nil,
      _ read: @escaping @Sendable (Observed, AdjustmentResult) -> String
    ) {
      self.add("adjustments \(id) \(name)", .adjustment(index), words: words) { seen in
        read(seen, seen.unit.adjustments[index])
      }
    }
    add("moved") { $0.text($1.moved) }
    add("worst") { seen, result in result.worst.map(seen.text) ?? "none" }
    add("best") { seen, result in result.best.map(seen.text) ?? "none" }
    add("status", words: Status.words) { $1.outcome.rawValue }
  }

  private mutating func addGaps(_ set: IndicatorSet) {
    func add(_ id: String, _ subject: Subject, _ source: Gap.Source) {
      self.add("wins \(id)", subject, needs: ReportNeeds(gaps: true)) { seen in
        let gap = seen.report.gaps.first { $0.source == source }
        return gap.map { seen.text($0.win) } ?? "none"
      }
    }
    for (index, requirement) in set.requirements.indexed {
      add(requirement.id, .requirement(index), .requirement(index))
    }
    for (index, adjustment) in set.adjustments.enumerated() {
      add(adjustment.id, .adjustment(index), .adjustment(index))
    }
    self.add("gaps", .unit, needs: ReportNeeds(gaps: true)) { seen in
      let set = seen.plan.set
      let ids = seen.report.gaps.map { gap in
        switch gap.source {
        case .requirement(let index): set.requirements[index].id
        case .adjustment(let index): set.adjustments[index].id
        }
      }
      return ids.joined(separator: ", ")
    }
  }

  /// The rows of the column that stand for no requirement, and whether all rows add up to the total.
  private mutating func addColumn(_ set: IndicatorSet) {
    func add(_ name: String, _ isIt: @escaping @Sendable (ColumnRow.Kind) -> Bool) {
      self.add("column \(name)", .unit) { seen in
        let row = seen.plan.column(of: seen.unit).first { isIt($0.kind) }
        return row.map { seen.text($0.points) } ?? "none"
      }
    }
    for (index, group) in set.groups.enumerated() {
      add("cap \(group.id)") { if case .cap(index) = $0 { true } else { false } }
    }
    for (index, adjustment) in set.adjustments.enumerated() {
      add(adjustment.id) { if case .adjustment(index) = $0 { true } else { false } }
    }
    for (index, veto) in set.vetoes.enumerated() {
      add("veto \(veto.id)") { if case .veto(index) = $0 { true } else { false } }
    }
    add("conversion") { if case .conversion = $0 { true } else { false } }
    add("limit") { if case .limit = $0 { true } else { false } }
    self.add("column sound", .unit, words: ["yes", "no"]) { $0.columnIsSound ? "yes" : "no" }
  }
}

extension VetoState {
  fileprivate static let words = [VetoState.none, found, asked, unknown].map(\.rawValue)
}

extension Verdict {
  static let words = [Verdict.passed, failed, open].map(\.rawValue)
}

extension Status {
  fileprivate static let words = allCases.map(\.rawValue)
}
