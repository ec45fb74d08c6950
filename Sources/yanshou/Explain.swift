import ArgumentParser
import Assessment
import Definitions
import Formats
import Pages
import Reporting
import Run
import SourceText
import Submissions
import Workspace

/// `yanshou explain`: one score down to rule lines and cells, or the page of a diagnostic.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "说明一个得分、加扣分、门槛或否决：规则出处、数据单元格、每一步算式；或说明一个诊断代码",
      en:
        "Explains a score, adjustment, gate or veto: rule lines, cells, every step of the arithmetic; or the code of a diagnostic."
    ).preferred,
    usage: """
      yanshou explain <set> <submissions> ... --unit <code> --requirement <id> [<options>]
      yanshou explain <unit> <id> [<period>] [<options>]
      yanshou explain <code>
      """)

  @Argument(
    help: ArgumentHelp(
      zh: "指标体系和报送；在考评文件夹里写单位、要求（加扣分、门槛、否决）和考评周期；单独写时是诊断代码",
      en:
        "The indicator set and the submissions; in a workspace the unit, what is asked about, and the period; on its own, the code of a diagnostic.",
      valueName: "inputs"))
  var inputs: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      zh: "考评设置里的哪一套指标体系，有几套时要写", en: "The set of the workspace, where it has several.",
      valueName: "name"))
  var named: String?

  @OptionGroup var workspace: WorkspaceOption

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
    if inputs.count == 1 { return try explainCode(inputs[0]) }
    // A set is there; the name of a unit is mostly nothing in the folder.
    let isOfWorkspace =
      unit == nil && askedIDs.isEmpty && (2...3).contains(inputs.count)
      && (workspace.folder != nil || pathKind(inputs[0]) == nil)
    guard !isOfWorkspace else { return try await explainInWorkspace() }
    guard let unit else { throw Failure.missing("--unit") }
    switch askedIDs.count {
    case 0: throw Failure.missing("--requirement, --adjustment, --gate, --veto")
    case 1:
      let request = try options.request(set: inputs[0], submissions: Array(inputs.dropFirst()))
      try await explainScore(request, unit, Language.asked) { try subject(in: $0) }
    default:
      throw Failure.unusable(
        Phrase(
          zh: "--requirement、--adjustment、--gate、--veto 只写一个",
          en: "give one of --requirement, --adjustment, --gate, --veto"))
    }
  }

  /// What the options ask about.
  private var askedIDs: [String] { [requirement, adjustment, gate, veto].compactMap(\.self) }

  /// Explains to whoever stands in a workspace: unit, id, and perhaps the period.
  private func explainInWorkspace() async throws {
    let missing = Phrase(zh: "指标体系和报送", en: "the indicator set and submissions")
    let workspace = try workspace.required(or: missing)
    let period =
      try inputs.count > 2
      ? Period(argument: inputs[2]) ?? Period.asked(inputs[2]) : Period.asked(options.period)
    let run = try workspace.run(named, over: period, from: options.definitions.tree)
    let request = try options.laid(over: workspace.request(for: run.set, run.period))
    let language = Language.asked ?? workspace.settings.language
    let id = inputs[1]
    try await explainScore(request, inputs[0], language) { set in
      guard let subject = RuleSubject(id, in: set) else {
        let known =
          set.requirements.map(\.id) + set.adjustments.map(\.id)
          + set.gates.map(\.id) + set.vetoes.map(\.id)
        throw Failure.unusable(
          .unknown(
            Phrase(zh: "要求、加扣分、门槛或否决", en: "requirement, adjustment, gate or veto"), id,
            among: known))
      }
      return subject
    }
  }

  /// Prints the page of a diagnostic.
  private func explainCode(_ code: String) throws {
    guard [unit, requirement, adjustment, gate, veto].allSatisfy({ $0 == nil }),
      pathKind(code) == nil
    else {
      throw Failure.missing(Phrase(zh: "报送", en: "submissions").preferred)
    }
    guard let page = DiagnosticPage.all[code] else {
      throw Failure.unusable(
        .unknown(
          Phrase(zh: "诊断代码", en: "code of a diagnostic"), code,
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

  private func explainScore(
    _ request: RunRequest, _ unit: String, _ language: Language?,
    _ subject: (IndicatorSet) throws -> RuleSubject
  ) async throws {
    let opened = try OpenedRun(request)
    let context = ReportContext(opened, language)
    let subject = try subject(context.set)
    let units = context.registry.units
    let called = units.indices.filter {
      units[$0].name == unit || units[$0].aliases.contains(unit)
    }
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

extension RuleSubject {
  /// What an id or a title names; nil where it names nothing, or more than one thing.
  fileprivate init?(_ name: String, in set: IndicatorSet) {
    var found: [RuleSubject] = []
    func look(_ ids: [String], _ titles: [String?], _ subject: (Int) -> RuleSubject) {
      for (index, (id, title)) in zip(ids, titles).enumerated() where id == name || title == name {
        found.append(subject(index))
      }
    }
    look(set.requirements.map(\.id), set.requirements.map(\.title)) { .requirement(Index($0)) }
    look(set.adjustments.map(\.id), set.adjustments.map(\.title)) { .adjustment($0) }
    look(set.gates.map(\.id), set.gates.map(\.title)) { .gate(Index($0)) }
    look(set.vetoes.map(\.id), set.vetoes.map(\.title)) { .veto($0) }
    guard found.count == 1 else { return nil }
    self = found[0]
  }
}

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
