import SourceText

/// One key of one kind of entry: the only declaration from which the reader, the reference page and the schema work.
struct Field: Sendable {
  let key: Key
  /// The Chinese synonym.
  let chinese: String
  let shape: FieldShape
  let isRequired: Bool
  /// What holds where the key is left out, in the notation of the file.
  let byDefault: String?
  let summary: Phrase

  init(
    _ key: Key, _ chinese: String, _ shape: FieldShape, isRequired: Bool = false,
    byDefault: String? = nil, zh: String, en: String
  ) {
    self.key = key
    self.chinese = chinese
    self.shape = shape
    self.isRequired = isRequired
    self.byDefault = byDefault
    summary = Phrase(zh: zh, en: en)
  }

  /// Both names of the key, English first.
  var names: [String] { [key.rawValue, chinese] }
}

/// A kind of entry: which keys it may have.
enum EntryKind: String, CaseIterable, Sendable {
  case set
  case expect
  case rounding
  case constant
  case item
  case eachItem = "each item"
  case column
  case computedColumn = "computed column"
  case check
  case task
  case subtask
  case group
  case requirement
  case score
  case line
  case linear
  case given
  case adjustment
  case exemption
  case veto
  case effect
  case gate
  case needs
  case gateCheck = "gate check"
  case view
  case data
  case year
  case change
  case drop
  case cases
  case `case`
  case caseUnit = "unit of a case"
  case ids
  case listed = "listed id"
  case unitBelow = "unit below"
  case earlierPeriod = "earlier period"
  case workspace
}

/// What the table says about a kind of entry.
struct EntryTable: Sendable {
  let chinese: String
  /// The key that comes first, names the kind and carries the id; nil for an entry without one.
  let id: Key?
  /// The key whose value may stand for the whole entry.
  let short: Key?
  let summary: Phrase
  let fields: [Field]
  /// The index in `fields` by either name.
  let index: [String: Int]

  init(
    _ chinese: String, id: Key? = nil, short: Key? = nil, zh: String, en: String,
    _ fields: [Field]
  ) {
    self.chinese = chinese
    self.id = id
    self.short = short
    summary = Phrase(zh: zh, en: en)
    self.fields = fields
    var index: [String: Int] = [:]
    for (position, field) in fields.enumerated() {
      for name in field.names { index[name] = position }
    }
    self.index = index
  }
}

extension EntryKind {
  /// What the kind is called in Chinese.
  var chinese: String { table.chinese }

  /// The keys, in the order in which the reference lists them.
  var fields: [Field] { table.fields }

  /// The field with a name in either language.
  func field(_ name: String) -> Field? {
    table.index[name].map { table.fields[$0] }
  }

  /// The field of a key.
  func field(_ key: Key) -> Field? { table.fields.first { $0.key == key } }

  /// The key that comes first, names the kind and carries the id; nil for an entry without one.
  var idKey: Key? { table.id }

  /// The key whose value may stand for the whole entry: `类别: text` is short for `类别: {type: text}`.
  var shortKey: Key? { table.short }

  /// Whether a key, in either language, is the one that names the kind.
  func isNamed(by key: String) -> Bool { idKey != nil && field(key)?.key == idKey }

  /// What the table says about the kind.
  var table: EntryTable {
    switch self {
    case .set: .set
    case .expect: .expect
    case .rounding: .rounding
    case .constant: .constant
    case .item: .item
    case .eachItem: .eachItem
    case .column: .column
    case .computedColumn: .computedColumn
    case .check: .check
    case .task: .task
    case .subtask: .subtask
    case .group: .group
    case .requirement: .requirement
    case .score: .score
    case .line: .line
    case .linear: .linear
    case .given: .given
    case .adjustment: .adjustment
    case .exemption: .exemption
    case .veto: .veto
    case .effect: .effect
    case .gate: .gate
    case .needs: .needs
    case .gateCheck: .gateCheck
    case .view: .view
    case .data: .data
    case .year: .year
    case .change: .change
    case .drop: .drop
    case .cases: .cases
    case .case: .case
    case .caseUnit: .caseUnit
    case .ids: .ids
    case .listed: .listed
    case .unitBelow: .unitBelow
    case .earlierPeriod: .earlierPeriod
    case .workspace: .workspace
    }
  }
}
