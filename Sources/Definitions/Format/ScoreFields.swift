import SourceText

extension EntryTable {
  static let score = EntryTable(
    "计分办法", zh: "\(AuthoredWays.count.text(.zh))种计分办法中的一种",
    en: "one of \(AuthoredWays.count.text(.en)) ways of scoring",
    AuthoredWays.all.map { $0.field } + [
      Field(
        .better, "优者", .word(Better.vocabulary), byDefault: "higher",
        zh: "按名次时，值高还是低为优；\(AuthoredWays.withEnds.text(.zh))时，有一端由数据算出就必须写明",
        en:
          "with places: which end is the better one; with \(AuthoredWays.withEnds.text(.en)): required where an end is computed"
      )
    ])

  static let line = EntryTable(
    "计分条", zh: "分数怎么变动的一条规则", en: "one rule of how points move",
    [
      Field(.earn, "得", .amount, zh: "得多少", en: "what is earned"),
      Field(.lose, "扣", .amount, zh: "扣多少", en: "what is lost"),
      Field(.is, "等于", .expression, zh: "值等于它时", en: "where the value is this"),
      Field(.atLeast, "达到", .expression, zh: "值不低于它时", en: "where the value is this or more"),
      Field(.above, "高于", .expression, zh: "值高于它时", en: "where the value is more"),
      Field(.below, "低于", .expression, zh: "值低于它时", en: "where the value is less"),
      Field(.upTo, "不超过", .expression, zh: "值不高于它时", en: "where the value is this or less"),
      Field(.after, "晚于", .expression, zh: "日期晚于它时", en: "where the date is later"),
      Field(.when, "若", .expression, zh: "其他条件", en: "any other condition"),
      Field(
        .each, "每起", .expression, zh: "每起算一次；写“e in 明细表”则每条符合的记录算一次",
        en: "once per piece; 'e in TABLE': once per record that fits"),
      Field(
        .per, "每步", .step, zh: "每差一步算一次", en: "once per step by which the value lies past the bound"
      ),
      Field(.to, "算到", .expression, zh: "步数最多算到这个值", en: "steps are counted no further than this"),
      Field(
        .part, "不足一步", .word(PartRule.vocabulary), byDefault: "part", zh: "不足一步的怎么算",
        en: "what a part of a step counts"),
      Field(.times, "倍数", .expression, byDefault: "1", zh: "乘以几倍", en: "a multiplier"),
      Field(.atMost, "最多", .amount, zh: "本条最多变动多少", en: "the most that this line moves"),
    ])
}
