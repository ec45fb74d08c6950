import Definitions

/// The words by which a cell of a table of records says that nothing happened: 无事故, 本季度我区未发生, 零报告.
enum NoneWords {
  /// Whether a text, as a key in simplified characters, says that there are no records of a table.
  /// - Parameters:
  ///   - key: The text.
  ///   - table: What the table is called, in each of its names.
  /// - Returns: Whether it does.
  static func isNone(_ key: String, _ table: [String]) -> Bool {
    let names = table.map { CellText.key($0) }
    let clauses = key.split { ",;。.!()、:".contains($0) }.map(String.init)
    guard clauses.contains(where: { saysNone($0, names) }) else { return false }
    return clauses.allSatisfy {
      saysNone($0, names) || calm.contains($0) || isFrame($0) || isSubject($0, names)
    }
  }

  /// Whether a clause says that there is nothing: when and where, a word for nothing, what there is nothing of.
  private static func saysNone(_ clause: String, _ table: [String]) -> Bool {
    nones.contains { none in
      guard let found = clause.firstRange(of: none) else { return false }
      return isFrame(String(clause[..<found.lowerBound]))
        && isSubject(String(clause[found.upperBound...]), table)
    }
  }

  /// Whether a text says when or where, or nothing: 本季度, 一季度, 2021年1-3月, 我区, 越城区; a number alone does not.
  private static func isFrame(_ text: String) -> Bool {
    if text.allSatisfy({ $0.isNumber }) { return text.isEmpty }
    var rest = text.drop(while: isOfFrame)
    if let end = rest.lastIndex(where: { "区县市镇乡道村旗州省局委办".contains($0) }) {
      let place = rest[...end]
      guard place.count < 9, !place.contains(where: { $0.isNumber || $0.isPunctuation }) else {
        return false
      }
      rest = rest[rest.index(after: end)...]
    }
    return rest.allSatisfy(isOfFrame)
  }

  private static func isOfFrame(_ character: Character) -> Bool {
    frame.contains(character) || character.isASCII && character.isNumber
  }

  /// Whether what there is nothing of is what the table is of; 死亡事故 is not all of its accidents.
  private static func isSubject(_ text: String, _ table: [String]) -> Bool {
    var rest = text[...]
    while !rest.isEmpty {
      let word = subjects.filter { rest.hasPrefix($0) }.max { $0.count < $1.count }
      let own = (2...max(2, rest.count)).last { count in
        count <= rest.count && table.contains { $0.contains(rest.prefix(count)) }
      }
      let count = max(word?.count ?? 0, own ?? 0)
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static let nones = [
    "没有发生", "未有发生", "未曾发生", "无发生", "未发生", "未发现", "未出现", "未产生", "不存在", "未涉及", "不涉及", "不适用", "没有出现",
    "没有", "未有",
    "零",
    "无", "nil", "none", "no",
  ]
  /// The signs of which the words for a time or a place are made.
  private static let frame: Set<Character> = Set(
    "本我全该各当此期季度月份年上下半内辖区县市镇乡街道村社单位今至第一二三四五六七八九十截到目前报告均暂时尚-—~在范围")
  private static let subjects = [
    "任何", "此类", "该类", "这类", "各类", "类似", "此项", "该项", "上述", "相关", "有关", "新增", "过", "的", "安全", "生产",
    "安全生产", "生产安全",
    "记录", "情况", "情形", "现象", "事项", "事故", "事件", "案件", "问题", "项目", "发生", "报告", "明细", "内容", "起", "件",
    "例",
    "records", "record", "events", "event", "accidents", "accident",
  ]
  /// What is said besides.
  private static let calm: Set<String> = [
    "平安", "正常", "情况正常", "平稳", "总体平稳", "形势平稳", "特此报告", "零报告", "无",
  ]
}
