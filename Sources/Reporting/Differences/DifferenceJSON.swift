import Assessment
import Definitions
import SourceText

/// The differences of two editions as JSON, identifiers in English.
enum DifferenceJSON {
  static func text(_ report: DifferenceReport, _ language: Language) -> String {
    var json = JSONText(lineDepth: 3)
    json.object { json in
      if let words = report.sampleWords(language) { json.field("sample", words) }
      json.field("old", report.old)
      json.field("new", report.new)
      json.arrayField("changes") { json in
        for change in report.changes { json.element { add(change, language, to: &$0) } }
      }
      guard let impact = report.impact else { return }
      json.field("units", report.units)
      json.arrayField("impact") { json in
        for unit in impact { json.element { add(unit, report.digits, language, to: &$0) } }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func add(_ change: SetChange, _ language: Language, to json: inout JSONText) {
    json.field("kind", change.kind.rawValue)
    json.field("id", change.id)
    json.field("title", change.title)
    switch change.what {
    case .added: json.field("change", "added")
    case .removed: json.field("change", "removed")
    case .split(let ids):
      json.field("change", "split")
      json.arrayField("into", ids)
    case .merged(let ids):
      json.field("change", "merged")
      json.arrayField("from", ids)
    case .renamed(let id):
      json.field("change", "renamed")
      json.field("to", id)
    case .changed(let aspect, let from, let to):
      json.field("change", "changed")
      json.field("aspect", aspect.text(.en))
      json.field("from", from.text(language))
      json.field("to", to.text(language))
    }
    json.field("affects scores", change.affectsScores)
    json.field("old place", change.old?.description)
    json.field("new place", change.new?.description)
    json.field("why", change.why)
  }

  private static func add(
    _ unit: UnitImpact, _ digits: Int, _ language: Language, to json: inout JSONText
  ) {
    json.field("code", unit.new.code)
    json.field("name", unit.new.name)
    json.field("old total", unit.old.total, digits: digits)
    json.field("new total", unit.new.total, digits: digits)
    json.field("old place", unit.old.place)
    json.field("new place", unit.new.place)
    json.arrayField("gates") { json in
      for gate in unit.gates {
        json.element { json in
          json.field("gate", gate.gate)
          json.field("old", gate.old?.rawValue)
          json.field("new", gate.new?.rawValue)
        }
      }
    }
    json.arrayField("causes") { json in
      for cause in unit.causes {
        json.element { json in
          json.field("id", cause.id)
          json.field("moved", cause.moved, digits: digits)
        }
      }
    }
    json.field("rest", unit.rest, digits: digits)
    json.field("old computed total", unit.old.computedTotal, digits: digits)
    json.field("new computed total", unit.new.computedTotal, digits: digits)
    add(unit.old.range, "old", digits, to: &json)
    add(unit.new.range, "new", digits, to: &json)
    json.field("old missing", unit.old.missing)
    json.field("new missing", unit.new.missing)
    json.arrayField("vetoes") { json in
      for veto in unit.vetoes {
        json.element { json in
          json.field("veto", veto.id)
          json.field("old", veto.old.rawValue)
          json.field("new", veto.new.rawValue)
        }
      }
    }
    for (name, problems) in [("new", unit.problems.new), ("old", unit.problems.old)] {
      json.arrayField("\(name) problems") { json in
        for problem in problems {
          json.element { json in
            json.field("code", problem.code)
            json.field("message", problem.message.text(language))
          }
        }
      }
    }
  }

  /// The range of a total that is not settled: its ends, a best of null without a limit.
  private static func add(
    _ range: (worst: Points, best: Points?)?, _ edition: String, _ digits: Int,
    to json: inout JSONText
  ) {
    guard let range else { return }
    json.field("\(edition) worst", range.worst, digits: digits)
    if let best = range.best { json.field("\(edition) best", best, digits: digits) }
  }
}
