import Foundation
import SourceText
import Testing

@testable import Definitions

/// Each cell of the table of what may stand where, as a set of its own: it loads, or says what to write instead.
@Suite struct OutlookTests {
  struct Cell: Sendable, CustomTestStringConvertible {
    let outlook: Outlook
    let standpoint: Standpoint

    var testDescription: String { "\(outlook) \(standpoint)" }

    static let all = Outlook.allCases.flatMap { outlook in
      Standpoint.allCases.map { Cell(outlook: outlook, standpoint: $0) }
    }

    /// A number that the call gives.
    private var call: String {
      // Below the county, and where the towns' share is taken, there are the items of the towns only.
      let item = standpoint == .insideChildren || standpoint == .report ? "t" : "a"
      return switch outlook {
      case .peers: "count(peers(\(item)))"
      case .place: "place(\(item))"
      case .previous: "previous(\(item))"
      case .earlier: "earlier(\(item), 2)[1]"
      case .children: "count(children(t))"
      case .value, .total: outlook.rawValue
      case .score: "score(\"T01\")"
      case .passed: "(if passed(\"entry\") then 1 else 0)"
      }
    }

    /// The set with the call in its place; inside another, that stands where both may.
    var text: String {
      var texts: [Standpoint: String] = [:]
      switch standpoint {
      case .insidePeers: texts[isOfGates ? .gate : .score] = "count(peers(\(call)))"
      case .insideTime:
        // What a gate asks of itself is asked of the period before.
        texts[isOfGates ? .gate : .score] = "previous(\(call))"
      case .insideChildren: texts[isOfGates ? .gate : .score] = "count(children(\(call)))"
      default: texts[standpoint] = call
      }
      func text(_ standpoint: Standpoint) -> String { texts[standpoint] ?? "1" }
      return """
        set: case
        title: 示例体系
        edition: "2020"
        language: en
        assesses: county
        period: quarter
        points: 10
        part: share
        items:
          a: {type: count}
          b: {type: number, value: '\(text(.item)) + a'}
          t: {type: count, level: town, rollup: sum}
          c: {type: count, level: town, rollup: 'share where \(text(.report)) + c > 0'}
        checks:
          - {check: '\(text(.check)) + a > 0', else: wrong}
        tasks:
          - task: T01
            title: 排名
            points: 10
            requirements:
              - requirement: T01.01
                title: 排名
                points: 10
                value: '\(text(.value)) + b'
                score: {met: '\(text(.score)) + value > 0 and c > 5%'}
                provenance: drafted
        vetoes:
          - veto: V1
            title: 迹象
            found by: [省]
            ask when: '\(text(.sign)) + a < 0'
            then: {lose: 1}
        gates:
          - gate: entry
            title: 进门
            needs: {total: 60%}
          - gate: exit
            title: 出门
            after: entry
            checks:
              - {check: '\(text(.gate)) > 0', else: 未达到}
        """
    }

    private var isOfGates: Bool {
      [.score, .total, .passed].contains(outlook)
    }

    /// Whether the call is a name that is not known there at all.
    var isUnknownName: Bool {
      switch (outlook, standpoint) {
      case (.value, .score), (.value, .insidePeers), (.value, .insideTime),
        (.value, .insideChildren),
        (.total, .gate), (.total, .insidePeers), (.total, .insideTime), (.total, .insideChildren):
        false
      case (.value, _), (.total, _): true
      default: false
      }
    }
  }

  @Test(arguments: Cell.all)
  func `a call stands where the table lets it, and is refused with advice elsewhere`(cell: Cell)
    throws
  {
    let loaded = try loadSet("set.yaml", from: .memory(["set.yaml": cell.text]))
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    guard let advice = cell.outlook.advice(at: cell.standpoint) else {
      #expect(errors.isEmpty, "\(TextRenderer(language: .en).render(errors))")
      return
    }
    let first = try #require(errors.first)
    #expect(first.place != nil)
    if cell.isUnknownName {
      #expect(first.code == "unknown-name")
      return
    }
    #expect(["misplaced-outlook", "children-of-items"].contains(first.code), "\(first.code)")
    let help = try #require(first.help)
    #expect(!help.text(.zh).isEmpty && !help.text(.en).isEmpty)
    if !cell.isInside { #expect(help.text(.zh) == advice.text(.zh)) }
  }

  @Test func `the guide has the table`() throws {
    let page = Repository.root.appending(path: "Docs/levels-and-time.md")
    let committed = try String(contentsOf: page, encoding: .utf8)
    let (start, end) = ("<!-- outlook -->\n", "<!-- /outlook -->")
    let before = try #require(committed.range(of: start))
    let after = try #require(committed.range(of: end))
    let current =
      committed[..<before.upperBound] + Outlook.markdown + "\n" + committed[after.lowerBound...]
    if Repository.updatesGoldens, committed != current {
      try String(current).write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(committed == String(current), "run with UPDATE_GOLDENS=1 and look at the difference")
  }
}

extension OutlookTests.Cell {
  fileprivate var isInside: Bool {
    [.insidePeers, .insideTime, .insideChildren].contains(standpoint)
  }
}
