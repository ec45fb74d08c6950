import ArgumentParser
import Assessment
import Definitions
import FEEL
import Formats
import Reporting
import Run
import SourceText
import Submissions
import Workspace

/// `yanshou status`: how far a period of a workspace has come.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: Phrase(
      zh: "报送进度：谁已报、谁未报、迟了几个工作日、谁的数据有问题、下一步做什么",
      en: "Who has reported, who has not and how late, whose data have problems, what is next."
    ).preferred)

  @Argument(
    help: ArgumentHelp(
      zh: "考评周期，如 2021Q2；不写则是最近的一个", en: "The period, such as 2021Q2; without it the newest."))
  var period: String?

  @Option(
    help: ArgumentHelp(
      zh: "考评设置里的哪一套指标体系；不写则每套都看", en: "The set of the workspace; without it all of them.",
      valueName: "name"))
  var set: String?

  @Option(
    help: ArgumentHelp(
      zh: "今天的日期，如 2021-07-12；写了才说截至哪天、迟了几个工作日",
      en: "The day of today, such as 2021-07-12, from which lateness is counted.", valueName: "date"
    ))
  var date: String?

  @OptionGroup var workspace: WorkspaceOption

  @OptionGroup private var definitions: DefinitionOptions

  @OptionGroup private var language: LanguageOption

  func run() async throws { try await Failure.summarised(report) }

  private func report() async throws {
    let workspace = try workspace.required(or: Phrase(zh: "考评文件夹", en: "the workspace"))
    if let title = workspace.settings.title, !StandardStream.output.write(title + "\n\n") {
      throw ExitCode.unwritable
    }
    let asked = try period.flatMap { Period(argument: $0) } ?? Period.asked(period)
    let today = try date.map(StatusCommand.day)
    let tree = definitions.tree
    for (set, folder) in try workspace.runs(set, over: asked, from: tree) {
      var dates = ProgressTable.Dates()
      dates.today = today
      dates.due = workspace.settings.dueDay(of: folder.period)
      if let due = dates.due, let today {
        dates.lateDays = workspace.settings.calendar.days(after: due, to: today)
      }
      var request = try workspace.request(for: set, folder)
      request.definitions = tree
      let opened = try OpenedRun(request)
      let context = ReportContext(opened, Language.asked ?? workspace.settings.language)
      // What lies in the workspace and is not read may be what seems to be missing.
      StandardStream.report(request.found, context.language)
      var writer = try ReportWriter(context, formats: [], folder: nil, inputs: opened.identities) {}
      let finished = try await opened.finish(
        writer.renderer, jobs: availableProcessors, keepsUnitsBelow: false
      ) { try writer.add($0) }
      let table = ProgressTable(
        try writer.summary(of: finished), dates, color: StandardStream.output.isTerminal)
      guard StandardStream.output.write(table.text) else { throw ExitCode.unwritable }
    }
  }

  private static func day(_ text: String) throws(Failure) -> CalendarDate {
    guard let date = WorkCalendar.day(text) else {
      throw .unusable(
        Phrase(
          zh: "日期“\(text)”无法识别，写成 2021-07-12",
          en: "expected a date such as 2021-07-12, found '\(text)'"))
    }
    return date
  }
}
