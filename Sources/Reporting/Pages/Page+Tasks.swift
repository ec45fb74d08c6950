import Assessment
import Definitions
import FEEL

extension Page {
  /// The first gate that asks for a share of every task, and the share.
  var taskFloor: (gate: Index<Gate>, share: Number)? {
    for (index, gate) in indicators.gates.indexed {
      if case .share(let share) = gate.eachTask { return (index, share) }
    }
    return nil
  }

  /// What the steps of the scale of shares mean, and an empty cell; `more` adds to the list.
  func scale(
    empty: String? = nil, _ html: inout HTML, more: (inout HTML) -> Void = { _ in }
  ) {
    let steps: [(Class, String)] = [
      (.h0, "<50"), (.h1, "50–60"), (.h2, "60–70"), (.h3, "70–80"), (.h4, "80–90"), (.h5, "90–97"),
      (.h6, "≥97"), (.hx, empty ?? text(zh: "不适用", en: "not applicable")),
    ]
    html.element(.ul, .class(.legend)) { html in
      for (step, words) in steps {
        html.element(.li) { html in
          html.element(.span, .class(.swatch, step), .ariaHidden, text: "")
          html.text(words)
        }
      }
      more(&html)
    }
  }

  /// Whether a task's share is below a floor, exactly.
  static func isBelow(_ result: NodeSum, _ floor: Number) -> Bool {
    guard let share = result.share else { return false }
    return share < floor
  }

  /// The step of the scale of shares that a task stands on.
  static func heat(_ result: NodeSum) -> Class {
    guard result.base > .zero else { return .hx }
    let percent = result.earned.units * 100
    let steps: [(Int64, Class)] = [
      (50, .h0), (60, .h1), (70, .h2), (80, .h3), (90, .h4), (97, .h5),
    ]
    return steps.first { percent < $0.0 * result.base.units }?.1 ?? .h6
  }
}
