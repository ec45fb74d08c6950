import ArgumentParser
import Assessment
import Definitions
import Formats
import Pages
import Reporting
import SourceText
import Submissions

/// `yanshou explain`: one score down to rule lines and cells, or the page of a diagnostic.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "说明一个得分:规则出处、数据单元格、每一步算式;或说明一个诊断代码",
      en:
        "Explains a score: rule lines, cells, every step of the arithmetic; or the code of a diagnostic."
    ).preferred)

  @Argument(
    help: ArgumentHelp(
      zh: "指标体系(文件夹或文件);单独写时是诊断代码",
      en: "The indicator set (folder or file); on its own, the code of a diagnostic."))
  var set: String

  @Argument(
    help: ArgumentHelp(zh: "报送(CSV、XML 文件或文件夹)", en: "Submissions (CSV and XML files, folders)."))
  var submissions: [String] = []

  @OptionGroup var options: RunOptions

  @Option(help: ArgumentHelp(zh: "单位代码", en: "The code of the unit.", valueName: "code"))
  var unit: String?

  @Option(help: ArgumentHelp(zh: "要求编号", en: "The id of the requirement.", valueName: "id"))
  var requirement: String?

  @OptionGroup private var language: LanguageOption

  func run() async throws {
    guard !submissions.isEmpty else { return try explainCode() }
    guard let unit else { throw Failure.missing("--unit") }
    guard let requirement else { throw Failure.missing("--requirement") }
    try await explainScore(unit, requirement)
  }

  /// Prints the page of a diagnostic.
  private func explainCode() throws {
    guard unit == nil, requirement == nil, pathKind(set) == nil else {
      throw Failure.missing(Phrase(zh: "报送", en: "submissions").preferred)
    }
    guard let page = DiagnosticPage.all[set] else {
      throw Failure.unusable(
        .unknown(
          Phrase(zh: "诊断代码", en: "code of a diagnostic"), set,
          among: DiagnosticPage.all.keys.sorted()))
    }
    guard StandardStream.output.write(page.text + "\n") else { throw ExitCode.unwritable }
  }

  private func explainScore(_ unit: String, _ requirement: String) async throws {
    let inputs = try RunInputs(set: set, submissions: submissions, options)
    let context = inputs.context
    guard let index = context.set.requirements.firstIndex(where: { $0.id == requirement }) else {
      throw Failure.unusable(
        .unknown(
          Phrase(zh: "要求", en: "requirement"), requirement,
          among: context.set.requirements.map(\.id)))
    }
    guard let unitIndex = context.registry.index(of: unit) else {
      throw Failure.unusable(
        .unknown(Phrase(zh: "单位", en: "unit"), unit, among: context.registry.units.map(\.code)))
    }
    var text = ""
    try await inputs.run(
      ExplainRenderer(context, unit: unitIndex, requirement: index), jobs: 1
    ) { text += $0.output }
    RunInputs.report(inputs.diagnostics.filter { $0.unit == unit }, context.language)
    guard !text.isEmpty else {
      throw Failure.unusable(
        Phrase(zh: "单位 \(unit) 本期没有报送", en: "unit \(unit) has not reported for the period"))
    }
    guard StandardStream.output.write(text) else { throw ExitCode.unwritable }
  }
}

extension Phrase {
  /// That a name is not known, with what may have been meant.
  static func unknown(_ what: Phrase, _ name: String, among known: [String]) -> Phrase {
    let near = suggestions(for: name, among: known)
    let list = near.joined(separator: ", ")
    return Phrase(
      zh: "没有\(what.text(.zh))“\(name)”" + (near.isEmpty ? "" : ",是不是 \(list)?"),
      en: "unknown \(what.text(.en)) '\(name)'" + (near.isEmpty ? "" : ", did you mean \(list)?"))
  }
}

extension Failure {
  /// That an argument is missing.
  fileprivate static func missing(_ name: String) -> Failure {
    .unusable(Phrase(zh: "缺少参数 '\(name)'", en: "missing argument '\(name)'"))
  }
}
