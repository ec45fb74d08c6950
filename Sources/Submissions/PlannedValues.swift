package import Definitions
package import FEEL
package import Formats
package import SourceText

/// The values that units plan to reach: only of the items that will change. They never enter the present score.
package struct PlannedValues: Sendable {
  /// A value that is planned, and where it stands.
  package struct Planned: Sendable {
    /// The index of the item.
    package var item: Int
    package var value: Value
    package var place: Place?

    package init(item: Int, value: Value, place: Place? = nil) {
      self.item = item
      self.value = value
      self.place = place
    }
  }

  /// By the index of the unit in the registry.
  package private(set) var values: [Index<Unit>: [Planned]]

  package init(_ values: [Index<Unit>: [Planned]] = [:]) { self.values = values }

  /// Reads a submission of planned values; an empty or unreadable cell plans nothing, nor does one of an item that units of
  /// another level report: what comes together follows from what these plan.
  ///
  /// Its period is that in which the values are to be reached, so it may be another than the run's. `others` are sets
  /// whose items may stand in the same files; they are passed over.
  package static func read(
    _ sources: [FileSource], for set: IndicatorSet, units: Registry, period: Period,
    others: [IndicatorSet] = []
  ) -> (planned: PlannedValues, diagnostics: [Diagnostic]) {
    let set = forReading(set)
    var submissions = SubmissionReader(set, registry: units, others: others).read(sources)
    if submissions.period == nil {
      submissions = SubmissionReader(set, registry: units, period: period, others: others)
        .read(sources)
    }
    let (blocks, diagnostics) = submissions.readAll()
    let (planned, found) = read(blocks, for: set, units: units)
    return (planned, (diagnostics + found).sorted())
  }

  /// Takes what stands in the cells of blocks that were read by the set `forReading`.
  package static func read(
    _ blocks: [RowBlock], for set: IndicatorSet, units: Registry
  ) -> (planned: PlannedValues, diagnostics: [Diagnostic]) {
    var planned = PlannedValues()
    var diagnostics: [Diagnostic] = []
    let levels = Set(units.units.map(\.level))
    var told: Set<[String]> = []
    for block in blocks {
      for (row, place) in block.rows.enumerated() {
        let level = units.units[place.unit].level
        let places = block.places(row)
        for item in set.items.indices where block.cell(row, item).hasValue {
          let asked = set.items[item].level ?? set.assesses
          if asked != level, levels.contains(asked) {
            if told.insert([set.items[item].name, level.rawValue]).inserted {
              diagnostics.append(
                .itemOfOtherLevel(
                  set.items[item], level, assessed: set.assesses, at: places[item]))
            }
            continue
          }
          planned.values[place.unit, default: []].append(
            Planned(
              item: item, value: block.value(row, item, of: set.items[item]),
              place: places[item]))
        }
      }
    }
    return (planned, diagnostics)
  }

  /// The set by which plans are read: nothing is planned where nothing is written, also for items whose empty cells are
  /// zeros.
  package static func forReading(_ set: IndicatorSet) -> IndicatorSet {
    var set = set
    for index in set.items.indices { set.items[index].blankIsZero = false }
    return set
  }
}
