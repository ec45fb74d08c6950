import Definitions
import Submissions

/// A file that a workspace knows by its name: the registry, records, plans.
///
/// `认定清单.csv` in the folder of a period is about that period. Beside the periods it may name one:
/// `核定清单-2021Q2.csv`, or a year for all its periods. Where several sets score, it may name one of them:
/// `findings-county-towns.csv`.
enum WorkspaceFile: Hashable {
  case units
  case record(RecordRole)
  case planned

  static let all: [WorkspaceFile] =
    [.units] + RecordRole.allCases.map(WorkspaceFile.record) + [.planned]

  /// The names by which people call it, without the ending; the first is the English one.
  var names: [String] {
    switch self {
    case .units: ["units", "单位名单", "单位名录", "被考评单位名单"]
    case .record(.findings): ["findings", "认定清单", "认定"]
    case .record(.waivers): ["waivers", "豁免清单", "免评清单"]
    case .record(.verified): ["verified", "核定清单", "核实数"]
    case .record(.overrides): ["overrides", "改判清单", "得分调整", "审定意见"]
    case .planned: ["planned", "计划值", "计划"]
    }
  }

  /// Whether it is about one period only, so that a file of it outside of periods must name one.
  var isOfOnePeriod: Bool {
    switch self {
    case .units, .record(.findings), .record(.waivers): false
    case .record(.verified), .record(.overrides), .planned: true
    }
  }

  /// The file that a name stands for, and what the name says besides: `2021Q2`, `county-towns`; nil for another file.
  static func called(_ name: String) -> (file: WorkspaceFile, about: String?)? {
    let kind = FileKind(name: name)
    guard kind.isTable || kind.isWorkbook, let dot = name.lastIndex(of: ".") else { return nil }
    let stem = name[..<dot]
    for file in all {
      for known in file.names where stem.lowercased().hasPrefix(known) {
        let rest = stem.dropFirst(known.count)
        if rest.isEmpty { return (file, nil) }
        let about = rest.drop { "-_ （(".contains($0) }.filter { !"）)".contains($0) }
        if !about.isEmpty, "-_ （(".contains(rest.first ?? "-") { return (file, String(about)) }
      }
    }
    return nil
  }
}

extension FileKind {
  /// Whether it is a table or XML, of which something can be read.
  var isTable: Bool {
    switch self {
    case .csv, .xml: true
    case .workbook, .archive, .document, .other: false
    }
  }

  /// Whether it is a workbook, of which nothing is read yet.
  var isWorkbook: Bool { if case .workbook = self { true } else { false } }
}
