import ArgumentParser
import Assessment
import Definitions
import FEEL
import Formats
import Reporting
import SourceText
import Trials

/// `yanshou test`: runs the cases beside a set.
struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "运行指标体系 tests/ 下的用例，指出没有用例到达的规则",
      en: "Runs the cases in a set's tests/, and tells what no case reaches."
    ).preferred)

  @OptionGroup private var sets: SetArguments

  @Flag(
    help: ArgumentHelp(
      zh: "列出没有用例到达的要求、档、行、门槛和否决",
      en: "List the requirements, bands, rows, gates and vetoes that no case reaches."))
  var coverage = false

  @Option(
    help: ArgumentHelp(
      zh: "覆盖低于此比例时，退出码为 1，如 80%", en: "Exit with 1 if less than this is reached, such as 80%.",
      valueName: "share"))
  var threshold: String?

  @Flag(
    help: ArgumentHelp(
      zh: "逐处改动规则，列出没有用例发现的改动",
      en: "Change the rules one by one and list the changes that no case notices."))
  var mutate = false

  @Option(
    help: ArgumentHelp(
      zh: "发现的改动低于此比例时，退出码为 1，如 80%",
      en: "Exit with 1 if fewer changes are noticed, such as 80%.", valueName: "share"))
  var noticed: String?

  @Option(
    help: ArgumentHelp(
      zh: "输出格式：\(Test.formats)", en: "The format: \(Test.formats).", valueName: "format"))
  var format: TrialFormat = .text

  @OptionGroup private var definitions: DefinitionOptions

  @OptionGroup private var language: LanguageOption

  private static let formats = TrialFormat.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    for (name, text) in [("--threshold", threshold), ("--noticed", noticed)] {
      guard let text, Test.share(text) == nil else { continue }
      throw Failure.unusable(
        Phrase(
          zh: "\(name) 应为 0% 至 100%，如 80%", en: "expected 0% to 100% for \(name), found '\(text)'"))
    }
  }

  func run() async throws {
    let least = threshold.flatMap(Test.share)
    let leastNoticed = noticed.flatMap(Test.share)
    let detail = Trial.Detail(traces: true, findsBranches: coverage || least != nil)
    var reports: [TrialReport] = []
    var isBelow = false
    for path in try sets.paths() {
      let cases = try TrialRun(path, from: definitions.tree)
      StandardStream.report(cases.diagnostics, Language.asked ?? cases.set?.language ?? .preferred)
      guard let set = cases.set else { throw ExitCode.unusable }
      if cases.diagnostics.hasErrors { isBelow = true }
      guard !cases.trials.isEmpty || cases.diagnostics.hasErrors else {
        throw Failure.unusable(
          Phrase(
            zh: "\(path) 没有用例：写在 tests/ 下的 .yaml 文件里",
            en: "\(path) has no cases: they stand in .yaml files of its folder tests"))
      }
      let results = await cases.results(detail)
      let reached = detail.findsBranches ? cases.coverage(results) : nil
      let changes =
        mutate || leastNoticed != nil
        ? await cases.mutate(results, jobs: availableProcessors) : nil
      if let reached, let least, reached.share < least { isBelow = true }
      if let changes, let leastNoticed, changes.share < leastNoticed { isBelow = true }
      reports.append(
        TrialReport(
          folder: cases.folder, set: set, results: results, coverage: reached, mutation: changes))
    }
    let language = Language.asked ?? reports.first?.set.language ?? .preferred
    let text = format.render(reports, language, color: StandardStream.output.isTerminal)
    guard StandardStream.output.write(text) else { throw ExitCode.unwritable }
    if isBelow || reports.contains(where: { !$0.failed.isEmpty }) { throw ExitCode.findings }
  }

  /// A percentage from 0% to 100%.
  private static func share(_ text: String) -> Number? {
    guard text.hasSuffix("%"), let number = Number(decimal: text.dropLast()),
      let share = number.divided(by: 100), share >= .zero, share <= .one
    else { return nil }
    return share
  }
}

extension TrialFormat: ExpressibleByArgument {}
