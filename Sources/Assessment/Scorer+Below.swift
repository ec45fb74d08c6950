import Definitions
package import FEEL
package import SourceText
package import Submissions

/// What became of an item that comes together from the units below.
package struct RolledUp: Sendable {
  package var item: Int
  package var value: Value
  package var coverage: Coverage
  /// The units directly below, in the order of their codes, each with its value; null where it gave none, and where the
  /// single values were not kept.
  package var below: [(unit: Unit, value: Value)]
  /// The units directly below that gave none.
  package var missing: [Unit]
}

/// What the units directly below gave to a call of `children`.
package struct CalledBelow: Sendable {
  /// What was asked for, where that is not the item itself.
  @ForeignAmounts package var text: String?
  /// The units directly below, in the order of their codes, each with its value; null where it gave none.
  package var below: [(unit: Unit, value: Value)]
}

extension Scorer {
  /// The names of the first of some units, and the words that there are more.
  func names(of units: [Unit]) -> (names: [String], rest: (zh: String, en: String)) {
    (units.prefix(3).map(\.name), units.count > 3 ? ("等", " and others") : ("", ""))
  }

  /// What became of an item for the unit at hand; nil where it does not come together from below.
  func rolledUp(_ item: Int) -> RolledUp? {
    guard let gathering, let index = gathering.plan.columnOfItem[item] else { return nil }
    let column = gathering.plan.columns[index]
    guard column.slot != nil, column.level < level else { return nil }
    return RolledUp(
      item: item, value: slots[item], coverage: gathering.coverage(unit, index),
      below: gathering.expected(unit, index).map {
        (gathering.unit($0), gathering.value($0, index))
      }, missing: gathering.missing(unit, index).map { gathering.unit($0) })
  }

  /// What another assessment gave for an item of the unit at hand; nil where it is not taken from one.
  func taken(_ item: Int) -> Value? {
    plan.set.items[item].taken != nil && plan.levels[item] == level ? slots[item] : nil
  }

  /// What the units directly below gave to the calls of `children` that read an item, where the item does not come
  /// together for the unit at hand.
  func calledBelow(_ item: Int) -> [CalledBelow] {
    guard let gathering, let rollUp = plan.rollUp, rolledUp(item) == nil,
      plan.levels[item] != level
    else { return [] }
    return rollUp.children.filter { rollUp.callsOfItem[item].contains($0.slot) }.map { call in
      let isItself =
        call.argument.reads == [Slot(rawValue: Int32(item))]
        && call.argument.outline?.parts.isEmpty == true
      return CalledBelow(
        text: isItself ? nil : call.argument.ownText,
        below: gathering.below(unit, call: rollUp.children.firstIndex { $0.slot == call.slot } ?? 0)
      )
    }
  }

  /// The items that come together from the units below the unit at hand, in the order of the set.
  var itemsFromBelow: [Int] {
    plan.set.items.indices.filter { rolledUp($0) != nil }
  }

  /// Whether an item has no value for the unit at hand; one that is only looked at below has none where a unit below is
  /// without it.
  func isMissing(_ item: Int) -> Bool {
    guard case .null(let null) = slots[item] else { return false }
    // Of what comes together, nothing by nothing is known.
    if null.reason == .nothingToJudge { return false }
    guard let rollUp = plan.rollUp, let asked = plan.levels[item], asked < level,
      rollUp.columnOfItem[item] == nil, !rollUp.callsOfItem[item].isEmpty
    else { return true }
    return rollUp.callsOfItem[item].contains { call in
      guard case .list(let values) = slots[call] else { return true }
      return values.contains(where: \.isNull)
    }
  }

  /// The items that are missing for a rule; of what comes together from below, those that units there did not give.
  func missingItems(_ rule: Rule, _ null: Null) -> [Int] {
    // Of a table that is there, a record may lack what was asked for.
    let asked = null.slot.map { Int($0.rawValue) }
    let missing = rule.reads(at: level).filter { isMissing($0) || $0 == asked }
    let lacking = lackingBelow(rule)
    if lacking.isEmpty { return missing }
    let own = missing.filter { rolledUp($0) == nil }
    return Set(own + lacking.flatMap(\.items)).sorted()
  }

  /// What units directly below did not give, so that something that a rule reads does not come together: of a quotient the
  /// part that they lack, of a weighted mean its weight. Units that lack the same are told together.
  func lackingBelow(_ rule: Rule) -> [(items: [Int], units: [Unit])] {
    guard let gathering else { return [] }
    var lacking: [Index<Unit>: Set<Int>] = [:]
    for index in columnsFromBelow(rule) {
      let column = gathering.plan.columns[index]
      guard let slot = column.slot, case .null(let null) = slots[slot], null.reason == .missing
      else { continue }
      var asked: Set<Int> = [column.item]
      if case .paired(let group) = column.kind { asked.formUnion(group) }
      if let weight = column.weights[level.rank] {
        asked.insert(gathering.plan.columns[weight].item)
      }
      for child in gathering.missing(unit, index) {
        let found = asked.filter { item in
          gathering.plan.columnOfItem[item].map { !gathering.gave(child, $0) } ?? false
        }
        lacking[child, default: []].formUnion(found.isEmpty ? asked : found)
      }
    }
    var groups: [(items: [Int], units: [Unit])] = []
    for (child, items) in lacking.sorted(by: { $0.key < $1.key }) {
      let (items, unit) = (items.sorted(), gathering.unit(child))
      if let group = groups.firstIndex(where: { $0.items == items }) {
        groups[group].units.append(unit)
      } else {
        groups.append((items, [unit]))
      }
    }
    return groups
  }

  /// The columns that come together from below and that a rule reads.
  private func columnsFromBelow(_ rule: Rule) -> [Int] {
    guard let columns = gathering?.plan.columns else { return [] }
    let reads = rule.reads(at: level)
    return rule.sums.columns.filter {
      columns[$0].level < level && reads.contains(columns[$0].item)
    }
  }

  /// How many of the units below stand behind some columns, at the one that the fewest gave, and which did not; nil where
  /// nothing comes from below. Where something is missing, it is told of that.
  func coverage(of columns: [Int]) -> (coverage: Coverage, missing: [Unit])? {
    guard let gathering else { return nil }
    let below = columns.filter { gathering.plan.columns[$0].level < level }
    let found = below.map { index in
      let isThere = gathering.plan.columns[index].slot.map { !slots[$0].isNull } ?? true
      return (index, isThere, gathering.coverage(unit, index))
    }
    let least = found.min { ($0.1 ? 1 : 0, $0.2.known) < ($1.1 ? 1 : 0, $1.2.known) }
    guard let (index, _, coverage) = least else { return nil }
    return (coverage, gathering.missing(unit, index).map { gathering.unit($0) })
  }

  /// The sums of the period at hand and of those before that some of the units below are missing from, behind the
  /// argument of a call over time.
  func partialSums(ofCall index: Int, in period: Period) -> [PartialSum] {
    let sums = plan.sumsOfTimes[index]
    let before = times?.partialSums(unit, sums.times) ?? []
    guard let (coverage, missing) = coverage(of: sums.columns), coverage.isPartial else {
      return before
    }
    return before
      + [PartialSum(period: period, coverage: coverage, missing: missing.map(\.name))]
  }

  /// A remark on a reason: of how many units below the numbers come, and in which period, where that is not the run's; nil
  /// where all are there.
  func coverageNote(of rule: Rule) -> Phrase? {
    var note = Phrase("")
    let now = coverage(of: columnsFromBelow(rule))
    if let (coverage, missing) = now, coverage.isPartial {
      note = note + coverage.note(nil, missing.map(\.name))
    }
    let before = times?.partialSums(unit, rule.sums.times) ?? []
    for sum in before { note = note + sum.coverage.note(sum.period, sum.missing) }
    if let now, now.coverage.expected == 0 {
      note =
        note
        + Phrase(
          zh: "（名录里没有应填报的下级单位）", en: " (no unit below is registered that reports it)")
      return note
    }
    return before.isEmpty && now?.coverage.isPartial != true ? nil : note
  }
}

extension Coverage {
  /// Says how many gave a value, and who did not.
  fileprivate func note(_ period: Period?, _ missing: [String]) -> Phrase {
    let names = missing.prefix(3)
    let rest = missing.count > 3 ? (zh: "等", en: " and others") : (zh: "", en: "")
    let label = period.map { (zh: "\($0.label)：", en: "\($0.label): ") } ?? (zh: "", en: "")
    return Phrase(
      zh:
        "（\(label.zh)\(expected)个下级单位报了\(known)个，缺\(names.joined(separator: "、"))\(rest.zh)）",
      en:
        " (\(label.en)\(known) of \(expected) units below, without \(names.joined(separator: ", "))\(rest.en))"
    )
  }
}
