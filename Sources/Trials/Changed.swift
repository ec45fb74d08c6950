import Definitions
import FEEL
import SourceText

/// A part of a set with one small change.
struct Changed<Part: Sendable>: Sendable {
  var part: Part
  /// Where the set writes what was changed.
  var place: Place
  /// What was changed, from and to.
  @ForeignAmounts var words: Phrase

  /// The change as one of a part that holds this one.
  func map<Whole>(_ put: (Part) -> Whole) -> Changed<Whole> {
    Changed<Whole>(part: put(part), place: place, words: words)
  }
}

extension Changed {
  /// A change of something with a name in both languages.
  init(_ part: Part, at place: Place, zh: String, en: String, _ from: String, _ to: String) {
    self.part = part
    self.place = place
    words = Phrase(zh: "\(zh)：\(from) → \(to)", en: "\(en): \(from) → \(to)")
  }

  /// Something left out.
  init(_ part: Part, at place: Place, without zh: String, _ en: String) {
    self.part = part
    self.place = place
    words = Phrase(zh: "去掉\(zh)", en: "without \(en)")
  }
}

extension Expression {
  /// The expression with one operator or number changed.
  func changes(zh: String, en: String) -> [Changed<Expression>] {
    program.mutants.map { mutant in
      let part = Expression(text: text, place: place, program: mutant.program)
      if program.constant != nil {
        return Changed<Expression>(part, at: place, zh: zh, en: en, text, mutant.words(like: text))
      }
      return Changed<Expression>(
        part, at: place, zh: "\(zh) \(text)", en: "\(en) \(text)", mutant.from, mutant.to)
    }
  }
}

extension Mutant {
  /// The new value in the notation of the old one.
  fileprivate func words(like text: String) -> String {
    guard text.utf8.last == UInt8(ascii: "%"), let number = program.constant?.number else {
      return to
    }
    return "\((number * 100).exactText)%"
  }
}

extension Number {
  /// The changes of a number that a set states: a step up and down, with what each is put into.
  func changes<Whole>(
    at place: Place, zh: String, en: String, isShare: Bool = false, _ put: (Number) -> Whole
  ) -> [Changed<Whole>] {
    func text(_ number: Number) -> String {
      isShare ? "\((number * 100).exactText)%" : number.exactText
    }
    return neighbours(isPercent: isShare).map { number in
      Changed<Whole>(put(number), at: place, zh: zh, en: en, text(self), text(number))
    }
  }
}

extension Points {
  /// The changes of points: a tenth more and less, and twice as many.
  func changes<Whole>(
    at place: Place, digits: Int, zh: String, en: String, _ put: (Points) -> Whole
  ) -> [Changed<Whole>] {
    var tenth: Int64 = 1
    for _ in 1..<max(1, digits) { tenth *= 10 }
    return [units - tenth, units + tenth, units * 2].filter { $0 >= 0 && $0 != units }.map {
      let other = Points(units: $0)
      return Changed<Whole>(
        put(other), at: place, zh: zh, en: en, text(digits: digits), other.text(digits: digits))
    }
  }
}

/// A copy of a value with something changed.
func copy<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
  var value = value
  change(&value)
  return value
}
