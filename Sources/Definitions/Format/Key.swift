/// A key of the definition format by its English name.
///
/// One word has one sense; its Chinese synonym stands with each `Field`.
enum Key: String, CaseIterable, Sendable {
  case above
  case across
  case adjustment
  case adjustments
  case after
  case applies
  case ask = "ask when"
  case assesses
  case atLeast = "at least"
  case atMost = "at most"
  case bands
  case bar
  case below
  case best
  case better
  case blank
  case board
  case by
  case byHand = "by hand"
  case `case`
  case cases
  case change
  case check
  case checks
  case code
  case columns
  case complete
  case computed
  case confidential
  case constants
  case countsAs = "counts as"
  case digits
  case drop
  case due
  case each
  case eachItem = "each item"
  case eachTask = "each task"
  case earlier
  case earn
  case earnAtMost = "earn at most"
  case earned
  case edition
  case effort
  case `else`
  case evidence
  case exemption
  case exemptions
  case expect
  case extends
  case findings
  case first
  case foundBy = "found by"
  case from
  case fromAssessment = "from assessment"
  case full
  case gate
  case gates
  case given
  case gradeAtMost = "grade at most"
  case group
  case groups
  case `guard`
  case holidays
  case `is`
  case items
  case kind
  case language
  case lead
  case level
  case like
  case linear
  case lines
  case lose
  case loseAtMost = "lose at most"
  case mark
  case measure
  case met
  case metFrom = "met from"
  case missing
  case mode
  case needs
  case notApplicable = "not applicable"
  case of
  case overrides
  case part
  case parts
  case per
  case period
  case perverse
  case places
  case planned
  case plausible
  case points
  case problems
  case provenance
  case remedy
  case reported
  case requirement
  case requirements
  case retired
  case rollup
  case rounding
  case score
  case scorer
  case set
  case severity
  case source
  case subtask
  case subtasks
  case synonyms
  case table
  case take
  case target
  case task
  case tasks
  case then
  case times
  case title
  case to
  case total
  case totalAtMost = "total at most"
  case type
  case units
  case unitsBelow = "units below"
  case upTo = "up to"
  case value
  case values
  case veto
  case vetoes
  case verified
  case view
  case views
  case waivers
  case weight
  case when
  case why
  case with
  case workdays
  case workspace
  case year
  case zero
}
