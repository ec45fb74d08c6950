import Assessment
import Definitions
import FEEL
import SourceText

extension Lines: WayInWords {
  func sentences(_ words: RuleWords) -> [Phrase] {
    [opening].compactMap(\.self) + lines.map { words.sentence($0) }
  }

  private var opening: Phrase? {
    guard lines.count > 1 else { return nil }
    return switch lines.base {
    case .nothing:
      Phrase(
        zh: "从零分起，凡符合的各条都算，加到满分为止：",
        en: "From zero, every line that fits counts, up to the maximum:")
    case .full:
      Phrase(
        zh: "从满分起，凡符合的各条都算，扣完为止：",
        en: "From the maximum, every line that fits counts, down to zero:")
    }
  }

  func arithmetic(_ cause: Cause, of points: Number) -> String? {
    guard case .lines(let effects) = cause, !effects.isEmpty else { return nil }
    return effects.sum(from: lines.base == .full ? points : .zero)
  }
}

extension [LineEffect] {
  /// A start and what each line moved, added up.
  func sum(from start: Number) -> String {
    let terms = map { ($0.moved.isNegative ? " - " : " + ") + $0.moved.magnitude.exactText }
    let sum = reduce(start) { $0 + $1.moved }
    return "\(start.exactText)\(terms.joined()) = \(sum.exactText)"
  }
}
