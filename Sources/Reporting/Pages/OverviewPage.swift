import Assessment
import Definitions
import Formats
import FEEL
import SourceText
import Submissions

/// The page of a run: who stands where, who passes, where all lose points, who is missing.
struct OverviewPage {
  let page: Page
  let reported: ReportedRun
  /// The files of the run that stand beside the page.
  let files: [String]
  /// The units that reported, by place.
  let units: [UnitSummary]

  /// So many units are shown in tables; of more, the tables of the run have all.
  static let shown = 400
  /// So many problems are shown.
  static let shownProblems = RunSummary.shownProblems

  init(_ reported: ReportedRun, files: [String]) {
    page = Page(context: reported.run.context)
    self.reported = reported
    self.files = files
    units = Array(reported.run.byPlace)
  }

  var run: RunSummary { reported.run }
  var context: ReportContext { run.context }
  var indicators: IndicatorSet { context.set }

  func text(zh: String, en: String) -> String { page.text(zh: zh, en: en) }

  func render() -> [UInt8] {
    let title = "\(indicators.title) \(page.periodWords)"
    return page.document(title: title) { html in
      html.element(.header, .class(.masthead)) { html in
        html.element(.p, .class(.eyebrow)) { page.own(indicators.title, &$0) }
        html.element(
          .h1, text: page.periodWords + text(zh: "评分总览", en: ": overview of the scores"))
        lede(&html)
      }
      html.element(.main) { html in
        figures(&html)
        silence(&html)
        ranking(&html)
        gates(&html)
        decisive(&html)
        heatMap(&html)
        views(&html)
        distribution(&html)
        losses(&html)
        missing(&html)
        problems(&html)
      }
      page.footer(&html) { origin(&$0) }
    }.bytes
  }

  // MARK: The head

  private func lede(_ html: inout HTML) {
    let drafted = indicators.requirements.count { $0.provenance == .drafted }
    html.element(
      .p, .class(.lede),
      text: text(
        zh:
          "\(indicators.tasks.count) 项重点任务、\(indicators.requirements.count) 项要求，满分 \(context.text(indicators.points)) 分；其中 \(drafted) 项的判据为起草。",
        en:
          "\(indicators.tasks.count) key tasks, \(indicators.requirements.count) requirements, \(context.text(indicators.points)) points; \(drafted) of the rules are drafted."
      ))
  }

  private func figures(_ html: inout HTML) {
    let expected = units.count + run.notReported.count
    html.element(.dl, .class(.figures)) { html in
      figure(
        text(zh: "已报送", en: "reported"), "\(units.count)",
        context.isRegistryGiven ? text(zh: " / \(expected) 个", en: " of \(expected)") : "", &html)
      for (index, gate) in indicators.gates.indexed {
        let passed = units.count { $0.verdicts[index] == .passed }
        let open = units.count { $0.verdicts[index] == .open }
        figure(
          text(zh: "通过“\(gate.shortTitle)”", en: "passed '\(gate.shortTitle)'"), "\(passed)",
          open > 0 ? text(zh: " 个，待定 \(open)", en: ", open \(open)") : text(zh: " 个", en: ""), &html
        )
      }
      let missing = units.reduce(0) { $0 + $1.missing }
      figure(
        text(zh: "缺数据或待评分", en: "without data or points"), "\(missing)", text(zh: " 项", en: ""),
        &html)
      let problems = run.problems.count - run.problems.count(.note)
      figure(text(zh: "数据问题", en: "problems"), "\(problems)", text(zh: " 条", en: ""), &html)
    }
  }

  private func figure(
    _ name: String, _ number: String, _ unit: String, _ html: inout HTML
  ) {
    html.element(.div, .class(.figure)) { html in
      html.element(.dt, text: name)
      html.element(.dd) { html in
        html.element(.span, .class(.number), text: number)
        html.text(unit)
      }
    }
  }

  /// Who has not reported, or that nobody can say.
  private func silence(_ html: inout HTML) {
    if let phrase = context.registryPhrase {
      html.element(.p, .class(.warn), text: context.text(phrase) + text(zh: "。", en: "."))
    }
    guard !run.notReported.isEmpty else { return }
    let names = run.notReported.prefix(OverviewPage.shown).map { index in
      "\(context.registry.units[index].name)（\(context.registry.units[index].code)）"
    }
    let more = run.notReported.count - names.count
    html.element(.p, .class(.warn)) { html in
      html.element(
        .strong,
        text: text(
          zh: "未报送 \(run.notReported.count) 个：", en: "Not reported, \(run.notReported.count): "))
      page.own(names.joined(separator: "、"), &html)
      if more > 0 { html.text(text(zh: " …… 其余 \(more) 个", en: " … and \(more) more")) }
      html.text(
        text(zh: "。补报之前不计分，不参加排名。", en: ". They have no score and no place until they do."))
      if let note = run.unreadNote { page.own(" " + context.text(note), &html) }
    }
  }

  /// A link to the scorecard of a unit.
  func link(_ unit: Unit, _ html: inout HTML) {
    html.element(.a, .href(.file(["units", pageName(unit.code)]))) { page.own(unit.title, &$0) }
  }

  func panel(
    _ id: String, _ title: String, _ html: inout HTML, body: (inout HTML) -> Void
  ) {
    html.element(.section, .class(.panel), .id(id)) { html in
      html.element(.h2, text: title)
      body(&html)
    }
  }

  /// What is said where a table does not hold all units.
  func cut(_ count: Int, _ file: String, _ html: inout HTML) {
    guard count > OverviewPage.shown else { return }
    html.element(
      .p, .class(.quiet),
      text: text(
        zh: "这里列出前 \(OverviewPage.shown) 个，共 \(count) 个；全部见 \(file)。",
        en: "The first \(OverviewPage.shown) of \(count); \(file) has all."))
  }

  // MARK: The foot

  private func origin(_ html: inout HTML) {
    var hash = SHA256()
    for file in indicators.files { hash.update(Array(SHA256.hex(file.bytes).utf8)) }
    let digest = String(hash.hex().prefix(16))
    html.element(.p) { html in
      html.text(
        text(
          zh: "指标体系 \(indicators.id)，版本 \(indicators.edition)，指纹 ",
          en: "set \(indicators.id), edition \(indicators.edition), fingerprint "))
      html.element(.code, text: digest)
      html.text(
        text(
          zh: "；yanshou \(reported.record.version)，计分规则第 \(Law.edition) 版。全部输入的指纹见 run.json。",
          en:
            "; yanshou \(reported.record.version), edition \(Law.edition) of the law. The hashes of all inputs are in run.json."
        ))
    }
    guard !files.isEmpty else { return }
    html.element(.p) { html in
      html.text(text(zh: "数据表：", en: "Tables: "))
      for (index, file) in files.enumerated() {
        if index > 0 { html.text(text(zh: "、", en: ", ")) }
        html.element(.a, .href(.file([file])), text: file)
      }
    }
  }
}
