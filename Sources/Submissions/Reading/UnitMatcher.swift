import Definitions

/// Finds the unit of a row: by code, then by exact name, then by a declared alias; never by a guess.
struct UnitMatcher: Sendable {
  /// What a row's code and name say.
  enum Match: Hashable {
    case unit(Int)
    /// The code is known, under another name.
    case otherName(Int)
    /// The code is unknown, and the name or an alias is that of one unit.
    case byName(Int)
    case several([Int])
    case unknown
    /// Neither code nor name.
    case nothing
  }

  let registry: Registry
  private let byName: [String: [Int]]

  init(_ registry: Registry) {
    self.registry = registry
    var names: [String: [Int]] = [:]
    for (index, unit) in registry.units.enumerated() {
      for name in Set(([unit.name] + unit.aliases).map { CellText.key($0) }) where !name.isEmpty {
        names[name, default: []].append(index)
      }
    }
    byName = names
  }

  /// The unit with a code, if its name is written as it is registered or left out: the usual case.
  func exact(code: String, name: String) -> Int? {
    guard !code.isEmpty, let index = registry.index(of: code) else { return nil }
    return name.isEmpty || registry.units[index].name == name ? index : nil
  }

  /// The unit of a code and a name, either of which may be empty.
  func match(code: String, name: String) -> Match {
    if !code.isEmpty, let index = registry.index(of: code) {
      return name.isEmpty || isName(name, of: index) ? .unit(index) : .otherName(index)
    }
    let code = CellText.normal(code)
    let key = CellText.key(name)
    if !code.isEmpty, let index = registry.index(of: code) {
      return key.isEmpty || isName(name, of: index) ? .unit(index) : .otherName(index)
    }
    // A former code, or a name in the column of codes.
    if !code.isEmpty, let found = byName[CellText.key(code)] {
      return found.count == 1 ? .unit(found[0]) : .several(found)
    }
    if !key.isEmpty, let found = byName[key] {
      guard found.count == 1 else { return .several(found) }
      return code.isEmpty ? .unit(found[0]) : .byName(found[0])
    }
    return code.isEmpty && key.isEmpty ? .nothing : .unknown
  }

  private func isName(_ name: String, of index: Int) -> Bool {
    let unit = registry.units[index]
    if unit.name.isEmpty || unit.name == name { return true }
    let key = CellText.key(name)
    return key.isEmpty || CellText.key(unit.name) == key
      || unit.aliases.contains { CellText.key($0) == key }
  }

  /// Whether a row's code or name says that it is a sum of others.
  static func isTotal(_ text: String) -> Bool {
    totals.contains(CellText.key(text))
  }

  private static let totals: Set<String> = [
    "合计", "总计", "小计", "平均", "平均值", "汇总", "累计", "全市合计", "全县合计", "全市平均", "total", "sum", "average",
  ]
}
