import Definitions

/// A unit of measure as people write it: a power of ten of what is counted, as 万件 is 10^4 件.
struct Measure: Hashable, Sendable {
  /// The power of ten.
  var power: Int
  /// What is counted or measured, such as 件; `1` for %, empty where only the scale is written, as in 万.
  var base: String

  /// The whole of which a percentage is a part.
  static let whole = Measure(power: 0, base: "1")

  private init(power: Int, base: String) {
    self.power = power
    self.base = base
  }

  /// The measure that a text writes, in brackets or behind `单位：` or not; nil where it writes none.
  init?(_ text: some StringProtocol) {
    let text = Measure.bare(CellText.key(text))
    guard !text.isEmpty, !CellText.isNothing(text), text.utf8.count <= 48,
      !text.unicodeScalars.allSatisfy({ WrittenNumber.isDigit($0) || $0 == "." })
    else { return nil }
    if let (power, base) = Measure.named[text] {
      (self.power, self.base) = (power, base)
      return
    }
    var rest = text[...]
    // 人民币亿元, 亿元人民币, ￥万.
    let currency = Measure.yuan.first { rest.hasPrefix($0) || rest.hasSuffix($0) }
    if let currency {
      rest =
        rest.hasPrefix(currency)
        ? rest.dropFirst(currency.count) : rest.dropLast(currency.count)
      rest = rest.drop { "/:,、".contains($0) }
      while let last = rest.last, "/:,、".contains(last) { rest.removeLast() }
    }
    // 港币万元, 万元(美元).
    if let (foreign, amount) = Measure.foreign(text), let measure = Measure(amount),
      measure.base.isEmpty || measure.base == "元"
    {
      (power, base) = (measure.power, foreign)
      return
    }
    power = 0
    // 百分点 is no hundred of anything.
    if !["百分", "千分", "万分"].contains(where: { text.hasPrefix($0) }) {
      while let scale = rest.first.flatMap({ Measure.scales[$0] }) {
        power += scale
        rest = rest.dropFirst()
      }
    }
    // 人民币 says in which money, not in how much of it; of a sign the money is counted.
    if let currency, rest.isEmpty {
      guard power > 0 || currency.count == 1 else { return nil }
      rest = "元"
    }
    let (more, base) = Measure.named[String(rest)] ?? (0, String(rest))
    power += more
    self.base = base
  }

  /// The measure that a text in its place writes, which may have a power of ten in digits: 1000元, 10万人.
  init?(stated text: some StringProtocol) {
    let key = Measure.bare(CellText.key(text))
    let digits = key.prefix { $0 == "," || $0.isASCII && $0.isNumber }
    let zeros = digits.filter { $0 != "," }
    guard let measure = digits.isEmpty ? nil : Measure(key.dropFirst(digits.count)),
      zeros.first == "1", zeros.dropFirst().allSatisfy({ $0 == "0" }), zeros.count <= 13
    else {
      self.init(text)
      return
    }
    self.init(power: measure.power + zeros.count - 1, base: measure.base)
  }

  /// Whether it is a measure that we know, or one of the bases `others`: a text in its place may be anything.
  func isKnown(_ others: Set<String> = []) -> Bool {
    let whole = base.prefix { $0 != "/" && $0 != "(" }
    return base.isEmpty
      ? power > 0
      : Measure.words.contains(String(whole)) || others.contains(base)
        || Measure.isMoney(String(whole))
  }

  /// Whether a text in the place of a measure reads like one, though it is none that is known, and not like a person or a place:
  /// 500元, 市亩, ×100件, and neither 王建元 nor 东升.
  static func resembles(_ text: String, _ bases: Set<String>) -> Bool {
    let key = bare(CellText.key(text))
    guard !key.isEmpty, key.count <= 12, !isReference(key) else { return false }
    let factor = key.prefix(while: isFactor)
    let rest = key.dropFirst(factor.count)
    // 百花 and 千岛 are names.
    let isScaled = factor.contains { $0.isASCII || $0 == "×" }
    if isScaled ? resemblesMoney(key) : writesMoney(key) { return true }
    guard rest.allSatisfy(\.isLetter), !wordsThatEndAlike.contains(where: rest.hasSuffix) else {
      return false
    }
    return clear.union(bases).contains { word in
      guard rest.hasSuffix(word) else { return false }
      return isScaled
        || rest.count <= word.count + 2
          && (word.count > 1 || clear.contains(word) && !endsOfNames.contains(word))
    }
  }

  /// Whether a text may be an amount of money, in whatever currency: 苏元, and 王建元 as well.
  static func resemblesMoney(_ text: String) -> Bool {
    if writesMoney(text) { return true }
    let rest = bare(CellText.key(text)).drop(while: isFactor)
    return rest.count <= 4 && rest.allSatisfy(\.isLetter) && !rest.contains("单位")
      && ["元", "币", "镑", "yuan"].contains { rest.hasSuffix($0) }
      && !wordsThatEndAlike.contains { rest.hasSuffix($0) }
  }

  /// Whether a text writes an amount in a currency that is known, as no name does: ¥, 500元, 千港元.
  private static func writesMoney(_ text: String) -> Bool {
    let key = bare(CellText.key(text))
    return key.contains { "¥￥$€£".contains($0) } || isMoney(String(key.drop(while: isFactor)))
  }

  /// Whether a text only says where measures stand: 见表头, 详见各列.
  static func isReference(_ text: String) -> Bool {
    CellText.isNothing(text) || text.contains { "见详如各注备".contains($0) }
  }

  /// Whether a text leaves open what it is a measure of: 万, 1000, 人民币.
  static func isIncomplete(_ text: String) -> Bool {
    isCurrency(text) || isForeign(text) || !text.isEmpty && text.allSatisfy(isFactor)
  }

  /// Whether a text names our money, and not in what it is counted.
  static func isCurrency(_ text: String) -> Bool { yuan.contains(text) }

  /// The money before or behind an amount of it, which is not ours, and the amount; nil where there is none: 港币万元, 万元(美元).
  private static func foreign(_ text: String) -> (base: String, amount: String)? {
    let text = text.filter { !"()/:,、".contains($0) }
    for name in currencyNames where text.count > name.count {
      let base = named[name]?.1 ?? name
      if text.hasPrefix(name) { return (base, String(text.dropFirst(name.count))) }
      if text.hasSuffix(name) { return (base, String(text.dropLast(name.count))) }
    }
    return nil
  }

  /// The names of the money of others, the longest first.
  private static let currencyNames: [String] =
    (Array(currencies) + named.filter { isMoney($0.value.1) && $0.value.1 != "元" }.map(\.key))
    .filter { $0 != "元" }.sorted { ($0.count, $0) > ($1.count, $1) }

  /// Whether a text names our money in a word: 人民币.
  static func isOurMoney(_ text: some StringProtocol) -> Bool {
    ["人民币", "rmb", "cny"].contains(CellText.key(text))
  }

  /// Whether a text names the money of others, and not in what it is counted.
  static func isForeign(_ text: String) -> Bool { currencyNames.contains(text) }

  private static func isFactor(_ character: Character) -> Bool {
    scales[character] != nil || character.isASCII && character.isNumber
      || "×*.,".contains(character)
  }

  private static func bare(_ text: String) -> String {
    let isTraditional = text.contains { traditional[$0] != nil }
    var text = (isTraditional ? String(text.map { traditional[$0] ?? $0 }) : text)[...]
    var length = 0
    while length != text.utf8.count {
      length = text.utf8.count
      for (open, close) in brackets
      where text.hasPrefix(open) && text.hasSuffix(close) && text.count > 2 {
        text = text.dropFirst().dropLast()
      }
      for label in ["计量单位:", "金额单位:", "单位:"] where text.hasPrefix(label) {
        text = text.dropFirst(label.count)
      }
    }
    return String(text)
  }

  private static let scales: [Character: Int] = ["十": 1, "百": 2, "千": 3, "万": 4, "亿": 8]

  private static let brackets = [
    ("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕"), ("“", "”"), ("‘", "’"), ("\"", "\""),
    ("'", "'"),
    ("「", "」"), ("『", "』"), ("《", "》"), ("<", ">"),
  ]

  /// Our money before or behind a measure of it.
  private static let yuan = ["人民币", "rmb", "cny", "¥", "￥"]

  private static let traditional: [Character: Character] = [
    "萬": "万", "億": "亿", "圓": "元", "圆": "元", "幣": "币", "戶": "户", "畝": "亩", "噸": "吨", "個": "个",
    "條": "条", "處": "处", "張": "张", "輛": "辆", "項": "项", "頃": "顷",
  ]

  /// Measures with a name of their own.
  private static let named: [String: (Int, String)] = [
    "%": (-2, "1"), "百分比": (-2, "1"), "百分数": (-2, "1"), "‰": (-3, "1"), "‱": (-4, "1"),
    "元": (0, "元"), "人民币元": (0, "元"), "元人民币": (0, "元"),
    "yuan": (0, "元"), "米": (0, "米"), "m": (0, "米"), "千米": (3, "米"), "公里": (3, "米"),
    "km": (3, "米"), "厘米": (-2, "米"), "cm": (-2, "米"), "毫米": (-3, "米"), "mm": (-3, "米"),
    "克": (0, "克"), "g": (0, "克"), "千克": (3, "克"), "公斤": (3, "克"), "kg": (3, "克"),
    "吨": (6, "克"), "公吨": (6, "克"), "t": (6, "克"), "平方米": (0, "平方米"), "平米": (0, "平方米"),
    "㎡": (0, "平方米"), "m2": (0, "平方米"), "m²": (0, "平方米"), "公顷": (4, "平方米"),
    "平方公里": (6, "平方米"), "平方千米": (6, "平方米"), "km2": (6, "平方米"), "km²": (6, "平方米"),
    "m3": (0, "立方米"), "m³": (0, "立方米"), "日": (0, "天"), "月": (0, "个月"), "h": (0, "小时"),
    "平方分米": (-2, "平方米"), "平方厘米": (-4, "平方米"), "ha": (4, "平方米"), "角": (-1, "元"),
    "美金": (0, "美元"), "$": (0, "美元"), "us$": (0, "美元"), "usd": (0, "美元"), "港币": (0, "港元"),
    "hk$": (0, "港元"), "hkd": (0, "港元"), "€": (0, "欧元"), "eur": (0, "欧元"), "£": (0, "英镑"),
    "gbp": (0, "英镑"), "jpy": (0, "日元"),
    "min": (0, "分钟"), "分米": (-1, "米"), "微米": (-6, "米"), "毫克": (-3, "克"), "微克": (-6, "克"),
    "公升": (0, "升"),
    "毫升": (-3, "升"), "l": (0, "升"), "ml": (-3, "升"), "立方分米": (-3, "立方米"), "立方厘米": (-6, "立方米"),
    "兆瓦": (6, "瓦"),
  ]

  /// The bases of money.
  private static let currencies: Set<String> = [
    "元", "美元", "欧元", "港元", "日元", "英镑", "韩元", "澳元", "加元", "新元", "台币", "新台币", "澳门元", "澳门币", "新加坡元",
    "加拿大元", "澳大利亚元", "新西兰元", "纽元", "缅元", "缅币", "津元", "林吉特", "比索", "卢布", "法郎", "瑞郎", "瑞士法郎", "泰铢",
    "卢比", "越南盾", "外币", "外汇",
  ]

  /// Whether a base is some money.
  static func isMoney(_ base: String) -> Bool { currencies.contains(base) }

  /// Endings of measures that hardly end a word for anything else.
  private static let clear: Set<String> = [
    "件", "亩", "吨", "米", "克", "公里", "公斤", "公顷", "升", "千瓦时", "小时", "分钟", "人次", "户次", "车次", "株", "棵",
    "枚",
  ]
  /// Those of them with which names end.
  private static let endsOfNames: Set<String> = ["米", "克", "升", "株", "枚", "棵"]
  /// Words with such an ending that are no measures.
  private static let wordsThatEndAlike: Set<String> = [
    "单元", "多元", "公元", "状元", "文件", "邮件", "条件", "附件", "稿件", "证件", "软件", "要件", "信件", "大米", "玉米", "稻米",
  ]

  /// What is counted and measured in forms.
  private static let words: Set<String> = [
    "1", "件", "个", "起", "宗", "例", "次", "人", "人次", "户", "户次", "家", "所", "处", "座", "条", "项", "名",
    "位", "份", "篇", "期", "场", "场次", "台", "套", "辆", "部", "本", "册", "张", "支", "只", "头", "匹", "根",
    "块", "片", "组", "对", "双", "批", "批次", "笔", "单", "班", "间", "栋", "幢", "层", "亩", "元", "美元", "欧元",
    "港元", "日元", "英镑", "天",
    "个月", "年", "周", "小时", "分钟", "秒", "分", "米", "克", "平方米", "立方米", "升", "度", "千瓦时", "瓦",
    "案", "票", "枚", "棵", "株", "顷", "垧", "斤", "两", "担", "里", "厘", "丈", "尺", "寸", "吨公里", "车次", "件次",
    "班次", "课时", "学时", "标准箱", "百分点", "个百分点",
  ]
}

/// What a measure that is stated beside values means for an item.
enum StatedMeasure: Hashable, Sendable {
  /// Nothing is stated, or nothing that matters to the item.
  case none
  /// A plain number is 10^n of the item's own measure; of a percentage, 10^n of the whole.
  case shift(Int)
  /// The item declares no measure: taken as it is, unchecked.
  case unchecked
  /// Another measure, or one that cannot be compared: the values are not taken.
  case other
}

extension Item {
  /// The measure in which numbers are to be written; of a percentage the whole.
  var scale: Measure? {
    type.isPercent ? .whole : measure.flatMap { Measure($0) }
  }

  /// What a measure stated beside values means for the item.
  func takes(_ stated: Measure) -> StatedMeasure {
    guard type.notation == .number else { return .none }
    guard let own = scale else {
      return type.isWhole && stated.power == 0 && stated.base != "1" ? .unchecked : .other
    }
    if stated.base.isEmpty { return type.isPercent ? .other : .shift(stated.power - own.power) }
    return stated.base == own.base ? .shift(stated.power - own.power) : .other
  }
}
