package import FEEL
package import SourceText

/// A level of administration, from the village up.
package enum Level: String, Sendable, CaseIterable, Comparable {
  case village, town, county, city

  /// 0 for the village, ascending; also the place in `allCases`.
  package var rank: Int {
    switch self {
    case .village: 0
    case .town: 1
    case .county: 2
    case .city: 3
    }
  }

  package static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
}

/// The length of a reporting period.
package enum PeriodLength: String, Sendable, CaseIterable {
  case month, quarter, half = "half-year", year
}

/// An expression of a definition: its text, where it stands, and what it compiled to.
///
/// An object, because it is handed on for every unit: a copy would cost more than most evaluations.
package final class Expression: Sendable {
  /// The text as the author wrote it, as it may be shown.
  package let text: String
  package let place: Place
  package let program: Program

  package init(text: String, place: Place, program: Program) {
    self.text = text.shownAmounts
    self.place = place
    self.program = program
  }
}

/// A set of indicators: what is reported, how it is scored, and which gates it opens.
///
/// Made by `load`: everything is resolved (overlays, years, names, slots, points), so that nothing is looked up later.
package struct IndicatorSet: Sendable {
  /// The id, which is also the folder's name in messages.
  package var id: String
  @ForeignText package var title: String
  @ForeignText package var edition: String
  package var language: Language
  /// The level of the units that are assessed.
  package var assesses: Level
  package var period: PeriodLength
  /// The registry as the author wrote it: a path relative to the set's own folder; nil where the run names one.
  package var units: String?
  /// The full score.
  package var points: Points
  /// Fraction digits of printed points, 0 … 6.
  package var digits: Int
  /// What happens to points whose items are missing, unless a requirement says otherwise.
  package var missing: MissingPolicy
  /// The highest total, adjustments included; nil for no bound.
  package var totalAtMost: Points?
  /// The items that are reported, in the order of definition; an item's slot is its index.
  package var items: [Item]
  /// The indices of the computed items and of tables with computed columns, each after those that it reads.
  package var computedOrder: [Int]
  /// Contradictions to look for in what is reported.
  package var checks: [DataCheck]
  package var tasks: Indexed<KeyTask>
  /// All requirements, task by task, in the order of definition.
  package var requirements: Indexed<Requirement>
  /// Bundles of requirements with caps of their own.
  package var groups: [Group]
  package var adjustments: [Requirement]
  package var exemptions: [Exemption]
  package var vetoes: [Veto]
  /// The gates, each after the one it depends on.
  package var gates: Indexed<Gate>
  package var views: [View]
  /// The constants of expressions, in the order of definition.
  package var constants: [Constant]
  /// The slots of an evaluation.
  package var slots: SlotLayout
  /// Why an overlay changes, adds to or drops something, by the id of what it changes.
  @ForeignText package var reasons: [String: String]
  /// The files that the set was read from, in order, with their bytes' identity for `run.json`.
  package var files: [SourceFile]
}

/// Which slot of an evaluation holds what.
///
/// Slots `0 ..< items` hold the items; then the value of the requirement at hand, the total and the record at hand;
/// then the lifted forms (`score("T01")`, `passed("exit")`, `place(x)`, `previous(x)`, …) in the order of
/// `forms.lifted`.
package struct SlotLayout: Sendable {
  package var items: Int
  package var forms: FormTable

  package init(items: Int, forms: FormTable) {
    self.items = items
    self.forms = forms
  }

  /// The slot of `value`: the value of the requirement that is being scored.
  package var value: Slot { Slot(rawValue: Int32(items)) }
  /// The slot of `total`, in gates and checks of gates only.
  package var total: Slot { Slot(rawValue: Int32(items + 1)) }
  /// The slot of the record at hand: `e` in computed columns, the name that a line gives it in `each: NAME in …`.
  package var record: Slot { Slot(rawValue: Int32(items + 2)) }
  /// The first slot of the lifted forms.
  package static func firstForm(items: Int) -> Slot { Slot(rawValue: Int32(items + 3)) }
  /// The call of a form that a slot stands for; nil for the slot of a name.
  package func form(of slot: Slot) -> Lifted? {
    let index = Int(slot.rawValue) - Int(SlotLayout.firstForm(items: items).rawValue)
    return forms.lifted.indices.contains(index) ? forms.lifted[index] : nil
  }
  /// How many slots an evaluation needs.
  package var count: Int { Int(Self.firstForm(items: items).rawValue) + forms.lifted.count }
}

/// What happens to a requirement whose items are missing (semantics S1.3, S2).
package enum MissingPolicy: String, Sendable, CaseIterable {
  /// Nothing earned, the full points in the base.
  case noPoints = "no points"
  /// Neither earned nor in the base.
  case leaveOut = "leave out"
  /// As `noPoints`, and all gates stay open, without a place.
  case block
}

/// What happens to a requirement that does not concern the unit (semantics S2).
package enum NotApplicablePolicy: String, Sendable, CaseIterable {
  case leaveOut = "leave out"
  case full
  /// The mean of the peers' printed points.
  case average
}

/// Something that is reported.
package struct Item: Sendable {
  /// The FEEL name by which expressions refer to it; the key in `data.yaml`.
  package var name: String
  package var code: String?
  @ForeignText package var title: String
  package var type: ItemType
  /// The unit of measure, such as 件.
  @ForeignText package var measure: String?
  /// Who reports it.
  @ForeignText package var from: String?
  /// The level whose units report it; nil for the assessed level.
  package var level: Level?
  package var period: PeriodLength?
  /// The range of values that are believable, both ends included.
  package var plausible: ClosedRange<Number>?
  /// The choices, in order, for the type `choice`.
  package var choices: [String]
  /// Whether an empty cell is a reported zero.
  package var blankIsZero: Bool
  /// Only yes or no and a document number are accepted.
  package var isConfidential: Bool
  /// Other headings under which the item is accepted.
  package var synonyms: [String]
  /// The formula of an item that is computed from others instead of being reported.
  package var value: Expression?
  /// How the values of the units below come together, by the level of the unit above; empty where they do not.
  package var rollUps: [Level: RollUp] = [:]
  /// The share of the units below that must have reported, above 0 and up to 1.
  package var complete = Number.one
  /// The assessment that gives the value.
  package var taken: TakenValue?
  /// The columns, for the type `table`.
  package var table: Table?
  /// Where the item is defined.
  package var place: Place

  /// What the reports call the item: its title, which defaults to its name.
  package var heading: String { title }

  /// The slots from which it, or a column of it, is computed; those of a table may include its own.
  package var sources: [Slot] { value?.program.reads ?? table?.sources ?? [] }
}

/// A constant of expressions.
package struct Constant: Sendable {
  package var name: String
  /// The value as the author wrote it, as it may be shown.
  package var text: String
  /// Where it is taken from.
  @ForeignText package var source: String?
  package var place: Place
}

/// A contradiction to look for in what a unit reports.
package struct DataCheck: Sendable {
  /// True when the numbers agree.
  package var condition: Expression
  /// What to say when they do not, in the author's words.
  @ForeignText package var message: String
  package var severity: Severity
  package var place: Place
}

/// A key task: the first division of a set's points.
package struct KeyTask: Sendable {
  package var id: String
  @ForeignText package var title: String
  /// The board under which the guideline lists the task, such as 五类风险.
  @ForeignText package var board: String?
  package var points: Points
  @ForeignText package var lead: String?
  package var subtasks: [Subtask]
  /// Indices into the set's requirements.
  package var requirements: Range<Index<Requirement>>
  package var place: Place
}

/// A part of a task that bundles requirements by subject.
package struct Subtask: Sendable {
  package var id: String
  @ForeignText package var title: String
  package var place: Place
}

/// A bundle of requirements of one task with caps of its own (semantics S3.8: best, sum, caps, counts as).
package struct Group: Sendable {
  package var id: String
  @ForeignText package var title: String
  package var task: Index<KeyTask>
  /// Only this many of the best members count.
  package var best: Int?
  package var loseAtMost: Number?
  package var earnAtMost: Number?
  /// The members' sum is scaled to this many points.
  package var countsAs: Points?
  /// Indices into the set's requirements, ascending.
  package var members: [Index<Requirement>]
  package var place: Place
}

/// Full marks by a recorded finding; the base stays.
package struct Exemption: Sendable {
  package var id: String
  @ForeignText package var title: String
  /// The authorities that may find it.
  @ForeignText package var foundBy: [String]
  /// Indices into the set's requirements.
  package var requirements: [Index<Requirement>]
  @ForeignText package var source: String?
  package var place: Place
}

/// What only a recorded finding triggers, and what a reported sign asks about.
package struct Veto: Sendable {
  package var id: String
  @ForeignText package var title: String
  @ForeignText package var foundBy: [String]
  /// The sign in what is reported; without a finding the gates it concerns stay open.
  package var askWhen: Expression?
  package var effects: [VetoEffect]
  @ForeignText package var source: String?
  package var place: Place
}

/// What a veto does (semantics S5).
package enum VetoEffect: Sendable {
  /// 一票否决: these gates (indices) are failed.
  case bar([Index<Gate>])
  /// 一票否优: no gate after this one (index) counts; nil: no gate at all.
  case gradeAtMost(Index<Gate>?)
  /// A deduction from the total.
  case lose(Points)
  /// The total is cut to this.
  case totalAtMost(Points)
}

/// A threshold for a number of points.
package enum Threshold: Sendable, Hashable {
  /// A share of the points that can be had, 0 … 1.
  case share(Number)
  case points(Number)
}

/// A gate: what a unit must reach (低门槛进, 高门槛出).
package struct Gate: Sendable {
  package var id: String
  @ForeignText package var title: String
  /// What it is called where room is short: its title without the brackets at its end, or with its code where that of another
  /// gate would be the same.
  @ForeignText package var shortTitle: String
  /// The gate (index) that must be passed before.
  package var after: Index<Gate>?
  /// The total it needs.
  package var total: Threshold?
  /// The share of required items that must be reported, 0 … 1.
  package var reported: Number?
  /// What each task needs of its own points.
  package var eachTask: Threshold?
  /// The requirements with one of these marks must be met.
  @ForeignText package var met: [String]
  package var checks: [GateCheck]
  @ForeignText package var source: String?
  package var place: Place
}

extension Gate {
  /// A title without what stands in brackets behind it.
  static func short(_ title: String) -> String {
    let cut = title.firstIndex { $0 == "（" || $0 == "(" } ?? title.endIndex
    let short = title[..<cut].split(separator: " ").joined(separator: " ")
    return short.isEmpty ? title : short
  }
}

/// A further condition of a gate.
package struct GateCheck: Sendable {
  package var condition: Expression
  @ForeignText package var message: String
  package var place: Place
}

/// Another system of headings over the same requirements.
package struct View: Sendable {
  @ForeignText package var id: String
  @ForeignText package var title: String
  package var parts: [ViewPart]
  /// What makes a matrix with the view, as its columns; nil where it stands alone.
  package var across: ViewColumns?
  /// What the assignment of requirements to parts rests on.
  @ForeignText package var source: String?
  package var place: Place
}

/// What stands across a view in a matrix.
package enum ViewColumns: Sendable, Equatable {
  /// Another view, by its index.
  case view(Int)
  /// The boards of the tasks.
  case boards
}

/// One heading of a view.
package struct ViewPart: Sendable {
  @ForeignText package var id: String
  @ForeignText package var title: String
  /// The index of the part that it is a part of.
  package var parent: Int?

  package init(id: String, title: String, parent: Int? = nil) {
    self.id = id
    self.title = title
    self.parent = parent
  }
}
