package import Assessment
package import Definitions
import FEEL
import Formats
import Run
package import SourceText
import Submissions

/// A case made ready to be run by its set, or by one that differs a little: values and records are read, expectations
/// are looked up.
package struct Trial: Sendable {
  package let test: TestCase
  /// What is wrong with the case itself, and what was found about its values; errors keep it from passing.
  package let mistakes: [Diagnostic]
  /// What each unit's results must be, by the index of the unit in the registry.
  let expected: By<Unit, [Expectation]>
  private let circumstances: Circumstances
  private let period: Period
  /// What was found about values and records.
  private let found: [Diagnostic]
  private let records: Records

  /// The period of a case that names none: no year's changes are made for it.
  private static let anyPeriod = Period(year: 1900, length: .year, number: 1)

  init(_ test: TestCase, _ set: IndicatorSet, _ table: FactIndex, _ values: CaseValues) {
    self.test = test
    var mistakes: [Diagnostic] = []
    // Units are known by their names; the registry is in the order of the codes.
    let units = test.units.sorted { $0.name < $1.name }
    for (unit, next) in zip(units, units.dropFirst()) where unit.name == next.name {
      mistakes.append(.repeatedCaseUnit(unit.name, at: next.place))
    }
    let stated = test.period.flatMap { $0.text.flatMap { Period($0) } }
    if let node = test.period, stated == nil { mistakes.append(.casePeriod(node)) }
    guard let period = stated ?? Trial.anyPeriod else {
      preconditionFailure("the year 1900 is a period")
    }
    self.period = period
    circumstances = Circumstances(
      units, at: test.level ?? set.assesses, for: set, values, period: stated)
    mistakes += circumstances.mistakes
    let registry = circumstances.registry
    var found = circumstances.found
    var records = Records.none
    var expected: By<Unit, [Expectation]> = []
    for unit in units {
      func findings(_ node: YAMLNode, _ kind: RecordKind) {
        if test.period == nil { mistakes.append(.caseWithoutPeriod(test, at: node.place)) }
        let read = Finding.read(node, of: unit.name, kind, for: set, units: registry)
        records.findings += read.findings
        found += read.diagnostics
      }
      for role in RecordRole.allCases {
        guard let node = unit.records[role] else { continue }
        switch role {
        case .findings: findings(node, .findings)
        case .waivers: findings(node, .waivers)
        case .verified:
          let read = Verification.read(node, of: unit.name, for: set, units: registry)
          records.verifications += read.verifications
          found += read.diagnostics
        case .overrides:
          let read = Override.read(node, of: unit.name, for: set, units: registry)
          records.overrides += read.overrides
          found += read.diagnostics
        }
      }
      if test.period == nil, let earlier = unit.earlier.first {
        mistakes.append(.caseWithoutPeriod(test, at: earlier.place))
      }
      var reader = ExpectationReader(table)
      if let node = unit.expected { reader.read(node) }
      mistakes += reader.diagnostics
      expected.append(reader.expectations)
    }
    self.records = records
    self.expected = expected
    self.found = found
    if expected.allSatisfy(\.isEmpty), test.problems == nil, !mistakes.hasErrors {
      mistakes.append(.expectsNothing(test))
    }
    // Without a word about problems, what cannot be read is a slip of the case.
    if test.problems == nil { mistakes += found.filter { $0.severity == .error } }
    self.mistakes = mistakes
  }

  /// Runs the case by the set made ready for scoring, or by one that differs from it in its rules.
  package func run(_ plan: ScoringPlan, _ detail: Detail = Detail()) async -> TrialResult {
    let registry = circumstances.registry
    var background = Background(records: records)
    background.earlier = await circumstances.earlierValues(for: plan)
    background.taken = circumstances.taken
    background.planned = circumstances.planned
    let batch = Batch(
      plan, Occasion(registry, in: period, at: circumstances.level), background, jobs: 1)
    var result = TrialResult(trial: self)
    var standings: [UnitStanding] = []
    var problems = found
    let block = circumstances.block
    do {
      try await batch.run(
        { CollectionOfOne(block) }, read: { ($0, []) },
        renderer: TrialRenderer(
          plan: plan, expected: expected, findsBranches: detail.findsBranches)
      ) { output in
        result.failures += output.output.failures
        result.reached.formUnion(output.output.reached)
        standings += output.standings
        problems += output.diagnostics
      }
      // Only what is not as expected is worked out once more, step by step.
      if detail.traces, !result.failures.isEmpty {
        result.failures = []
        try await batch.run(
          { CollectionOfOne(block) }, read: { ($0, []) },
          renderer: TrialRenderer(plan: plan, expected: expected, traces: true)
        ) { result.failures += $0.output.failures }
      }
    } catch {
      preconditionFailure("nothing is read and nothing is written, so nothing is thrown")
    }
    let ranking = Ranking(standings)
    for (unit, expectations) in zip(expected.indices, expected) {
      for expectation in expectations where expectation.fact.path == Fact.place {
        let place = ranking.place(of: unit).map(String.init) ?? "none"
        if expectation.agrees(with: place) { continue }
        result.failures.append(
          Failure(
            unit: registry.units[unit].name, expectation: expectation, found: place, why: nil,
            trace: []))
      }
    }
    result.problems = problems.sorted()
    if detail.findsBranches {
      for diagnostic in result.problems {
        guard let check = diagnostic.related.first?.place,
          let index = plan.set.checks.firstIndex(where: { $0.place == check })
        else { continue }
        result.reached.insert(Branch.check(index, in: plan.set).id)
      }
    }
    return result
  }

  /// What a run finds out besides what is not as expected.
  package struct Detail: Sendable {
    /// The steps that led to what is not as expected.
    package var traces = false
    /// The branches of the rules that were taken.
    package var findsBranches = false

    package init(traces: Bool = false, findsBranches: Bool = false) {
      self.traces = traces
      self.findsBranches = findsBranches
    }
  }
}

/// One result that is not as expected.
package struct Failure: Sendable {
  @ForeignText package private(set) var unit: String
  package let expectation: Expectation
  @ForeignAmounts package private(set) var found: String
  /// Why the requirement or adjustment has the points that it has.
  @ForeignAmounts package private(set) var why: Phrase?
  /// Every step of the arithmetic, where it was asked for.
  package let trace: [TraceStep]
}

/// What became of a case.
package struct TrialResult: Sendable {
  package let trial: Trial
  /// What is not as expected, unit by unit, in the order of the case.
  package fileprivate(set) var failures: [Failure] = []
  /// What was found about values and records, and the contradictions in them.
  package fileprivate(set) var problems: [Diagnostic] = []
  /// The ids of the branches that it took and says something about.
  fileprivate(set) var reached: Set<String> = []

  fileprivate init(trial: Trial) { self.trial = trial }

  /// The codes of the problems, sorted; notes do not count.
  package var codes: [String] {
    problems.filter { $0.severity > .note }.map(\.code).sorted()
  }

  /// Whether the codes of the problems are as expected.
  package var problemsAgree: Bool { trial.test.problems.map { $0 == codes } ?? true }

  /// Whether everything is as expected.
  package var passed: Bool {
    failures.isEmpty && problemsAgree && !trial.mistakes.hasErrors
  }
}

/// Compares what comes out with what is expected, unit by unit.
private struct TrialRenderer: UnitRenderer {
  struct Output: Sendable {
    var failures: [Failure] = []
    var reached: Set<String> = []
  }

  let plan: ScoringPlan
  let expected: By<Unit, [Expectation]>
  /// Whether the steps that led to what is not as expected are told.
  var traces = false
  var findsBranches = false

  func needs(of unit: Index<Unit>) -> ReportNeeds {
    expected[unit].reduce(.nothing) { needs, expectation in
      let needs = needs.union(expectation.fact.needs)
      guard traces, let subject = expectation.traced else { return needs }
      return needs.union(ReportNeeds(facts: .all, working: [subject]))
    }
  }

  func start() -> Output { Output() }

  func add(_ unit: UnitReport, to output: inout Output) {
    let expectations = expected[unit.index]
    let seen = Observed(plan, unit)
    for expectation in expectations where expectation.fact.path != Fact.place {
      let found = expectation.fact.read(seen)
      if expectation.agrees(with: found) { continue }
      let subject = traces ? expectation.traced : nil
      output.failures.append(
        Failure(
          unit: unit.unit.name, expectation: expectation, found: found,
          why: subject.map { unit.facts($0).why },
          trace: subject.flatMap { unit.working[$0]?.steps } ?? []))
    }
    guard findsBranches, !expectations.isEmpty else { return }
    for (isPlanned, assessment) in [(false, unit.assessment), (true, unit.projection?.assessment)] {
      guard let assessment else { continue }
      let subjects = Set(
        expectations.filter { $0.fact.isPlanned == isPlanned }.map(\.fact.subject))
      guard !subjects.isEmpty else { continue }
      output.reached.formUnion(
        Branch.taken(by: assessment, plan.set) { part in
          subjects.contains { $0.depends(on: part, in: plan.set) }
        })
    }
  }
}

extension Expectation {
  /// What is traced where it does not come true; nil for what no rule alone decides, and for plans.
  fileprivate var traced: RuleSubject? {
    if fact.isPlanned { return nil }
    switch fact.subject {
    case .requirement(let index): return .requirement(index)
    case .adjustment(let index): return .adjustment(index)
    default: return nil
    }
  }
}
