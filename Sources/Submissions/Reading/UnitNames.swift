import Definitions

/// The names of the units that report, by which notes speak of some of them.
struct UnitNames: Sendable {
  /// The codes of the units by their names, as keys.
  private var codes: [String: Set<String>] = [:]
  private var longest = 0
  /// What values of a set are called, as keys.
  private var values: Set<String> = []
  private var longestValue = 0

  /// No names.
  init() {}

  /// The names of the units of some levels, none without a registry, to whose values the items of a set belong.
  init(_ registry: Registry?, levels: Set<Level>, _ items: [Item]) {
    for item in items.flatMap({ [$0] + ($0.table?.columns ?? []) }) {
      values.formUnion(([item.name, item.title] + item.synonyms).map { CellText.key($0) })
    }
    longestValue = values.map(\.count).max() ?? 0
    for unit in registry?.units ?? [] where levels.contains(unit.level) {
      for name in [unit.name] + unit.aliases {
        let key = CellText.key(name)
        guard key.count > 1 else { continue }
        codes[key, default: []].insert(unit.code)
        longest = max(longest, key.count)
      }
    }
  }

  /// What a text says of some units, in clauses that begin with their names, without these; and what it says besides.
  func split(_ text: String) -> (rest: String, parts: [(units: Set<String>, text: String)]) {
    guard !codes.isEmpty, text.utf8.count <= UnitNames.longestText else { return (text, []) }
    var rest = ""
    var parts: [(units: Set<String>, text: String)] = []
    for sentence in CellText.normal(text).split(separator: ";", omittingEmptySubsequences: true) {
      var isOpen = false
      for clause in sentence.split(separator: ",") {
        if let (units, said) = begin(CellText.key(String(clause))) {
          parts.append((units, said))
          isOpen = true
        } else if isOpen, let last = parts.indices.last,
          !["其余", "其他", "其它"].contains(where: clause.hasPrefix)
        {
          parts[last].text += "," + clause
        } else {
          isOpen = false
          rest += (rest.isEmpty ? "" : ",") + clause
        }
      }
      rest += rest.isEmpty ? "" : ";"
    }
    return parts.isEmpty ? (text, []) : (rest, parts)
  }

  /// The units with whose names a clause begins, and what it says of them.
  private func begin(_ key: String) -> (units: Set<String>, said: String)? {
    var rest = key[...]
    for word in ["备注", "附注", "说明", "注"] where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
      break
    }
    rest = rest.drop { !$0.isLetter }
    var units: Set<String> = []
    while let name = longestName(rest) {
      units.formUnion(codes[String(name)] ?? [])
      rest = rest.dropFirst(name.count)
      let next = rest.drop { "、,/和及与".contains($0) }
      if longestName(next) == nil { break }
      rest = next
    }
    guard !units.isEmpty, !rest.isEmpty, !rest.contains("表") else { return nil }
    let said = rest.drop { ":的".contains($0) }
    guard UnitNames.beginnings.contains(where: said.hasPrefix) || namesValue(said) else {
      return nil
    }
    return (units, String(said))
  }

  private func longestName(_ text: Substring) -> Substring? {
    var name = text.prefix(longest)
    while name.count > 1 {
      if codes[String(name)] != nil { return name }
      name = name.dropLast()
    }
    return nil
  }

  /// Whether a text begins with the name of a value.
  private func namesValue(_ text: Substring) -> Bool {
    var name = text.prefix(longestValue)
    while name.count > 1 {
      if values.contains(String(name)) { return true }
      name = name.dropLast()
    }
    return false
  }

  /// What is said of units begins with one of these, or with the name of an item.
  private static let beginnings = [
    "数据", "数字", "数值", "各项", "全部", "所报", "所填", "金额", "经费", "资金", "单位", "计量", "以", "按", "为", "是", "系",
    "均",
    "采用", "沿用", "使用", "引用",
  ]
  private static let longestText = 2_000
}
