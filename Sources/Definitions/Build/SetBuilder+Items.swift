import FEEL
import Formats
import SourceText

extension SetBuilder {
  /// Gives every item its slot, then compiles the computed ones, each after those that it reads.
  mutating func buildItems() {
    let entries = draft.entries(.item)
    slots = SlotLayout(
      items: entries.count,
      forms: FormTable(first: SlotLayout.firstForm(items: entries.count)))
    for (index, entry) in entries.enumerated() {
      let item = item(entry)
      items.append(item)
      itemIndex[item.name] = index
      checkName(entry)
      scope.declare(
        item.name, entry[.type] == nil ? .any : item.feelType,
        slot: Slot(rawValue: Int32(clamping: index)))
    }
    declareConstants()
    declareForms()
    checkHeadings(entries)
    reportScope = scope
    standpoint = .report
    buildRollUps(entries)
    buildComputedColumns(entries)
    standpoint = .item
    for (index, entry) in entries.enumerated()
    where entry[.value] != nil && items[index].type != .table {
      let readBefore = itemsReadHere
      items[index].value = expression(
        entry[.value], in: items[index].rollUps.isEmpty ? scope : reportScope,
        expecting: entry[.type].map { _ in items[index].feelType })
      // What a formula with a level reads where it is reported needs no way up of its own.
      if items[index].level != nil { itemsReadHere = readBefore }
    }
    orderComputedItems(entries)
  }

  /// An item, or a column of a table, which has some of the same keys.
  mutating func item(_ entry: Entry) -> Item {
    let type = entry.word(.type) ?? ItemType.text
    var item = Item(
      name: entry.id ?? "", code: entry.text(.code), title: entry.title ?? entry.id ?? "",
      type: type, measure: entry.text(.measure), from: entry.text(.from),
      level: entry.word(.level), period: period(entry),
      plausible: plausible(entry, type), choices: entry.texts(.of),
      blankIsZero: entry.has(.blank), isConfidential: entry.flag(.confidential) ?? false,
      synonyms: entry.texts(.synonyms), value: nil, table: table(entry, type),
      place: entry.headPlace)
    if let set = entry.text(.fromAssessment) {
      item.taken = TakenValue(
        set: set, score: entry.word(.take) ?? .total, place: entry.valuePlace(of: .fromAssessment))
      if !type.isNumeric, entry[.type] != nil {
        diagnostics.append(.takenIsNoNumber(entry))
      }
    }
    for key in [Key.fromAssessment, .take] where entry.has(key) {
      let isWrong = key == .take ? !entry.has(.fromAssessment) : entry.has(.value)
      guard isWrong, let content = entry.fields[key] else { continue }
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "只用于取自另一次评价、没有算法的数据项",
          en: "it goes with an item that is taken from an assessment and has no formula"))
    }
    guard entry[.type] != nil else { return item }
    if type == .choice {
      if !entry.has(.of) { diagnostics.append(.choiceWithoutChoices(entry)) }
      checkChoices(entry)
    } else if let content = entry.fields[.of] {
      diagnostics.append(
        .misplacedKey(content.key, zh: "只有单选（choice）的数据项才有选项", en: "only a choice has choices"))
    }
    for key in [Key.blank, .plausible] where !type.isNumeric {
      guard let content = entry.fields[key] else { continue }
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "只用于数量、数值和百分比", en: "only a count, number or percent has it"))
    }
    if item.isConfidential, type.notation != .yesNo, let content = entry.fields[.confidential] {
      diagnostics.append(
        .misplacedKey(
          content.key, zh: "涉密的数据项只能是“是否”（yes-no）", en: "a confidential item is of type yes-no"))
    }
    return item
  }

  private mutating func checkChoices(_ entry: Entry) {
    var seen: [String: YAMLNode] = [:]
    for node in entry.nodes(.of) {
      guard let text = node.text else { continue }
      let key = CellText.key(text)
      if let first = seen[key] {
        diagnostics.append(
          first.text == text
            ? .repeated(node, first: first) : .choicesAlike(node, first: first))
      }
      seen[key] = seen[key] ?? node
    }
  }

  /// The believable range, in the item's own unit.
  /// The length of an item's own periods: that of the set's or longer, so that a period of the set lies in one of them.
  private mutating func period(_ entry: Entry) -> PeriodLength? {
    guard let length: PeriodLength = entry.word(.period), let node = entry[.period] else {
      return nil
    }
    if let own = draft.set.word(.period, PeriodLength.self), length.perYear > own.perYear {
      diagnostics.append(.periodShorterThanSet(node, length, own))
    }
    return length
  }

  private mutating func plausible(_ entry: Entry, _ type: ItemType) -> ClosedRange<Number>? {
    guard let node = entry[.plausible], let ends = node.text.flatMap(Literal.range) else {
      return nil
    }
    func read(_ text: String) -> Number? {
      type.isPercent ? Literal.percentage(text) : Literal.number(text)
    }
    guard let low = read(ends.low), let high = read(ends.high), low <= high else {
      if type.isNumeric { diagnostics.append(.wrongUnit(node, isPercent: type.isPercent)) }
      return nil
    }
    return low...high
  }

  /// Whether the name of an entry can be used in expressions.
  mutating func checkName(_ entry: Entry) {
    guard let node = entry.name, let name = node.text else { return }
    if !Scope.isName(name) || Self.reserved.contains(name)
      || PersonalNumber.first(in: name) != nil
    {
      diagnostics.append(.unusableName(node, isReserved: Self.reserved.contains(name)))
    }
  }

  /// Names that have a meaning of their own in definitions.
  static let reserved: Set<String> = [
    "value", "total", "score", "passed", "place", "peers", "previous", "earlier", "children",
    "paired",
  ]

  private mutating func declareConstants() {
    for entry in draft.entries(.constant) {
      checkName(entry)
      guard let name = entry.id else { continue }
      // A broken constant is still a name, so that its uses are not reported as well.
      let (value, type) = constant(entry) ?? (.null, .any)
      scope.declare(name, constant: value, type: type)
    }
  }

  private mutating func constant(_ entry: Entry) -> (Value, FEELType)? {
    guard let node = entry[.value] else { return nil }
    guard let text = node.text.map(Literal.trim) else {
      diagnostics.append(.expectedConstant(node))
      return nil
    }
    // Quotes make a text of it: an area code, a number of eighteen digits.
    let isWritten = Literal.percentage(text) != nil || Literal.number(text) != nil
    if node.isQuoted, isWritten || Literal.date(text) != nil { return (.string(text), .string) }
    if let number = Literal.percentage(text) { return (.number(number), .percent) }
    if let number = Literal.number(text) { return (.number(number), .number) }
    if let date = Literal.date(text) { return (.date(date), .date) }
    if Literal.halfWidth(text).flatMap({ Literal.percentage($0) ?? Literal.number($0) }) != nil {
      diagnostics.append(.fullWidthValue(node, ascii: Literal.halfWidth(text) ?? text))
      return nil
    }
    if text.isEmpty || text.unicodeScalars.first.map({ ("0"..."9").contains($0) }) == true {
      diagnostics.append(.expectedConstant(node))
      return nil
    }
    return (.string(text), .string)
  }

  /// Every column of a submission must be found by one heading: codes are unique, other headings warn.
  private mutating func checkHeadings(_ entries: [Entry]) {
    var codes: [String: YAMLNode] = [:]
    var owners: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      if let node = entry[.code], let code = entry.text(.code) {
        if let first = codes[code] { diagnostics.append(.duplicateCode(node, first: first)) }
        codes[code] = codes[code] ?? node
      }
      let nodes = [entry.name, entry[.title]].compactMap(\.self) + entry.nodes(.synonyms)
      for node in nodes {
        guard let heading = node.text.map(Literal.trim) else { continue }
        if let owner = owners[heading], owner != index {
          diagnostics.append(.ambiguousHeading(node, first: entries[owner].headPlace))
        } else {
          owners[heading] = index
        }
      }
    }
  }

  /// Puts the computed items in an order in which each comes after those that it reads.
  private mutating func orderComputedItems(_ entries: [Entry]) {
    enum State { case new, open, done }
    var states = [State](repeating: .new, count: items.count)
    itemReads = items.indices.map { [Slot(rawValue: Int32(clamping: $0))] }
    // Depth first with a stack of its own: a chain of computed items may be long.
    for start in items.indices where states[start] == .new {
      var stack: [(item: Int, next: Int)] = [(start, 0)]
      states[start] = .open
      while let (item, next) = stack.last {
        let reads = itemsAtHand(items[item].sources)
        if next < reads.count {
          stack[stack.count - 1].next += 1
          let read = Int(reads[next].rawValue)
          guard read < items.count, read != item || items[item].table == nil else { continue }
          if states[read] == .new {
            states[read] = .open
            stack.append((read, 0))
          } else if states[read] == .open,
            let node = entries[item][.value] ?? entries[item][.computed]
          {
            let cycle = stack.drop { $0.item != read }.map { items[$0.item].name }
            diagnostics.append(.itemCycle(node, cycle))
          }
          continue
        }
        stack.removeLast()
        states[item] = .done
        if items[item].value != nil || items[item].table?.computed.isEmpty == false {
          computedOrder.append(item)
        }
        for read in reads where Int(read.rawValue) < items.count {
          itemReads[item].formUnion(itemReads[Int(read.rawValue)])
        }
      }
    }
    // What earlier periods and other units give is read as well; what goes round that way finds the graph of facts.
    for (item, entry) in items.enumerated() {
      guard let value = entry.value else { continue }
      itemReads[item].formUnion(itemsRead(by: [value.program]))
    }
  }

  /// Of the slots that an item is computed from, the items whose values of this period it needs first.
  private func itemsAtHand(_ reads: [Slot]) -> [Slot] {
    reads.flatMap { slot -> [Slot] in
      guard let form = form(of: slot) else { return [slot] }
      // A place needs the unit's own value, and so does the last of several periods.
      let needsOwn = [Scope.pairedForm, Outlook.place.rawValue, Outlook.earlier.rawValue]
      return needsOwn.contains(form.form) ? itemsAtHand(form.argument.reads) : []
    }
  }

  /// The forms of every expression; where each may stand says `Outlook`.
  private mutating func declareForms() {
    scope.declare(form: Form("peers") { .list($0) })
    scope.declare(form: Form("place") { _ in .number })
    scope.declare(form: Form("previous") { $0 })
    scope.declare(form: Form("earlier", parameters: 2...2) { .list($0) })
    scope.declare(form: Form("children") { .list($0) })
    scope.declare(form: Form("score") { _ in .number })
    scope.declare(form: Form("passed") { _ in .boolean })
  }

  /// The contradictions to look for.
  mutating func buildChecks() -> [DataCheck] {
    standpoint = .check
    return draft.entries(.check).compactMap { entry in
      guard
        let condition = expression(entry[.check], in: scope, expecting: .boolean),
        let message = entry.text(.else)
      else { return nil }
      return DataCheck(
        condition: condition, message: message, severity: entry.word(.severity) ?? .error,
        place: entry.headPlace)
    }
  }

  /// An item that nothing reads is likely a slip; one that only a person reads says so by its type `text`.
  mutating func checkUnusedItems() {
    guard !diagnostics.hasErrors, draft.isComplete else { return }
    for (index, item) in items.enumerated() where !readItems.contains(index) && item.type != .text {
      diagnostics.append(.unusedItem(item))
    }
  }
}

extension Item {
  /// The type of the item's value in expressions.
  var feelType: FEELType { table.map { .list($0.recordType) } ?? type.feelType }
}
