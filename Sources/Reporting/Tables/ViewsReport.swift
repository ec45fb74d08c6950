import Assessment
import Definitions
import FEEL
import Formats
import SourceText
import Submissions

extension ReportFormat {
  /// `views.csv`: the parts of every view for every unit.
  static let views = ReportFormat(
    name: "views", summary: Phrase(zh: "各视角分项得分", en: "the points of the parts of every view"),
    isDefault: true, make: { ViewsReport($0) })
}

/// A row per part of every view of every unit by code, then one for what the view does not cover: without the parts that
/// stand below another, the rows of a view add up to those of the unit's requirements in `results.csv`.
struct ViewsReport: Report {
  let context: ReportContext
  /// By view, the fields of each part that are the same for all units, the last one for what is not covered: before and
  /// after the unit's own.
  private let heads: [[[UInt8]]]
  private let tails: [[[UInt8]]]

  init(_ context: ReportContext) {
    self.context = context
    let set = context.set
    heads = set.views.map { view in
      let rest = context.text(Phrase(zh: "不归任何分项", en: "in no part"))
      return (view.parts.map { ($0.id, $0.title) } + [("", rest)]).map { id, title in
        var bytes: [UInt8] = []
        bytes.field(view.id)
        bytes.field(id)
        bytes.field(title)
        return bytes
      }
    }
    tails = context.plan.views.map { view in
      (view.portions + [view.rest]).map { portions in
        var bytes: [UInt8] = []
        bytes.field(joined: portions.map { $0.words(set) })
        return bytes
      }
    }
  }

  func add(_ view: inout UnitView, to bytes: inout [UInt8]) {
    var name: [UInt8] = []
    name.field(view.unit.unit.code)
    name.field(view.unit.unit.name)
    for (index, result) in view.views().enumerated() {
      for (part, sum) in (result.parts + [result.rest]).enumerated() {
        bytes += name
        bytes += heads[index][part]
        bytes.field(sum.earned, digits: context.set.digits)
        bytes.field(sum.base, digits: context.set.digits)
        bytes.field(number: sum.shareText ?? "")
        bytes += tails[index][part]
        bytes.endRow(context)
      }
    }
  }

  func write(_ reported: ReportedRun, to folder: ReportFolder) throws(WriteError) {
    guard !context.set.views.isEmpty else { return }
    try folder.file("views.csv") { file throws(WriteError) in
      try file.write(
        .header(
          [
            "code", "name", "view", "part", "title", "earned", "possible", "share", "requirements",
          ], context))
      try reported.parts.copy(reported.run.units.map(\.unit), to: file)
    }
  }
}

extension NodeSum {
  /// The share as a percentage; 100% only where nothing is lost. Nil where nothing is in the base.
  var shareText: String? { share?.printed(asPercent: true, against: .one) }
}

extension ViewPlan.Portion {
  /// The requirement, with its share where it is not the whole: `T09.02 60%`.
  func words(_ set: IndicatorSet) -> String {
    let id = set.requirements[requirement].id
    return share == .one ? id : "\(id) \(share.percent)"
  }
}
