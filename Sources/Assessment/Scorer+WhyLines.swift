import Definitions
import FEEL
import SourceText

extension Scorer {
  /// What the lines moved and why, after the value that they judged.
  mutating func why(_ effects: [LineEffect], _ judged: Judged) -> Phrase {
    guard !effects.isEmpty else { return whyNothing(judged) }
    let (rule, value) = (judged.rule, judged.value)
    // Together the lines may take more than there is: the points end at zero and at the full points.
    let moved = effects.reduce(Number.zero) { $0 + $1.moved }
    var words: [Phrase] = []
    for effect in effects { words.append(why(effect, rule)) }
    if rule.points > .zero, moved.magnitude > rule.points {
      words.append(
        moved.isNegative
          ? Phrase(zh: "扣完为止", en: "down to zero")
          : Phrase(zh: "以满分为限", en: "up to the full points"))
    }
    let zh = words.map { $0.text(.zh) }.joined(separator: "；")
    let en = words.map { $0.text(.en) }.joined(separator: "; ")
    return value.isEmpty
      ? Phrase(zh: zh, en: en) : Phrase(zh: "\(value)：\(zh)", en: "\(value): \(en)")
  }

  /// No line applied: the target is reached, or there was nothing to count.
  private func whyNothing(_ judged: Judged) -> Phrase {
    let (value, goal) = (judged.value, judged.goal)
    if judged.rule.base == .nothing {
      return value.isEmpty
        ? Phrase(zh: "没有可以得分的情形", en: "nothing earns points")
        : Phrase(zh: "\(value)，没有达到得分的条件", en: "\(value), nothing earns points")
    }
    if value.isEmpty { return Phrase(zh: "没有需要扣分的情形", en: "nothing to deduct") }
    return goal.isEmpty
      ? Phrase(zh: "\(value)，没有需要扣分的情形", en: "\(value), nothing to deduct")
      : Phrase(zh: "\(value)，达到\(goal)", en: "\(value), reaches \(goal)")
  }

  private mutating func why(_ effect: LineEffect, _ rule: Rule) -> Phrase {
    let line = rule.lines[effect.line].line
    let points = effect.moved.magnitude.text(maximumDigits: 4)
    let isLoss = effect.moved.isNegative
    let zh = (isLoss ? "扣" : "得") + "\(points)分"
    let en = (isLoss ? "loses " : "earns ") + points
    let cause = cause(of: effect, line, rule)
    guard let cause else { return Phrase(zh: zh, en: en) }
    return Phrase(zh: "\(cause.text(.zh))，\(zh)", en: "\(en) (\(cause.text(.en)))")
  }

  /// What made a line count, and how often; nil for a line that always does.
  private mutating func cause(of effect: LineEffect, _ line: Line, _ rule: Rule) -> Phrase? {
    let count = effect.quantity.text(maximumDigits: 2)
    switch line.quantity {
    case .records: return whichRecords(line, rule)
    case .each(let expression):
      let name = expression.text
      return name == "value"
        ? Phrase(zh: "计\(count)次", en: "\(count) times") : Phrase("\(name) \(count)")
    case .per(let step, _):
      guard let test = line.test else { return nil }
      let side = side(of: test)
      guard line.part == .share, let distance = distance(effect.quantity, step, rule) else {
        return Phrase(zh: "\(side.text(.zh))，计\(count)次", en: "\(side.text(.en)), \(count) times")
      }
      return Phrase(
        zh: "\(side.text(.zh))\(distance.text(.zh))",
        en: "\(distance.text(.en)) \(side.text(.en))")
    case .once:
      if let test = line.test { return side(of: test) }
      return line.condition.map { condition in
        let text = condition.text
        return Phrase(zh: "符合“\(text)”", en: "'\(text)' holds")
      }
    }
  }

  /// The records that counted: how many, which, and what each moved where that differs.
  mutating func whichRecords(_ line: Line, _ rule: Rule) -> Phrase? {
    guard case .known(let effects) = recordEffects(of: line, node: rule.points) else { return nil }
    let names = names(of: effects.prefix(3).map(\.record), in: line)
    let isUniform = Set(effects.map(\.moved)).count < 2
    let shown = zip(names, effects).map { name, effect in
      let points = effect.moved.text(maximumDigits: 4)
      return isUniform
        ? name
        : Phrase(zh: "\(name.text(.zh))计\(points)", en: "\(name.text(.en)): \(points)")
    }
    let more = effects.count > 3
    let count = effects.count
    let zh = shown.map { $0.text(.zh) }.joined(separator: "、") + (more ? "等" : "")
    let en = shown.map { $0.text(.en) }.joined(separator: ", ") + (more ? " …" : "")
    let tables = tables(of: line).map { plan.set.items[$0].name }.joined(separator: "、")
    return Phrase(zh: "\(tables)\(count)条：\(zh)", en: "\(count) of \(tables): \(en)")
  }

  /// Which side of a bound the value is on: 低于96%.
  func side(of test: ValueTest) -> Phrase {
    let bound = test.bound.text
    return switch test.comparison {
    case .is: Phrase(zh: "等于\(bound)", en: "is \(bound)")
    case .atLeast: Phrase(zh: "达到\(bound)", en: "at least \(bound)")
    case .above: Phrase(zh: "高于\(bound)", en: "above \(bound)")
    case .below: Phrase(zh: "低于\(bound)", en: "below \(bound)")
    case .upTo: Phrase(zh: "不超过\(bound)", en: "up to \(bound)")
    case .after: Phrase(zh: "晚于\(bound)", en: "after \(bound)")
    }
  }

  /// How far past its bound the value was counted; nil where that is not a plain number.
  private func distance(_ steps: Number, _ step: StepSize, _ rule: Rule) -> Phrase? {
    switch step {
    case .days(let days):
      let text = (steps * days).printed(asPercent: false, against: .zero)
      return Phrase(zh: "\(text)天", en: "\(text) days")
    case .relative(let share, _):
      let text = (steps * share).printed(asPercent: true, against: .zero)
      return Phrase(zh: "的\(text)", en: "\(text)")
    case .absolute(let size):
      guard case .number(let size) = size.program.constant else { return nil }
      let distance = steps * size
      guard rule.isPercent else {
        let text = distance.printed(asPercent: false, against: .zero)
        return Phrase(zh: " \(text)", en: text)
      }
      let text = (distance * 100).printed(asPercent: false, against: .zero)
      return Phrase(zh: " \(text) 个百分点", en: "\(text) percentage points")
    }
  }
}
