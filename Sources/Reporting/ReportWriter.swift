package import Definitions
package import Submissions
package import Assessment
package import Formats
package import Run
import SourceText

/// What a block's units leave behind: small summaries, and for each report what of its parts is not on the disk yet.
package struct RenderedBlock: Sendable {
  var summaries: [UnitSummary] = []
  /// By report.
  var parts: [RenderedParts]
  /// Where the units lose points; nil where no report asks for it.
  var tally: LossTally?
}

/// Renders the units of a block for all reports that were asked for.
package struct ReportRenderer: UnitRenderer {
  let context: ReportContext
  let reports: [any Report]
  let keepsOverview: Bool
  private let allNeeds: ReportNeeds
  private let parts: [UnitParts]

  init(_ context: ReportContext, _ reports: [any Report], _ parts: [UnitParts]) {
    self.context = context
    self.reports = reports
    self.parts = parts
    keepsOverview = reports.contains(where: \.needsOverview)
    allNeeds = reports.reduce(ReportNeeds(gaps: keepsOverview)) { $0.union($1.needs) }
  }

  package func needs(of unit: Index<Unit>) -> ReportNeeds { allNeeds }

  package func start() -> RenderedBlock {
    RenderedBlock(
      parts: reports.map { _ in RenderedParts() },
      tally: keepsOverview ? LossTally(requirements: context.set.requirements.count) : nil)
  }

  package func add(_ unit: UnitReport, to output: inout RenderedBlock) {
    var view = UnitView(unit, context)
    var summary = UnitSummary(view)
    defer { output.summaries.append(summary) }
    if keepsOverview {
      summary.overview = UnitOverview(&view)
      output.tally?.add(view.unit.gaps.toBeWon)
    }
    for (index, report) in reports.enumerated() {
      report.add(&view, to: &output.parts[index].bytes)
      output.parts[index].close(summary.unit)
      parts[index].relieve(&output.parts[index])
    }
  }
}

/// Collects what a run's blocks render, then writes the reports.
///
/// Memory does not grow with the text of the reports: it waits on the disk until places are known. The files are the
/// same whatever the order of blocks.
package struct ReportWriter {
  private let context: ReportContext
  private let reports: [any Report]
  /// What each report says of the units.
  private let parts: [UnitParts]
  private let folder: ReportFolder?
  private var summaries: [UnitSummary] = []
  private var tally: LossTally

  /// Makes a writer of some formats into a folder, which is made where it is not there; without a folder only the
  /// summaries are collected. The files that the run reads, `inputs`, are never overwritten; `waiting` is called when another
  /// run writes into the folder and its end is waited for.
  package init(
    _ context: ReportContext, formats: [ReportFormat], folder: String?,
    inputs: Set<FileIdentity> = [], waiting: @escaping () -> Void = {}
  ) throws(WriteError) {
    self.context = context
    tally = LossTally(requirements: context.set.requirements.count)
    let reports = folder == nil ? [] : formats.map { $0.make(context) }
    self.reports = reports
    self.folder =
      if let folder { try ReportFolder(folder, inputs: inputs, waiting: waiting) } else { nil }
    var parts: [UnitParts] = []
    if let path = self.folder?.waitingFolder, let folder {
      for _ in reports {
        parts.append(
          try UnitParts(in: path, shownAs: folder, units: context.registry.units.count))
      }
    }
    self.parts = parts
  }

  /// Whether some report shows the single values of the units below.
  package var showsUnitsBelow: Bool { reports.contains(where: \.showsUnitsBelow) }

  /// What renders the units.
  package var renderer: ReportRenderer {
    ReportRenderer(context, reports, parts)
  }

  /// Takes in a block; its bytes go to the disk.
  package mutating func add(_ block: BlockResult<RenderedBlock>) throws(WriteError) {
    summaries += block.output.summaries
    if let losses = block.output.tally { tally.add(losses) }
    for (index, part) in parts.enumerated() {
      try part.append(block.output.parts[index])
    }
  }

  /// What there is to say of a run whose blocks were all taken in.
  package func summary(of run: FinishedRun) throws(WriteError) -> RunSummary {
    try RunSummary(context, run, summaries: summaries)
  }

  /// Writes the reports and the record of the run.
  ///
  /// All of them are whole before they take their places, as one. What an earlier run left in the folder, and this one does
  /// not write, goes.
  package func write(_ run: RunSummary, record: RunRecord) throws(WriteError) -> WrittenFiles {
    guard let folder else { return WrittenFiles() }
    for (report, parts) in zip(reports, parts) {
      try report.write(
        ReportedRun(run: run, record: record, parts: parts, tally: tally), to: folder)
    }
    let outputs = folder.names + [EarlierReports.record]
    try folder.file(EarlierReports.record) { file throws(WriteError) in
      try file.write(record.json(context, outputs: outputs))
    }
    return try folder.commit()
  }
}
