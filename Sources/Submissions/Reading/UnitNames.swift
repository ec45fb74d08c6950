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

  /// What a text says of some units, without these, and what it says besides.
  func split(_ text: String) -> UnitClauses {
    let whole = UnitClauses(rest: text, timed: text, parts: [])
    guard !named.isEmpty, text.utf8.count <= UnitNames.longestText,
      !groups(in: CellText.key(text)).isEmpty
    else { return whole }
    var said = UnitClauses(rest: "", timed: "", parts: [])
    for sentence in sentences(of: CellText.normal(text)) { take(sentence, &said) }
    guard !said.parts.isEmpty else { return whole }
    // What is left of a note is none the less one.
    if TimeNote.isNote(text) {
      said.rest = UnitNames.noted(said.rest)
      said.timed = UnitNames.noted(said.timed)
    }
    return said
  }

  private static func noted(_ text: String) -> String {
    text.isEmpty || TimeNote.isNote(text) ? text : "注:" + text
  }

  /// Takes what a sentence says, clause by clause.
  private func take(_ sentence: String, _ said: inout UnitClauses) {
    let clauses = UnitNames.clauses(of: sentence).flatMap(parted)
    let read = clauses.map { Speaker(self, CellText.key($0)) }
    // 除越城区外, or 仅越城区, of all that the sentence says.
    let around = read.compactMap { speaker -> Whose? in
      guard case .known(let whose, text: "") = speaker else { return nil }
      return whose
    }
    var general: [String] = []
    var timed: [String] = []
    var named: Set<Index<Unit>> = []
    var topic = ""
    var open: Int?
    // An exception that nobody understands is one of the whole sentence.
    var doubt: Doubt? =
      zip(clauses, read).contains { clause, speaker in
        guard case .unclear(nil) = speaker else { return false }
        return ["除", "外", "仅", "只", "不含", "不包括"].contains(where: clause.contains)
      } ? Doubt(units: nil) : nil
    func add(_ whose: Whose, _ text: String, isClear: Bool = true) {
      said.parts.append(
        UnitClauses.Part(
          units: codes(of: whose.units), isExcept: whose.isExcept, text: topic + text,
          written: sentence, isClear: isClear))
      open = said.parts.indices.last
    }
    func addDoubtful(_ text: String, _ units: Set<Index<Unit>>?) {
      if let units { add(Whose(units: units, isExcept: false), text) }
      add(Whose(units: units ?? [], isExcept: true), text, isClear: false)
      open = nil
      timed.append(text)
    }
    for (clause, speaker) in zip(clauses, read) {
      let key = CellText.key(clause)
      switch speaker {
      case .nobody:
        let (rest, isOfOthers) = UnitNames.withoutOthers(key)
        if around.count == 1, let whose = around.first {
          if !UnitNames.goesOn(rest) { topic = "" }
          add(whose, isOfOthers ? rest : clause)
        } else if around.count > 1 {
          addDoubtful(clause, nil)
        } else if let doubt {
          addDoubtful(clause, doubt.units)
        } else if isOfOthers, !named.isEmpty {
          if !UnitNames.goesOn(rest) { topic = "" }
          add(Whose(units: named, isExcept: true), rest)
        } else if let last = open {
          said.parts[last].text += "," + clause
        } else {
          general.append(clause)
        }
      case .known(_, text: ""): break
      case .known(let whose, let text):
        if !UnitNames.goesOn(text) { topic = "" }
        // 经费单位,越城区为元.
        if general.last.map({ CellText.key($0) }) == topic, !topic.isEmpty { general.removeLast() }
        named.formUnion(whose.units)
        add(whose, text)
      case .unclear(let units):
        topic = ""
        addDoubtful(key, units)
        if let units { doubt = doubt ?? Doubt(units: units) }
      }
      topic = self.topic(of: open.map { said.parts[$0].text } ?? key) ?? topic
    }
    for text in [general.joined(separator: ",")] where !text.isEmpty {
      said.rest += (said.rest.isEmpty ? "" : ";") + text
    }
    for text in [(general + timed).joined(separator: ",")] where !text.isEmpty {
      said.timed += (said.timed.isEmpty ? "" : ";") + text
    }
  }

  /// What a clause is about, which the next one may leave out: 经费单位为元,其中越城区为万元.
  private func topic(of text: String) -> String? {
    if let found = text.firstRange(of: "单位") { return String(text[..<found.upperBound]) }
    let subject = text.prefix { !"为以按是均用系".contains($0) }
    return namesValue(Substring(UnitNames.withoutNumber(String(subject)))) ? String(subject) : nil
  }

  /// Whether a text says something of what was named before it: 为万元.
  private static func goesOn(_ text: String) -> Bool {
    text.first.map { "为以按是均用系:".contains($0) } ?? false
  }

  /// What a clause says of all others: 其余为万元, and not 其余指标为万元.
  private static func withoutOthers(_ key: String) -> (rest: String, isOfOthers: Bool) {
    guard let word = others.first(where: key.hasPrefix) else { return (key, false) }
    let rest = dropping(places, from: key.dropFirst(word.count))
    let isOfItems = ["指标", "项", "各项", "数据", "内容"].contains(where: rest.hasPrefix)
    return isOfItems ? (key, false) : (String(rest), true)
  }

  // MARK: Sentences and clauses

  /// The sentences of a text: they end at stops, before numbers such as 2., and before a unit or the measure behind a blank.
  private func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var sentence = ""
    let characters = Array(text)
    var index = 0
    func close() {
      let key = CellText.key(sentence)
      if !key.isEmpty {
        // 越城区除外 alone is said of the sentence before.
        if case .known(_, text: "") = Speaker(self, key), let last = sentences.indices.last {
          sentences[last] += "," + CellText.normal(sentence)
        } else {
          sentences.append(CellText.normal(sentence))
        }
      }
      sentence = ""
    }
    while index < characters.count {
      let character = characters[index]
      let mark = UnitNames.number(characters[index...], behind: sentence.last)
      if mark > 0 {
        close()
        index += mark
        continue
      }
      index += 1
      guard !";。!?".contains(character) else {
        close()
        continue
      }
      if character == " ", !sentence.isEmpty {
        let key = CellText.key(sentence)
        let rest = CellText.key(String(characters[index...].prefix(longest + 8)))
        let groups = groups(in: key)
        let isMeasure = UnitNames.labels.contains(where: rest.hasPrefix) && !groups.isEmpty
        let isAlone = groups.count == 1 && UnitNames.withoutNote(key).count == groups[0].length
        if isMeasure || longestName(rest[...]) != nil, !isAlone { close() }
      }
      sentence.append(character)
    }
    close()
    return sentences
  }

  /// How many characters the number of a sentence has with which a text begins: 1., (2), 3、 or 一、.
  private static func number(_ text: ArraySlice<Character>, behind last: Character?) -> Int {
    guard let first = text.first else { return 0 }
    if let scalar = first.unicodeScalars.first, (0x2460...0x2473).contains(scalar.value) {
      return 1
    }
    let isOpen = first == "("
    let digits = text.dropFirst(isOpen ? 1 : 0).prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst((isOpen ? 1 : 0) + digits.count)
    let next = rest.dropFirst().first
    if (1...2).contains(digits.count), let end = rest.first,
      isOpen ? end == ")" : ".、)".contains(end),
      next.map({ !($0.isASCII && $0.isNumber) }) ?? false,
      last.map({ !($0.isASCII && ($0.isNumber || $0.isLetter) || ".-/第(".contains($0)) }) ?? true
    {
      return digits.count + 1 + (isOpen ? 1 : 0)
    }
    let numerals = text.prefix { "一二三四五六七八九十".contains($0) }
    guard !numerals.isEmpty, numerals.count < 3, text.dropFirst(numerals.count).first == "、",
      text.dropFirst(numerals.count + 1).first.map({ !"一二三四五六七八九十".contains($0) }) ?? false,
      last.map({ ": )".contains($0) }) ?? true
    else { return 0 }
    return numerals.count + 1
  }

  /// The clauses of a sentence, parted by commas outside brackets.
  private static func clauses(of sentence: String) -> [String] {
    var clauses = [""]
    var depth = 0
    for character in sentence {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth <= 0 {
        clauses.append("")
      } else {
        clauses[clauses.count - 1].append(character)
      }
    }
    return clauses.filter { !CellText.key($0).isEmpty }
  }

  /// A clause without what stands in brackets at its end, and that, where it says something of units of its own:
  /// 金额单位为元(其中越城区为万元).
  private func parted(_ clause: String) -> [String] {
    guard let open = clause.firstIndex(of: "("), clause.last == ")", open > clause.startIndex else {
      return [clause]
    }
    let inside = String(clause[clause.index(after: open)...].dropLast())
    guard !groups(in: CellText.key(inside)).isEmpty,
      groups(in: CellText.key(String(clause[..<open]))).isEmpty
    else { return [clause] }
    if case .known(_, text: "") = Speaker(self, CellText.key(inside)) { return [clause] }
    let parts = UnitNames.clauses(of: inside)
    return parts.contains { part in
      if case .known(_, let text) = Speaker(self, CellText.key(part)) {
        !text.isEmpty
      } else {
        false
      }
    } ? [String(clause[..<open])] + parts : [clause]
  }

  // MARK: Units

  /// Whom a clause names.
  private struct Whose {
    var units: Set<Index<Unit>>
    /// Whether all but these are meant.
    var isExcept: Bool
  }

  /// Of whom a sentence may speak: surely of some units, or nobody knows.
  private struct Doubt {
    var units: Set<Index<Unit>>?
  }

  /// Of whom a clause speaks.
  private enum Speaker {
    /// It names nobody, or somebody who only writes it.
    case nobody
    /// It says something of units; nothing where it only names them: 越城区除外.
    case known(Whose, text: String)
    /// It names units, of which it may say something, or nobody can say of whom it does.
    case unclear(Set<Index<Unit>>?)

    init(_ names: UnitNames, _ key: String) {
      let groups = names.groups(in: key)
      guard let group = groups.first else {
        self = .nobody
        return
      }
      if UnitNames.isTitle(key) {
        self = .nobody
        return
      }
      guard groups.count == 1 else {
        self = .unclear(nil)
        return
      }
      var before = UnitNames.withoutNote(String(key.prefix(group.start)))[...]
      var after = key.dropFirst(group.start + group.length)
      var isExcept = false
      if let word = ["除去", "除开", "除了", "除"].first(where: before.hasSuffix) {
        let end = ["等以外", "以外", "之外", "等外", "外"].first(where: after.hasPrefix)
        guard end != nil || after.isEmpty || after.first == "," || after.first == ")" else {
          self = .unclear(nil)
          return
        }
        before = before.dropLast(word.count)
        after = after.dropFirst(end?.count ?? 0)
        isExcept = true
      } else if let end = ["除外", "以外", "之外", "例外"].first(where: after.hasPrefix) {
        after = after.dropFirst(end.count)
        isExcept = true
      } else if let word = ["不包括", "不包含", "不含", "不是", "非"].first(where: before.hasSuffix) {
        guard after.isEmpty || after.first == ")" else {
          self = .unclear(nil)
          return
        }
        before = before.dropLast(word.count)
        isExcept = true
      }
      let (short, isLimit) = UnitNames.withoutLimit(before)
      before = short
      let isInBrackets = before.last == "(" && after.first == ")"
      if isInBrackets {
        before = before.dropLast()
        after = after.dropFirst()
      }
      if isExcept { after = UnitNames.dropping(UnitNames.places + UnitNames.others, from: after) }
      while let first = after.first, ":的等,(".contains(first) { after.removeFirst() }
      let whose = Whose(units: group.units, isExcept: isExcept)
      let doubt: Set<Index<Unit>>? = isExcept ? nil : group.units
      if UnitNames.parts.contains(where: after.hasPrefix) {
        self = .unclear(nil)
      } else if before.isEmpty {
        if after.isEmpty {
          self = isExcept || isLimit || isInBrackets ? .known(whose, text: "") : .unclear(doubt)
        } else {
          let isClear =
            isExcept || isLimit || names.namesValue(after)
            || UnitNames.beginnings.contains(where: after.hasPrefix)
          self = isClear ? .known(whose, text: String(after)) : .unclear(doubt)
        }
      } else if before.last == ":" {
        // 填报单位:越城区 names an office, 金额:越城区为元 what is said of it.
        let subject = before.dropLast()
        if UnitNames.offices.contains(where: subject.hasSuffix) && !UnitNames.isMeasured(subject) {
          self = .nobody
        } else {
          self =
            !after.isEmpty && names.endsWithValue(subject)
            ? .known(whose, text: String(subject) + after) : .unclear(doubt)
        }
      } else if isExcept || isInBrackets || names.endsWithValue(before) {
        self = .known(whose, text: String(before) + after)
      } else {
        self = .unclear(doubt)
      }
    }
  }

  /// The units that a text names, those that it lists together, and where.
  private func groups(
    in key: String
  ) -> [(units: Set<Index<Unit>>, start: Int, length: Int)] {
    var found: [(units: Set<Index<Unit>>, start: Int, length: Int)] = []
    var rest = key[...]
    var start = 0
    while !rest.isEmpty {
      guard let name = longestName(rest) else {
        rest.removeFirst()
        start += 1
        continue
      }
      var units = Set(named[String(name)] ?? [])
      var length = name.count
      var more = rest.dropFirst(name.count)
      while true {
        let next = more.drop { "、,/和及与跟同以".contains($0) }
        guard let name = longestName(next) else { break }
        let others = Set(named[String(name)] ?? [])
        let isJoined = next.startIndex != more.startIndex
        // 绍兴市越城区 is the latter.
        units = !isJoined && isBelow(others, units) ? others : units.union(others)
        length += more.distance(from: more.startIndex, to: next.startIndex) + name.count
        more = next.dropFirst(name.count)
      }
      found.append((units, start, length))
      start += length
      rest = more
    }
    return found
  }

  /// Whether units stand below others.
  private func isBelow(_ units: Set<Index<Unit>>, _ others: Set<Index<Unit>>) -> Bool {
    let above = codes(of: others)
    return units.allSatisfy { above.contains(registry.units[$0].code) }
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

  /// Whether a text ends with the name of a value, or with words for what its measure is.
  private func endsWithValue(_ text: Substring) -> Bool {
    if ["单位", "金额", "经费", "资金", "数据", "数值"].contains(where: text.hasSuffix) { return true }
    var name = text.suffix(longestValue)
    while name.count > 1 {
      if values.contains(String(name)) { return true }
      name = name.dropFirst()
    }
    return false
  }

  /// A text without the words by which it calls itself a note, and without the signs before its first word.
  private static func withoutNote(_ text: String) -> String {
    var rest = text[...]
    if let word = ["备注", "附注", "注释", "说明", "注"].first(where: rest.hasPrefix) {
      rest = rest.dropFirst(word.count)
    }
    let inside = rest.drop { !$0.isLetter && $0 != "(" }
    return String(inside)
  }

  /// The same without the number of a sentence.
  private static func withoutNumber(_ text: String) -> String {
    String(withoutNote(text).drop { !$0.isLetter })
  }

  /// What stands before the words that say that only some are meant, and whether such words stand there: 其中, 仅.
  private static func withoutLimit(_ text: Substring) -> (rest: Substring, isLimit: Bool) {
    var rest = text
    var isLimit = false
    while let last = rest.last {
      if let word = limits.first(where: rest.hasSuffix) {
        rest = rest.dropLast(word.count)
        isLimit = true
      } else if let word = links.first(where: rest.hasSuffix) {
        rest = rest.dropLast(word.count)
      } else if ",、".contains(last)
        || last == ":" && limits.contains(where: rest.dropLast().hasSuffix)
      {
        rest = rest.dropLast()
      } else {
        break
      }
    }
    return (rest, isLimit)
  }

  /// A text without some words at its beginning.
  private static func dropping(_ words: [String], from text: Substring) -> Substring {
    var rest = text
    while let word = words.first(where: rest.hasPrefix) { rest = rest.dropFirst(word.count) }
    return rest
  }

  /// Whether a clause is the title of a table.
  private static func isTitle(_ key: String) -> Bool {
    let rest = ["本表", "表中", "表内", "上表", "此表", "该表", "表示", "代表"].reduce(key) {
      $0.replacing($1, with: "")
    }
    return rest.contains("表")
  }

  /// Words that say that only what follows is meant.
  private static let limits = [
    "其中", "仅限于", "仅限", "仅有", "仅指", "仅为", "仅", "只限", "只有", "只是", "只", "唯有", "唯独", "限于", "因为", "因",
    "由于", "鉴于",
  ]
  /// Words before the name of a unit that say nothing.
  private static let links = ["但是", "但", "而", "另外", "此外", "另", "对于", "对", "关于", "有", "将"]
  /// Whether a text announces a measure: 金额单位.
  private static func isMeasured(_ text: Substring) -> Bool {
    labels.contains { $0 != "单位" && text.hasSuffix($0) }
  }

  /// What stands before the name of a unit that only writes or gathers something.
  private static let offices = [
    "单位", "来源", "部门", "人", "机构", "名称", "地区", "县区", "区县", "辖区", "编制", "制表", "填报", "报送", "上报", "填表",
    "审核", "地点", "地址", "范围", "对象", "名", "者", "方",
  ]
  /// Words for all others.
  private static let others = ["其余", "其他", "其它", "别的"]
  /// Words for units.
  private static let places = [
    "的", "各区县", "各县市区", "各县区", "各市县", "各区市", "各区", "各县", "各市", "各地区", "各地", "各单位", "各乡镇",
    "各镇", "区县", "县市区", "县区", "地区", "几个", "两区", "三区",
  ]
  /// What stands behind the name of a unit where only a part of it is meant.
  private static let parts = [
    "本级", "市级", "区级", "县级", "直属", "部分", "个别", "有些", "有的", "下属", "以下", "以上",
  ]
  /// What stands before a measure behind a blank.
  private static let labels = [
    "单位", "计量单位", "金额单位", "货币单位", "数量单位", "度量单位", "经费单位", "资金单位", "货币", "币种",
  ]

  /// What is said of units begins with one of these, or with the name of an item.
  private static let beginnings = [
    "数据", "数字", "数值", "各项", "全部", "所报", "所填", "金额", "经费", "资金", "单位", "计量", "以", "按", "为", "是", "系",
    "均",
    "采用", "沿用", "使用", "引用", "因", "由于", "除", "未", "暂", "尚", "没有", "缺", "漏", "补", "改", "填", "报", "上报",
    "填报", "用",
    "系统", "元", "万", "亿", "千", "百", "统一", "一律", "全", "都", "皆", "也", "亦", "则", "仍", "上", "本期", "本季",
  ]
  private static let longestText = 2_000
  /// How many units may stand one above the other.
  private static let mostLevels = 16
}

/// What a text says of some units, and besides.
struct UnitClauses {
  /// What it says of some units.
  struct Part {
    /// The codes of the units, and whether all but these are meant.
    var units: Set<String>
    var isExcept: Bool
    /// What it says, without their names, and the sentence as it was written.
    var text: String
    var written: String
    /// Whether it surely says that of them.
    var isClear: Bool
  }

  /// What it says besides.
  var rest: String
  /// The same with what may be said of all, as far as times are meant.
  var timed: String
  var parts: [Part]
}
