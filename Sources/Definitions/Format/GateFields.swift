extension EntryTable {
  static let gate = EntryTable(
    "门槛", id: .gate, zh: "一道门槛", en: "what a unit must reach",
    [
      Field(.gate, "门槛", .id, isRequired: true, zh: "编号", en: "the id"),
      title,
      Field(.after, "前置", .reference, zh: "须先通过的门槛", en: "the gate that must be passed before"),
      Field(.needs, "须达到", .entry(.needs), zh: "须达到的各项", en: "what it needs"),
      Field(
        .checks, "校验", .entries([.gateCheck]), zh: "其他须成立的条件", en: "further conditions"),
      source,
    ])

  static let needs = EntryTable(
    "须达到", zh: "门槛须达到的各项", en: "what a gate needs",
    [
      Field(.total, "总分", .threshold, zh: "总分", en: "the total"),
      Field(
        .eachTask, "每项重点任务", .threshold, zh: "每项任务占其分值的比例", en: "what each task needs of its points"
      ),
      Field(.reported, "报送率", .share, zh: "应报数据项的报送率", en: "the share of required items reported"),
      Field(.met, "达标", .names, zh: "带这些标记的要求须达标", en: "the marks whose requirements must be met"),
    ])

  static let gateCheck = EntryTable(
    "门槛条件", id: .check, zh: "门槛的一个条件", en: "a further condition of a gate",
    [
      Field(.check, "校验", .expression, isRequired: true, zh: "应当成立的条件", en: "what must hold"),
      Field(
        .else, "否则", .text, isRequired: true, zh: "不成立时的提示", en: "what to say when it does not"),
    ])

  static let veto = EntryTable(
    "否决", id: .veto, zh: "凭认定触发的否决、降等或重扣", en: "what only a recorded finding triggers",
    [
      Field(.veto, "否决", .id, isRequired: true, zh: "编号", en: "the id"),
      title, foundBy,
      Field(
        .ask, "迹象", .expression, zh: "填报中出现的迹象，提请认定", en: "the sign in what is reported, which asks"
      ),
      Field(.then, "后果", .entry(.effect), isRequired: true, zh: "后果", en: "what it does"),
      source,
    ])

  static let effect = EntryTable(
    "后果", zh: "否决的后果，可以并用", en: "what a veto does; several may stand together",
    [
      Field(.bar, "一票否决", .references, zh: "这些门槛不通过", en: "these gates are failed"),
      Field(
        .gradeAtMost, "一票否优", .reference, zh: "最高只到这道门槛",
        en: "no gate after this one counts"),
      Field(.lose, "扣", .points, zh: "从总分中扣", en: "points taken from the total"),
      Field(.totalAtMost, "总分最多", .points, zh: "总分降到不超过", en: "the total is cut to this"),
    ])
}
