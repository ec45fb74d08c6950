import FEEL
import SourceText

/// Values that stand for all values: between two neighbouring bounds every value is judged alike, so one of them is
/// enough, and so are the bounds themselves. What holds for all samples holds for all values, exactly.
struct Samples: Sendable {
  /// A value, and what it stands for.
  struct Sample: Sendable {
    let value: Value
    let words: Phrase
  }

  let samples: [Sample]

  /// The samples of numbers that are compared with these bounds, within what is believable.
  init(bounds: some Sequence<Number>, within span: Span, isWhole: Bool, asPercent: Bool) {
    var ends = Set(bounds)
    if let low = span.low { ends.insert(low) }
    if let high = span.high { ends.insert(high) }
    let points = ends.sorted()
    var samples: [Sample] = []
    func add(_ number: Number, _ words: Phrase) {
      if let low = span.low, number < low { return }
      if let high = span.high, number > high { return }
      samples.append(Sample(value: .number(number), words: words))
    }
    @Sendable func words(_ number: Number) -> String { number.words(asPercent: asPercent) }
    if let first = points.first {
      add(first - .one, Phrase(zh: "低于 \(words(first)) 的值", en: "values below \(words(first))"))
    }
    for (index, point) in points.enumerated() {
      add(point, Phrase(words(point)))
      guard index + 1 < points.count else {
        add(point + .one, Phrase(zh: "高于 \(words(point)) 的值", en: "values above \(words(point))"))
        continue
      }
      let next = points[index + 1]
      let middle =
        isWhole
        ? (point + .one).floor() : (point + next).divided(by: Number(2)) ?? point
      guard middle > point, middle < next else { continue }
      let (a, b) = (words(point), words(next))
      add(middle, Phrase(zh: "\(a) 与 \(b) 之间的值", en: "values between \(a) and \(b)"))
    }
    self.samples = samples
  }

  /// The samples of a choice.
  init(_ choices: [String]) {
    samples = choices.map { Sample(value: .string($0), words: Phrase("'\($0)'")) }
  }

  /// Yes and no.
  init() {
    samples = [true, false].map {
      Sample(
        value: .boolean($0), words: $0 ? Phrase(zh: "是", en: "yes") : Phrase(zh: "否", en: "no"))
    }
  }
}

extension LintContext {
  /// Which item an expression is, where it is one and nothing else.
  func item(_ outline: Outline) -> Item? {
    if case .slot(let slot) = outline.kind { item(slot) } else { nil }
  }

  /// Whether an expression can only be a whole number.
  func isWhole(_ outline: Outline) -> Bool {
    switch outline.kind {
    case .constant(let value): value.number?.isInteger ?? false
    case .slot(let slot): item(slot)?.type.isCounted ?? false
    case .call("count"): true
    case .negation, .arithmetic(.add), .arithmetic(.subtract), .arithmetic(.multiply):
      outline.parts.allSatisfy { isWhole($0) }
    case .arithmetic, .call, .comparison, .and, .or, .conditional, .other: false
    }
  }

  /// The samples of what an expression can be, compared with these bounds; nil where its values are of another kind.
  func samples(of outline: Outline, bounds: some Sequence<Number>) -> Samples? {
    if let item = item(outline), item.type == .choice { return Samples(item.choices) }
    switch outline.type {
    case .boolean: return Samples()
    case .number, .percent:
      return Samples(
        bounds: bounds, within: span(outline), isWhole: isWhole(outline),
        asPercent: outline.type == .percent || isRatio(outline))
    default: return nil
    }
  }

  /// Whether a quotient of two counts is what a person calls a rate.
  private func isRatio(_ outline: Outline) -> Bool {
    guard case .arithmetic(.divide) = outline.kind else { return false }
    return outline.parts.allSatisfy { isWhole($0) }
  }
}

/// What bands ask of one thing, which is mostly the value.
struct BandAxis {
  /// What they ask about.
  let subject: Outline
  /// For each band, whether it takes a value; nil where that depends on something else.
  let fits: [@Sendable (Value) -> Bool?]
  let bounds: [Number]
}

extension LintContext {
  /// What the bands of a requirement ask; nil where they ask about several things or in other ways.
  func axis(of bands: [Line], _ requirement: Requirement) -> BandAxis? {
    let value = requirement.value?.program.outline
    var subject: Outline? = bands.contains { $0.test != nil } ? value : nil
    var bounds: [Number] = []
    for band in bands {
      if let test = band.test {
        guard let constant = test.bound.program.constant else { return nil }
        if let number = constant.number { bounds.append(number) }
      }
      guard let condition = band.condition?.program.outline else { continue }
      for part in condition.all {
        guard case .comparison = part.kind else { continue }
        guard let (asked, constant) = sides(part, value) else { return nil }
        if let subject, subject.signature != asked.signature { return nil }
        subject = asked
        if let number = constant.number { bounds.append(number) }
      }
    }
    guard let subject else { return nil }
    let signature = subject.signature
    let fits = bands.map { band in
      { @Sendable (sample: Value) -> Bool? in
        if let test = band.test {
          guard let bound = test.bound.program.constant,
            let holds = test.comparison.outlined.holds(sample, bound)
          else { return nil }
          if !holds { return false }
        }
        guard let condition = band.condition?.program.outline else { return true }
        return self.holds(condition, sample, signature, value)
      }
    }
    return BandAxis(subject: subject, fits: fits, bounds: bounds)
  }

  /// The side of a comparison that is asked about, and the constant on the other side.
  private func sides(_ comparison: Outline, _ value: Outline?) -> (Outline, Value)? {
    for (index, side) in comparison.parts.enumerated() {
      guard case .constant(let constant) = side.kind else { continue }
      let other = comparison.parts[1 - index]
      if case .slot(let slot) = other.kind, slot == set.slots.value {
        return value.map { ($0, constant) }
      }
      return (other, constant)
    }
    return nil
  }

  private func holds(
    _ condition: Outline, _ sample: Value, _ signature: String, _ value: Outline?
  ) -> Bool? {
    switch condition.kind {
    case .constant(let constant): return constant.boolean
    case .comparison(let comparison):
      guard let (_, constant) = sides(condition, value) else { return nil }
      let isTurned = if case .constant = condition.parts[0].kind { true } else { false }
      return isTurned ? comparison.holds(constant, sample) : comparison.holds(sample, constant)
    case .and:
      let sides = condition.parts.map { holds($0, sample, signature, value) }
      return sides.contains(nil) ? nil : !sides.contains(false)
    case .or:
      let sides = condition.parts.map { holds($0, sample, signature, value) }
      return sides.contains(nil) ? nil : sides.contains(true)
    case .call("not"):
      return condition.parts.first.flatMap { holds($0, sample, signature, value) }.map { !$0 }
    case .slot:
      return condition.signature == signature ? sample.boolean : nil
    case .call, .negation, .arithmetic, .conditional, .other: return nil
    }
  }
}

extension Outline.Comparison {
  /// Whether the comparison holds between two values of one kind; nil for others.
  func holds(_ a: Value, _ b: Value) -> Bool? {
    if let a = a.number, let b = b.number { return holds(a, b) }
    let isSame: Bool
    if let a = a.string, let b = b.string {
      isSame = a == b
    } else if let a = a.boolean, let b = b.boolean {
      isSame = a == b
    } else {
      return nil
    }
    return switch self {
    case .equal: isSame
    case .notEqual: !isSame
    case .less, .lessOrEqual, .greater, .greaterOrEqual: nil
    }
  }
}
