package import Assessment
package import Definitions
import Formats
package import Run
package import SourceText
package import Submissions

/// What all reports of a run share, known before the first unit is scored.
package struct ReportContext: Sendable {
  package var plan: ScoringPlan
  package var registry: Registry
  /// Whether a registry was given; without one nobody is known not to have reported.
  package var isRegistryGiven: Bool
  package var period: Period
  /// The level of the units that are scored.
  package var level: Level
  package var findings: [Finding]
  /// What persons decided: points in place of those by the rule, and final decisions.
  package var overrides: [Override]
  /// The language of sentences; identifiers, statuses and columns are English in any.
  package var language: Language
  /// Whether something that the run reads is marked as sample data: then every page and every file says so.
  package var isSample: Bool
  /// The files as printed of which nothing, or not all, was read: they may hold units that seem not to have reported.
  @ForeignText package var unread: [String]

  package init(
    plan: ScoringPlan, registry: Registry, isRegistryGiven: Bool, period: Period,
    level: Level? = nil, findings: [Finding], overrides: [Override] = [], language: Language,
    isSample: Bool = false,
    unread: [String] = []
  ) {
    self.plan = plan
    self.registry = registry
    self.isRegistryGiven = isRegistryGiven
    self.period = period
    self.level = level ?? plan.set.assesses
    self.findings = findings
    self.overrides = overrides
    self.language = language
    self.isSample = isSample
    self.unread = unread
  }

  /// What all reports of a run share.
  /// - Parameters:
  ///   - run: The run.
  ///   - language: The language of sentences; nil for that of the set.
  package init(_ run: OpenedRun, _ language: Language?) {
    self.init(
      plan: run.plan, registry: run.registry, isRegistryGiven: run.isRegistryGiven,
      period: run.period, level: run.level, findings: run.records.findings,
      overrides: run.records.about(run.period).overrides, language: language ?? run.set.language,
      isSample: run.isSample, unread: run.unread)
  }

  /// Whom the run is about.
  var scope: RunScope {
    RunScope(
      Occasion(registry, in: period, at: level), isRegistryGiven: isRegistryGiven, unread: unread)
  }

  /// The set that the run scores by.
  package var set: IndicatorSet { plan.set }

  /// What a report made from sample data says of itself; nil for any other.
  package var sampleWords: String? { isSample ? text(SampleMark.words) : nil }

  /// The line that stands above what a terminal shows of sample data.
  var sampleLines: [String] { sampleWords.map { [$0] } ?? [] }

  /// The text of a phrase in the run's language.
  package func text(_ phrase: Phrase) -> String { phrase.text(language) }

  /// Points as they are printed.
  package func text(_ points: Points) -> String { points.text(digits: set.digits) }

  /// The most that something may come to; nil where nothing bounds it.
  func text(upTo points: Points?) -> String {
    points.map { text($0) } ?? text(Phrase(zh: "无上限", en: "no limit"))
  }

  /// Points that are added or taken away, with their sign.
  package func signed(_ points: Points) -> String {
    (points < .zero ? "" : "+") + text(points)
  }

  /// Says that the units are those of the submissions; nil where a registry says which there are.
  package var registryPhrase: Phrase? {
    isRegistryGiven
      ? nil
      : Phrase(
        zh: "没有给出单位名录（--units）：以报送文件里的单位为准，没有报送的单位不在其中",
        en:
          "no registry (--units): the units are those of the submissions; who handed in nothing is not among them"
      )
  }

  /// The findings about a unit that are in force in the period.
  package func findingsInForce(about unit: Index<Unit>) -> [Finding] {
    findings.filter { $0.unit == unit && $0.isInForce(in: period) }
  }
}
