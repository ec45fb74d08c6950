import Definitions
import FEEL
package import SourceText

/// One step of the arithmetic, as `explain` prints it.
package struct TraceStep: Sendable {
  /// What is worked out.
  @ForeignAmounts package var what: Phrase
  /// The working, ending in the result.
  @ForeignAmounts package var working: Phrase
  /// The rule line that asks for it; nil for steps in between.
  package var rule: Place?
  /// 0 for a step of the rule, deeper for the steps of its expressions.
  package var depth: Int
}

/// What the points that a line moves are made of: amount × quantity × times.
struct LineFactors {
  let each: Number
  let quantity: Number
  let times: Number
}

/// Points before and after a cap.
struct CappedPoints {
  let uncapped: Number
  let points: Number

  /// Whether the cap takes something off.
  var isCapped: Bool { points != uncapped }
}

extension Scorer {
  /// Writes down an expression with the values of its parts.
  mutating func note(_ expression: Expression, _ inner: [Step], _ value: Value) {
    // The ranges of steps are those of the text that was compiled: a guard is written in words of its own.
    let text = expression.program.text
    let parts = inner.filter { step in
      // A record stands where its column is named: only the column tells something.
      step.value.context == nil
        && (step.range.start > 0 || Int(step.range.end) < text.utf8.count)
    }
    for step in parts.prefix(Self.mostParts) {
      let bytes = Array(text.utf8)[
        Int(step.range.start)..<min(text.utf8.count, Int(step.range.end))]
      let part = String(decoding: bytes, as: UTF8.self)
      steps?.append(
        TraceStep(what: Phrase(part), working: step.value.phrase, rule: nil, depth: 1))
    }
    if parts.count > Self.mostParts {
      let more = parts.count - Self.mostParts
      steps?.append(
        TraceStep(
          what: Phrase("……"), working: Phrase(zh: "另有 \(more) 步", en: "\(more) more steps"),
          rule: nil, depth: 1))
    }
    steps?.append(
      TraceStep(
        what: Phrase(expression.text), working: value.phrase, rule: expression.place,
        depth: 0))
  }

  /// The most parts of an expression that are written down: a filter has some for every record.
  private static let mostParts = 60

  /// Writes down a step of a way of scoring.
  mutating func note(_ what: @autoclosure () -> Phrase, _ working: @autoclosure () -> String) {
    guard steps != nil else { return }
    let text = working()
    steps?.append(TraceStep(what: what(), working: Phrase(text), rule: nil, depth: 0))
  }

  /// Writes down what a line moves: amount × quantity × times, then its cap.
  mutating func note(
    _ line: Line, _ index: Int, _ factors: LineFactors, _ capped: CappedPoints
  ) {
    guard steps != nil else { return }
    let moved = capped.points
    var text = "\(factors.each.exactText) × \(factors.quantity.factorText)"
    if line.times != nil { text += " × \(factors.times.factorText)" }
    text += " = \(capped.uncapped.exactText)"
    let plain = text
    let isCapped = capped.isCapped
    let number = index + 1
    let earns = line.direction == .earn
    steps?.append(
      TraceStep(
        what: Phrase(
          zh: "第\(number)条：\(earns ? "得" : "扣")", en: "line \(number): \(earns ? "earn" : "lose")"),
        working: isCapped
          ? Phrase(zh: plain + "，封顶 \(moved.exactText)", en: plain + ", at most \(moved.exactText)")
          : Phrase(plain),
        rule: line.place, depth: 0))
  }

}

extension Number {
  /// The number without rounding, as a factor of a product: a fraction in brackets.
  var factorText: String { isTerminatingDecimal ? exactText : "(\(exactText))" }
}
