extension EntryTable {
  static let ids = EntryTable(
    "编号清单", zh: "一套体系用过的全部编号（ids.yaml），由 yanshou lint --update-ids 写",
    en: "all ids that a set has ever used (ids.yaml), written by yanshou lint --update-ids",
    IDList.sections.map { section in
      Field(
        section.key, section.kind.chinese, .named(.listed), zh: "各\(section.kind.chinese)的编号",
        en: "the ids of each \(section.kind.rawValue)")
    })

  static let listed = EntryTable(
    "清单中的编号", zh: "用过的一个编号，编号是它的键", en: "an id that has been used; its key is the id",
    [
      Field(.title, "名称", .text, isRequired: true, zh: "它说的是什么", en: "what it stands for"),
      Field(.task, "任务", .reference, zh: "属于哪项任务", en: "the task that it belongs to"),
      Field(.code, "代码", .id, zh: "数据项的代码", en: "the code of an item"),
      Field(
        .first, "首版", .text, isRequired: true, zh: "哪一版开始用", en: "the edition that used it first"),
      Field(
        .retired, "停用", .text, zh: "哪一版起不再用；停用的编号不得再用",
        en: "the edition that gave it up; it is never used again"),
    ])
}
