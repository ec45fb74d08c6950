import ArgumentParser
import SourceText

/// The options that say what besides set and submissions a run reads.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "单位名录（CSV:code,name,level,parent）；不写则用指标体系自带的",
      en: "The registry of units (CSV: code,name,level,parent); without it the set's.",
      valueName: "file"))
  var units: String?

  @Option(
    help: ArgumentHelp(
      zh: "填报期，如 2021Q2；不写则取报送文件里的", en: "The period, such as 2021Q2; without it the files'.",
      valueName: "period"))
  var period: String?

  @Option(
    help: ArgumentHelp(
      zh: "认定清单（CSV:unit,target,authority,document,date[,until,reason]）",
      en: "Findings (CSV: unit,target,authority,document,date[,until,reason]).",
      valueName: "file"))
  var findings: String?

  @Option(
    help: ArgumentHelp(
      zh: "豁免清单（列与认定清单相同，target 为要求编号）",
      en: "Waivers (columns as for findings, the target is a requirement).", valueName: "file"))
  var waivers: String?

  @Option(
    help: ArgumentHelp(
      zh: "核定清单（CSV:unit,target,value,by,document[,date,period]）",
      en: "Verified values and given points (CSV: unit,target,value,by,document[,date,period]).",
      valueName: "file"))
  var verified: String?

  @Option(
    help: ArgumentHelp(
      zh: "往期报送（文件或文件夹，可重复），供“上期”“连续几期”比较",
      en: "Earlier submissions (files or folders, repeatable) to compare with.",
      valueName: "submission"))
  var previous: [String] = []

  @Option(
    help: ArgumentHelp(
      zh: "同类单位的报送（文件或文件夹，可重复），只用于名次和平均值",
      en: "Submissions of peers (files or folders, repeatable), for places and means only.",
      valueName: "submission"))
  var peers: [String] = []

  @Option(
    help: ArgumentHelp(
      zh: "评价哪一级：village、town、county 或 city；不写则按指标体系",
      en: "The level to score: village, town, county or city; without it the set's.",
      valueName: "level"))
  var level: String?

  @Option(
    help: ArgumentHelp(
      zh: "改判和最终决定（CSV:unit,target,value,by,document,date,reason[,period]）",
      en:
        "Overrides and final decisions (CSV: unit,target,value,by,document,date,reason[,period]).",
      valueName: "file"))
  var overrides: String?

  @Option(
    help: ArgumentHelp(
      zh: "计划达到的值（与报送同样的文件，只写会变的数据项）",
      en: "Planned values (as a submission, only the items that will change).",
      valueName: "submission"))
  var planned: String?

  @Flag(
    help: ArgumentHelp(
      zh: "已过截止日期：门槛处未定的按未过处理",
      en: "The closing date has passed: what is open at a gate counts as failed."))
  var closed = false

  @OptionGroup var definitions: DefinitionOptions
}
