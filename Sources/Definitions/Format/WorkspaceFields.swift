extension EntryTable {
  static let workspace = EntryTable(
    "考评设置", zh: "考评文件夹的设置（考评设置.yaml 或 yanshou.yaml），只写指标体系这一行就够",
    en: "the settings of a workspace (yanshou.yaml); the line of the set is enough",
    [
      Field(.workspace, "考评", .text, zh: "考评的名称", en: "what the assessment is called"),
      Field(
        .set, "指标体系", .texts, isRequired: true, zh: "按哪套或哪几套指标体系评价（相对路径）",
        en: "the set, or the sets, that score the units (relative paths)"),
      Field(
        .units, "单位名录", .text, zh: "被考评单位名单（相对路径）；不写则找考评文件夹里的单位名单",
        en: "the registry (a relative path); without it the one in the workspace"),
      Field(
        .due, "报送期限", .whole(1...60), zh: "考评周期结束后第几个工作日截止报送",
        en: "the working day after the period by which submissions are due"),
      Field(
        .holidays, "放假", .texts, zh: "放假的日子，一天或一段，如 2021-05-01至2021-05-05",
        en: "days off, or ranges of them, such as 2021-05-01 to 2021-05-05"),
      Field(
        .workdays, "上班", .texts, zh: "调休上班的周末，如 2021-05-08",
        en: "weekend days that are worked, such as 2021-05-08"),
      Field(
        .language, "语言", .word(LanguageTag.vocabulary), zh: "报告所用的语言；不写则用指标体系的",
        en: "the language of reports; without it the set's"),
    ])
}
