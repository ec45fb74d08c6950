import Formats
import SourceText

/// What is wrong with tables and with lines per record.
extension Diagnostic {
  static func tableWithoutColumns(_ entry: Entry) -> Diagnostic {
    let name = entry.id ?? ""
    return Diagnostic(
      Code.tableWithoutColumns, .error,
      Phrase(zh: "明细表“\(name)”没有列", en: "the table '\(name)' has no columns"),
      at: entry.valuePlace(of: .type),
      help: Phrase(
        zh: "写上 columns（列），如 columns: {类别: text, 死亡人数: count}",
        en: "list them in 'columns', such as columns: {kind: text, deaths: count}"))
  }

  /// A column that a file has for something else already.
  static func columnOfUnits(_ node: YAMLNode, _ taken: UnitHeadings) -> Diagnostic {
    let name = node.text ?? ""
    return Diagnostic(
      Code.columnOfUnits, .error,
      Phrase(
        zh: "明细表的列不能叫“\(name)”：报送文件里这一列是\(taken.words.text(.zh))",
        en: "a column cannot be called '\(name)': in files that is \(taken.words.text(.en))"),
      at: node.place,
      help: Phrase(
        zh: "换一个说明内容的名称，如 事故编号、项目名称、发生时段",
        en: "give it a name that says what it holds, such as accident number, project name"))
  }

  static func columnNamedTwice(_ node: YAMLNode, first: Place) -> Diagnostic {
    let name = node.text ?? ""
    return Diagnostic(
      Code.columnNamedTwice, .error,
      Phrase(zh: "明细表里已有名为“\(name)”的列", en: "the table has a column '\(name)' already"),
      at: node.place, related: [Label(first, Phrase(zh: "另一列在这里", en: "the other column"))],
      help: Phrase(zh: "给算出的列另取一个名称", en: "give the computed column another name"))
  }

  static func recordNameTaken(_ place: Place, _ name: String, _ other: Place) -> Diagnostic {
    Diagnostic(
      Code.recordNameTaken, .error,
      Phrase(
        zh: "“\(name)”在这里指一条记录，却也是数据项或常数的名称",
        en: "'\(name)' stands for a record here, and is also the name of an item or constant"),
      at: place, related: [Label(other, Phrase(zh: "同名的在这里", en: "the other one"))],
      help: Phrase(zh: "改用别的名称", en: "use another name"))
  }

  static func eachOfNoList(_ node: YAMLNode, _ found: Phrase?) -> Diagnostic {
    let zh = found.map { "，实际是\($0.text(.zh))" } ?? ""
    let en = found.map { ", found \($0.text(.en))" } ?? ""
    return Diagnostic(
      Code.eachOfNoList, .error,
      Phrase(
        zh: "“in”后面应当是明细表或其中一部分记录" + zh,
        en: "expected a table or some of its records after 'in'" + en),
      at: node.place,
      help: Phrase(
        zh: "如 each: e in 事故，或 each: e in 事故[死亡人数 >= 3]",
        en: "such as each: e in accidents, or each: e in accidents[deaths >= 3]"))
  }

  static func eachWithoutName(_ node: YAMLNode, _ table: Item) -> Diagnostic {
    let name = table.name
    return Diagnostic(
      Code.eachWithoutName, .error,
      Phrase(
        zh: "每起后面是明细表“\(name)”，要写明一条记录叫什么",
        en: "'each' goes through the table '\(name)', and nothing says what a record is called"),
      at: node.place,
      help: Phrase(
        zh: "写成 each: e in \(name)，条件里用 e.列名",
        en: "write each: e in \(name), and e.COLUMN in its condition"),
      fix: Fix(path: node.file.path, range: node.range, replacement: "e in \(name)"))
  }

  static func formOfRecord(_ node: YAMLNode, form: String) -> Diagnostic {
    Diagnostic(
      Code.formOfRecord, .error,
      Phrase(
        zh: "\(form)(…) 问的是各单位，不能用到单条记录",
        en: "\(form)(…) asks about units and cannot read a single record"),
      at: node.place,
      help: Phrase(
        zh: "先用一个数据项（value）由明细表算出一个数，再对它用 \(form)",
        en: "work out one number of the table in an item with 'value', and use \(form) on that"))
  }
}
