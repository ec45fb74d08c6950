package import Definitions
package import FEEL
import SourceText

/// Which branches of a set its cases reach.
package struct BranchCoverage: Sendable {
  /// All branches, in the order of the set.
  package let branches: [Branch]
  private let reached: Set<String>

  init(_ branches: [Branch], reached: Set<String>) {
    self.branches = branches
    self.reached = reached
  }

  /// The branches that no case reaches, in the order of the set.
  package var missed: [Branch] { branches.filter { !reached.contains($0.id) } }

  /// How many branches there are of a kind, and how many are reached.
  package func count(_ kind: BranchKind) -> (reached: Int, all: Int) {
    let some = branches.filter { $0.kind == kind }
    return (some.count { reached.contains($0.id) }, some.count)
  }

  /// The reached share, 0 … 1; 1 where there is nothing to reach.
  package var share: Number {
    Number(branches.count - missed.count).divided(by: Number(branches.count)) ?? .one
  }
}
