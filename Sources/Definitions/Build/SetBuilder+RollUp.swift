import FEEL
import Formats
import SourceText

extension SetBuilder {
  /// Reads how the values of items come together at the levels above (semantics S1.5).
  ///
  /// To be called when all items have their names; the types of shares are declared anew for what is assessed.
  mutating func buildRollUps(_ entries: [Entry]) {
    let assessed = draft.set.word(.assesses, Level.self)
    for (index, entry) in entries.enumerated() {
      guard let level = items[index].level else {
        for key in [Key.rollup, .complete] {
          guard let content = entry.fields[key] else { continue }
          diagnostics.append(
            .misplacedKey(
              content.key, zh: "数据项要写明由哪一级（level，层级）填报",
              en: "the item needs a 'level' that reports it"))
        }
        continue
      }
      if let assessed, level > assessed, let node = entry[.level] {
        diagnostics.append(.levelAboveAssessed(node, assessed: assessed))
      }
      if let share = entry.share(.complete) {
        items[index].complete = share
        if share.isZero, let node = entry[.complete] {
          diagnostics.append(.outOfRange(node, percent: 1...100))
        }
        if !entry.has(.rollup), let content = entry.fields[.complete] {
          diagnostics.append(
            .misplacedKey(content.key, zh: "只与汇总（rollup）一起用", en: "it goes with 'rollup' only"))
        }
      }
      guard let node = entry[.rollup], items[index].table == nil else { continue }
      items[index].rollUps = rollUps(node, item: index, level: level)
      if items[index].rollUps.isEmpty { continue }
      let slot = Slot(rawValue: Int32(clamping: index))
      if items[index].isShare { scope.declare(items[index].name, .percent, slot: slot) }
      let kind = Level.allCases.firstIndex(of: level) ?? 0
      scope.gather(
        slot, kind: kind, type: items[index].isShare ? .percent : items[index].feelType)
    }
  }

  private mutating func rollUps(
    _ node: YAMLNode, item: Int, level: Level
  ) -> [Level: RollUp] {
    guard case .mapping(let pairs) = node.content else {
      let isNumeric = items[item].type.isNumeric
      guard let rollUp = rollUp(node, item: item, isNumeric: isNumeric) else { return [:] }
      return Dictionary(
        uniqueKeysWithValues: Level.allCases.filter { $0 > level }.map { ($0, rollUp) })
    }
    var result: [Level: RollUp] = [:]
    let isNumeric = items[item].type.isNumeric || pairs.contains { $0.value.isShare }
    for (key, value) in pairs {
      let text = key.text.map(Literal.trim) ?? ""
      guard let word = Level.vocabulary.english(text), let above = Level(rawValue: word) else {
        diagnostics.append(
          .unknown(
            .unknownLevel, key, known: Level.vocabulary.all, zh: "没有层级", en: "there is no level"))
        continue
      }
      guard above > level else {
        diagnostics.append(.rollUpNotAbove(key, level: level))
        continue
      }
      if let rollUp = rollUp(value, item: item, isNumeric: isNumeric) { result[above] = rollUp }
    }
    checkShares(result, pairs.map(\.value))
    return result
  }

  /// A share is taken where the item is reported: above, it can only go on as the same share, or be averaged.
  private mutating func checkShares(_ rollUps: [Level: RollUp], _ nodes: [YAMLNode]) {
    func share(_ rollUp: RollUp) -> String? {
      guard case .share(let condition) = rollUp else { return nil }
      return condition?.text ?? ""
    }
    let ascending = rollUps.sorted { $0.key < $1.key }.map(\.value)
    guard let first = ascending.first, ascending.contains(where: { share($0) != nil }) else {
      return
    }
    let rest = ascending.drop { share($0) == share(first) }
    let isSound =
      share(first) != nil
      && rest.allSatisfy { rollUp in
        if case .sum = rollUp { return false }
        return share(rollUp) == nil
      }
    if !isSound, let node = nodes.first { diagnostics.append(.shareNotThroughout(node)) }
  }

  // Numeric: there are numbers to be put together, the item's own or shares below.
  private mutating func rollUp(_ node: YAMLNode, item: Int, isNumeric: Bool) -> RollUp? {
    guard let text = node.text.map(Literal.trim) else { return nil }
    let type = items[item].type
    func numeric(_ rollUp: RollUp) -> RollUp? {
      if isNumeric { return rollUp }
      diagnostics.append(.rollUpOfNoNumber(node))
      return nil
    }
    switch text {
    case "sum", "合计":
      if type.isPercent { diagnostics.append(.sumOfPercentages(node)) }
      return numeric(.sum)
    case "mean", "平均": return numeric(.mean)
    case "min", "最小": return numeric(.min)
    case "max", "最大": return numeric(.max)
    case "share", "占比":
      if type.notation != .yesNo { diagnostics.append(.shareOfNoFlag(node)) }
      return .share(where: nil)
    default: break
    }
    if let name = text.words(between: "mean by ", "") ?? text.words(between: "按", "加权平均") {
      guard let weight = itemIndex[name] else {
        diagnostics.append(
          .unknown(.unknownItem, node, known: itemIndex.keys, zh: "没有数据项", en: "there is no item")
        )
        return nil
      }
      guard items[weight].type.isNumeric, !items[weight].type.isPercent else {
        diagnostics.append(.weightIsNoNumber(node))
        return nil
      }
      readItems.insert(weight)
      return numeric(.weightedMean(by: weight))
    }
    for prefix in ["share where ", "占比 若 ", "占比若"] where text.hasPrefix(prefix) {
      return expression(
        part: node, from: prefix.utf8.count, in: reportScope, expecting: .boolean
      ).map { .share(where: $0) }
    }
    diagnostics.append(.unknownRollUp(node))
    return nil
  }

  /// An item of a level below the assessed one that expressions read needs a way up.
  mutating func checkRollUps() {
    guard let assessed = draft.set.word(.assesses, Level.self) else { return }
    for (index, item) in items.enumerated() where itemsReadHere.contains(index) {
      guard let level = item.level, level < assessed, item.rollUps.isEmpty else { continue }
      guard draft.entries(.item)[index].fields[.rollup] == nil else { continue }
      diagnostics.append(.withoutRollUp(item, level: level, assessed: assessed))
    }
  }

  /// A weight is known of every unit whose value it weighs: reported at its level, or come together there.
  mutating func checkWeights() {
    guard let assessed = draft.set.word(.assesses, Level.self) else { return }
    for (index, item) in items.enumerated() {
      guard let level = item.level else { continue }
      for above in Level.allCases where above > level && above <= assessed {
        guard case .weightedMean(let weight) = item.rollUp(at: above),
          let advice = adviceOnWeight(weight, of: item, level, at: above, assessed)
        else { continue }
        let node = draft.entries(.item)[index][.rollup]
        diagnostics.append(
          .weightOfOtherLevel(
            items[weight], of: item, at: above, advice, at: node?.place ?? item.place))
        break
      }
    }
  }

  /// What to write instead where the units that are put together at a level do not all have the weight; nil where they do.
  private func adviceOnWeight(
    _ weight: Int, of item: Item, _ level: Level, at above: Level, _ assessed: Level
  ) -> WeightAdvice? {
    let definition = items[weight]
    guard let own = definition.level ?? (definition.value == nil ? assessed : nil) else {
      return .stateLevel(level)
    }
    let below = Level.allCases.filter { $0 >= level && $0 < above && $0 >= own }
    if below.isEmpty {
      let next = Level.allCases.first { $0 > own && $0 <= assessed }
      let before = Level.allCases.first { $0 > level }
      return if let next, let before { .weighAbove(before, next) } else { .otherWeight(level) }
    }
    return below.allSatisfy { $0 == own || definition.rollUp(at: $0) != nil } ? nil : .rollUpWeight
  }

  /// A formula with a level is worked out from what the units of that level report themselves.
  mutating func checkComputedLevels() {
    guard let assessed = draft.set.word(.assesses, Level.self) else { return }
    for (index, entry) in draft.entries(.item).enumerated() {
      guard let level = items[index].level else { continue }
      let conditions = items[index].rollUps.values.compactMap { rollUp -> Expression? in
        if case .share(let condition) = rollUp { condition } else { nil }
      }
      for (expressions, key) in [
        ([items[index].value].compactMap { $0 }, Key.value), (conditions, .rollup),
      ] {
        let reads = expressions.flatMap(\.program.reads)
        let other = itemsReported(behind: reads).first { (items[$0].level ?? assessed) != level }
        guard let other, let node = entry[key] else { continue }
        diagnostics.append(
          .computedAcrossLevels(
            node, level: level, reads: items[other], of: items[other].level ?? assessed))
      }
    }
  }

  /// What the units below are asked for is what they report, or what comes together there.
  mutating func checkChildren() {
    guard let assessed = draft.set.word(.assesses, Level.self) else { return }
    var askers = slots.forms.lifted.map { (form: $0, level: assessed) }
    for item in items {
      guard let level = item.level, level < assessed else { continue }
      askers += item.sources.compactMap { form(of: $0) }.map { ($0, level) }
    }
    var seen: Set<Slot> = []
    for (form, level) in askers where form.form == Outlook.children.rawValue {
      let own = itemsReported(behind: form.argument.reads).first {
        (items[$0].level ?? assessed) >= level
      }
      guard let own, seen.insert(form.slot).inserted else { continue }
      diagnostics.append(
        .childrenOfOwnItem(
          items[own], of: items[own].level ?? assessed, asker: level, at: place(of: form)))
    }
  }

  /// The items with a level of their own that some slots come from, ascending; what the units below are asked is theirs.
  private func itemsReported(behind slots: [Slot]) -> [Int] {
    var seen: Set<Slot> = []
    var found: [Int] = []
    var open = slots
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      let index = Int(slot.rawValue)
      guard index < items.count else {
        if let form = form(of: slot), form.form != "children" { open += form.argument.reads }
        continue
      }
      if let formula = items[index].value, items[index].level == nil {
        open += formula.program.reads
      } else {
        found.append(index)
      }
    }
    return found.sorted()
  }

  /// Nothing is made of itself: not by way of peers, of units below or of points either.
  mutating func checkCircles(_ set: IndicatorSet) {
    let circle = FactGraph.circle(in: set)
    guard !circle.isEmpty else { return }
    var names: [String] = []
    for name in circle.map({ $0.name(in: set) }) where names.last != name { names.append(name) }
    let places = circle.compactMap { node in
      node.place(in: set) ?? node.slot.flatMap { expressionsByForm[$0] }
    }
    diagnostics.append(.factCycle(names, at: places.first))
  }

  /// Calls of forms whose further arguments or insides cannot be.
  mutating func checkForms() {
    for lifted in slots.forms.lifted {
      guard let outlook = Outlook(rawValue: lifted.form) else { continue }
      switch outlook {
      case .previous, .earlier:
        if outlook == .earlier {
          let count = lifted.constants.first?.number?.int ?? 0
          if !(1...120).contains(count) { diagnostics.append(.earlierCount(at: place(of: lifted))) }
        }
        checkTime(lifted)
      case .place:
        switch lifted.argument.type {
        case .any, .null, .number, .percent: break
        default: diagnostics.append(.placeOfNoNumber(at: place(of: lifted)))
        }
      case .peers, .children, .value, .total, .score, .passed: break
      }
    }
  }

  /// Peers are compared in periods of the set's own length.
  private mutating func checkTime(_ call: Lifted) {
    let reads = closure(of: call.argument.reads)
    let isOverPeers = reads.contains { slot in
      [Outlook.peers, .place].contains { $0.rawValue == form(of: slot)?.form }
    }
    let owners =
      reads.contains(slots.value)
      ? (requirements + adjustments).filter { owner in
        closure(of: owner.scoring.expressions.flatMap(\.program.reads)).contains(call.slot)
      } : []
    let items = reads.union(owners.flatMap(\.reads)).map { Int($0.rawValue) }
    guard isOverPeers, let own = draft.set.word(.period, PeriodLength.self),
      let longer = items.first(where: {
        $0 < self.items.count && (self.items[$0].period ?? own).perYear < own.perYear
      })
    else { return }
    diagnostics.append(
      .peersOfLongerPeriod(self.items[longer], own, at: place(of: call)))
  }

  /// Slots with those that their calls and formulas read, and so on.
  private func closure(of slots: [Slot]) -> Set<Slot> {
    var seen: Set<Slot> = []
    var open = slots
    while let slot = open.popLast() {
      guard seen.insert(slot).inserted else { continue }
      if let form = form(of: slot) { open += form.argument.reads }
      if Int(slot.rawValue) < items.count { open += items[Int(slot.rawValue)].sources }
    }
    return seen
  }

  /// Where a lifted call stands: the first expression that reads its slot.
  private func place(of lifted: Lifted) -> Place? {
    expressionsByForm[lifted.slot]
  }
}

extension YAMLNode {
  /// Whether a way to roll up takes a share.
  fileprivate var isShare: Bool {
    let text = text.map(Literal.trim) ?? ""
    return text.hasPrefix("share") || text.hasPrefix("占比")
  }
}

extension String {
  /// What stands between a beginning and an end; nil where the text does not have both.
  fileprivate func words(between start: String, _ end: String) -> String? {
    guard hasPrefix(start), hasSuffix(end), utf8.count > start.utf8.count + end.utf8.count else {
      return nil
    }
    return Literal.trim(String(dropFirst(start.count).dropLast(end.count)))
  }
}
