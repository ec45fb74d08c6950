extension EntryTable {
  static let task = EntryTable(
    "重点任务", id: .task, zh: "一项重点任务（tasks/ 下一个文件）", en: "a key task (a file in tasks/)",
    [
      Field(.task, "重点任务", .id, isRequired: true, zh: "编号", en: "the id"),
      title,
      Field(.board, "板块", .text, zh: "所属板块", en: "the board that lists it"),
      Field(.points, "分值", .points, isRequired: true, zh: "分值", en: "its points"),
      lead,
      Field(
        .subtasks, "分解任务", .entries([.subtask]), zh: "分解任务",
        en: "its subtasks, where there are some"),
      Field(
        .requirements, "要求", .entries([.requirement, .group]), zh: "各条要求和要求组",
        en: "its requirements and groups"),
      Field(
        .why, "理由", .text, zh: "向已有任务补充要求时，为什么补充",
        en: "why, where it adds to a task of the set that this one extends"),
    ])

  static let subtask = EntryTable(
    "分解任务", id: .subtask, zh: "任务下按内容划分的一部分", en: "a part of a task by subject",
    [
      Field(.subtask, "分解任务", .id, isRequired: true, zh: "编号", en: "the id"),
      title,
      Field(
        .requirements, "要求", .entries([.requirement, .group]), isRequired: true,
        zh: "各条要求和要求组", en: "its requirements and groups"),
    ])

  static let group = EntryTable(
    "要求组", id: .group, zh: "合并计算的一组要求", en: "requirements with caps of their own",
    [
      Field(.group, "要求组", .id, isRequired: true, zh: "编号", en: "the id"),
      title,
      Field(
        .loseAtMost, "最多扣", .points, zh: "合计最多扣多少分", en: "the most that it loses in all"),
      Field(
        .earnAtMost, "最多得", .points, zh: "合计最多得多少分", en: "the most that it earns in all"),
      Field(
        .best, "取优", .whole(1...100_000), zh: "只计最好的几条", en: "how many of the best count"),
      Field(.countsAs, "折为", .points, zh: "合计折为多少分", en: "the points that the sum is scaled to"),
      Field(
        .requirements, "要求", .entries([.requirement]), isRequired: true, zh: "组内各条要求",
        en: "its requirements"),
    ])

  static let requirement = EntryTable(
    "要求", id: .requirement, zh: "一条计分的要求", en: "something that is scored",
    [
      Field(.requirement, "要求", .id, isRequired: true, zh: "编号，永不改变", en: "the id, for ever"),
      title,
      Field(.points, "分值", .points, zh: "分值", en: "what it can earn"),
      Field(
        .weight, "权重", .number, zh: "代替分值：按权重分摊任务的分值，最大余数法",
        en: "instead of points: its weight in sharing out the task's points by largest remainder"),
      Field(
        .kind, "类别", .word(RequirementKind.vocabulary), byDefault: "basic", zh: "类别",
        en: "what weight the guideline gives it"),
      Field(
        .mark, "标记", .names, zh: "标记：core 为出门必达，draw 进入抽查池",
        en: "core: the exit gate asks for it; draw: in the pool of the random draw"),
      Field(.view, "视角", .portions, zh: "在各视角中的位置", en: "its place in the views"),
    ] + ruled + [
      Field(
        .provenance, "依据性质", .word(Provenance.vocabulary), isRequired: true, zh: "条文的可靠程度",
        en: "where it comes from"),
      source, perverse,
    ])

  static let adjustment = EntryTable(
    "加扣分", id: .adjustment, zh: "没有分值、直接计入总分的一项",
    en: "something without points that acts on the total",
    [
      Field(.adjustment, "加扣分", .id, isRequired: true, zh: "编号", en: "the id"),
      title,
    ] + adjusted + [
      Field(
        .provenance, "依据性质", .word(Provenance.vocabulary), byDefault: "drafted", zh: "条文的可靠程度",
        en: "where it comes from"),
      source, perverse,
    ])

  static let exemption = EntryTable(
    "免检", id: .exemption, zh: "凭认定给满分，基数不变", en: "full marks by a recorded finding; the base stays",
    [
      Field(.exemption, "免检", .id, isRequired: true, zh: "编号", en: "the id"),
      title, foundBy,
      Field(
        .requirements, "要求", .references, isRequired: true, zh: "免检哪些要求", en: "which requirements"),
      source,
    ])

  static let title = Field(.title, "名称", .text, isRequired: true, zh: "名称", en: "the title")
  static let lead = Field(.lead, "牵头单位", .text, zh: "牵头单位", en: "who leads")
  static let source = Field(.source, "依据", .text, zh: "依据的文件或说法", en: "what it rests on")
  static let foundBy = Field(
    .foundBy, "认定", .names, isRequired: true, zh: "由谁认定", en: "the authorities that may find it")
  private static let perverse = Field(
    .perverse, "副作用", .text, zh: "可能奖励瞒报，为什么仍保留",
    en: "why a rule that may reward hiding something stays")

  /// What only points of a requirement have: an adjustment that does not apply moves nothing, and is nothing to be met.
  private static let notApplicable = Field(
    .notApplicable, "不适用时", .word(NotApplicablePolicy.vocabulary), byDefault: "leave out",
    zh: "不适用时怎么算", en: "what happens where it does not apply")
  private static let metFrom = Field(
    .metFrom, "达标线", .share, byDefault: "100%", zh: "得到分值的多少算达标",
    en: "the share of its points from which it counts as met")

  private static let ruled: [Field] = [rule, [notApplicable], asked, [metFrom], duties].flatMap(
    \.self)
  private static let adjusted: [Field] = [rule, asked, duties].flatMap(\.self)

  /// What requirements and adjustments have in common: the rule, what it asks of the data, and who has to do with it.
  private static let rule: [Field] = [
    Field(.value, "指标值", .expression, zh: "指标值怎么算", en: "what is measured"),
    Field(.score, "计分办法", .entry(.score), isRequired: true, zh: "怎么给分", en: "how points are given"),
    Field(
      .applies, "适用条件", .expression, byDefault: "always", zh: "什么情况下适用",
      en: "when it concerns the unit"),
  ]
  private static let asked: [Field] = [
    Field(
      .guard, "样本下限", .tests, zh: "样本太少则不评，视为不适用",
      en: "below it there is too little to judge: not applicable"),
    Field(
      .missing, "缺数据", .word(MissingPolicy.vocabulary), byDefault: "missing",
      zh: "缺数据时怎么给分，覆盖整套的规定",
      en: "what happens where items are missing, instead of the set's rule"),
  ]
  private static let duties: [Field] = [
    Field(.target, "目标", .text, zh: "目标的说法，评分看不出时必写", en: "the target in words"),
    lead,
    Field(.with, "配合单位", .names, zh: "配合单位", en: "who helps"),
    Field(.scorer, "评分单位", .text, zh: "由谁评分", en: "who scores it"),
    Field(.due, "完成时限", .date, zh: "完成时限", en: "the date by which it is due"),
    Field(.evidence, "佐证", .texts, zh: "要附的材料", en: "what is to be shown"),
    Field(.remedy, "整改建议", .text, zh: "丢分以后怎么补", en: "how lost points are won back"),
    Field(
      .effort, "难度", .whole(1...5), zh: "整改难度：1 容易 … 5 很难", en: "1 little … 5 much"),
  ]
}
