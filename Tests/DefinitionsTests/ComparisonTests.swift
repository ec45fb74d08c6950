import SourceText
import Testing

@testable import Definitions

@Suite struct ComparisonTests {
  private static let base = """
    set: demo
    title: 演示
    edition: "1"
    assesses: county
    period: quarter
    points: 10
    part: share
    constants:
      线: {value: 90%, source: 起草}
    items:
      甲: {type: count}
      乙: {type: count, plausible: 0 to 10}
    tasks:
      - task: T1
        title: 任务
        points: 10
        requirements:
          - requirement: T1.1
            title: 比率
            points: 4
            value: 甲 / 乙
            applies: 乙 > 0
            score:
              lines:
                - {lose: 10%, per: 1%, below: 线}
                - {lose: 1, when: 甲 > 5}
            lead: 司法局
            provenance: drafted
          - requirement: T1.2
            title: 件数
            points: 6
            value: 甲
            score: {bands: [{is: 0, earn: all}, {up to: 2, earn: 3}, {earn: 0}]}
            provenance: drafted
    gates:
      - gate: pass
        title: 合格
        needs: {total: 60%}
    """

  private static func set(_ text: String) throws -> IndicatorSet {
    let loaded = try loadSet("case.yaml", from: .memory(["case.yaml": text]))
    return try #require(
      loaded.set, "\(TextRenderer(language: .en).render(loaded.diagnostics))")
  }

  /// The changes of the base by replacements of its text, a line each.
  private static func changes(_ edits: (String, String)...) throws -> [String] {
    var text = base
    for (from, to) in edits {
      #expect(text.contains(from), "\(from)")
      text = text.replacing(from, with: to)
    }
    return try SetComparison.changes(from: set(base), to: set(text)).map { change in
      let what =
        switch change.what {
        case .added: "added"
        case .removed: "removed"
        case .split(let ids): "split \(ids)"
        case .merged(let ids): "merged \(ids)"
        case .renamed(let id): "renamed \(id)"
        case .changed(let aspect, let from, let to):
          "\(aspect.text(.en)): \(from.text(.en)) → \(to.text(.en))"
        }
      return "\(change.kind.rawValue) \(change.id) \(what)"
        + (change.affectsScores ? "" : " (apart)")
    }
  }

  @Test func `what only looks different is no change`() throws {
    #expect(
      try Self.changes(
        ("value: 甲 / 乙", "value: (甲)  /  乙"), ("applies: 乙 > 0", "适用条件: 乙 > 0.0"),
        ("below: 线", "below: 90.0%"), ("points: 4\n", "points: 4.00\n")) == [])
  }

  @Test func `a threshold that moved is told with its line, a constant with its value`() throws {
    #expect(
      try Self.changes(("{value: 90%", "{value: 95%")) == [
        "requirement T1.1 line 1 bound: 线 (90%) → 线 (95%)"
      ])
    #expect(
      try Self.changes(("up to: 2", "up to: 3")) == ["requirement T1.2 band 2 bound: 2 → 3"])
  }

  @Test func `a line in between leaves the others as they are`() throws {
    #expect(
      try Self.changes(
        (
          "            - {lose: 1, when",
          "            - {lose: 2, when: 乙 > 9}\n            - {lose: 1, when"
        )
      ).map { $0.prefix(34) } == ["requirement T1.1 line 2:  → {lose:"])
  }

  @Test func `every part of a line is an aspect of its own`() throws {
    #expect(
      try Self.changes(
        (
          "{lose: 10%, per: 1%, below: 线}",
          "{lose: 20%, per: 2%, below: 线, part: whole, at most: 3}"
        ),
        ("when: 甲 > 5", "when: 甲 >= 5")) == [
          "requirement T1.1 line 1 amount: 10% → 20%", "requirement T1.1 line 1 per: 1% → 2%",
          "requirement T1.1 line 1 part: share → whole", "requirement T1.1 line 1 at most:  → 3",
          "requirement T1.1 line 2 when: 甲 > 5 → 甲 >= 5",
        ])
  }

  @Test func `points that are shared anew, conditions, gates and the way of scoring`() throws {
    #expect(
      try Self.changes(
        ("points: 4", "points: 5"), ("points: 6", "points: 5"), ("乙 > 0", "乙 > 1"),
        ("total: 60%", "total: 65%"),
        (
          "{bands: [{is: 0, earn: all}, {up to: 2, earn: 3}, {earn: 0}]}",
          "{linear: {zero: 5, full: 0}}"
        ))
        == [
          "requirement T1.1 points: 4.00 → 5.00", "requirement T1.1 applies: 乙 > 0 → 乙 > 1",
          "requirement T1.2 points: 6.00 → 5.00", "requirement T1.2 score: bands → linear",
          "gate pass total: 60% → 65%",
        ])
  }

  @Test func `what changes no score is marked`() throws {
    #expect(
      try Self.changes(("lead: 司法局", "lead: 法院"), ("plausible: 0 to 10", "plausible: 0 to 20")) == [
        "requirement T1.1 lead: 司法局 → 法院 (apart)", "item 乙 plausible: 0 to 10 → 0 to 20 (apart)",
      ])
  }

  @Test func `an id that only changed is told as such`() throws {
    #expect(
      try Self.changes(("requirement: T1.2", "requirement: T1.3")) == [
        "requirement T1.2 renamed T1.3"
      ])
  }

  @Test func `a requirement is split and merged where its points stay together`() throws {
    let two = """
            - requirement: T1.2a
              title: 件数一
              points: 2
              value: 甲
              score: {met: value = 0}
              provenance: drafted
            - requirement: T1.2b
              title: 件数二
              points: 4
              value: 乙
              score: {met: value = 0}
              provenance: drafted
      """
    let start = try #require(Self.base.firstRange(of: "      - requirement: T1.2"))
    let end = try #require(Self.base.firstRange(of: "gates:"))
    let split = String(Self.base[..<start.lowerBound]) + two + "\n" + Self.base[end.lowerBound...]
    let there = try SetComparison.changes(from: Self.set(Self.base), to: Self.set(split))
    guard case .split(let parts)? = there.first?.what else {
      Issue.record("\(there)")
      return
    }
    #expect(there.count == 1)
    #expect(parts == ["T1.2a", "T1.2b"])
    let back = try SetComparison.changes(from: Self.set(split), to: Self.set(Self.base))
    guard case .merged(let from)? = back.first?.what else {
      Issue.record("\(back)")
      return
    }
    #expect(back.count == 1)
    #expect(from == ["T1.2a", "T1.2b"])
  }

  @Test func `a change keeps the reason that the overlay gives`() throws {
    let overlay = """
      set: over
      title: 叠加
      edition: "2"
      extends: case.yaml
      points: 10
      change:
        - change: T1.1
          why: 本地实际
          points: 3
        - change: T1.2
          why: 本地实际二
          points: 7
      """
    let loaded = try loadSet(
      "over.yaml", from: .memory(["case.yaml": Self.base, "over.yaml": overlay]))
    let changes = try SetComparison.changes(from: Self.set(Self.base), to: #require(loaded.set))
    #expect(changes.filter { $0.id == "T1.1" }.map(\.why) == ["本地实际"])
  }
}
