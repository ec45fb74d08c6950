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
    let key = CellText.key(String(text.prefix(VoidNote.longest)))
    guard VoidNote.roots.contains(where: { CellText.has(key, $0) }) else { return nil }
    let found = key.split { ",;。.!:()[]【】\n".contains($0) }
      .compactMap { VoidNote(clause: String($0)) }
    guard
      let note = found.first(where: { $0 == .all }) ?? found.first(where: { $0 != .asked })
        ?? found.first
    else { return nil }
    self = note
  }

  /// Whether a text that is no remark says that, and nothing else.
  static func isAll(_ text: String) -> Bool {
    text.utf8.count <= longestWord && VoidNote(text) == .all
  }

  /// Whether a text around a table, or the name of a file, may say that: which values it means is asked about.
  static func mayBe(around text: String) -> Bool {
    switch VoidNote(text) {
    case .all, .asked, .named(_, mayBeRow: true): true
    case .named(_, mayBeRow: false), nil: false
    }
  }

  private init?(clause: String) {
    let (told, rest) = VoidNote.bare(clause)
    if VoidNote.sure.contains(rest) {
      self = .all
    } else if VoidNote.doubtful.contains(rest) {
      self = .asked
    } else if clause.count <= VoidNote.longestClause,
      !VoidNote.earlier.contains(where: clause.hasPrefix),
      let word = VoidNote.sure.first(where: { told.hasSuffix($0) && told.count > $0.count })
    {
      var subject = told.dropLast(word.count)
      if let last = subject.last, "未不无没非免勿防".contains(last) { return nil }
      while let last = subject.last, "已均都全为是系应被现经由".contains(last) { subject.removeLast() }
      // 抢救无效 is about nothing that is reported.
      let mayBeRow =
        VoidNote.strong.contains(word)
        || ["数", "值", "数据", "记录", "行", "条", "项"].contains { subject.hasSuffix($0) }
      self = .named(String(subject), mayBeRow: mayBeRow)
    } else {
      return nil
    }
  }

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
    "withdraw",
    "revoke", "invalid", "retract", "delete", "rescind", "annul", "duplicate",
  ]

  /// Whether a scalar is in one of these: most remarks have none.
  private static func mayBeSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? (0x61...0x7A).contains(scalar.value | 0x20) : signs.contains(scalar)
  }

  private static let signs = Set("废撤效消销删误错算作予停弃重计纳退驳剔".unicodeScalars)

  /// What says that a row is void.
  private static let sure: Set<String> = [
    "作废", "废止", "废除", "废弃", "撤销", "撤消", "撤回", "撤下", "无效", "取消", "删除", "不算", "不算数", "不作数", "不予采用",
    "不予采信", "void", "voided", "cancelled", "canceled", "withdrawn", "revoked", "invalid",
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
