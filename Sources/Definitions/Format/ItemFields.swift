import SourceText

extension EntryTable {
  static let item = EntryTable(
    "数据项", zh: "一个要填报的数据，键是表达式里的名称", en: "something that is reported; its key is its name",
    [
      Field(.code, "代码", .id, zh: "代码，可作表头", en: "its code, also a heading"),
      Field(
        .title, "名称", .text, byDefault: "同键名 / the key", zh: "正式名称", en: "the official words"),
      Field(
        .type, "类型", .word(ItemType.vocabulary), isRequired: true, zh: "值的类型",
        en: "what its value is"),
      Field(.measure, "计量单位", .text, zh: "计量单位，如 件", en: "the unit of measure"),
      Field(.from, "取数来源", .text, zh: "由谁提供", en: "who reports it"),
      Field(
        .level, "层级", .word(Level.vocabulary), byDefault: "assesses", zh: "由哪一级填报",
        en: "the level whose units report it"),
      Field(
        .rollup, "汇总", .rollup, zh: "下级的值怎样合成上级的值；可按层级分别写",
        en: "how the values of the units below come together, for all levels or by level"),
      Field(
        .complete, "报齐", .share, byDefault: "100%", zh: "下级报到多少才汇总；不到则按缺数据",
        en: "the share of the units below that must have reported; with fewer it is missing"),
      Field(
        .fromAssessment, "取自评价", .text, zh: "值取自另一套指标体系（相对路径）的评价结果，不填报",
        en: "the set (a relative path) whose assessment gives the value, which is not reported"),
      Field(
        .take, "取", .word(TakenScore.vocabulary), byDefault: "total", zh: "取那次评价的哪个分数",
        en: "which of its scores"),
      Field(
        .period, "填报期", .word(PeriodLength.vocabulary), byDefault: "period", zh: "多久填报一次",
        en: "how often it is reported"),
      Field(
        .plausible, "合理范围", .range, zh: "可信的范围，含两端；超出的提示核对，百分比超出的不采用",
        en:
          "the believable values, ends included: a value beyond is questioned, a percentage beyond is none"
      ),
      Field(.of, "选项", .names, zh: "单选的各选项", en: "the choices of a choice"),
      Field(.blank, "空白", .zero, zh: "写 0 表示空白格即为零", en: "0 makes an empty cell a zero"),
      Field(
        .confidential, "涉密", .flag, byDefault: "false", zh: "只收是否和文号",
        en: "accepts yes or no and a document number only"),
      Field(.synonyms, "别名", .texts, zh: "也认可的其他表头", en: "other headings that are accepted"),
      Field(
        .value, "算法", .expression, zh: "由其他数据项算出，不填报",
        en: "the formula of an item that is computed, not reported"),
      Field(
        .columns, "列", .named(.column), zh: "明细表的各列", en: "the columns of a table of records"),
      Field(
        .computed, "算出的列", .named(.computedColumn), zh: "明细表里由其他列算出的列，不填报",
        en: "the columns of a table that are computed, not reported"),
    ])

  static let eachItem = EntryTable(
    "每个数据项", zh: "填报的数据项自己没有写的层级和汇总，下面一套体系的数据项也算；有算法的、取自评价的除外",
    en:
      "level and rollup of the reported items that do not say theirs, those of the set below included; not of items with a formula or taken from an assessment",
    [
      Field(
        .why, "理由", .text, isRequired: true, zh: "为什么这样，下面一套体系的数据项由此改写",
        en: "why: the items of the set below change by it"),
      Field(
        .level, "层级", .word(Level.vocabulary), zh: "由哪一级填报", en: "the level whose units report them"
      ),
      Field(
        .rollup, "汇总", .rollup, zh: "件数、数值和百分比怎样合成上级的值；其他类型各自写明",
        en:
          "how counts, numbers and percentages come together; items of other types say it themselves"
      ),
      Field(
        .complete, "报齐", .share, zh: "下级报到多少才汇总",
        en: "the share of the units below that must have reported"),
    ])

  static let check = EntryTable(
    "校验", id: .check, zh: "数据之间应当成立的一条关系", en: "a relation that must hold between items",
    [
      Field(.check, "校验", .expression, isRequired: true, zh: "应当成立的条件", en: "what must hold"),
      Field(
        .else, "否则", .text, isRequired: true, zh: "不成立时的提示", en: "what to say when it does not"),
      Field(
        .severity, "程度", .word(Severity.vocabulary), byDefault: "error", zh: "问题的程度",
        en: "how bad it is"),
    ])
}
