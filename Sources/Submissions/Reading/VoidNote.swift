import Definitions
import SourceText

/// What a remark says of whether what it stands beside counts: 作废, 本行已撤销, 受理数无效.
enum VoidNote: Hashable {
  /// The row or record is void, and nothing else is said of it.
  case all
  /// What stands before the word, and may be the name of an item, is; where it is none, it may be the row all the same.
  case named(String, mayBeRow: Bool)
  /// It may have to be left out, which is for others to decide: 重复, 误报, 不计入.
  case asked

  /// Reads a remark; nil where it says nothing of that.
  init?(_ text: String) {
    guard text.unicodeScalars.contains(where: VoidNote.mayBeSign) else { return nil }
    let text = String(text.prefix(VoidNote.longest))
    let key = VoidNote.simplified(CellText.key(text))
    guard VoidNote.roots.contains(where: { CellText.has(key, $0) }) else { return nil }
    let found = VoidNote.withoutDays(key).split { ",;。.!:()[]【】\n".contains($0) }
      .compactMap { VoidNote(clause: String($0)) }
    guard
      let note = found.first(where: { $0 == .all }) ?? found.first(where: { $0 != .asked })
        ?? found.first ?? VoidNote(signed: text)
    else { return nil }
    self = note
  }

  /// Reads a remark with something behind it, such as a name: 已作废 张三.
  private init?(signed text: String) {
    let words = CellText.normal(text).split(separator: " ")
    guard words.count > 1,
      let word = words.first.map({ VoidNote.simplified(CellText.key(String($0))) }),
      !word.utf8.allSatisfy({ $0 < 0x80 }), VoidNote(clause: word) == .all
    else { return nil }
    self = VoidNote.strong.contains(where: word.hasSuffix) ? .all : .asked
  }

  /// Traditional characters as simplified ones.
  private static func simplified(_ key: String) -> String {
    key.contains { traditional[$0] != nil } ? String(key.map { traditional[$0] ?? $0 }) : key
  }

  private static let traditional: [Character: Character] = [
    "廢": "废", "銷": "销", "刪": "删", "採": "采", "無": "无", "數": "数", "據": "据", "記": "记", "錄": "录",
    "該": "该", "條": "条", "項": "项", "處": "处", "經": "经", "誤": "误", "報": "报", "錯": "错", "計": "计",
    "統": "统", "納": "纳", "駁": "驳", "複": "复", "復": "复", "請": "请", "棄": "弃", "註": "注", "單": "单",
    "這": "这",
    "於": "于", "應": "应", "為": "为", "審": "审", "實": "实",
  ]

  /// A key without the days in it: 作废2021.7.5, 2021年7月5日作废.
  private static func withoutDays(_ key: String) -> String {
    var rest = ""
    var run = ""
    func end() {
      let signs = run.count { !$0.isNumber }
      let isDay = run.contains { "年月日".contains($0) } || signs > 1 || signs == 0 && run.count == 8
      rest += run.contains(where: \.isNumber) && isDay ? ";" : run
      run = ""
    }
    for sign in key {
      if sign.isASCII && sign.isNumber || "年月日./-".contains(sign) {
        run.append(sign)
      } else {
        end()
        rest.append(sign)
      }
    }
    end()
    return rest
  }

  /// Whether a text that is no remark says that, and nothing else.
  static func isAll(_ text: String) -> Bool {
    text.utf8.count <= longestWord && VoidNote(text) == .all
  }

  /// Whether a text that is no remark says that below a heading, or beside the name of an attribute, as a key: 是 below 是否作废,
  /// 否 below 是否有效, 退回 below 审核状态.
  static func isSaid(by text: String, below heading: String) -> Bool {
    guard text.utf8.count <= longestWord else { return false }
    if VoidNote(text) == .all { return true }
    let key = simplified(CellText.key(text))
    let heading = simplified(heading)
    if flags.contains(where: heading.contains), yes.contains(key) { return true }
    if ["有效", "valid"].contains(where: heading.contains), no.contains(key) { return true }
    return ["状态", "标志", "标记", "标识", "审核", "审批", "审定", "复核", "status", "state"].contains(
      where: heading.contains)
      && (VoidNote(text) != nil || rejected.contains(where: key.contains))
  }

  private static let flags = [
    "作废", "废止", "撤销", "撤回", "无效", "失效", "删除", "注销", "停用", "误报", "重复", "剔除", "isvoid", "void",
    "deleted", "cancelled", "invalid",
  ]
  private static let yes: Set<String> = [
    "是", "1", "y", "yes", "true", "t", "√", "✓", "✔", "有", "已",
  ]
  private static let no: Set<String> = [
    "否", "0", "n", "no", "false", "f", "×", "✗", "✘", "x", "不", "无",
  ]
  private static let rejected = ["退回", "驳回", "未通过", "不通过", "不合格", "未采用", "rejected"]

  /// Whether a text around a table, or the name of a file, may say that: which values it means is asked about.
  static func mayBe(around text: String) -> Bool {
    switch VoidNote(text) {
    case .all, .asked, .named(_, mayBeRow: true): true
    case .named(_, mayBeRow: false), nil: false
    }
  }

  private init?(clause whole: String) {
    let isSign = { (sign: Character) in !(sign.isLetter || sign.isNumber) }
    let clause = String(whole.drop(while: isSign).reversed().drop(while: isSign).reversed())
    let (told, rest) = VoidNote.bare(clause)
    if VoidNote.sure.contains(rest) {
      self = .all
    } else if VoidNote.doubtful.contains(rest) {
      self = .asked
    } else if let note = VoidNote(order: clause) {
      self = note
    } else if clause.count <= VoidNote.longestClause,
      !VoidNote.earlier.contains(where: clause.hasPrefix),
      let word = VoidNote.sure.first(where: { told.hasSuffix($0) && told.count > $0.count })
    {
      var subject = told.dropLast(word.count)
      if let last = subject.last, "未不无没非免勿防".contains(last) { return nil }
      while let last = subject.last, "已均都全为是系应被现经由".contains(last) { subject.removeLast() }
      // 该改判已撤销.
      if let first = subject.first, VoidNote.pointers.contains(first),
        VoidNote.decisions.contains(String(subject.dropFirst()))
      {
        self = .all
        return
      }
      // 抢救无效 is about nothing that is reported.
      let mayBeRow =
        VoidNote.strong.contains(word)
        || ["数", "值", "数据", "记录", "行", "条", "项"].contains { subject.hasSuffix($0) }
      self = .named(String(subject), mayBeRow: mayBeRow)
    } else {
      return nil
    }
  }

  /// Reads a clause that says what is to be done: 请删除该行, 撤回重报.
  private init?(order clause: String) {
    var rest = clause[...]
    while !VoidNote.sure.contains(where: rest.hasPrefix),
      !VoidNote.doubtful.contains(where: rest.hasPrefix),
      let count = VoidNote.before.filter({ rest.hasPrefix($0) }).map(\.count).max()
    {
      rest = rest.dropFirst(count)
    }
    func behind(_ words: Set<String>) -> Substring? {
      words.filter { rest.hasPrefix($0) }.map(\.count).max().map { rest.dropFirst($0) }
    }
    let isSure = behind(VoidNote.sure) != nil
    guard var object = behind(VoidNote.sure) ?? behind(VoidNote.doubtful), let first = object.first
    else { return nil }
    let isPointed = VoidNote.pointers.contains(first)
    guard isPointed || VoidNote.again.contains(String(object)) else { return nil }
    let isStrong = VoidNote.strong.contains(where: rest.hasPrefix)
    if !isPointed { object = "" }
    let words = VoidNote.before + VoidNote.behind + VoidNote.decisions
    while let count = words.filter({ object.hasPrefix($0) }).map(\.count).max() {
      object = object.dropFirst(count)
    }
    if object.isEmpty {
      self = isSure ? .all : .asked
    } else if isStrong, object.count <= 8 {
      // 撤销该项目.
      self = .asked
    } else {
      return nil
    }
  }

  /// What points at what a clause is about.
  private static let pointers = Set("此该本这")
  /// What decides, and may be void itself.
  private static let decisions = ["改判", "决定", "核定", "认定", "处理", "结论", "意见", "豁免", "通报", "核实", "裁定"]
  /// What is done with what was withdrawn.
  private static let again: Set<String> = [
    "重报", "重新填报", "重新上报", "重新报送", "重填", "报送", "上报", "填报", "后重报", "后重新报送", "并重报", "待重报",
  ]

  /// How much of a text is looked at, and how long a clause may be that is no sentence about something else.
  private static let longest = 200
  private static let longestClause = 16
  /// How many bytes a text has that is hardly more than the word.
  private static let longestWord = 48

  /// A clause without the words behind it that say no more, and without those that only say that it speaks of the row.
  private static func bare(_ clause: String) -> (told: String, rest: String) {
    var rest = clause[...]
    func next(_ words: [String], _ isThere: (String) -> Bool) -> Int? {
      if sure.contains(String(rest)) || doubtful.contains(String(rest)) { return nil }
      return words.filter { isThere($0) && rest.count > $0.count }.map(\.count).max()
    }
    while let count = next(behind, { rest.hasSuffix($0) }) { rest = rest.dropLast(count) }
    let told = String(rest)
    while let count = next(before, { rest.hasPrefix($0) }) { rest = rest.dropFirst(count) }
    return (told, String(rest))
  }

  /// One of these is in every remark that says so.
  private static let roots = [
    "废", "撤", "无效", "失效", "取消", "注销", "删除", "误报", "错报", "误填", "错填", "误录", "填错", "报错", "录错", "不算",
    "作数", "不予", "停用", "弃用", "重复", "重报", "不计", "不纳入", "不统计", "退回", "驳回", "剔除", "void", "cancel",
    "withdraw", "不采",
    "revoke", "invalid", "retract", "delete", "rescind", "annul", "duplicate",
  ]

  /// Whether a scalar is in one of these: most remarks have none.
  private static func mayBeSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? (0x61...0x7A).contains(scalar.value | 0x20) : signs.contains(scalar)
  }

  private static let signs = Set("废撤效消销删误错算作予停弃重计纳退驳剔采廢銷刪誤錯棄計納駁採".unicodeScalars)

  /// What says that a row is void.
  private static let sure: Set<String> = [
    "作废", "废止", "废除", "废弃", "撤销", "撤消", "撤回", "撤下", "无效", "取消", "删除", "不算", "不算数", "不作数", "不予采用",
    "不予采信", "不采用", "不采信", "不采纳", "void", "voided", "cancelled", "canceled", "withdrawn", "revoked",
    "invalid",
    "retracted", "deleted", "rescinded", "annulled",
  ]

  /// Those that say so of a row also behind something that it is about: 该项目已撤销.
  private static let strong: Set<String> = ["作废", "废止", "废除", "撤销", "撤消", "撤回"]

  /// What says that it may have to be left out.
  private static let doubtful: Set<String> = [
    "误报", "错报", "误填", "错填", "误录", "填错", "报错", "录错", "失效", "注销", "停用", "弃用", "重复", "重报", "重复上报",
    "重复填报",
    "重复报送", "重复录入", "重复登记", "重复记录", "不计", "不计入", "不计算", "不计入统计", "不计入考核", "不纳入", "不纳入统计", "不纳入考核",
    "不统计",
    "不予统计", "不予计入", "不予计算", "退回", "驳回", "剔除", "duplicate", "duplicated",
  ]

  /// What speaks of what was reported before.
  private static let earlier = [
    "原", "旧", "前", "此前", "之前", "上次", "上一", "首次", "初次", "以前", "先前", "上行",
  ]

  private static let before = [
    "备注", "附注", "说明", "此", "该", "本", "这", "以上", "上述", "整", "行", "条", "项", "笔", "起", "件", "例", "宗",
    "记录",
    "数据", "数字", "数值", "信息", "内容", "填报", "上报", "报送", "数", "表", "已经", "已", "现", "均", "都", "全部", "应",
    "应予",
    "予以", "予", "请", "请予", "按", "为", "是", "系", "属", "属于", "经核实", "经核查", "经审核", "经查", "经", "核实", "审核",
    "标记",
    "状态", "拟", "this", "the", "row", "record", "entry", "line", "is", "was", "has", "been", "it",
  ]

  private static let behind = [
    "了", "处理", "的", "状态", "标记", "登记", "记录", "数据", "数", "行", "条", "项", "件", "报", "重新填报", "重新上报",
    "重填",
    "record", "entry", "row",
  ]
}

extension RowFinder {
  /// What a remark about whether a row counts means for the values of items, and what is said of it.
  /// - Parameters:
  ///   - note: What a remark says.
  ///   - text: The remark.
  ///   - items: The items whose values it may be about.
  ///   - reading: How these are read.
  ///   - place: Where the remark stands.
  /// - Returns: The items whose values do not count, and what is said.
  func read(
    _ note: VoidNote, _ text: String, of items: Set<Int>, _ reading: ItemReading, at place: Place
  ) -> (void: Set<Int>, told: Diagnostic?) {
    switch note {
    case .all: return (items, .voidRow(text, at: place))
    case .asked: return ([], .mayBeVoid(text, at: place))
    case .named(let name, let mayBeRow):
      let void = items.intersection(reading.listed(by: name))
      if !void.isEmpty { return (void, .voidRow(text, at: place)) }
      return ([], mayBeRow ? .mayBeVoid(text, at: place) : nil)
    }
  }
}

extension RowFinder {
  /// Whether remarks beside the value of an item say that it is void, and what is said of them.
  func isVoid(
    _ remarks: [String], _ item: Int, _ reading: ItemReading, at place: Place
  ) -> (isVoid: Bool, told: [Diagnostic]) {
    let found = remarks.compactMap { text in
      VoidNote(text).map { read($0, text, of: [item], reading, at: place) }
    }
    return (found.contains { !$0.void.isEmpty }, found.compactMap(\.told))
  }
}

extension Diagnostic {
  /// A remark says that what it stands beside does not count.
  static func voidRow(_ text: String, at place: Place) -> Diagnostic {
    let shown = shortened(text)
    return Diagnostic(
      Code.voidRow, .warning,
      Phrase(
        zh: "备注“\(shown)”写明不算数，所说的没有采用",
        en: "the remark '\(shown)' says that it does not count: what it speaks of was left out"),
      at: place,
      help: Phrase(
        zh: "不算数的，删去这一行；算数的，改正备注", en: "remove what does not count, or correct the remark"))
  }

  /// A remark or a text may say that what it stands beside does not count.
  static func mayBeVoid(_ text: String, at place: Place) -> Diagnostic {
    let shown = shortened(text)
    return Diagnostic(
      Code.voidRow, .note,
      Phrase(
        zh: "“\(shown)”像是说不算数，仍按算数读取",
        en: "'\(shown)' may say that it does not count; it was counted"),
      at: place,
      help: Phrase(
        zh: "核对是不是作废、撤销或不应计入的；是的，删去", en: "check whether it is void; if it is, remove it"))
  }

  private static func shortened(_ text: String) -> String {
    let written = CellText.written(text)
    return (written.count > 40 ? String(written.prefix(40)) + "…" : written).shown
  }
}
