import Assessment
import Definitions
import SourceText
import Trials

/// The results of cases as JSON: an object for each set, identifiers in English.
enum TrialJSON {
  static func text(_ reports: [TrialReport], _ language: Language) -> String {
    var json = JSONText(lineDepth: 4)
    json.object { json in
      json.arrayField("sets") { json in
        for report in reports { json.element { add(report, language, to: &$0) } }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func add(_ report: TrialReport, _ language: Language, to json: inout JSONText) {
    json.field("set", report.set.id)
    json.field("folder", report.folder)
    json.field("cases", report.results.count)
    json.field("failed", report.failed.count)
    json.arrayField("results") { json in
      for result in report.results {
        json.element { add(result, report.set, language, to: &$0) }
      }
    }
    if let coverage = report.coverage {
      json.objectField("coverage") { json in
        json.field("reached", coverage.branches.count - coverage.missed.count)
        json.field("all", coverage.branches.count)
        json.objectField("kinds") { json in
          for kind in BranchKind.allCases {
            let count = coverage.count(kind)
            json.objectField(kind.rawValue) { json in
              json.field("reached", count.reached)
              json.field("all", count.all)
            }
          }
        }
        json.arrayField("missed") { json in
          for branch in coverage.missed {
            json.element { json in
              json.field("branch", branch.id)
              json.field("kind", branch.kind.rawValue)
              json.field("place", branch.place.description)
            }
          }
        }
      }
    }
    if let mutation = report.mutation {
      json.objectField("mutation") { json in
        json.field("all", mutation.all)
        json.field("tried", mutation.tried)
        json.field("noticed", mutation.tried - mutation.unnoticed.count)
        json.arrayField("unnoticed") { json in
          for change in mutation.unnoticed {
            json.element { json in
              json.field("entry", change.entry)
              json.field("change", change.words.text(language))
              json.field("place", change.place.description)
            }
          }
        }
      }
    }
  }

  private static func add(
    _ result: TrialResult, _ set: IndicatorSet, _ language: Language, to json: inout JSONText
  ) {
    json.field("case", result.trial.test.sentence)
    json.field("place", result.trial.test.place.description)
    json.field("passed", result.passed)
    guard !result.passed else { return }
    json.arrayField("mistakes") { json in
      for mistake in result.trial.mistakes {
        json.element { json in
          json.field("code", mistake.code)
          json.field("place", mistake.place?.description)
          json.field("message", mistake.message.text(language))
        }
      }
    }
    json.arrayField("failures") { json in
      for failure in result.failures {
        json.element { json in
          json.field("unit", failure.unit)
          json.field("result", failure.expectation.fact.path)
          json.field("expected", failure.expectation.text.shownAmounts)
          json.field("found", failure.found)
          json.field("place", failure.expectation.place.description)
          json.field("rule", failure.expectation.fact.subject.rule(in: set)?.description)
          json.field("why", failure.why?.text(language))
          json.arrayField("trace", failure.trace.telling(language))
        }
      }
    }
    if !result.problemsAgree {
      json.arrayField("expected problems", result.trial.test.problems ?? [])
      json.arrayField("problems", result.codes)
    }
  }
}
