import Definitions
import SourceText

extension JSONText {
  /// Points as a number with all their digits: the text is exact, whatever a reader makes of it.
  mutating func field(_ name: String, _ points: Points, digits: Int) {
    field(name) { $0.append(points, digits: digits) }
  }

  /// The same, or null where there are none.
  mutating func field(_ name: String, _ points: Points?, digits: Int) {
    if let points {
      field(name, points, digits: digits)
    } else {
      field(name, nil as String?)
    }
  }
}
