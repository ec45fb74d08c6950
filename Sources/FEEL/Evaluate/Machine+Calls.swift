extension Machine {
  /// Calls an overload with the arguments in the registers from `first` on; once for all that share them.
  mutating func call(_ site: Unit.CallSite, from first: Int) -> Value {
    guard let slot = site.slot, let group = sharing, shared.contains(slot),
      slots.indices.contains(slot), case .list = slots[slot]
    else { return result(of: site, from: first) }
    let key = SharedCall(group: group, slot: slot, function: site.function)
    if let known = sharedResults[key] {
      return spend(known.cost) ? known.value : .null(Null(.tooManySteps))
    }
    let before = fuel
    let value = result(of: site, from: first)
    if halt == nil { sharedResults[key] = (value, before - fuel) }
    return value
  }

  private mutating func result(of site: Unit.CallSite, from first: Int) -> Value {
    guard let overload = site.overload, spend(1) else { return .null(Null(.tooManySteps)) }
    var arguments = Arguments()
    let last = overload.parameters.count - 1
    if overload.isVariadic, site.places.count > last, !takesWhole(overload, site, first) {
      var gathered: [Value] = []
      for (index, place) in site.places.enumerated() {
        if place < last {
          arguments[place] = registers[first + index]
        } else {
          gathered.append(registers[first + index])
        }
      }
      arguments[last] = .list(gathered)
    } else {
      for (index, place) in site.places.enumerated() {
        arguments[place] = registers[first + index]
      }
      if overload.variadic == .listOrItems, case .list(let items)? = arguments[last] {
        let judged = self.judged(items)
        if judged.isEmpty, !items.isEmpty { return .null(Null(.nothingToJudge)) }
        arguments[last] = .list(judged)
      }
    }
    var null: Null?
    for (index, parameter) in overload.parameters.enumerated() {
      guard let argument = arguments[index] else { continue }
      if case .null(let other) = argument {
        if !parameter.takesNull { null = null.map { $0.combined(with: other) } ?? other }
        continue
      }
      switch argument {
      case .number(let number) where number.bitWidth > 256:
        guard spend(multiplying: number, number) else { return .null(Null(.tooManySteps)) }
      // Whatever is done with a text, it is read through.
      case .string(let text) where text.utf8.count >= Machine.longText:
        guard spend(text.utf8.count / Machine.bytesPerStep) else {
          return .null(Null(.tooManySteps))
        }
      default: break
      }
      if parameter.type == .any { continue }
      guard let value = argument.converted(to: parameter.type) else {
        if null == nil { null = Null(.wrongType) }
        continue
      }
      arguments[index] = value
    }
    if let null { return .null(null) }
    return overload.body(&self, arguments)
  }

  /// The items of a list that something is made of: in definitions, those that have nothing to judge add nothing
  /// (semantics S1.4).
  func judged(_ items: [Value]) -> [Value] {
    guard dialect == .definitions, items.contains(where: \.isNothingToJudge) else { return items }
    return items.filter { !$0.isNothingToJudge }
  }

  /// Whether the variadic parameter was given a single list, which is taken as it is.
  private func takesWhole(_ overload: Overload, _ site: Unit.CallSite, _ first: Int) -> Bool {
    guard site.places.count == overload.parameters.count,
      let index = site.places.firstIndex(of: overload.parameters.count - 1),
      overload.variadic == .listOrItems
    else { return false }
    switch registers[first + index] {
    case .list, .null: return true
    default: return false
    }
  }

  /// Calls a function value with the arguments in the registers from `first` on.
  mutating func call(_ function: Value, _ site: Unit.CallSite, from first: Int) -> Value {
    guard case .function(let callable) = function else {
      return function.isNull ? function : .null(Null(.notFunction))
    }
    let arguments = Array(registers[first..<first + site.count])
    return apply(callable, arguments, names: site.names)
  }
}

extension Value {
  /// The value for a parameter of a type: itself, itself as a list of one, or the item of a list of one (DMN 1.5,
  /// 10.3.2.9.4); nil when it has another type.
  func converted(to type: FEELType) -> Value? {
    switch (self, type) {
    case (_, .any), (.null, _): return self
    case (.number, .number), (.number, .percent), (.string, .string), (.boolean, .boolean),
      (.date, .date), (.time, .time), (.dateTime, .dateTime), (.daysDuration, .daysDuration),
      (.yearsDuration, .yearsDuration), (.context, .context), (.range, .range),
      (.function, .function):
      if case .context(let entries) = type, !entries.isEmpty, !isInstance(of: type) { return nil }
      return self
    case (.list(let items), .list(let element)):
      if element == .any || items.allSatisfy({ $0.isNull || $0.isInstance(of: element) }) {
        return self
      }
      return nil
    case (.list(let items), _):
      return items.count == 1 && !items[0].isList ? items[0].converted(to: type) : nil
    case (_, .list(let element)):
      return element == .any || isInstance(of: element) ? .list([self]) : nil
    case (.date(let date), .dateTime):
      return .dateTime(date.midnight)
    default:
      return nil
    }
  }
}
