import FEEL
import Formats
import SourceText

extension SetBuilder {
  /// Reads lines; nil where one of them is broken.
  mutating func lines(_ entries: [Entry], _ context: ScoringContext) -> [Line]? {
    let lines = entries.map { line($0, context) }
    if entries.isEmpty { diagnostics.append(.scoreWithoutWay(context.entry)) }
    let sound = lines.compactMap(\.self)
    return sound.count == lines.count && !sound.isEmpty ? sound : nil
  }

  private mutating func line(_ entry: Entry, _ context: ScoringContext) -> Line? {
    let direction = self.direction(entry)
    let test = self.test(entry, context)
    let formsBefore = slots.forms.lifted.count
    let (quantity, counted) = self.quantity(entry, test: test.test, context)
    let amount =
      direction == .earn
      ? self.amount(entry[.earn], counted, isEarned: true) : self.amount(entry[.lose], counted)
    let condition = expression(entry[.when], in: counted.scope, expecting: .boolean)
    let times = expression(entry[.times], in: counted.scope, expecting: .number)
    if let node = entry[.each] { refuseForms(of: node, since: formsBefore) }
    if let node = entry[.times], times?.program.constant?.number?.isNegative == true {
      diagnostics.append(.negativeNumber(node))
    }
    let atMost = entry.has(.atMost) ? self.amount(entry[.atMost], context) : nil
    let isWhole =
      test.isSound && (condition != nil || !entry.has(.when))
      && (times != nil || !entry.has(.times)) && (atMost != nil || !entry.has(.atMost))
    guard isWhole, let direction, let amount, let quantity else { return nil }
    return Line(
      direction: direction, amount: amount, test: test.test, condition: condition,
      quantity: quantity, part: entry.word(.part) ?? partRule ?? .share, times: times,
      atMost: atMost, place: entry.node.place)
  }

  /// Exactly one of 得 and 扣.
  private mutating func direction(_ entry: Entry) -> Direction? {
    switch (entry.has(.earn), entry.has(.lose)) {
    case (true, false): return .earn
    case (false, true): return .lose
    case (true, true):
      diagnostics.append(.lineEarnsAndLoses(entry))
      return nil
    case (false, false):
      diagnostics.append(.lineMovesNothing(entry))
      return nil
    }
  }

  /// Points, a share of the node's points, all of them, or an expression.
  mutating func amount(
    _ node: YAMLNode?, _ context: ScoringContext, isEarned: Bool = false
  ) -> Amount? {
    guard let node, let text = node.text.map(Literal.trim) else { return nil }
    if text == "all" || text == "全部" {
      if context.points == nil { diagnostics.append(.shareOfNothing(node.place)) }
      return .all
    }
    if let share = Literal.percentage(text) {
      if context.points == nil { diagnostics.append(.shareOfNothing(node.place)) }
      if share.isNegative {
        diagnostics.append(.negativeNumber(node))
      } else if share > .one {
        diagnostics.append(.outOfRange(node, percent: 0...100))
      }
      return .share(share)
    }
    if let ascii = Literal.halfWidth(text),
      Literal.percentage(ascii) ?? Literal.number(ascii) != nil
    {
      diagnostics.append(.fullWidthValue(node, ascii: ascii))
      return nil
    }
    guard let expression = expression(node, in: context.scope, expecting: .number) else {
      return nil
    }
    if let number = expression.program.constant?.number {
      if number.isNegative { diagnostics.append(.negativeNumber(node)) }
      if isEarned { checkEarned(number, node, context) }
    }
    return .points(expression)
  }

  private static let tests: [(key: Key, comparison: Comparison)] = [
    (.is, .is), (.atLeast, .atLeast), (.above, .above), (.below, .below), (.upTo, .upTo),
    (.after, .after),
  ]

  /// At most one test of the value.
  private mutating func test(
    _ entry: Entry, _ context: ScoringContext
  ) -> (test: ValueTest?, isSound: Bool) {
    let given = Self.tests.filter { entry.has($0.key) }.sorted {
      entry.place(of: $0.key) < entry.place(of: $1.key)
    }
    guard let first = given.first else { return (nil, true) }
    if given.count > 1 {
      diagnostics.append(.lineWithTwoTests(entry, given[1].key, first: first.key))
      return (nil, false)
    }
    guard needsValue(context, at: entry.place(of: first.key)), let node = entry[first.key],
      let bound = bound(
        node, in: context.scope, choices: context.item?.choices ?? [],
        isYesNo: context.valueType == .boolean, isText: context.valueType == .string),
      checkBound(bound, node, context)
    else { return (nil, false) }
    if let item = context.item, item.type == .choice, first.key == .is,
      let text = bound.program.constant?.string, !item.choices.contains(text)
    {
      diagnostics.append(.unknownChoice(node, item))
      return (nil, false)
    }
    return (ValueTest(comparison: first.comparison, bound: bound), true)
  }

  /// How often a line counts, and what its amount, condition and multiplier are read with.
  private mutating func quantity(
    _ entry: Entry, test: ValueTest?, _ context: ScoringContext
  ) -> (Quantity?, ScoringContext) {
    guard !entry.has(.per), let node = entry[.each], Self.recordVariable(node) != nil else {
      return (plainQuantity(entry, test: test, context), context)
    }
    checkWithoutStep(entry)
    let loop = records(node, context)
    return (loop?.quantity, loop?.context ?? context)
  }

  /// Reports what goes with steps only.
  private mutating func checkWithoutStep(_ entry: Entry) {
    for key in [Key.to, .part] {
      guard let content = entry.fields[key] else { continue }
      diagnostics.append(
        .misplacedKey(content.key, zh: "只与每步（per）一起用", en: "it goes with 'per' only"))
    }
  }

  /// How often a line counts that is not about records: once, per piece, or per step.
  private mutating func plainQuantity(
    _ entry: Entry, test: ValueTest?, _ context: ScoringContext
  ) -> Quantity? {
    if entry.has(.each), entry.has(.per) {
      diagnostics.append(.lineWithEachAndPer(entry))
      return nil
    }
    if !entry.has(.per) { checkWithoutStep(entry) }
    if let node = entry[.each], let table = self.table(named: node) {
      diagnostics.append(.eachWithoutName(node, table))
      return nil
    }
    if entry.has(.each) {
      return expression(entry[.each], in: context.scope, expecting: .number).map { .each($0) }
    }
    guard let node = entry[.per] else { return .once }
    let step = step(node, context)
    if !entry.has(.below), !entry.has(.above), !entry.has(.after) {
      diagnostics.append(.stepWithoutBound(node))
    }
    if partRule == nil, !entry.has(.part), !draft.set.has(.part) {
      diagnostics.append(.stepWithoutPart(node))
    }
    if case .absolute(let size) = step, size.program.type == .percent,
      context.valueType != .percent, let test,
      let bound = entry[.below] ?? entry[.above], !checkPercent(test.bound, bound)
    {
      return nil
    }
    if case .absolute(let size) = step, size.program.type == .number,
      let number = size.program.constant?.number, number >= .one,
      context.valueType == .percent || test?.bound.program.type == .percent
    {
      diagnostics.append(.stepWithoutPercent(node))
      return nil
    }
    var end: Expression?
    if let to = entry[.to] {
      end = bound(to, in: context.scope)
      guard let end, checkBound(end, to, context) else { return nil }
      checkEnd(end, to, of: test)
    }
    return step.map { .per($0, to: end) }
  }

  /// Steps lead away from the bound: below 96% they are counted down, not up.
  private mutating func checkEnd(_ end: Expression, _ node: YAMLNode, of test: ValueTest?) {
    guard let test, let bound = test.bound.program.constant?.number,
      let last = end.program.constant?.number
    else { return }
    let isWrong = test.comparison == .below ? last >= bound : last <= bound
    if isWrong { diagnostics.append(.endBeforeBound(node)) }
  }

  private mutating func step(_ node: YAMLNode, _ context: ScoringContext) -> StepSize? {
    guard let text = node.text.map(Literal.trim) else { return nil }
    let isDate = context.valueType?.comparable == .date
    if let days = Literal.days(text) {
      if !isDate, let kind = context.valueType?.comparable {
        diagnostics.append(.stepOfDays(node, kind))
        return nil
      }
      return checkStep(days, node) ? .days(days) : nil
    }
    if isDate {
      diagnostics.append(.expectedDays(node))
      return nil
    }
    if text.utf8.last != UInt8(ascii: "%"), let range = text.range(ofFirst: "% of ", "%的"),
      let share = Literal.percentage(String(text[..<range.lowerBound]) + "%")
    {
      let offset = text.utf8.distance(from: text.startIndex, to: range.upperBound)
      guard checkStep(share, node),
        let base = expression(
          part: node, from: offset, in: context.scope, expecting: .number)
      else { return nil }
      return .relative(share, of: base)
    }
    guard let size = bound(node, in: context.scope) else { return nil }
    if let kind = size.program.type.comparable, kind != .number {
      diagnostics.append(.expectedStep(node))
      return nil
    }
    if let number = size.program.constant?.number, !checkStep(number, node) { return nil }
    if size.program.type == .percent, let item = context.item, item.type == .count, !item.isShare {
      diagnostics.append(.stepOfPercentOfCount(node, item))
      return nil
    }
    return .absolute(size)
  }

  private mutating func checkStep(_ number: Number, _ node: YAMLNode) -> Bool {
    if number > .zero { return true }
    diagnostics.append(.stepNotPositive(node))
    return false
  }
}

extension String {
  /// The first place where one of the texts stands.
  fileprivate func range(ofFirst texts: String...) -> Range<String.Index>? {
    for text in texts {
      if let range = firstRange(of: text) { return range }
    }
    return nil
  }
}
