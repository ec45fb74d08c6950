import FEEL
import Formats
import SourceText

/// Resolves a draft: names to slots, expressions to programs, ids to indices, points to their smallest unit.
///
/// Goes on after every mistake, so that all of them are reported in one go; a set with mistakes is not used.
struct SetBuilder {
  let draft: Draft
  let files: [SourceFile]
  var diagnostics: [Diagnostic] = []

  // MARK: Settings

  var digits = 2
  var partRule: PartRule?
  var missing = MissingPolicy.noPoints
  /// The full score; nil where it is missing or broken.
  var points: Points?
  var totalAtMost: Points?

  // MARK: Names

  var items: [Item] = []
  /// The slot of each item by name.
  var itemIndex: [String: Int] = [:]
  var computedOrder: [Int] = []
  /// For each item, the slots that it is computed from, directly or through others, itself included.
  var itemReads: [Set<Slot>] = []
  /// Items and constants.
  var scope = Scope(.definitions)
  /// The same with the types that items have where they are reported, below the assessed level.
  var reportScope = Scope(.definitions)
  /// The same with `value`, by its type.
  var valueScopes: [FEELType: Scope] = [:]
  var slots = SlotLayout(
    items: 0, forms: FormTable(first: SlotLayout.firstForm(items: 0)))
  /// Where the expressions that are being read stand.
  var standpoint = Standpoint.item
  /// Which items some expression reads.
  var readItems: Set<Int> = []
  /// The same without those whose values are read at the units below only.
  var itemsReadHere: Set<Int> = []
  /// For each call of a form, the place of the first expression that makes it.
  var expressionsByForm: [Slot: Place] = [:]

  // MARK: What is scored

  var tasks: Indexed<KeyTask> = []
  var groups: [Group] = []
  var requirements: Indexed<Requirement> = []
  var adjustments: [Requirement] = []
  var requirementIndex: [String: Index<Requirement>] = [:]
  var taskIndex: [String: Index<KeyTask>] = [:]
  var groupIndex: [String: Int] = [:]
  /// The marks that requirements carry.
  var marks: Set<String> = []

  // MARK: Views and gates

  var views: [View] = []
  var viewIndex: [String: Int] = [:]
  var partIndex: [[String: Int]] = []
  var gates: Indexed<Gate> = []
  var gateIndex: [String: Index<Gate>] = [:]

  init(_ draft: Draft, files: [SourceFile]) {
    self.draft = draft
    self.files = files
  }

  /// The set; not to be used where an error was found.
  mutating func build() -> IndicatorSet? {
    readSettings()
    buildItems()
    let checks = buildChecks()
    buildViews()
    let placements = placeRequirements()
    buildRequirements(placements)
    buildAdjustments()
    buildGates()
    let exemptions = buildExemptions()
    let vetoes = buildVetoes()
    checkRollUps()
    checkWeights()
    checkComputedLevels()
    checkChildren()
    checkForms()
    checkSums(placements)
    checkCounts(placements)
    checkUnusedItems()
    guard let id = draft.set.text(.set), let title = draft.set.title,
      let edition = draft.set.text(.edition), let points,
      let assesses = draft.set.word(.assesses, Level.self),
      let period = draft.set.word(.period, PeriodLength.self)
    else { return nil }
    let set = IndicatorSet(
      id: id, title: title, edition: edition,
      language: draft.set.word(.language, LanguageTag.self)?.language ?? .zh,
      assesses: assesses, period: period, units: draft.set.text(.units), points: points,
      digits: digits, missing: missing,
      totalAtMost: totalAtMost, items: items, computedOrder: computedOrder, checks: checks,
      tasks: tasks, requirements: requirements, groups: groups, adjustments: adjustments,
      exemptions: exemptions, vetoes: vetoes, gates: gates, views: views,
      constants: statedConstants, slots: slots,
      reasons: draft.reasons, files: files)
    if !diagnostics.hasErrors { checkCircles(set) }
    return set
  }

  /// The constants as the author wrote them.
  private var statedConstants: [Constant] {
    draft.entries(.constant).map { entry in
      let text = entry.text(.value) ?? ""
      let isNumber = Literal.number(text) != nil && entry[.value]?.isQuoted == false
      return Constant(
        name: entry.id ?? "", text: isNumber ? text : text.shown, source: entry.text(.source),
        place: entry.headPlace)
    }
  }

  /// Points as the file states them, in smallest units; nil where that is broken.
  mutating func points(_ entry: Entry, _ key: Key) -> Points? {
    guard let number = entry.number(key), let node = entry[key] else { return nil }
    guard let units = number.roundedHalfUp(digits: digits) else { return nil }
    let points = Points(units: units)
    guard points.number(digits: digits) == number else {
      diagnostics.append(.tooManyDigits(node, digits: digits))
      return nil
    }
    return points
  }

  private mutating func readSettings() {
    let set = draft.set
    digits = set.entry(.rounding)?.whole(.digits) ?? 2
    partRule = set.word(.part)
    missing = set.word(.missing) ?? .noPoints
    points = points(set, .points)
    if points == .zero, let node = set[.points] { diagnostics.append(.noFullScore(node)) }
    totalAtMost = points(set, .totalAtMost)
    if let points, let totalAtMost, totalAtMost < points, let node = set[.totalAtMost] {
      diagnostics.append(.totalBelowPoints(node, points: points.text(digits: digits)))
    }
  }
}
