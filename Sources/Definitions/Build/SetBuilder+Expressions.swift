import FEEL
import Formats
import SourceText

extension SetBuilder {
  /// Compiles the text of a scalar; nil, with the reasons reported, where it is no expression.
  mutating func expression(
    _ node: YAMLNode?, in scope: Scope, expecting: FEELType? = nil
  ) -> Expression? {
    guard let node, let text = node.text, !node.isCutAtComma else { return nil }
    return compiled(text, of: node, in: scope, expecting: expecting) { range in
      let start = node.offset(ofContent: range.lowerBound)
      let end = node.offset(ofContent: range.upperBound)
      return node.file.place(SourceRange(start, end))
    }
  }

  /// Compiles a text that stands for what the author wrote, such as `@"2021-12-31"` for a date.
  mutating func expression(
    standingFor node: YAMLNode, _ text: String, in scope: Scope, expecting: FEELType? = nil
  ) -> Expression? {
    let place = node.place
    return compiled(text, of: node, in: scope, expecting: expecting) { _ in place }
  }

  /// Compiles the rest of a scalar's text from a UTF-8 offset on, such as X of `5% of X`.
  mutating func expression(
    part node: YAMLNode, from offset: Int, in scope: Scope, expecting: FEELType?
  ) -> Expression? {
    guard let text = node.text, !node.isCutAtComma else { return nil }
    let leading = text.utf8.count - Literal.trimStart(text).utf8.count
    let rest = String(Literal.trim(text).utf8.dropFirst(offset)) ?? ""
    return compiled(rest, of: node, in: scope, expecting: expecting) { range in
      let start = node.offset(ofContent: leading + offset + range.lowerBound)
      let end = node.offset(ofContent: leading + offset + range.upperBound)
      return node.file.place(SourceRange(start, end))
    }
  }

  private mutating func compiled(
    _ text: String, of node: YAMLNode, in scope: Scope, expecting: FEELType?,
    _ locate: (Range<Int>) -> Place?
  ) -> Expression? {
    let compilation = compile(
      text, in: scope, forms: &slots.forms, expecting: expecting, locate: locate)
    diagnostics += compilation.diagnostics
    guard let program = compilation.program else { return nil }
    note(program, at: node.place)
    guard stands(program, in: text, locate, at: node.place) else { return nil }
    return Expression(
      text: Literal.trim(node.text ?? text), place: node.place, program: program)
  }

  /// Whether everything in an expression that looks beyond the unit's row may stand there; what may not is reported, once
  /// each, at its first mention.
  private mutating func stands(
    _ program: Program, in text: String, _ locate: (Range<Int>) -> Place?, at place: Place
  ) -> Bool {
    var refused: Set<Outlook> = []
    func look(at slots: [Slot], from standpoints: [Standpoint]) {
      for slot in slots {
        guard let outlook = outlook(of: slot), !refused.contains(outlook) else { continue }
        let refusing = standpoints.last { outlook.advice(at: $0) != nil }
        if let refusing, let advice = outlook.advice(at: refusing) {
          refused.insert(outlook)
          let range = text.firstRange(of: outlook.rawValue).map {
            text.utf8.distance(
              from: text.startIndex, to: $0.lowerBound)..<text.utf8.distance(
                from: text.startIndex, to: $0.upperBound)
          }
          diagnostics.append(
            .misplacedOutlook(outlook, refusing, advice, at: range.flatMap(locate) ?? place))
        } else if let inside = Standpoint(inside: outlook), let form = form(of: slot) {
          look(at: form.argument.reads, from: standpoints + [inside])
        }
      }
    }
    look(at: program.reads, from: [standpoint])
    return refused.isEmpty
  }

  /// What a slot stands for that looks beyond the unit's row; nil for an item.
  private func outlook(of slot: Slot) -> Outlook? {
    if slot == slots.value { return .value }
    if slot == slots.total { return .total }
    return form(of: slot).flatMap { Outlook(rawValue: $0.form) }
  }

  /// A number, percentage, date, yes or no, or expression that stands for a bound or a value.
  ///
  /// A date is written without quotes, and so is one of the `choices` of what it is compared with; yes and no may be
  /// Chinese where they are compared with one of the two.
  mutating func bound(
    _ node: YAMLNode?, in scope: Scope, choices: [String] = [], isYesNo: Bool = false,
    isText: Bool = false
  ) -> Expression? {
    guard let node, let text = node.text.map(Literal.trim) else { return nil }
    if isText, node.isQuoted, Literal.number(text) != nil {
      return expression(standingFor: node, "\"\(text)\"", in: scope)
    }
    if Literal.looksLikeDate(text) {
      guard Literal.date(text) != nil else {
        diagnostics.append(.expectedDate(node))
        return nil
      }
      return expression(standingFor: node, "@\"\(text)\"", in: scope)
    }
    if isYesNo, let flag = Literal.flag(text) {
      return expression(standingFor: node, flag ? "true" : "false", in: scope)
    }
    if choices.contains(text), !text.contains("\""), !text.contains("\\") {
      return expression(standingFor: node, "\"\(text)\"", in: scope)
    }
    return expression(node, in: scope)
  }

  /// Ends the sharing of lifted calls that read `value`: in the next requirement it is another one.
  mutating func releaseForms(since count: Int) {
    let new = slots.forms.lifted[count...]
    guard new.contains(where: { $0.argument.reads.contains(slots.value) }) else { return }
    slots.forms.endSharing(of: slots.value)
  }

  /// Remembers which items are read, so that one that nobody reads can be named; and which of them are read of the unit
  /// itself, not only of the units below it.
  private mutating func note(_ program: Program, at place: Place) {
    var open = program.reads.map { (slot: $0, isBelow: false) }
    var seen = (here: Set<Slot>(), below: Set<Slot>())
    while let (slot, isBelow) = open.popLast() {
      let isNew =
        isBelow ? seen.below.insert(slot).inserted : seen.here.insert(slot).inserted
      if !isNew { continue }
      if slot.rawValue < slots.items {
        readItems.insert(Int(slot.rawValue))
        if !isBelow { itemsReadHere.insert(Int(slot.rawValue)) }
      } else if let form = form(of: slot) {
        // The arguments of lifted calls are programs of their own.
        if expressionsByForm[slot] == nil { expressionsByForm[slot] = place }
        let asksBelow = isBelow || form.form == Outlook.children.rawValue
        open += form.argument.reads.map { ($0, asksBelow) }
      }
    }
  }

  /// The items that programs read, directly, through computed items, or through lifted forms.
  func itemsRead(by programs: [Program]) -> Set<Slot> {
    var result: Set<Slot> = []
    for program in programs {
      for slot in program.reads { result.formUnion(itemsRead(through: slot)) }
    }
    return result
  }

  private func itemsRead(through slot: Slot) -> Set<Slot> {
    if Int(slot.rawValue) < slots.items { return itemReads[Int(slot.rawValue)] }
    return form(of: slot).map { itemsRead(by: [$0.argument]) } ?? []
  }

  /// The call of a form that a slot stands for.
  func form(of slot: Slot) -> Lifted? { slots.form(of: slot) }
}

extension YAMLNode {
  /// Whether the node is the first half of a text that a comma inside `{ }` or `[ ]` cut in two; that was
  /// reported when the file was read.
  fileprivate var isCutAtComma: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    var open = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { open -= 1 }
    }
    guard open > 0 else { return false }
    let next = file.bytes[Int(range.end)...].first { $0 != 0x20 }
    return next == UInt8(ascii: ",")
  }
}
