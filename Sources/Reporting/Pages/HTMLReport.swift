import Submissions
import Assessment
import Definitions
import Formats
import SourceText

extension ReportFormat {
  /// `index.html` and `units/CODE.html`.
  static let html = ReportFormat(
    name: "html",
    summary: Phrase(zh: "网页：总览和每个单位的评分卡", en: "pages: the overview and a scorecard per unit"),
    isDefault: true, make: { HTMLReport(context: $0) })
}

/// An overview and a page per unit, each complete in one file.
///
/// A unit's page is rendered while its values are at hand; what needs all units is put into its holes at the end.
struct HTMLReport: Report {
  let context: ReportContext

  var needsOverview: Bool { true }
  var showsUnitsBelow: Bool { true }
  var needs: ReportNeeds { ReportNeeds(facts: .all, gaps: true, below: true) }

  func add(_ view: inout UnitView, to bytes: inout [UInt8]) {
    var page = ScorecardPage(view)
    let (text, holes) = page.render()
    for offset in [holes.means, holes.place, holes.problems] { bytes.append(fixed: offset) }
    bytes += text
  }

  func write(_ reported: ReportedRun, to folder: ReportFolder) throws(WriteError) {
    try folder.folder("units")
    let overview = OverviewPage(reported, files: folder.names.filter { !$0.contains("/") })
    let means = meansStyle(overview.means.values)
    for summary in overview.units {
      let unit = reported.run.unit(summary)
      let bytes = try reported.parts.bytes(summary.unit)
      let starts = (0..<3).map { bytes.fixed(at: $0 * 4) }
      let text = bytes[12...]
      let fills = [
        means, Array(place(summary, reported.run).utf8),
        section(try reported.run.problems(of: unit), of: unit),
      ]
      try folder.file("units/\(pageName(unit.code))") { file throws(WriteError) in
        var last = text.startIndex
        for (start, fill) in zip(starts, fills) {
          try file.write(text[last..<(text.startIndex + start)])
          try file.write(fill)
          last = text.startIndex + start
        }
        try file.write(text[last...])
      }
    }
    for index in reported.run.notReported { try writeSilent(index, reported.run, to: folder) }
    try folder.file("index.html") { file throws(WriteError) in
      try file.write(overview.render())
    }
  }

  // MARK: What is put into a page

  private func place(_ summary: UnitSummary, _ run: RunSummary) -> String {
    let count = run.units.count
    guard let place = run.ranking.place(of: summary.unit) else {
      return context.text(Phrase(zh: "不参加排名", en: "without a place"))
    }
    return context.text(
      Phrase(zh: "第 \(place) 名（共 \(count) 个单位）", en: "place \(place) of \(count)"))
  }

  /// Where the mean of the units stands on each task's bar.
  private func meansStyle(_ means: [Int?]) -> [UInt8] {
    HTML.fragment { html in html.meanStyle(means) }
  }

  private func section(_ found: [Diagnostic], of unit: Unit) -> [UInt8] {
    guard !found.isEmpty else { return [] }
    // A problem of a unit below is told with its name.
    let codes = found.compactMap(\.unit).filter { $0 != unit.code }
    let below = codes.compactMap { context.registry.index(of: $0) }
      .map { context.registry.units[$0] }
    let names = Dictionary(
      below.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    let page = Page(context: context)
    return HTML.fragment { html in
      html.element(.section, .class(.panel), .id("problems")) { html in
        html.element(.h2, text: page.text(zh: "数据问题", en: "Problems in the data"))
        page.problems(found, names: names, &html)
      }
    }
  }

  /// The page of a unit that did not report says just that.
  private func writeSilent(
    _ index: Index<Unit>, _ run: RunSummary, to folder: ReportFolder
  ) throws(WriteError) {
    let unit = context.registry.units[index]
    let page = Page(context: context)
    let title = "\(unit.name) \(page.periodWords)"
    let html = page.document(title: title) { html in
      html.element(.p, .class(.crumb)) { html in
        html.element(
          .a, .href(.file(["..", "index.html"])), text: page.text(zh: "← 全部单位", en: "← all units"))
      }
      html.element(.header, .class(.masthead)) { html in
        html.element(.p, .class(.eyebrow)) { page.own(context.set.title, &$0) }
        html.element(.h1) { html in
          page.own(unit.name, &html)
          html.text(" ")
          html.element(.small, text: unit.code)
        }
      }
      html.element(
        .p, .class(.warn),
        text: page.text(
          zh: "没有报送\(page.periodWords)的数据。补报之前不计分，不参加排名。",
          en: "Nothing was reported for \(page.periodWords): there is no score and no place."))
      if let note = run.unreadNote {
        html.element(.p, .class(.warn)) { page.own(context.text(note), &$0) }
      }
      page.footer(&html)
    }
    try folder.file("units/\(pageName(unit.code))") { file throws(WriteError) in
      try file.write(html.bytes)
    }
  }
}

extension [UInt8] {
  /// Appends an offset in four bytes.
  fileprivate mutating func append(fixed offset: Int) {
    for shift in [0, 8, 16, 24] { append(UInt8(truncatingIfNeeded: offset >> shift)) }
  }

  /// The offset that four bytes hold.
  fileprivate func fixed(at index: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(self[index + $1]) << ($1 * 8) }
  }
}
