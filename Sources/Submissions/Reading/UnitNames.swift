import Definitions

/// The names of the units that report, by which notes speak of some of them.
struct UnitNames: Sendable {
  private var registry = Registry([])
  /// The units by their names, as keys.
  private var named: [String: [Index<Unit>]] = [:]
  private var longest = 0
  /// What values of a set are called, as keys.
  private var values: Set<String> = []
  private var longestValue = 0

  /// No names.
  init() {}

  /// The names of the units of a registry, none without one, to whose values the items of a set belong.
  init(_ registry: Registry?, _ items: [Item]) {
    for item in items.flatMap({ [$0] + ($0.table?.columns ?? []) }) {
      values.formUnion(([item.name, item.title] + item.synonyms).map { CellText.key($0) })
    }
    longestValue = values.map(\.count).max() ?? 0
    guard let registry else { return }
    self.registry = registry
    for (index, unit) in zip(registry.units.indices, registry.units) {
      for name in [unit.name] + unit.aliases {
        let key = CellText.key(name)
        guard key.count > 1 else { continue }
        named[key, default: []].append(index)
        longest = max(longest, key.count)
      }
    }
  }

  /// What a text says of some units, in clauses that begin with their names, without these; and what it says besides.
  func split(_ text: String) -> (rest: String, parts: [(units: Set<String>, text: String)]) {
    guard !named.isEmpty, text.utf8.count <= UnitNames.longestText else { return (text, []) }
    var rest = ""
    var parts: [(units: Set<String>, text: String)] = []
    for sentence in CellText.normal(text).split(separator: ";", omittingEmptySubsequences: true) {
      var isOpen = false
      for clause in sentence.split(separator: ",") {
        if let (units, said) = begin(CellText.key(String(clause))) {
          parts.append((codes(of: units), said))
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

  /// The codes of some units and of all below them.
  private func codes(of units: Set<Index<Unit>>) -> Set<String> {
    var codes: Set<String> = []
    for unit in registry.units.indices {
      var above: Index<Unit>? = unit
      var steps = 0
      while let next = above, steps < UnitNames.mostLevels {
        if units.contains(next) {
          codes.insert(registry.units[unit].code)
          break
        }
        above = registry.units[next].parent
        steps += 1
      }
    }
    return codes
  }

  /// The units with whose names a clause begins, and what it says of them.
  private func begin(_ key: String) -> (units: Set<Index<Unit>>, said: String)? {
    var rest = key[...]
    for word in ["备注", "附注", "说明", "注"] where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
      break
    }
    rest = rest.drop { !$0.isLetter }
    var units: Set<Index<Unit>> = []
    while let name = longestName(rest) {
      units.formUnion(named[String(name)] ?? [])
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
      if named[String(name)] != nil { return name }
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
  /// How many units may stand one above the other.
  private static let mostLevels = 16
}
