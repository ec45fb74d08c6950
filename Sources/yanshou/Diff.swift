import ArgumentParser
import Assessment
import Definitions
import Formats
import Reporting
import Run
import SourceText

/// `yanshou diff`: what changed between two editions of a set, in meaning.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "两个版本的指标体系改了什么（看含义，不看文字），影响哪些单位",
      en: "What changed between two editions in meaning, and for which units."
    ).preferred)

  @Argument(help: ArgumentHelp(zh: "原来的指标体系", en: "The old indicator set."))
  var old: String

  @Argument(help: ArgumentHelp(zh: "新的指标体系", en: "The new indicator set."))
  var new: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      zh: "用两个版本给这些报送打分，列出分数、名次、门槛有变的单位",
      en: "Score these submissions by both and list whose points, place or gates change.",
      valueName: "submission"))
  var impact: [String] = []

  @Option(
    help: ArgumentHelp(
      zh: "原来的体系取哪一期（年度改写），如 2020Q4", en: "The period whose year's changes apply to the old set.",
      valueName: "period"))
  var oldPeriod: String?

  @Option(
    help: ArgumentHelp(
      zh: "新的体系取哪一期（年度改写），如 2021Q1", en: "The period whose year's changes apply to the new set.",
      valueName: "period"))
  var newPeriod: String?

  @Flag(
    help: ArgumentHelp(
      zh: "有单位受影响（没有 --impact 时：有影响得分的改动）时，退出码为 1",
      en: "Exit with 1 if a unit is affected (without --impact: if a change is of scores)."))
  var fail = false

  @Option(
    help: ArgumentHelp(
      zh: "输出格式：\(Diff.formats)", en: "The format: \(Diff.formats).", valueName: "format"))
  var format: DifferenceFormat = .text

  @OptionGroup var options: RunOptions

  @OptionGroup private var languageOption: LanguageOption

  private static let formats = DifferenceFormat.allCases.map(\.rawValue).joined(separator: ", ")

  func run() async throws {
    let before = try Period.asked(oldPeriod)
    let after = try Period.asked(newPeriod)
    let report: DifferenceReport
    let language: Language
    var marks = SampleMarks()
    let areSets = [old, new].map { marks.cover($0) }.contains(true)
    if impact.isEmpty {
      let asked = try Period.asked(options.period)
      let a = try OpenedRun.definitions(old, before ?? asked, from: options.definitions.tree).set
      let b = try OpenedRun.definitions(new, after ?? asked, from: options.definitions.tree).set
      language = Language.asked ?? b.language
      report = self.report(
        a, b, before ?? asked, after ?? asked, impact: nil, units: 0,
        isSample: areSets)
    } else {
      let a = try OpenedRun(options.request(set: old, submissions: impact, year: before))
      let b = try OpenedRun(options.request(set: new, submissions: impact, year: after))
      language = Language.asked ?? b.set.language
      guard a.hasRead(thoseOf: b) else {
        throw Failure.unusable(
          Phrase(
            zh: "两次读取之间，报送或清单被改动了；等没有人再改，重新运行一次",
            en:
              "a file was changed between two readings: run again when nobody writes to it any more"
          ))
      }
      guard a.set.digits == b.set.digits else {
        throw Failure.unusable(
          Phrase(
            zh: "两个版本的小数位数不同，分数无法比较",
            en: "the editions print points with different digits, which cannot be compared"))
      }
      let (x, y) = (try await Diff.digests(a), try await Diff.digests(b))
      StandardStream.report(b.diagnostics, language)
      report = self.report(
        a.set, b.set, before, after, impact: UnitImpact.all(from: x, to: y),
        units: y.count, isSample: a.isSample || b.isSample)
    }
    guard StandardStream.output.write(format.render(report, language)) else {
      throw ExitCode.unwritable
    }
    let isFound =
      report.impact.map { !$0.isEmpty } ?? report.changes.contains(where: \.affectsScores)
    if fail, isFound { throw ExitCode.findings }
  }

  private func report(
    _ a: IndicatorSet, _ b: IndicatorSet, _ before: Period?, _ after: Period?,
    impact: [UnitImpact]?, units: Int, isSample: Bool
  ) -> DifferenceReport {
    func name(_ set: IndicatorSet, _ period: Period?) -> String {
      "\(set.title)" + (period.map { " (\($0.label))" } ?? "")
    }
    return DifferenceReport(
      old: name(a, before), new: name(b, after), changes: SetComparison.changes(from: a, to: b),
      impact: impact, units: units, digits: b.digits, isSample: isSample)
  }

  /// What every unit comes to, with its place.
  private static func digests(_ run: OpenedRun) async throws -> [UnitDigest] {
    var digests: [UnitDigest] = []
    var standings: [UnitStanding] = []
    var problems: [String: [Diagnostic]] = [:]
    try await run.run(DigestRenderer(run.set), jobs: availableProcessors) { block in
      digests += block.output
      for problem in block.diagnostics where problem.severity != .note {
        if let unit = problem.unit { problems[unit, default: []].append(problem) }
      }
      standings += block.standings
    }
    guard !digests.isEmpty else { throw run.nobody(run.diagnostics) }
    for index in digests.indices { digests[index].problems = problems[digests[index].code] ?? [] }
    let ranking = Ranking(standings)
    for (index, standing) in standings.enumerated() {
      digests[index].place = ranking.place(of: standing.unit)
    }
    return digests
  }
}

extension DifferenceFormat: ExpressibleByArgument {}
