import FEEL
import SourceText

/// One aspect of an entry, as far as editions are compared.
struct Aspect {
  var name: Phrase
  /// Equal where the aspect means the same.
  var meaning: String
  /// What is shown.
  @ForeignAmounts var shown: Phrase
  var place: Place?
  var affectsScores: Bool
}

/// Collects the aspects of one entry; both editions of an entry have the same ones in the same order.
struct AspectList {
  let set: IndicatorSet
  var all: [Aspect] = []

  init(_ set: IndicatorSet) { self.set = set }

  /// A text or word; empty where there is none.
  mutating func add(
    _ zh: String, _ en: String, _ text: String?, at place: Place? = nil, affects: Bool = true
  ) {
    let text = text ?? ""
    all.append(
      Aspect(
        name: Phrase(zh: zh, en: en), meaning: text, shown: Phrase(text.shown), place: place,
        affectsScores: affects))
  }

  /// Words in a list.
  mutating func add(_ zh: String, _ en: String, _ texts: [String], affects: Bool = true) {
    add(zh, en, texts.joined(separator: ", "), affects: affects)
  }

  /// A word of the format, in both languages.
  mutating func add<C: Choice>(
    _ zh: String, _ en: String, _ word: C?, affects: Bool = true
  ) {
    let (chinese, english) = (word?.chinese ?? "", word?.rawValue ?? "")
    all.append(
      Aspect(
        name: Phrase(zh: zh, en: en), meaning: english, shown: Phrase(zh: chinese, en: english),
        place: nil, affectsScores: affects))
  }

  /// An expression, compared by what it does.
  mutating func add(_ zh: String, _ en: String, _ expression: Expression?) {
    add(Phrase(zh: zh, en: en), expression)
  }

  mutating func add(_ name: Phrase, _ expression: Expression?) {
    all.append(
      Aspect(
        name: name, meaning: expression.map(set.meaning) ?? "",
        shown: Phrase(expression?.shown ?? ""), place: expression?.place, affectsScores: true))
  }
}

extension IndicatorSet {
  /// What an expression does, whatever it looks like.
  func meaning(of expression: Expression) -> String {
    expression.program.meaning { slotName($0) }
  }

  private func slotName(_ slot: Slot) -> String {
    let index = Int(slot.rawValue)
    if index < items.count { return items[index].name }
    if slot == slots.value { return "value" }
    if slot == slots.total { return "total" }
    guard let lifted = slots.forms.lifted.first(where: { $0.slot == slot }) else { return "?" }
    return "\(lifted.form)(\(lifted.argument.meaning { slotName($0) }), \(lifted.constants))"
  }

  /// Points as they are printed.
  func text(_ points: Points) -> String { points.text(digits: digits) }
}

extension Expression {
  /// The text; a constant that is called by its name with its value.
  var shown: String {
    guard let constant = program.constant, case .number(let number) = constant,
      Literal.number(text) == nil, Literal.percentage(text) == nil
    else { return text }
    let value =
      program.type == .percent ? "\((number * 100).exactText)%" : number.exactText
    return "\(text) (\(value))"
  }
}

extension Threshold {
  /// The threshold as it is written.
  var shown: String {
    switch self {
    case .share(let share): share.percentText
    case .points(let points): points.exactText
    }
  }
}

extension Number {
  /// A share as a percentage.
  var percentText: String { "\((self * 100).exactText)%" }
}
