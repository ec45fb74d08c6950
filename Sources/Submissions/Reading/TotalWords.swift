/// The words for sums and means of other rows: what names one is neither a unit nor a record.
enum TotalWords {
  /// Whether a text, as a key, names a sum or a mean: 合计, (合计), 合计6个, 3起合计, 本页小计, 全市, 其中:城区.
  ///
  /// A name that merely has such a word in it, such as 合计镇 or 汇总平台, does not.
  static func isTotal(_ key: String) -> Bool { isPart(key) || isSum(key) }

  /// Whether a text names a part of a sum: 其中:较大.
  static func isPart(_ key: String) -> Bool { key.hasPrefix("其中") }

  /// Whether a text that names a sum or a mean can be nothing else: 累计 and 全部 may stand in a record.
  static func isSure(_ key: String) -> Bool {
    !isPart(key) && ["合计", "总计", "小计", "共计", "total"].contains { key.contains($0) }
  }

  /// Whether a text at the head of a row of a table of records, as a key, makes the row a total or a comparison: 合计:2个,
  /// 共2项, 年度累计投资, 全部事故, 上年同期, 人均.
  /// - Parameters:
  ///   - key: The text.
  ///   - titles: What the table is called, as keys.
  ///   - numbers: What its columns of numbers are called, as keys.
  /// - Returns: Whether it does; a text of which anything else is left does not.
  static func isTotal(_ key: String, titles: [String], numbers: [String]) -> Bool {
    if isTotal(key) { return true }
    var rest = key[...]
    var isTotal = false
    if let count = counts.first(where: { rest.hasPrefix($0) }) {
      let behind = rest.dropFirst(count.count).drop { ":约有".contains($0) }
      if let first = behind.first, first.isNumber || "两几".contains(first) {
        isTotal = true
        rest = behind
      }
    }
    guard isTotal || heads.contains(where: { key.contains($0) }) else { return false }
    // 全部完成 is no total of a column of what was completed.
    let nouns = key.contains("全部") || key.contains("全体") ? titles : titles + numbers
    while let first = rest.first {
      if let head = heads.filter({ rest.hasPrefix($0) }).max(by: { $0.count < $1.count }) {
        isTotal = true
        rest = rest.dropFirst(head.count)
        continue
      }
      let word = besides.filter { rest.hasPrefix($0) }.map(\.count).max() ?? 0
      let own = noun(rest, nouns)
      if max(word, own) > 0 {
        rest = rest.dropFirst(max(word, own))
      } else if first.isNumber || first.isPunctuation || "两".contains(first)
        || counters.contains(first)
      {
        rest = rest.dropFirst()
      } else {
        return false
      }
    }
    return isTotal
  }

  /// Whether a text, as a key, compares with another time or with what there is of something else: 上年同期, 人均.
  static func compares(_ key: String) -> Bool { comparisons.contains { key.contains($0) } }

  private static let comparisons = [
    "同期", "同比", "环比", "增减", "人均", "户均", "占比", "上年", "去年", "上期", "上季度", "上月",
  ]

  /// How many characters a text begins with that are part of a name.
  private static func noun(_ text: Substring, _ names: [String]) -> Int {
    guard text.count > 1 else { return 0 }
    return (2...text.count).last { count in names.contains { $0.contains(text.prefix(count)) } }
      ?? 0
  }

  /// What stands before a number of records.
  private static let counts = ["总共", "合共", "共计", "共", "计"]

  /// What makes a text a total or a comparison in which nothing else is said.
  private static let heads = [
    "合计", "总计", "小计", "共计", "总数", "累计", "总和", "合共", "总投资", "总人数", "总金额", "总额", "总量", "平均", "均值",
    "全部", "全体",
    "∑", "σ", "Σ", "同期", "同比", "环比", "增减", "人均", "户均", "占比", "上年数", "去年数", "上期数",
  ]

  /// What may stand beside it.
  private static let besides = [
    "本年度", "年度", "本年", "全年", "当年", "今年", "上年", "去年", "本期", "上期", "当期", "本季度", "上季度", "季度", "本季",
    "本月", "上月", "月度",
    "上半年", "下半年", "本页", "本表", "全县", "全市", "全区", "较", "比", "与", "增长", "下降", "增加", "减少", "变化", "情况",
    "项目", "事故", "事件", "案件", "记录", "投资", "资金", "金额", "人数", "数量", "数额", "起数", "件数", "个数", "数", "额",
    "率", "值",
    "幅", "百分点", "%", "年", "月", "的", "约",
  ]

  private static func isSum(_ key: String) -> Bool {
    var rest = key[...]
    if rest.last == ")", let open = rest.lastIndex(of: "("), open > rest.startIndex {
      rest = rest[..<open]
    }
    let word = bare(rest)
    if exact.contains(word) || ends.contains(where: word.hasSuffix) { return true }
    if word.first == "全", wholes.contains(String(word.dropFirst())) { return true }
    // 合计2起: a number and what is counted.
    return sums.contains { sum in
      word.hasPrefix(sum)
        && word.dropFirst(sum.count).allSatisfy { $0.isNumber || counters.contains($0) }
    }
  }

  /// A text without marks and numbers around it: 1.合计, (合计), 合计:.
  private static func bare(_ text: Substring) -> String {
    let isBeside = { (character: Character) in
      marks.contains(character) || character.isNumber && character.isASCII
        || ("①"..."⑳").contains(character)
    }
    return String(text.drop(while: isBeside).reversed().drop { marks.contains($0) }.reversed())
  }

  private static let marks: Set<Character> = Set("()[]【】:.,。-—*、")
  private static let counters: Set<Character> = Set("共起件条人项个次家处宗例名户万亿元")
  private static let sums = ["合计", "总计", "小计", "共计", "总数", "累计"]

  private static let exact: Set<String> = [
    "平均", "平均值", "平均数", "平均分", "均值", "总和", "总数", "全体", "全部", "合计数", "total", "subtotal", "sum",
    "average", "mean",
  ]

  /// What names of totals end with, such as 本页小计.
  private static let ends = [
    "合计", "总计", "小计", "共计", "累计", "汇总", "平均", "平均值", "平均数", "平均水平", "均值", "total", "average",
  ]

  /// What stands behind 全 where the whole is meant.
  private static let wholes: Set<String> = [
    "国", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "村", "社区", "师", "团",
  ]
}
