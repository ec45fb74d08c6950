import Definitions
import FEEL

extension Linear: WayBetweenEnds {
  func share(at position: Number, by scorer: inout Scorer) -> Number { position }
}
