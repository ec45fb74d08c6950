extension EntryTable {
  static let set = EntryTable(
    "指标体系", id: .set, zh: "一套指标体系（set.yaml）；小的体系可以只有这一个文件",
    en: "a set of indicators (set.yaml); a small set may be this one file",
    [
      Field(
        .set, "指标体系", .id, isRequired: true, zh: "体系的编号，通常与文件夹同名",
        en: "the id of the set, mostly the name of its folder"),
      Field(.title, "名称", .text, isRequired: true, zh: "全称", en: "the full title"),
      Field(.edition, "版本", .text, isRequired: true, zh: "指引的版次", en: "the edition"),
      Field(
        .extends, "叠加", .text, zh: "下面一套体系（相对路径），本文件只写不同之处",
        en: "the set (a relative path) over which this one is laid"),
      Field(
        .language, "语言", .word(LanguageTag.vocabulary), byDefault: "zh-CN", zh: "文字所用语言",
        en: "the language of the texts"),
      Field(
        .assesses, "评价层级", .word(Level.vocabulary), isRequired: true, zh: "评价哪一级",
        en: "the level of the units that are assessed"),
      Field(
        .period, "填报期", .word(PeriodLength.vocabulary), isRequired: true, zh: "多久评价一次",
        en: "the length of a period"),
      Field(
        .units, "单位名录", .text, zh: "单位名录（相对路径），命令行没有写 --units 时用它",
        en: "the registry (a relative path) that is read where the command names none"),
      Field(
        .expect, "应有", .entry(.expect), zh: "应有的条数，不符即报错",
        en: "how many entries there must be"),
      Field(.points, "分值", .points, isRequired: true, zh: "总分", en: "the full score"),
      Field(
        .rounding, "舍入", .entry(.rounding), byDefault: "{digits: 2, mode: half-up}",
        zh: "分数的小数位数和舍入方式", en: "the digits of points and how they are rounded"),
      Field(
        .part, "不足一步", .word(PartRule.vocabulary), zh: "不足一步的怎么算；没有内置默认值",
        en: "what a part of a step counts; there is no built-in default"),
      Field(
        .missing, "缺数据", .word(MissingPolicy.vocabulary), byDefault: "no points",
        zh: "缺数据时怎么给分", en: "what happens to points whose items are missing"),
      Field(
        .totalAtMost, "总分最多", .points, zh: "含加扣分的总分上限",
        en: "the highest total, adjustments included"),
      Field(
        .constants, "常数", .named(.constant), zh: "表达式里可用的常数", en: "constants by name"),
      Field(.views, "视角", .named(.view), zh: "对同一批要求的其他归并", en: "other systems of headings"),
      Field(
        .eachItem, "每个数据项", .entry(.eachItem), zh: "各数据项自己没有写的，按这里的",
        en: "what holds for items that do not say it themselves"),
      Field(
        .items, "数据项", .named(.item), zh: "要填报的数据（通常写在 data.yaml）",
        en: "what is reported (mostly in data.yaml)"),
      Field(
        .checks, "校验", .entries([.check]), zh: "数据之间不得矛盾（通常写在 data.yaml）",
        en: "contradictions to look for (mostly in data.yaml)"),
      Field(
        .tasks, "重点任务", .entries([.task]), zh: "重点任务（通常每项一个文件，放在 tasks/）",
        en: "the key tasks (mostly a file each in tasks/)"),
      Field(.gates, "门槛", .entries([.gate]), zh: "各道门槛", en: "the gates"),
      Field(
        .adjustments, "加扣分", .entries([.adjustment]), zh: "直接计入总分的各项",
        en: "what is added to or taken from the total"),
      Field(
        .exemptions, "免检", .entries([.exemption]), zh: "凭认定免检给满分",
        en: "full marks by a recorded finding"),
      Field(.vetoes, "负面清单", .entries([.veto]), zh: "全部否决事项", en: "vetoes"),
      Field(
        .change, "改写", .entries([.change, .drop]), zh: "对下面一套体系的逐条改写",
        en: "what changes in the set that this one extends"),
    ])

  static let data = EntryTable(
    "数据", zh: "要填报的数据（data.yaml）", en: "what is reported (data.yaml)",
    [
      Field(.items, "数据项", .named(.item), zh: "各数据项", en: "the items by name"),
      Field(
        .checks, "校验", .entries([.check]), zh: "数据之间不得矛盾", en: "contradictions to look for"),
    ])

  static let year = EntryTable(
    "年度", zh: "某一年的改写（years/2021.yaml）", en: "what one year changes (years/2021.yaml)",
    [
      Field(
        .year, "年度", .whole(1950...2199), zh: "年份，与文件名一致",
        en: "the year, as the file is named"),
      Field(
        .constants, "常数", .named(.constant), zh: "当年的常数", en: "the constants of the year"),
      Field(
        .expect, "应有", .entry(.expect), zh: "当年应有的条数", en: "how many entries there must be"),
      Field(
        .eachItem, "每个数据项", .entry(.eachItem), zh: "各数据项自己没有写的，按这里的",
        en: "what holds for items that do not say it themselves"),
      Field(
        .change, "改写", .entries([.change, .drop]), zh: "当年的逐条改写", en: "what changes"),
    ])

  static let expect = EntryTable(
    "应有条数", zh: "应有的条数，防止漏写或多写", en: "how many entries there must be",
    [
      Field(.tasks, "重点任务", .whole(0...100_000), zh: "重点任务数", en: "tasks"),
      Field(.subtasks, "分解任务", .whole(0...100_000), zh: "分解任务数", en: "subtasks"),
      Field(.requirements, "要求", .whole(0...100_000), zh: "要求数", en: "requirements"),
      Field(.items, "数据项", .whole(0...100_000), zh: "数据项数", en: "items"),
    ])

  static let rounding = EntryTable(
    "舍入", zh: "分数的小数位数和舍入方式", en: "the digits of points and how they are rounded",
    [
      Field(.digits, "小数位", .whole(0...6), isRequired: true, zh: "小数位数", en: "fraction digits"),
      Field(
        .mode, "方式", .word(RoundingMode.vocabulary), byDefault: "half-up", zh: "舍入方式",
        en: "the mode of rounding"),
    ])

  static let constant = EntryTable(
    "常数", zh: "表达式里可用的常数，名称是它的键", en: "a constant; its key is its name",
    [
      Field(.value, "值", .constant, isRequired: true, zh: "值", en: "its value"),
      Field(
        .source, "依据", .text, isRequired: true, zh: "出自哪里", en: "where it is taken from"),
    ])

  static let view = EntryTable(
    "视角", zh: "对同一批要求的另一种归并，编号是它的键",
    en: "another system of headings over the same requirements; its key is its id",
    [
      Field(.title, "名称", .text, isRequired: true, zh: "名称", en: "the title"),
      Field(.parts, "分项", .headings, isRequired: true, zh: "各分项", en: "its parts"),
      Field(
        .across, "交叉", .reference, zh: "与哪个视角列成矩阵：本视角为行，该视角为列；board 表示按板块",
        en:
          "the view that makes a matrix with this one, its parts as columns; 'board': the tasks' boards"
      ),
      Field(.source, "依据", .text, zh: "归并所依据的文件或说法", en: "what the assignment rests on"),
    ])

  static let change = EntryTable(
    "改写", id: .change, zh: "改写一个已有条目：写出要换掉的各键（与该类条目的键相同）",
    en: "changes an entry: its other keys are those of the entry's kind that are replaced",
    [
      Field(.change, "改写", .reference, isRequired: true, zh: "被改条目的编号", en: "the id of the entry"),
      Field(.why, "理由", .text, isRequired: true, zh: "为什么改", en: "why it changes"),
    ])

  static let drop = EntryTable(
    "删除", id: .drop, zh: "删去一个已有条目", en: "takes an entry out",
    [
      Field(.drop, "删除", .reference, isRequired: true, zh: "被删条目的编号", en: "the id of the entry"),
      Field(.why, "理由", .text, isRequired: true, zh: "为什么删", en: "why it is dropped"),
    ])
}
