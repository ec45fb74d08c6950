import SourceText

extension EntryTable {
  static let column = EntryTable(
    "列", short: .type, zh: "明细表的一列，键是表达式里的名称；只写类型的，如 类别: text，可以不写大括号",
    en: "a column of a table; its key is its name; its type alone, as in 类别: text, needs no braces",
    [
      Field(
        .title, "名称", .text, byDefault: "同键名 / the key", zh: "正式名称", en: "the official words"),
      Field(
        .type, "类型", .word(ItemType.columnVocabulary), isRequired: true, zh: "值的类型",
        en: "what its value is"),
      Field(.measure, "计量单位", .text, zh: "计量单位，如 件", en: "the unit of measure"),
      Field(
        .plausible, "合理范围", .range, zh: "可信的范围，含两端；超出的提示核对，百分比超出的不采用",
        en:
          "the believable values, ends included: a value beyond is questioned, a percentage beyond is none"
      ),
      Field(.of, "选项", .names, zh: "单选的各选项", en: "the choices of a choice"),
      Field(.blank, "空白", .zero, zh: "写 0 表示空白格即为零", en: "0 makes an empty cell a zero"),
      Field(.synonyms, "别名", .texts, zh: "也认可的其他表头", en: "other headings that are accepted"),
    ])

  static let computedColumn = EntryTable(
    "算出的列", short: .value, zh: "由同一条记录的其他列和各数据项算出的列；e 是这条记录，可以只写算式",
    en:
      "a column computed from the record's other columns and from items; 'e' is the record; the formula needs no braces",
    [
      Field(
        .value, "算法", .expression, isRequired: true, zh: "算式", en: "the formula")
    ])
}

extension ItemType {
  /// The types that a column may have: all but tables.
  static var columnVocabulary: Vocabulary {
    Vocabulary(vocabulary.words.filter { $0.english != ItemType.table.rawValue })
  }
}
