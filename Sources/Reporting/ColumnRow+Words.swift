import Submissions
import Assessment
import Definitions
import SourceText

/// A row of the column that is no requirement, as all reports print it.
struct FurtherRow {
  /// `cap`, `conversion`, `adjustment`, `veto`, `limit` or `decision`: what stands where a requirement has its status.
  var kind: String
  /// The id of the group, adjustment or veto; empty for the others.
  var id: String
  var title: Phrase
  /// The index of the task, for the rows of groups.
  var task: Index<KeyTask>?
  var points: Points
  /// What the row adds to what could be earned; nil where nothing can be.
  var possible: Points?
  /// The rule that asks for it; nil for the limits of the whole.
  var rule: Place?
  var why: Phrase
}

extension UnitView {
  /// What a row that is no requirement says; nil for requirements.
  func furtherRow(_ row: ColumnRow) -> FurtherRow? {
    switch row.kind {
    case .requirement: nil
    case .cap(let index): cap(index, row.points)
    case .conversion: conversion(row.points)
    case .adjustment(let index): adjustment(index, row.points)
    case .veto(let index): veto(index, row.points)
    case .limit: limit(row.points)
    case .decision: decision(row.points)
    }
  }

  private func cap(_ index: Int, _ points: Points) -> FurtherRow {
    let group = set.groups[index]
    let result = assessment.groups.first { $0.group == index }
    let members = group.members.reduce(Points.zero) { $0 + assessment.outcomes[$1].base }
    let rows = context.text(result?.rows ?? .zero)
    let earned = context.text(result?.earned ?? .zero)
    let missing = group.members.count { assessment.outcomes[$0].status == .missing }
    let silence =
      missing == 0 || points <= .zero
      ? Phrase("")
      : Phrase(
        zh: "；其中 \(missing) 项缺数据，返还的分只说明最多扣多少，不说明没有问题",
        en:
          "; \(missing) of them without data: what the cap gives back says nothing of how they stand"
      )
    return FurtherRow(
      kind: "cap", id: group.id,
      title: Phrase(zh: "封顶返还：\(group.title)", en: "cap of the group: \(group.title)"),
      task: group.task, points: points, possible: (result?.base ?? members) - members,
      rule: group.place,
      why: Phrase(
        zh: "组内各项合计 \(rows)，按本组的上限计 \(earned)",
        en: "the rows add up to \(rows), the group's limits make it \(earned)") + silence)
  }

  private func conversion(_ points: Points) -> FurtherRow {
    let earned = context.text(assessment.earned)
    let base = context.text(assessment.base)
    let full = context.text(set.points)
    let score = context.text(assessment.score)
    let working = "\(earned) × \(full) ÷ \(base) = \(score)"
    return FurtherRow(
      kind: "conversion", id: "", title: Phrase(zh: "折算", en: "conversion to the full points"),
      task: nil, points: points, possible: set.points - assessment.base, rule: nil,
      why: Phrase(
        zh: "有 \(context.text(set.points - assessment.base)) 分不计入，按比例折算：\(working)",
        en:
          "\(context.text(set.points - assessment.base)) points are not in the base, in proportion: \(working)"
      ))
  }

  private func adjustment(_ index: Int, _ points: Points) -> FurtherRow {
    let adjustment = set.adjustments[index]
    return FurtherRow(
      kind: "adjustment", id: adjustment.id, title: Phrase(adjustment.title), task: nil,
      points: points, possible: nil, rule: adjustment.rule,
      why: unit.facts(adjustment: index).why)
  }

  private func veto(_ index: Int, _ points: Points) -> FurtherRow {
    let veto = set.vetoes[index]
    return FurtherRow(
      kind: "veto", id: veto.id, title: Phrase(veto.title), task: nil, points: points,
      possible: nil, rule: veto.place, why: findingWords(veto.id))
  }

  private func limit(_ points: Points) -> FurtherRow {
    let caps = assessment.vetoes.indices.filter { index in
      assessment.vetoes[index] == .found
        && set.vetoes[index].effects.contains { effect in
          if case .totalAtMost(let most) = effect { most == assessment.total } else { false }
        }
    }
    let total = context.text(assessment.total)
    let ids = caps.map { set.vetoes[$0].id }.joined(separator: "、")
    return FurtherRow(
      kind: "limit", id: caps.first.map { set.vetoes[$0].id } ?? "",
      title: Phrase(zh: "总分限额", en: "limit of the total"), task: nil, points: points,
      possible: nil, rule: caps.first.map { set.vetoes[$0].place },
      why: caps.isEmpty
        ? Phrase(zh: "总分以 \(total) 为限", en: "the total is limited to \(total)")
        : Phrase(
          zh: "\(ids) 已认定，总分不高于 \(total)", en: "\(ids) was found, the total is at most \(total)"))
  }

  private func decision(_ points: Points) -> FurtherRow? {
    for override in unit.overrides {
      guard case .total = override.target else { continue }
      return FurtherRow(
        kind: "decision", id: "", title: Phrase(zh: "最终决定", en: "final decision"), task: nil,
        points: points, possible: nil, rule: override.place,
        why: override.beside(Proposal(result), context))
    }
    return nil
  }

  /// The findings in force that trigger a veto or an exemption, in one sentence.
  func findingWords(_ target: String) -> Phrase {
    let findings = unit.findings.filter { $0.target == target }
    let documents = findings.map { "\($0.authority) \($0.document) \($0.date.isoText)" }
      .joined(separator: ";")
    return Phrase(zh: "已认定：\(documents)", en: "found: \(documents)")
  }

  /// The places of these findings.
  func findingPlaces(_ target: String) -> String {
    unit.findings.filter { $0.target == target }.map(\.place.lineDescription)
      .joined(separator: ";")
  }
}
