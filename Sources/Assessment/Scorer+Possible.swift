import Definitions
import FEEL

/// What is not known yet while something is judged by what is.
struct Unsure {
  /// The slots that may come out otherwise.
  var slots: Set<Int>
  /// Those of totals, points and gates between the ends of the unit, and of the value of the rule at hand.
  var possible: [Int: Possible] = [:]
  /// Whether something that was worked out hangs on them.
  var isTouched = false
}

extension Scorer {
  // MARK: What may still come

  /// The slots of items that are to be reported here, below or elsewhere, are not there, and may still come, and of what is made of
  /// them: none after the closing date.
  mutating func awaitedSlots() -> Set<Int> {
    if let awaited { return awaited }
    var slots: Set<Int> = []
    if !plan.isClosed {
      for item in plan.set.items.indices
      where plan.set.items[item].value == nil && mayCome(item) {
        slots.insert(item)
        slots.formUnion(plan.rollUp?.pairs[item] ?? [])
      }
      for call in plan.rollUp?.children ?? [] where self.slots[call.slot].lacksSomething {
        slots.insert(call.slot)
      }
    }
    let all = plan.made(of: slots, at: level)
    awaited = all
    return all
  }

  private func mayCome(_ item: Int) -> Bool {
    guard case .null(let null) = slots[item], null.reason != .nothingToJudge else { return false }
    guard let own = plan.levels[item], own != level else { return true }
    return own < level && plan.set.items[item].rollUp(at: level) != nil
  }

  /// The slots that something hangs on that may come out otherwise: of other units, and what the unit itself may still report
  /// where it is asked whether it is there.
  mutating func unsureSlots(
    of reads: some Sequence<Slot>, asksAbsence: Bool
  ) -> Set<Int>? {
    let isOpen = openSlots.holds(oneOf: reads)
    guard asksAbsence, !plan.isClosed else { return isOpen ? openSlots : nil }
    let awaited = awaitedSlots()
    if !isOpen, !awaited.holds(oneOf: reads) { return nil }
    return openSlots.union(awaited)
  }

  /// What an expression comes to whatever becomes of what is not known yet; nil where it hangs on that.
  /// - Parameters:
  ///   - expression: The expression.
  ///   - isReported: Whether what the unit itself has not reported stays so.
  /// - Returns: The value.
  mutating func certain(_ expression: Expression, isReported: Bool = false) -> Value? {
    certain(
      expression.program, asksAbsence: !isReported && plan.asksAbsence(expression.program))
  }

  /// The same of the argument of a call.
  mutating func certain(_ program: Program, asksAbsence: Bool) -> Value? {
    guard let open = unsureSlots(of: program.reads, asksAbsence: asksAbsence) else {
      return evaluator.evaluate(program, slots)
    }
    return with(Unsure(slots: open)) { $0.possible(program).certain }.result
  }

  /// Works something out while some slots are not sure.
  mutating func with<Result>(
    _ open: Unsure, _ work: (inout Scorer) -> Result
  ) -> (result: Result, isTouched: Bool) {
    let kept = (unsure, steps)
    (unsure, steps) = (open, nil)
    let result = work(&self)
    let isTouched = unsure?.isTouched ?? false
    (unsure, steps) = kept
    return (result, isTouched)
  }

  /// Whether what a rule comes to may come out otherwise: something of it hangs on what is not sure.
  mutating func hangs(_ rule: Rule) -> Bool {
    if let column = rule.placeColumn, peers.place(column)?.open ?? 0 > 0 { return true }
    return hangs(rule, on: rule.slots) { _ = $0.judge(rule) }
  }

  /// Whether the value of a rule, or whether it applies, may come out otherwise.
  mutating func valueHangs(_ rule: Rule) -> Bool {
    hangs(rule, on: rule.valueSlots) { scorer in
      _ = scorer.prepare(rule)
      if scorer.unsure?.possible[scorer.valueSlot] != nil { scorer.unsure?.isTouched = true }
    }
  }

  private mutating func hangs(
    _ rule: Rule, on reads: [Slot], _ work: (inout Scorer) -> Void
  ) -> Bool {
    guard let open = unsureSlots(of: reads, asksAbsence: rule.asksAbsence) else { return false }
    let kept = (slots, remarks)
    defer { (slots, remarks) = kept }
    return with(Unsure(slots: open)) { work(&$0) }.isTouched
  }

  /// The most values that a rule is scored with to see what it may come to.
  private static let mostValues = 8

  /// The least and the most points of a rule whose value is one of a few whole numbers, as of how many things are there, and that
  /// hangs on nothing else; nil for any other.
  mutating func ends(of rule: Rule) -> (worst: Number, best: Number)? {
    guard let value = rule.requirement.value, rule.ownForms.isEmpty, !isDoubted(rule),
      let open = unsureSlots(of: rule.slots, asksAbsence: rule.asksAbsence)
    else { return nil }
    let asked =
      [rule.requirement.applies].compactMap(\.self) + rule.requirement.guards.map(\.condition)
    let kept = (slots, remarks)
    defer { (slots, remarks) = kept }
    let found = with(Unsure(slots: open)) { scorer -> [Number]? in
      for condition in asked where scorer.possible(condition).certain == nil { return nil }
      guard case .whole(let range) = scorer.possible(value), range.count <= Self.mostValues else {
        return nil
      }
      var points: [Number] = []
      for number in range {
        scorer.slots[scorer.valueSlot] = .number(Number(number))
        guard case .points(let number, _) = scorer.points(by: rule) else { return nil }
        points.append(number)
      }
      return points
    }
    guard !found.isTouched, let worst = found.result?.min(), let best = found.result?.max() else {
      return nil
    }
    return (worst, best)
  }

  /// Whether a rule asks whether something is there that the unit itself has still to report, and may then read something else.
  mutating func awaitsItself(_ rule: Rule) -> Bool {
    guard rule.asksAbsence, !plan.isClosed else { return false }
    let awaited = awaitedSlots()
    return rule.slots.contains { awaited.contains(Int($0.rawValue)) }
  }

  /// Whether what the value of a rule is made of is not sure.
  mutating func isValueOpen(_ rule: Rule) -> Bool {
    unsureSlots(of: rule.valueSlots, asksAbsence: rule.asksAbsence) != nil
  }

  /// The value of an expression while some slots are not sure: what it is for sure, else what it is now, which is noted.
  mutating func noted(_ expression: Expression) -> Value {
    if case .certain(let value) = possible(expression) { return value }
    unsure?.isTouched = true
    return evaluator.evaluate(expression.program, slots)
  }

  /// The value of a rule, and takes note of what it may be.
  mutating func valueNoted(_ expression: Expression, of rule: Rule) -> Value {
    let value = possible(expression)
    if case .certain(let value) = value { return value }
    let own = valueSlot
    if var open = unsure {
      open.possible[own] = value
      open.slots = plan.made(of: open.slots.union([own]), at: level)
      unsure = open
    }
    let now = evaluator.evaluate(expression.program, slots)
    // What looks at the value itself, and not only by an expression; and what may turn out to be nothing.
    if rule.way.looksAtValue || value.mayBeMissing { unsure?.isTouched = true }
    return now
  }

  // MARK: Expressions

  /// What an expression may come to.
  mutating func possible(_ expression: Expression) -> Possible {
    possible(expression.program)
  }

  private mutating func possible(_ program: Program) -> Possible {
    if let constant = program.constant { return .certain(constant) }
    let open = unknown(program)
    if open.isEmpty { return .certain(evaluator.evaluate(program, slots)) }
    guard let outline = program.outline else { return .anything }
    if outline.passesMissingOn, let value = value(of: program, without: open) {
      return .certain(value)
    }
    return possible(outline)
  }

  private func unknown(_ program: Program) -> [Slot] {
    guard let unsure else { return [] }
    return program.reads.filter { unsure.slots.contains(Int($0.rawValue)) }
  }

  /// The value of a program that it has without some slots as well, where that is one.
  private mutating func value(of program: Program, without unknown: [Slot]) -> Value? {
    let kept = unknown.map { slots[Int($0.rawValue)] }
    for slot in unknown { slots[Int(slot.rawValue)] = .null(Null(.missing, slot: slot)) }
    let value = evaluator.evaluate(program, slots)
    for (slot, kept) in zip(unknown, kept) { slots[Int(slot.rawValue)] = kept }
    return value.isNull ? nil : value
  }

  private mutating func possible(_ outline: Outline) -> Possible {
    if let program = outline.program {
      let open = unknown(program)
      if open.isEmpty { return .certain(evaluator.evaluate(program, slots)) }
      if outline.passesMissingOn, let value = value(of: program, without: open) {
        return .certain(value)
      }
    }
    let parts = outline.parts
    switch outline.kind {
    case .constant(let value): return .certain(value)
    case .slot(let slot): return possible(outline.slot ?? slot)
    case .negation: return possible(parts[0]).turned
    case .arithmetic(let operation):
      return possible(parts[0]).with(operation, possible(parts[1]))
    case .comparison(let comparison):
      return possible(parts[0]).compared(comparison, possible(parts[1]))
    case .and: return possible(parts[0]).and(possible(parts[1]))
    case .or: return possible(parts[0]).negated.and(possible(parts[1]).negated).negated
    case .conditional:
      let asked = possible(parts[0]).truths
      var found: Possible?
      if asked.isTrue { found = possible(parts[1]) }
      if asked.isFalse {
        let otherwise = possible(parts[2])
        found = found?.or(otherwise) ?? otherwise
      }
      guard let found else { return .anything }
      return asked.isMissing ? found.orMissing : found
    case .call(let name):
      if let slot = outline.slot { return possible(slot) }
      return possible(name, outline)
    case .other: return possibleCollection(outline)
    }
  }

  private mutating func possible(_ name: String, _ call: Outline) -> Possible {
    guard let first = call.parts.first else { return .anything }
    switch name {
    case "not": return possible(first).negated
    case "is missing":
      let argument = possible(first)
      if case .certain(let value) = argument { return .certain(.boolean(value.isNull)) }
      return argument.mayBeMissing
        ? .truth(nil, mayBeMissing: false) : .certain(.boolean(false))
    case "known": return possible(first).known
    case "count": return possible(first).count
    case "min", "max", "sum", "mean":
      if call.parts.count == 1 {
        guard let (members, others) = possible(first).list else { return .anything }
        return .of(name, members, others: others)
      }
      return .of(name, call.parts.map { possible($0) }, others: 0)
    case "floor", "ceiling":
      guard call.parts.count == 1, case .number(let low, let high, let missing) = possible(first)
      else { return .anything }
      let isFloor = name == "floor"
      return .between(
        low.map { isFloor ? $0.floor() : $0.ceiling() },
        high.map { isFloor ? $0.floor() : $0.ceiling() }, mayBeMissing: missing)
    default: return .anything
    }
  }

  /// Of a list that is not known as a whole: what its known members come to, and whatever the others are.
  private mutating func possibleCollection(_ outline: Outline) -> Possible {
    guard let collection = outline.collection else { return .anything }
    if case .list = collection {
      return .members(outline.parts.map { possible($0) }, others: 0)
    }
    guard let program = outline.program, let domain = outline.parts.first, let slot = domain.slot,
      unknown(program) == [slot], case .members(let members, let others) = possible(slot)
    else { return .anything }
    let known = members.compactMap(\.certain)
    let isWhole = known.count == members.count && others == 0
    let index = Int(slot.rawValue)
    let kept = slots[index]
    slots[index] = .list(known)
    // What was worked out for the whole list is not that of a part.
    evaluator.share([], inGroup: nil)
    let value = evaluator.evaluate(program, slots)
    slots[index] = kept
    shareLists()
    if isWhole { return .certain(value) }
    switch collection {
    case .exists: return value.boolean == true ? .certain(value) : .anything
    case .forAll: return value.boolean == false ? .certain(value) : .anything
    case .filter:
      guard case .list(let chosen) = value, outline.parts[1].hasTruth else { return .anything }
      return .members(
        chosen.map { .certain($0) }, others: others + members.count - known.count)
    case .list, .member: return .anything
    }
  }

  // MARK: Slots

  /// What units below may still give to a call: what some have given for good stays. Nil for any other slot.
  private func possible(below slot: Int) -> Possible? {
    guard let call = plan.rollUp?.children.firstIndex(where: { $0.slot == slot }),
      ends.isEmpty || !movedSlots.contains(slot), case .list(let values) = slots[slot],
      let open = gathering?.isOpen(unit, call), open.count == values.count
    else { return nil }
    return .members(
      zip(values, open).map { $1 || $0.lacksSomething ? .anything : .certain($0) }, others: 0)
  }

  private mutating func possible(_ slot: Slot) -> Possible {
    let index = Int(slot.rawValue)
    guard let unsure, unsure.slots.contains(index) else { return .certain(slots[index]) }
    if let possible = unsure.possible[index] { return possible }
    if plan.set.items.indices.contains(index) { return possible(item: index) }
    if let below = possible(below: index) { return below }
    if let form = plan.peers.forms.firstIndex(where: { $0.slot == index }) {
      if case .place = plan.peers.forms[form].kind { return possible(place: form) }
      return possible(peers: form)
    }
    if let time = plan.times.first(where: { $0.form.slot == index && $0.isList }),
      case .list(let values) = slots[index]
    {
      let own = possible(time.form.argument)
      return .members(values.dropLast().map { .certain($0) } + [own], others: 0)
    }
    return .anything
  }

  private mutating func possible(item index: Int) -> Possible {
    let item = plan.set.items[index]
    if item.table != nil { return .anything }
    let isHere = plan.levels[index] == nil || plan.levels[index] == level
    if !ends.isEmpty, !openSlots.contains(index), plan.movements?.between.contains(index) == true {
      let all = ends.map { $0[index] } + [slots[index]]
      let numbers = all.compactMap(\.number)
      if numbers.count == all.count { return .between(numbers.min(), numbers.max()) }
    }
    if let formula = item.value, isHere {
      let found = possible(formula.program)
      return contradictable(index) ? found.orMissing : found
    }
    if isHere, item.isReported, !slots[index].isNull {
      return Possible.certain(slots[index]).orMissing
    }
    switch item.type.notation {
    case .yesNo: return .truth(nil, mayBeMissing: true)
    case .number where item.type.isNumeric:
      return .number(item.type.isCounted ? .zero : nil, nil, mayBeMissing: true)
    case .number, .date, .choice, .text: return .anything
    }
  }

  private func contradictable(_ item: Int) -> Bool { doubtedSlots.contains(item) }

  /// The peers whose values are known for good, the unit itself as it is at hand, and the others.
  private mutating func possible(peers index: Int) -> Possible {
    guard let peers = peers.form(index) else { return .anything }
    let isOfResults = plan.peers.isOfResults[index]
    var members = peers.settled(besides: isOfResults ? unit : nil)
      .map { Possible.certain($0) }
    var others = peers.unsettled
    if isOfResults, case .known(_, let isOpen)? = peers.fact(of: unit) {
      members.append(possible(plan.peers.forms[index].argument))
      if isOpen { others -= 1 }
    }
    return members.isEmpty ? .anything : .members(members, others: others)
  }

  /// Behind those that are better whatever it is itself, and perhaps behind those that may be.
  private mutating func possible(place index: Int) -> Possible {
    guard let peers = peers.form(index) else { return .anything }
    let own = possible(plan.peers.forms[index].argument)
    guard let ends = own.ends else { return own.certain == nil ? .anything : own }
    let numbers = peers.settled(besides: unit).compactMap(\.number)
    let ahead = ends.high.map { high in numbers.count { $0 > high } } ?? 0
    let behind = ends.low.map { low in numbers.count { $0 > low } } ?? numbers.count
    return .between(
      Number(1 + ahead), Number(1 + behind + peers.unsettled(besides: unit)),
      mayBeMissing: own.mayBeMissing)
  }
}

extension Tally {
  /// Lets the points of a rule that applies lie between two ends.
  mutating func lie(between ends: (worst: Number, best: Number), of rule: Rule, digits: Int) {
    let points = rule.requirement.points
    worst = ends.worst.points(within: points, digits: digits)
    best = ends.best.points(within: points, digits: digits)
    marks[.isMetAtWorst] = ends.worst >= rule.enough
    marks[.isMetAtBest] = ends.best >= rule.enough
  }
}

extension IndicatorSet {
  /// The items and calls that are made by asking whether something is there.
  var slotsAskingAbsence: Set<Slot> {
    let formulas = items.indices.filter { index in
      items[index].value?.program.asksAbsence ?? false
        || items[index].table?.computed.contains { $0.value.program.asksAbsence } ?? false
    }.map { Slot(rawValue: Int32($0)) }
    let calls = slots.forms.lifted.filter { $0.argument.asksAbsence }.map(\.slot)
    let asking = Set(formulas + calls)
    if asking.isEmpty { return [] }
    let all =
      items.indices.map { Slot(rawValue: Int32($0)) } + slots.forms.lifted.map(\.slot)
    return Set(all.filter { !slotsOfThisPeriod(behind: [$0]).isDisjoint(with: asking) })
  }
}

extension Value {
  /// Whether it is missing, or a member of the list, or of a list within it.
  var lacksSomething: Bool {
    switch self {
    case .list(let values): values.contains(where: \.lacksSomething)
    case .null(let null): null.reason != .nothingToJudge
    default: false
    }
  }
}

extension Program {
  /// Whether it may say something else once more is there, although it has a value now: it asks whether something is there.
  var asksAbsence: Bool { constant == nil && outline?.passesMissingOn != true }
}

extension Outline {
  /// Whether a missing part makes it missing, or leaves it what it is whatever stands there instead.
  fileprivate var passesMissingOn: Bool {
    switch kind {
    case .constant, .slot: return true
    case .negation, .arithmetic, .comparison, .and, .or, .conditional:
      return parts.allSatisfy(\.passesMissingOn)
    case .call(let name):
      // What stands in the brackets of a lifted call is worked out by itself.
      if slot != nil || Outlook(rawValue: name) != nil { return true }
      if name == "count" { return parts.allSatisfy { $0.passesMissingOn && !$0.isList } }
      return Self.passing.contains(name)
        && parts.allSatisfy { part in
          part.isList ? part.parts.allSatisfy(\.passesMissingOn) : part.passesMissingOn
        }
    case .other:
      switch collection {
      case .filter, .exists, .forAll, .member: return parts.allSatisfy(\.passesMissingOn)
      case .list, nil: return false
      }
    }
  }

  private var isList: Bool { if case .list = collection { true } else { false } }

  /// Functions that are missing where an argument is, or a member of it.
  private static let passing: Set<String> = [
    "not", "min", "max", "sum", "mean", "floor", "ceiling", "abs",
  ]

  /// Whether it is true or false of every member that has a value.
  fileprivate var hasTruth: Bool {
    switch kind {
    case .constant(let value): !value.isNull
    case .comparison:
      parts.allSatisfy { $0.isMember && $0.type != .any }
    case .and, .or: parts.allSatisfy(\.hasTruth)
    case .call("not"): parts.allSatisfy(\.hasTruth)
    case .other: isMember && type == .boolean
    case .slot, .call, .negation, .arithmetic, .conditional: false
    }
  }

  private var isMember: Bool {
    switch kind {
    case .constant(let value): !value.isNull
    case .other: if case .member = collection { parts.isEmpty } else { false }
    case .slot, .call, .negation, .arithmetic, .comparison, .and, .or, .conditional: false
    }
  }
}
