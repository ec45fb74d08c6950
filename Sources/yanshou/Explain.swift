import ArgumentParser
import Assessment
import Definitions
import Formats
import Pages
import Reporting
import Run
import SourceText
import Submissions

/// `yanshou explain`: one score down to rule lines and cells, or the page of a diagnostic.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "说明一个得分、加扣分、门槛或否决：规则出处、数据单元格、每一步算式；或说明一个诊断代码",
      en:
        "Explains a score, adjustment, gate or veto: rule lines, cells, every step of the arithmetic; or the code of a diagnostic."
    ).preferred)

  @Argument(
    help: ArgumentHelp(
      zh: "指标体系（文件夹或文件）；单独写时是诊断代码",
      en: "The indicator set (folder or file); on its own, the code of a diagnostic."))
  var set: String

  @Argument(
    help: ArgumentHelp(zh: "报送（CSV、XML 文件或文件夹）", en: "Submissions (CSV and XML files, folders)."))
  var submissions: [String] = []

  @OptionGroup var options: RunOptions

  @Option(help: ArgumentHelp(zh: "单位代码", en: "The code of the unit.", valueName: "code"))
  var unit: String?

  @Option(help: ArgumentHelp(zh: "要求编号", en: "The id of the requirement.", valueName: "id"))
  var requirement: String?

  @Option(help: ArgumentHelp(zh: "加扣分编号", en: "The id of an adjustment.", valueName: "id"))
  var adjustment: String?

  @Option(help: ArgumentHelp(zh: "门槛编号", en: "The id of a gate.", valueName: "id"))
  var gate: String?

  @Option(help: ArgumentHelp(zh: "负面清单编号", en: "The id of a veto.", valueName: "id"))
  var veto: String?

  @Option(
    help: ArgumentHelp(
      zh: "输出格式：\(Explain.formats)", en: "The format: \(Explain.formats).", valueName: "format"))
  var format: ExplainFormat = .text

  @OptionGroup private var language: LanguageOption

  private static let formats = ExplainFormat.allCases.map(\.rawValue).joined(separator: ", ")

  func run() async throws {
    guard !submissions.isEmpty else { return try explainCode() }
    guard let unit else { throw Failure.missing("--unit") }
    switch [requirement, adjustment, gate, veto].compactMap(\.self).count {
    case 0: throw Failure.missing("--requirement, --adjustment, --gate, --veto")
    case 1: try await explainScore(unit)
    default:
      throw Failure.unusable(
        Phrase(
          zh: "--requirement、--adjustment、--gate、--veto 只写一个",
          en: "give one of --requirement, --adjustment, --gate, --veto"))
    }
  }

  /// Prints the page of a diagnostic.
  private func explainCode() throws {
    guard [unit, requirement, adjustment, gate, veto].allSatisfy({ $0 == nil }),
      pathKind(set) == nil
    else {
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

  /// What is asked about, among what the set has.
  private func subject(in set: IndicatorSet) throws -> RuleSubject {
    func index(_ id: String, _ what: Phrase, _ ids: [String]) throws -> Int {
      guard let index = ids.firstIndex(of: id) else {
        throw Failure.unusable(.unknown(what, id, among: ids))
      }
      return index
    }
    if let id = adjustment {
      let what = Phrase(zh: "加扣分", en: "adjustment")
      return .adjustment(try index(id, what, set.adjustments.map(\.id)))
    }
    if let id = gate {
      return .gate(Index(try index(id, Phrase(zh: "门槛", en: "gate"), set.gates.map(\.id))))
    }
    if let id = veto {
      return .veto(try index(id, Phrase(zh: "负面清单", en: "veto"), set.vetoes.map(\.id)))
    }
    let what = Phrase(zh: "要求", en: "requirement")
    return .requirement(Index(try index(requirement ?? "", what, set.requirements.map(\.id))))
  }

  private func explainScore(_ unit: String) async throws {
    let opened = try OpenedRun(options.request(set: set, submissions: submissions))
    let context = ReportContext(opened, Language.asked)
    let subject = try subject(in: context.set)
    let units = context.registry.units
    let called = units.indices.filter { units[$0].aliases.contains(unit) }
    guard
      let unitIndex = context.registry.index(of: unit) ?? (called.count == 1 ? called[0] : nil)
    else {
      throw Failure.unusable(
        .unknown(Phrase(zh: "单位", en: "unit"), unit, among: context.registry.units.map(\.code)))
    }
    var text = ""
    var hasScored = false
    try await opened.run(ExplainRenderer(context, unit: unitIndex, subject, format), jobs: 1) {
      block in
      text += block.output
      hasScored = hasScored || !block.standings.isEmpty
    }
    guard hasScored else { throw opened.nobody(opened.diagnostics) }
    let unread = Set(context.unread)
    let found = opened.diagnostics.filter {
      $0.unit == context.registry.units[unitIndex].code
    }
    let unseen = opened.diagnostics.filter { $0.place.map { unread.contains($0.path) } ?? false }
    guard !text.isEmpty else {
      throw Failure(
        code: .unusable,
        message: Phrase(
          zh: "单位 \(unit) 本期没有报送", en: "unit \(unit) has not reported for the period"),
        language: context.language, details: found + unseen)
    }
    StandardStream.report(found, context.language)
    guard StandardStream.output.write(text) else { throw ExitCode.unwritable }
  }
}

extension ExplainFormat: ExpressibleByArgument {}

extension Phrase {
  /// That a name is not known, with what may have been meant, or all that there are where they are few.
  static func unknown(_ what: Phrase, _ name: String, among known: [String]) -> Phrase {
    let near = suggestions(for: name, among: known)
    let hint =
      if let question = Phrase.didYouMean(near) {
        Phrase(zh: "，", en: ", ") + question
      } else if !known.isEmpty, known.count <= 12 {
        Phrase(zh: "，可用：", en: ", choose from ") + Phrase.list(known)
      } else {
        Phrase("")
      }
    return Phrase(
      zh: "没有\(what.text(.zh))“\(name)”", en: "unknown \(what.text(.en)) '\(name)'") + hint
  }
}

extension Failure {
  /// That an argument is missing.
  fileprivate static func missing(_ name: String) -> Failure {
    .unusable(Phrase(zh: "缺少参数“\(name)”", en: "missing argument '\(name)'"))
  }
}
