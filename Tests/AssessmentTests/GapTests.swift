@testable import Assessment
import Definitions
import Testing

/// What can be won.
@Suite struct GapTests {
  @Test func `what costs more than it brings is nothing to be won`() {
    func gap(
      _ requirement: Index<Requirement>, win: Int64, blocks: [Index<Gate>] = []
    ) -> Gap {
      Gap(
        source: .requirement(requirement), lost: Points(units: 100), win: Points(units: win),
        blocks: blocks)
    }
    let all = [gap(0, win: 50), gap(1, win: 0), gap(2, win: -50), gap(3, win: -50, blocks: [0])]
    #expect(all.toBeWon.map(\.source) == [.requirement(0), .requirement(1), .requirement(3)])
  }
}
