import Definitions
import TestSupport

/// A set with tasks, groups, gates, adjustments and vetoes of any shape, scored by marks that units report.
///
/// Every requirement reads a mark of its own, so that one can be raised without touching another.
struct RandomSet {
  /// A requirement: what it can earn, in cents.
  struct Member {
    var points: Int
    /// By its mark, by a share of the way, or all or nothing; from 3 on by what peers have.
    var way: Int
    var notApplicable: String
    var missing: String
    var isCore: Bool
    var group: Int?
  }

  private(set) var members: [Member] = []
  private(set) var bench: Bench
  /// How many signs of vetoes and counts of adjustments follow the marks.
  static let extras = 4

  /// Makes a set; one that looks around scores some requirements by what peers have as well.
  init(_ random: inout SeededGenerator, looksAround: Bool = false) throws {
    var tasks: [String] = []
    var full = 0
    var members: [Member] = []
    for task in 0..<random.whole(1...3) {
      var text: [String] = []
      var sum = 0
      for _ in 0..<random.whole(1...3) {
        let isGroup = random.once(in: 2)
        // Of a group with unequal members the best could have the smaller base.
        let points = random.whole(1...1_500)
        let count = isGroup ? random.whole(1...3) : 1
        let start = members.count
        for _ in 0..<count {
          members.append(
            Member(
              points: points, way: random.whole(0...(looksAround ? 7 : 2)),
              notApplicable: random.pick(["leave out", "full", "average"]),
              missing: random.pick(["no points", "no points", "leave out", "block"]),
              isCore: random.once(in: 3), group: isGroup ? start : nil))
        }
        let texts = members.indices[start...].map { Self.text($0, members[$0]) }
        guard isGroup else {
          text += texts
          sum += points
          continue
        }
        let (keys, possible) = Self.caps(count, points, &random)
        sum += possible
        text.append(
          (["- group: G\(start)", "  title: Group"] + keys.map { "  " + $0 } + ["  requirements:"]
            + texts.flatMap { $0.split(separator: "\n").map { "    " + $0 } })
            .joined(separator: "\n"))
      }
      full += sum
      tasks.append(
        """
          - task: T\(task)
            title: Task
            points: \(cents(sum))
            requirements:
        """ + "\n"
          + text.joined(separator: "\n").split(separator: "\n").map { "      " + $0 }
          .joined(separator: "\n"))
    }
    let items = members.indices.map { "  m\($0): {type: number}\n  p\($0): {type: yes-no}" }
    bench = try Bench(
      points: cents(full),
      """
      items:
      \(items.joined(separator: "\n"))
        plus: {type: count}
        minus: {type: count}
        sign: {type: count}
        grave: {type: count}
      tasks:
      \(tasks.joined(separator: "\n"))
      \(random.once(in: 2) ? "total at most: \(cents(full + 300))" : "")
      \(Self.tail(members, &random))
      """)
    self.members = members
  }

  private static func text(_ index: Int, _ member: Member) -> String {
    let points = cents(member.points)
    let score =
      switch member.way {
      case 0: ["score: {lines: [{earn: m\(index)}]}"]
      case 1: ["value: m\(index)", "score: {linear: {zero: 0, full: \(points)}}"]
      case 2: ["value: m\(index)", "score: {met: value >= \(points)}"]
      case 3:
        ["value: m\(index)", "score: {lines: [{lose: 0.5, per: 1, below: mean(peers(value))}]}"]
      case 4: ["value: place(m\(index))", "score: {linear: {zero: 15, full: 1}}"]
      case 5:
        [
          "value: m\(index) - min(peers(m\(index)))",
          "score: {met: value >= max(peers(value)) / 2}",
        ]
      case 6:
        ["value: place(m\(index))", "score: {met: place(value) * 2 <= count(peers(value))}"]
      default:
        [
          "value: m\(index)",
          "score: {bands: [{at least: max(peers(value)), earn: all}, {when: place(value) <= 3, earn: 50%}]}",
        ]
      }
    return requirementText(
      "R\(index)", points: points,
      ["applies: p\(index) = true", "not applicable: \(member.notApplicable)"]
        + ["missing: \(member.missing)"] + (member.isCore ? ["mark: [core]"] : []) + score)
  }

  private static func caps(
    _ count: Int, _ points: Int, _ random: inout SeededGenerator
  ) -> (keys: [String], possible: Int) {
    var keys: [String] = []
    var possible = count * points
    if random.once(in: 3) {
      let best = random.whole(1...count)
      keys.append("best: \(best)")
      possible = best * points
    }
    if random.once(in: 3) { keys.append("lose at most: \(cents(random.whole(0...points)))") }
    if random.once(in: 3) {
      let most = random.whole(1...possible)
      keys.append("earn at most: \(cents(most))")
      possible = most
    }
    if random.once(in: 3) {
      possible = random.whole(1...1_000)
      keys.append("counts as: \(cents(possible))")
    }
    return (keys, possible)
  }

  private static func tail(_ members: [Member], _ random: inout SeededGenerator) -> String {
    let core = members.contains(where: \.isCore) ? ", met: [core]" : ""
    return """
      adjustments:
        - adjustment: J1
          title: More
          score: {lines: [{earn: 0.35, each: plus, at most: 2}]}
        - adjustment: J2
          title: Less
          score: {bands: [{when: minus > 5, lose: 3}, {when: minus > 2, lose: 1.25}]}
      vetoes:
        - veto: V1
          title: Grave
          found by: [省]
          ask when: sign > 0
          then: {\(random.pick(["bar: [exit]", "lose: 3", "total at most: 5", "grade at most: entry"]))}
        - veto: V2
          title: Graver
          found by: [省]
          ask when: grave > 3
          then: {lose: 1, bar: [exit]}
      gates:
        - gate: entry
          title: Entry
          needs: {total: \(random.whole(20...70))%, reported: \(random.whole(50...100))%}
        - gate: exit
          title: Exit
          after: entry
          needs: {total: \(random.whole(50...95))%, each task: \(random.whole(20...80))%\(core)}
          checks:
            - check: score("T0") >= 1 or total > 3
              else: not fulfilled
      """
  }

  /// What a unit reports: for each requirement its mark and whether it applies, then the extras.
  func row(_ random: inout SeededGenerator, missing: Int) -> [Reported] {
    var row: [Reported] = []
    for member in members {
      let mark = random.once(in: 3) ? member.points * 10 : random.whole(0...member.points * 10)
      row.append(
        random.once(in: missing) ? .missing : .number(Decimal(Int64(mark), scale: 3)))
      row.append(.flag(!random.once(in: 6)))
    }
    for _ in 0..<Self.extras {
      row.append(random.once(in: missing) ? .missing : .count(random.whole(0...8)))
    }
    return row
  }
}

/// Cents as points: `12.05`.
func cents(_ cents: Int) -> String { Decimal(Int64(cents), scale: 2).description }
