package import FEEL
import SourceText

/// Whose expression something belongs to.
package enum RuleOwner: Hashable, Sendable {
  case requirement(Index<Requirement>)
  case adjustment(Int)
}

/// What expressions read, directly and through calls and formulas.
extension IndicatorSet {
  /// The requirement or adjustment of an owner.
  package func requirement(of owner: RuleOwner) -> Requirement {
    switch owner {
    case .requirement(let index): requirements[index]
    case .adjustment(let index): adjustments[index]
    }
  }

  /// All owners, requirements first.
  package var owners: [RuleOwner] {
    requirements.indices.map { .requirement($0) } + adjustments.indices.map { .adjustment($0) }
  }

  /// For each item, the level whose units report it; nil for a formula that is worked out at any level.
  package var levelOfItem: [Level?] {
    items.map { $0.level ?? ($0.value == nil ? assesses : nil) }
  }

  /// The item of a slot; nil for another slot.
  package func item(of slot: Slot) -> Int? {
    items.indices.contains(Int(slot.rawValue)) ? Int(slot.rawValue) : nil
  }

  /// Slots with those that the arguments of their calls read, and so on.
  package func closure(of slots: [Slot]) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = slots
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted, let form = self.slots.form(of: slot) else { continue }
      open += form.argument.reads
    }
    return seen
  }

  /// The same, through the formulas of items as well.
  /// - Parameters:
  ///   - slots: Where it begins.
  ///   - isEnd: The items whose formulas are not looked into; none, if left out.
  /// - Returns: The slots, those that it begins with among them.
  package func closureThroughFormulas(
    of slots: Set<Slot>, endingAt isEnd: (Item) -> Bool = { _ in false }
  ) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = Array(closure(of: Array(slots)))
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted, let item = item(of: slot), !isEnd(items[item]) else {
        continue
      }
      if let formula = items[item].value { open += closure(of: formula.program.reads) }
    }
    return seen
  }

  /// Slots with all that they read of this period, through calls and formulas: of what was before only the call itself.
  package func slotsOfThisPeriod(behind slots: Set<Slot>) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = Array(slots)
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      if let form = self.slots.form(of: slot) {
        if form.form != Outlook.previous.rawValue { open += form.argument.reads }
      } else if let item = item(of: slot) {
        open += items[item].value?.program.reads ?? []
      }
    }
    return seen
  }

  /// The highest level whose units report something that slots come from; the assessed level asks for its children.
  package func level(behind slots: [Slot], _ levels: [Level?]) -> Level? {
    var seen: Set<Slot> = []
    var open = slots
    var highest: Level?
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      var own: Level?
      if let form = self.slots.form(of: slot) {
        if form.form == Outlook.children.rawValue {
          own = assesses
        } else {
          open += form.argument.reads
        }
      } else if let item = item(of: slot) {
        own = levels[item]
        if own == nil { open += items[item].value?.program.reads ?? [] }
      }
      if let own { highest = max(highest ?? own, own) }
    }
    return highest
  }

  /// For each level, by rank, the items that some slots come from there.
  package func itemsByLevel(behind slots: [Slot], _ levels: [Level?]) -> [[Int]] {
    Level.allCases.map { items(behind: slots, at: $0, levels) }
  }

  /// The items that some slots come from for a unit of a level, ascending: the reported ones, through those that are
  /// computed there; and those that come together from the units below, computed or not.
  package func items(behind slots: [Slot], at level: Level, _ levels: [Level?]) -> [Int] {
    var seen: Set<Int> = []
    var found: Set<Int> = []
    var open = closure(of: slots).map { Int($0.rawValue) }
    while let index = open.popLast() {
      guard index < items.count, seen.insert(index).inserted else { continue }
      let item = items[index]
      let isGathered = levels[index].map { $0 < level } ?? false && item.rollUp(at: level) != nil
      if isGathered || item.value == nil { found.insert(index) }
      if !isGathered { open += closure(of: item.sources).map { Int($0.rawValue) } }
    }
    return found.sorted()
  }

  /// The reported items that some slots come from, through computed items, ascending.
  package func reportedItems(behind slots: [Slot]) -> [Int] {
    var seen: Set<Int> = []
    var open = closure(of: slots).map { Int($0.rawValue) }
    while let index = open.popLast() {
      guard index < items.count, seen.insert(index).inserted else { continue }
      open += closure(of: items[index].sources).map { Int($0.rawValue) }
    }
    return seen.filter { items[$0].value == nil }.sorted()
  }

  /// The requirement or adjustment whose value a call reads; nil for a call that does not.
  ///
  /// A call that reads `value` has a slot of its own in each of them.
  package func owner(of lifted: Lifted) -> RuleOwner? {
    guard closure(of: lifted.argument.reads).contains(slots.value) else { return nil }
    return owners.first { owner in
      closure(of: Array(requirement(of: owner).slots)).contains(lifted.slot)
    }
  }
}

extension Requirement {
  /// The slots that its expressions read themselves, those of lifted calls among them.
  package var slots: Set<Slot> {
    Set(expressions.flatMap(\.program.reads))
  }

  /// The slots that its value and what is asked before it read: these make no use of `value`.
  package var valueSlots: Set<Slot> {
    Set(
      ([value, applies].compactMap { $0 } + guards.map(\.condition)).flatMap(\.program.reads))
  }

  /// Every expression of the requirement.
  package var expressions: [Expression] {
    [value, applies].compactMap { $0 } + guards.map(\.condition) + scoring.expressions
  }
}

extension Program {
  /// The text of a call's argument alone.
  package var ownText: String {
    guard let range = outline?.range else { return text }
    let bytes = text.utf8.dropFirst(Int(range.start)).prefix(Int(range.end) - Int(range.start))
    return String(bytes) ?? text
  }
}
