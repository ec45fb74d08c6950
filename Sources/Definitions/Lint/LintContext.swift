import FEEL
import Formats
import SourceText

/// What a lint looks at: the set, the entries as they are written, and the edition before.
struct LintContext: Sendable {
  let set: IndicatorSet
  let source: SetSource
  /// The edition before, where one is given.
  let previous: IndicatorSet?
  /// The ids that were used before.
  let before: IDHistory
  /// Pairs of items of which a check says that the first is at most the second.
  let ordered: Set<[Slot]>
  /// Every expression of the set.
  let sites: [Site]
  /// Requirements and adjustments.
  let scored: [Requirement]

  init(
    set: IndicatorSet, source: SetSource, previous: IndicatorSet?, before: IDHistory
  ) {
    self.set = set
    self.source = source
    self.previous = previous
    self.before = before
    var ordered: Set<[Slot]> = []
    for check in set.checks {
      for part in check.condition.program.outline?.all ?? [] {
        guard case .comparison(let comparison) = part.kind, case .slot(let a) = part.parts[0].kind,
          case .slot(let b) = part.parts[1].kind
        else { continue }
        if comparison == .lessOrEqual || comparison == .less { ordered.insert([a, b]) }
        if comparison == .greaterOrEqual || comparison == .greater { ordered.insert([b, a]) }
      }
    }
    self.ordered = ordered
    sites = Self.sites(of: set)
    scored = set.requirements + set.adjustments
  }

  var draft: Draft { source.draft }

  /// The entry with an id.
  func entry(_ id: String) -> Entry? { draft.byID[id].map { draft.records[$0].entry } }

  /// The entry of an item or constant.
  func named(_ name: String) -> Entry? { draft.byName[name].map { draft.records[$0].entry } }

  /// The place of what stands behind a key of an entry.
  func place(_ id: String, _ key: Key) -> Place? { entry(id)?.fields[key]?.value.place }

  /// The entries of the lines or bands of a requirement's score, in order.
  func lineEntries(_ requirement: Requirement) -> [Entry] {
    let way = requirement.scoring.authored
    guard !way.lines.isEmpty, let score = entry(requirement.id)?.entry(.score) else { return [] }
    return score.entries(type(of: way).field.key)
  }

  /// The item of a slot; nil for a value, a total or a form.
  func item(_ slot: Slot) -> Item? {
    set.items.indices.contains(Int(slot.rawValue)) ? set.items[Int(slot.rawValue)] : nil
  }

  /// The place of a part of an expression; the whole where the text is not found in the file as it is.
  func place(_ part: Outline, in expression: Expression) -> Place {
    let whole = expression.place
    let text = Array(expression.program.text.utf8)
    let range = Int(part.range.start)..<Int(part.range.end)
    guard range.upperBound <= text.count,
      let file = source.files.first(where: { $0.shownPath == whole.path })
    else { return whole }
    let leading = text.prefix { $0 == 0x20 || $0 == 0x0A }.count
    let start = whole.offset - leading + range.lowerBound
    let end = start + range.count
    guard start >= 0, end <= file.bytes.count, file.bytes[start..<end].elementsEqual(text[range])
    else { return whole }
    return file.place(SourceRange(start, end))
  }

  /// Points with the set's digits.
  func points(_ points: Points) -> String { points.text(digits: set.digits) }

  func number(_ points: Points) -> Number { points.number(digits: set.digits) }
}

extension LintContext {
  /// An expression, and the requirement or adjustment whose it is.
  struct Site: Sendable {
    let expression: Expression
    let owner: Requirement?
    /// The parts of the expression, outermost first.
    let parts: [Outline]

    init(_ expression: Expression, of owner: Requirement? = nil) {
      self.expression = expression
      self.owner = owner
      parts = expression.program.outline?.all ?? []
    }
  }

  private static func sites(of set: IndicatorSet) -> [Site] {
    var sites = set.items.compactMap(\.value).map { Site($0) }
    sites += set.checks.map { Site($0.condition) }
    for requirement in set.requirements + set.adjustments {
      let own =
        [requirement.value, requirement.applies].compactMap(\.self)
        + requirement.guards.map(\.condition) + requirement.scoring.expressions
      sites += own.map { Site($0, of: requirement) }
    }
    sites += set.gates.flatMap(\.checks).map { Site($0.condition) }
    sites += set.vetoes.compactMap(\.askWhen).map { Site($0) }
    return sites
  }
}

extension Number {
  /// As a person writes it: a percentage where the value is one.
  func words(asPercent: Bool) -> String {
    asPercent ? (self * Number(100)).text(maximumDigits: 6) + "%" : text(maximumDigits: 6)
  }
}
