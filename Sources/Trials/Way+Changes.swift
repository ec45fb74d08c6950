import Definitions
import FEEL
import SourceText

extension Way {
  /// The way of scoring with one small change of one of its parts.
  func changes(at rule: Place) -> [Changed<any Way>] {
    Self.parts.flatMap { part -> [Changed<any Way>] in
      func put<Part>(_ path: WritableKeyPath<Self, Part>) -> (Part) -> any Way {
        { changed in copy(self) { $0[keyPath: path] = changed } }
      }
      switch part {
      case .expression(let path, let name):
        return self[keyPath: path].changes(zh: name.text(.zh), en: name.text(.en))
          .map { $0.map(put(path)) }
      case .lines(let path, _):
        return Line.changes(of: self[keyPath: path]).map { $0.map(put(path)) }
      case .table(let path): return self[keyPath: path].changes().map { $0.map(put(path)) }
      case .numbers(let path, _, let each):
        let numbers = self[keyPath: path]
        return numbers.indices.flatMap { index in
          numbers[index].changes(
            at: rule, zh: "第\(index + 1)\(each.text(.zh))", en: "\(each.text(.en)) \(index + 1)"
          ) { number in put(path)(copy(numbers) { $0[index] = number }) }
        }
      case .better(let path, let name):
        let (better, turned) = (self[keyPath: path], self[keyPath: path].turned)
        return [
          Changed(
            put(path)(turned), at: rule, zh: name.text(.zh), en: name.text(.en), better.rawValue,
            turned.rawValue)
        ]
      case .text: return []
      }
    }
  }
}

extension Line {
  static func changes(of lines: [Line]) -> [Changed<[Line]>] {
    lines.indices.flatMap { index -> [Changed<[Line]>] in
      var changes = lines[index].changes().map { change in
        change.map { line in copy(lines) { $0[index] = line } }
      }
      if lines.count > 1 {
        changes.append(
          Changed(
            copy(lines) { $0.remove(at: index) }, at: lines[index].place,
            without: "第\(index + 1)条", "line \(index + 1)"))
      }
      return changes
    }
  }

  /// The line with one small change.
  func changes() -> [Changed<Line>] {
    var all: [Changed<Line>] = []
    let other: Direction = direction == .earn ? .lose : .earn
    all.append(
      Changed(
        copy(self) { $0.direction = other }, at: place, zh: "方向", en: "direction",
        direction.rawValue, other.rawValue))
    all += amount.changes(at: place, zh: "分数", en: "amount").map { change in
      change.map { amount in copy(self) { $0.amount = amount } }
    }
    if let test { all += changes(of: test) }
    if let condition {
      all += condition.changes(zh: "若", en: "when").map { change in
        change.map { condition in copy(self) { $0.condition = condition } }
      }
      all.append(
        Changed(copy(self) { $0.condition = nil }, at: condition.place, without: "条件", "when"))
    }
    all += changesOfQuantity
    if let times {
      all += times.changes(zh: "倍数", en: "times").map { change in
        change.map { times in copy(self) { $0.times = times } }
      }
      all.append(Changed(copy(self) { $0.times = nil }, at: times.place, without: "倍数", "times"))
    }
    if let atMost {
      all += atMost.changes(at: place, zh: "最多", en: "at most").map { change in
        change.map { atMost in copy(self) { $0.atMost = atMost } }
      }
      all.append(Changed(copy(self) { $0.atMost = nil }, at: place, without: "封顶", "at most"))
    }
    return all
  }

  private func changes(of test: ValueTest) -> [Changed<Line>] {
    var all: [Changed<Line>] = []
    // Past the bound by no step, nothing moves: there the two words mean the same.
    var isStep = false
    if case .per = quantity { isStep = true }
    if !isStep, let other = test.comparison.neighbour {
      all.append(
        Changed(
          copy(self) { $0.test?.comparison = other }, at: test.bound.place, zh: "比较",
          en: "test", test.comparison.rawValue, other.rawValue))
    }
    all += test.bound.changes(zh: test.comparison.rawValue, en: test.comparison.rawValue).map {
      change in change.map { bound in copy(self) { $0.test?.bound = bound } }
    }
    return all
  }

  private var changesOfQuantity: [Changed<Line>] {
    func with(_ quantity: Quantity) -> Line { copy(self) { $0.quantity = quantity } }
    switch quantity {
    case .once: return []
    case .each(let count):
      return count.changes(zh: "每起", en: "each").map { $0.map { with(.each($0)) } }
        + [Changed(with(.once), at: count.place, without: "每起", "each")]
    case .records(let name, let records):
      return records.changes(zh: "每起", en: "each").map {
        $0.map { with(.records(name: name, of: $0)) }
      }
    case .per(let step, let end):
      var all: [Changed<Line>] = []
      switch step {
      case .absolute(let size):
        all += size.changes(zh: "每步", en: "per").filter {
          $0.part.program.constant?.number?.isZero != true
        }.map { $0.map { with(.per(.absolute($0), to: end)) } }
      case .relative(let share, let of):
        all += share.changes(at: place, zh: "每步", en: "per", isShare: true) {
          with(.per(.relative($0, of: of), to: end))
        }
      case .days(let days):
        all += days.changes(at: place, zh: "每步天数", en: "days of a step") {
          with(.per(.days($0), to: end))
        }
      }
      if let end {
        all += end.changes(zh: "到", en: "to").map { $0.map { with(.per(step, to: $0)) } }
        all.append(Changed(with(.per(step, to: nil)), at: end.place, without: "止点", "to"))
      }
      for other in PartRule.allCases where other != part {
        all.append(
          Changed(
            copy(self) { $0.part = other }, at: place, zh: "不足一步", en: "part", part.rawValue,
            other.rawValue))
      }
      return all
    }
  }
}

extension Amount {
  func changes(at place: Place, zh: String, en: String) -> [Changed<Amount>] {
    switch self {
    case .all:
      guard let half = Number.one.divided(by: 2) else { return [] }
      return [Changed(.share(half), at: place, zh: zh, en: en, "all", "50%")]
    case .share(let share):
      return share.changes(at: place, zh: zh, en: en, isShare: true) { .share($0) }
        + [
          Changed(
            .share(share * 2), at: place, zh: zh, en: en, "\((share * 100).exactText)%",
            "\((share * 200).exactText)%")
        ]
    case .points(let expression):
      // Nothing moves backwards: less than no points are no points.
      var all = expression.changes(zh: zh, en: en).filter {
        $0.part.program.constant?.number?.isNegative != true
      }.map { $0.map { Amount.points($0) } }
      if let number = expression.program.constant?.number, !number.isZero {
        let double = Program(constant: .number(number * 2), like: expression.program)
        all.append(
          Changed(
            .points(Expression(text: expression.text, place: place, program: double)), at: place,
            zh: zh, en: en, expression.text, (number * 2).exactText))
      }
      return all
    }
  }
}

extension Comparison {
  /// The test that differs on the bound only.
  var neighbour: Comparison? {
    switch self {
    case .is: nil
    case .atLeast: .above
    case .above, .after: .atLeast
    case .below: .upTo
    case .upTo: .below
    }
  }
}

extension DecisionTable {
  func changes() -> [Changed<DecisionTable>] {
    var all = inputs.indices.flatMap { index in
      inputs[index].changes(zh: "第\(index + 1)列", en: "input \(index + 1)").map { change in
        change.map { input in copy(self) { $0.inputs[index] = input } }
      }
    }
    for (index, row) in rows.enumerated() {
      for (column, cell) in row.cells.enumerated() {
        all += cell.changes(at: row.place, zh: "第\(index + 1)行", en: "row \(index + 1)").map {
          change in
          change.map { cell in copy(self) { $0.rows[index].cells[column] = cell } }
        }
      }
      all += row.earn.changes(at: row.place, zh: "第\(index + 1)行得分", en: "row \(index + 1) earns")
        .map {
          change in change.map { earn in copy(self) { $0.rows[index].earn = earn } }
        }
      if rows.count > 1 {
        all.append(
          Changed(
            copy(self) { $0.rows.remove(at: index) }, at: row.place, without: "第\(index + 1)行",
            "row \(index + 1)"))
      }
    }
    return all
  }
}

extension DecisionTable.Cell {
  fileprivate func changes(
    at place: Place, zh: String, en: String
  ) -> [Changed<DecisionTable.Cell>] {
    func moved(_ value: Value, _ put: (Value) -> Self) -> [Changed<Self>] {
      guard case .number(let number) = value else { return [] }
      return number.changes(at: place, zh: zh, en: en) { put(.number($0)) }
    }
    switch self {
    case .any: return []
    case .equals(let value): return moved(value) { .equals($0) }
    case .test(let comparison, let value):
      var all = moved(value) { .test(comparison, $0) }
      if let other = comparison.neighbour {
        all.append(
          Changed(
            .test(other, value), at: place, zh: zh, en: en, comparison.rawValue, other.rawValue))
      }
      return all
    case .between(let low, let high):
      return moved(low) { .between($0, high) } + moved(high) { .between(low, $0) }
    }
  }
}
