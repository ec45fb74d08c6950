import Assessment
import Definitions

extension Observer {
  /// Whether every node's points are what it is made of; nil where nobody plans.
  func projectionAddsUp(_ projection: Projection?) -> Bool? {
    guard let projection else { return nil }
    let nodes =
      [(projection.whole, set.points)]
      + zip(projection.requirements, set.requirements).map { ($0, $1.points) }
      + zip(projection.tasks, set.tasks).map { ($0, $1.points) }
    return nodes.allSatisfy { breakdown, points in breakdown.points == points }
  }
}
