import Assessment
import Definitions
import SourceText
import Submissions

extension JSONReport {
  /// The final decisions about a unit, each beside what was computed.
  func addDecisions(_ unit: UnitReport, to json: inout JSONText) {
    let proposal = Proposal(FinalResult(unit.assessment, unit.overrides, context.set.gates))
    json.arrayField("decisions") { json in
      for override in unit.overrides where override.isDecision {
        json.element { json in
          json.field("target", override.id(context.set))
          json.field("computed", proposal.value(override, context))
          json.field("decided", override.value(context))
          addRecord(override, to: &json)
        }
      }
    }
  }

  /// What replaced the points by the rule, or null.
  func addOverride(_ outcome: Outcome, _ unit: UnitReport, to json: inout JSONText) {
    guard case .overridden(let index, let replaced) = outcome.cause else {
      json.field("override", String?.none)
      return
    }
    json.objectField("override") { json in
      json.field("status", replaced.status.rawValue)
      json.field("earned", replaced.earned, digits: context.set.digits)
      json.field("worst", replaced.worst, digits: context.set.digits)
      json.field("best", replaced.best, digits: context.set.digits)
      addRecord(unit.overrides[index], to: &json)
    }
  }

  private func addRecord(_ override: Override, to json: inout JSONText) {
    json.field("by", override.by)
    json.field("document", override.document)
    json.field("date", override.date.isoText)
    json.field("reason", override.reason)
    json.field("source", override.place.lineDescription)
  }

  /// Where a unit stands with what it plans, or null.
  func addProjection(_ projection: Projection?, to json: inout JSONText) {
    guard let projection else {
      json.field("projection", String?.none)
      return
    }
    let set = context.set
    let then = projection.assessment
    json.objectField("projection") { json in
      json.field("total", then.total, digits: set.digits)
      json.field("worst", then.worstTotal, digits: set.digits)
      json.field("best", then.bestTotal, digits: set.digits)
      json.arrayField("items", projection.items.map { set.items[$0].name })
      json.arrayField("gates") { json in
        for (gate, result) in zip(set.gates, then.gates) {
          json.element { json in
            json.field("gate", gate.id)
            json.field("verdict", result.verdict.rawValue)
          }
        }
      }
      json.objectField("whole") { add(projection.whole, to: &$0) }
      json.arrayField("tasks") { json in
        for (index, task) in set.tasks.indexed {
          json.element { json in
            json.field("task", task.id)
            add(projection.tasks[index], to: &json)
            json.arrayField("subtasks") { json in
              for (subtask, breakdown) in zip(task.subtasks, projection.subtasks[index]) {
                json.element { json in
                  json.field("subtask", subtask.id)
                  add(breakdown, to: &json)
                }
              }
            }
          }
        }
      }
      json.arrayField("requirements") { json in
        for (index, requirement) in set.requirements.indexed {
          json.element { json in
            json.field("requirement", requirement.id)
            json.field("status", then.outcomes[index].status.rawValue)
            add(projection.requirements[index], to: &json)
          }
        }
      }
    }
  }

  private func add(_ breakdown: Breakdown, to json: inout JSONText) {
    for part in breakdown.parts {
      json.field(part.key, part.points, digits: context.set.digits)
    }
  }
}
