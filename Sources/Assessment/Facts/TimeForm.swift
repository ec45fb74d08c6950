package import Definitions
import FEEL
package import SourceText
package import Submissions

/// A call of `previous` or `earlier`: which earlier values it needs.
struct TimeForm: Sendable {
  let form: LiftedForm
  /// How many values there are, this period's included: 2 for `previous`.
  let count: Int
  let isList: Bool
  /// The length of its periods: the longest of those of the items that it reads.
  let length: PeriodLength
  /// What its argument reads of the period that it asks.
  let reads: Set<Slot>

  /// All such calls of a set, in the order of their slots.
  static func all(in set: IndicatorSet, _ forms: [LiftedForm]) -> [TimeForm] {
    forms.compactMap { form in
      let count: Int
      let isList: Bool
      switch form.kind {
      case .previous: (count, isList) = (2, false)
      case .earlier(let all): (count, isList) = (all, true)
      case .peers, .place, .children, .paired: return nil
      }
      let own = form.owner.map { set.requirement(of: $0).valueSlots } ?? []
      // An item that states its period has it, whatever it is made of.
      let reads = set.closureThroughFormulas(of: own.union(form.argument.reads)) {
        $0.period != nil
      }
      let lengths = reads.compactMap { slot -> PeriodLength? in
        Int(slot.rawValue) < set.items.count ? set.items[Int(slot.rawValue)].period : nil
      }
      return TimeForm(
        form: form, count: count, isList: isList,
        length: lengths.min { $0.perYear < $1.perYear } ?? set.period,
        reads: set.slotsOfThisPeriod(
          behind: Set(form.argument.reads).union(
            form.owner.map { set.requirement(of: $0).valueSlots } ?? [])))
    }
  }
}

/// What was found of one earlier period: for each unit of the run's registry the argument of every call.
package struct EarlierValues: Sendable {
  let period: Period
  /// By unit, one value for each of the plan's calls; null where there is none.
  var values: [Index<Unit>: [Value]]
  /// By unit, for each of the calls the sums behind its value that some of the units below are missing from.
  var partial: [Index<Unit>: [[PartialSum]]]
  /// What could not be read of what was asked for.
  package var told: [Diagnostic] = []

  /// The same for the units of another registry.
  /// - Parameter unit: The unit of the other registry that one of this is; nil where it is none.
  /// - Returns: What those units have that are in it.
  package func moved(to unit: (Index<Unit>) -> Index<Unit>?) -> EarlierValues {
    var moved = EarlierValues(period: period, values: [:], partial: [:], told: told)
    for (own, values) in values {
      if let other = unit(own) { moved.values[other] = values }
    }
    for (own, sums) in partial {
      if let other = unit(own) { moved.partial[other] = sums }
    }
    return moved
  }
}

/// A sum of an earlier period that some of the units below are missing from.
struct PartialSum: Hashable, Sendable {
  let period: Period
  let coverage: Coverage
  /// The units directly below that gave none, in the order of their codes.
  let missing: [String]
}

/// What the calls of `previous` and `earlier` are filled with.
struct TimeTable: Sendable {
  /// By unit, the value of each call's slot.
  private let slots: [Index<Unit>: [Value]]
  /// By unit, for each call the sums behind its value that are not whole.
  private let partial: [Index<Unit>: [[PartialSum]]]

  /// Puts the earlier periods together, seen from a period; of several that lie within one of an item's own, longer
  /// periods the latest with a value counts.
  init(_ forms: [TimeForm], _ earlier: [EarlierValues], at period: Period) {
    let earlier = earlier.sorted { $0.period.lastDay < $1.period.lastDay }
    var units: Set<Index<Unit>> = []
    for entry in earlier { units.formUnion(entry.values.keys) }
    var slots: [Index<Unit>: [Value]] = [:]
    var partial: [Index<Unit>: [[PartialSum]]] = [:]
    for unit in units {
      var sums: [[PartialSum]] = []
      slots[unit] = forms.enumerated().map { index, form in
        var past = TimeTable.gaps(form)
        var behind = past.map { _ in [PartialSum]() }
        for entry in earlier {
          let back = entry.period.distance(to: period, in: form.length)
          guard back >= 1, back < form.count, let value = entry.values[unit]?[index] else {
            continue
          }
          let place = form.count - 1 - back
          let found = entry.partial[unit]?[index] ?? []
          if !value.isNull || value.isNothingToJudge {
            past[place] = value
            behind[place] = found
          } else if found.contains(where: { $0.coverage.known > 0 }) {
            // Within a longer period the last sum counts, also one that too few gave.
            past[place] = TimeTable.gaps(form)[place]
            behind[place] = found
          } else if past[place].isNull {
            behind[place] += found
          }
        }
        sums.append(Array(behind.joined()))
        return form.isList ? .list(past) : past[0]
      }
      if sums.contains(where: { !$0.isEmpty }) { partial[unit] = sums }
    }
    self.slots = slots
    self.partial = partial
  }

  /// The sums behind the values of some calls for a unit that some of the units below are missing from, each once, the
  /// earliest first.
  func partialSums(_ unit: Index<Unit>, _ calls: [Int]) -> [PartialSum] {
    guard let partial = partial[unit] else { return [] }
    return Set(calls.flatMap { partial[$0] }).sorted {
      ($0.period.lastDay, $0.missing.joined(separator: "、"))
        < ($1.period.lastDay, $1.missing.joined(separator: "、"))
    }
  }

  /// Whether any earlier period has something of a unit.
  func knows(_ unit: Index<Unit>) -> Bool { slots[unit] != nil }

  /// The value of a call's slot for a unit; this period's own value is not yet among it.
  func value(_ unit: Index<Unit>, _ index: Int, _ form: TimeForm) -> Value {
    if let value = slots[unit]?[index] { return value }
    let gaps = TimeTable.gaps(form)
    return form.isList ? .list(gaps) : gaps[0]
  }

  private static func gaps(_ form: TimeForm) -> [Value] {
    let null = Value.null(Null(.missing, slot: Slot(rawValue: Int32(form.form.slot))))
    return [Value](repeating: null, count: form.count)
  }
}

extension Period {
  /// How many periods of a length lie between this one and a later one: 0 within the same, 1 for the next.
  func distance(to later: Period, in length: PeriodLength) -> Int {
    later.ordinal(in: length) - ordinal(in: length)
  }

  /// The number of the period of a length that the period lies in, counted through the years.
  private func ordinal(in length: PeriodLength) -> Int {
    year * length.perYear + (number - 1) * length.perYear / self.length.perYear
  }
}
