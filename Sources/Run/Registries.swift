package import Submissions

/// The units that a run knows.
package struct Registries: Sendable {
  /// The units of all times; nil where units are known from submissions only.
  package let ofAllTimes: Registry?
  /// The units of the run's period.
  package let ofRun: Registry

  package init(ofAllTimes: Registry?, ofRun: Registry) {
    self.ofAllTimes = ofAllTimes
    self.ofRun = ofRun
  }
}
