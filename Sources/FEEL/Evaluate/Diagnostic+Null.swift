public import SourceText

extension Diagnostic {
  /// Why a program has no value: the reason, the part of the text that had none, and what its operands were.
  ///
  /// `steps` are those of the traced evaluation that gave the null (``Evaluator/trace(_:_:)``).
  public static func noValue(
    _ null: Null, _ steps: [Step], of program: Program, locate: (Range<Int>) -> Place?
  ) -> Diagnostic {
    func place(_ range: SourceRange) -> Place? { locate(Int(range.start)..<Int(range.end)) }
    let text = Array(program.text.utf8)
    let range = null.range ?? steps.first { $0.value.null == null }?.range
    let operands = range.map { Step.operands(of: null, at: $0, in: steps) } ?? []
    let labels = operands.compactMap { step -> Label? in
      let bytes = text[
        min(Int(step.range.start), text.count)..<min(Int(step.range.end), text.count)]
      let source = Value.shortened(String(decoding: bytes, as: UTF8.self), to: 40)
      return place(step.range).map { Label($0, Phrase("\(source) = \(step.value.excerpt)")) }
    }
    return Diagnostic(
      Code.noValue, .note,
      Phrase(
        zh: "没有值，原因：\(null.reason.phrase.text(.zh))",
        en: "no value: \(null.reason.phrase.text(.en))"),
      at: place(range ?? SourceRange(0, text.count)),
      related: labels)
  }
}

extension Step {
  /// The last values of the operands that stand right below a part of the text, at the moment when it became null.
  fileprivate static func operands(
    of null: Null, at range: SourceRange, in steps: [Step]
  ) -> [Step] {
    guard let end = steps.firstIndex(where: { $0.range == range && $0.value.null == null }) else {
      return []
    }
    var kept: [Step] = []
    for step in steps[..<end].reversed() {
      guard step.range != range, range.contains(step.range) else { continue }
      if kept.contains(where: { $0.range.contains(step.range) }) { continue }
      kept.append(step)
      if kept.count == mostOperands { break }
    }
    return kept.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
  }

  /// How many operands are shown.
  private static let mostOperands = 6
}

extension SourceRange {
  /// Whether another range lies within this one.
  fileprivate func contains(_ other: SourceRange) -> Bool {
    start <= other.start && other.end <= end
  }
}

extension Value {
  /// The value in at most 60 characters.
  fileprivate var excerpt: String { Value.shortened(literal, to: 60) }

  /// A text on one line, cut after so many characters.
  fileprivate static func shortened(_ text: String, to count: Int) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= count ? line : line.prefix(count) + "…"
  }
}
