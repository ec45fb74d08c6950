import SourceText

extension EntryTable {
  static let cases = EntryTable(
    "用例文件", zh: "指标体系的用例（tests/ 下一个文件）", en: "cases of a set (a file in tests/)",
    [
      period,
      Field(
        .cases, "用例", .entries([.case]), isRequired: true, zh: "各条用例", en: "the cases"),
    ])

  static let `case` = EntryTable(
    "用例", id: .case, zh: "填什么数、应得什么结果", en: "what is reported, and what must come out",
    [
      Field(
        .case, "用例", .text, isRequired: true, zh: "用一句话说明检验什么", en: "what it shows, in a sentence"),
      period,
      Field(
        .level, "层级", .word(Level.vocabulary), byDefault: "assesses", zh: "评价哪一级的单位",
        en: "the level of the units that are scored"),
    ] + unit + [
      Field(
        .units, "单位", .named(.caseUnit), zh: "几个单位一起评价时，各单位的数据和结果",
        en: "the units, where several are assessed together"),
      Field(
        .problems, "数据问题", .names, zh: "应报出的诊断代码，每条一个；写了就须全部相符",
        en: "the codes of all diagnostics about what is reported, where they matter"),
      Field(.byHand, "演算", .text, zh: "结果怎样手工算出", en: "the arithmetic on paper"),
    ])

  static let caseUnit = EntryTable(
    "用例单位", zh: "用例中的一个单位", en: "one of the units of a case",
    [
      Field(
        .group, "分组", .text, zh: "同类单位的分组，不写则同在一组", en: "the group of peers that it belongs to")
    ] + unit)

  static let unitBelow = EntryTable(
    "下级单位", zh: "用例中一个下级单位填报的数", en: "what one of the units below hands in",
    reported + [earlier, unitsBelow])

  static let earlierPeriod = EntryTable(
    "往期", zh: "某一往期填报的数和当时的得分", en: "what was reported for an earlier period, and what it scored",
    reported + [
      Field(.total, "总分", .number, zh: "当时的总分", en: "the total of that period"),
      Field(
        .earned, "得分", .results, zh: "当时各要求、重点任务或要求组的得分，如 {T09: 6.2}",
        en: "the points of requirements, tasks or groups in that period, such as {T09: 6.2}"),
    ])

  private static let period = Field(
    .period, "填报期", .text, zh: "填报期，如 2021Q2；该年的改写才生效",
    en: "the period, such as 2021Q2; the changes of its year apply")

  /// What is known of a unit for a period.
  private static let reported: [Field] = [
    Field(
      .values, "填报", .reported, zh: "数据项和填报的值，没写的为缺数据", en: "what is reported; the rest is missing"),
    Field(
      .fromAssessment, "取自评价", .reported, zh: "取自另一套评价的数据项及其值，如 {镇街总分: 88.5}",
      en: "items that other assessments give, and their values"),
  ]

  private static let earlier = Field(
    .earlier, "往期", .named(.earlierPeriod), zh: "各往期填报的数和得分，按填报期，如 {2020Q4: {填报: {受理数: 90}}}",
    en: "earlier periods by their labels, such as {2020Q4: {values: {cases: 90}}}")

  private static let unitsBelow = Field(
    .unitsBelow, "下级", .named(.unitBelow),
    zh: "几个下级单位各填报的数；不写则由一个下级单位填报全部下级数据项",
    en:
      "what several units below hand in; without it one unit below hands in all items of its level")

  /// What a case says of a unit.
  private static let unit: [Field] =
    [
      Field(
        .like, "同", .text, zh: "照用同一文件里前面一条用例的数据，只写不同之处",
        en: "an earlier case of the file whose data are taken over; only what differs is written")
    ] + reported + [
      unitsBelow, earlier,
      Field(
        .planned, "计划", .reported, zh: "计划达到的值，只写会变的数据项",
        en: "planned values, only of items that will change"),
    ] + RecordRole.allCases.map(\.field) + [
      Field(
        .expect, "应得", .results, zh: "应得的结果，只比较写出来的",
        en: "what must come out; only this is compared")
    ]
}
