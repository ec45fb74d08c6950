import SourceText

extension Diagnostic {
  static func noHeader(_ place: Place, path: String, isEmpty: Bool) -> Diagnostic {
    Diagnostic(
      Code.noHeader, .error,
      isEmpty
        ? Phrase(zh: "“\(path)”是空文件", en: "'\(path)' is empty")
        : Phrase(
          zh: "“\(path)”前 10 行里没有表头", en: "found no header in the first 10 rows of '\(path)'"),
      at: place,
      help: Phrase(
        zh: "表头要有“code”（代码）或“name”（名称）一列，以及数据项的列",
        en: "the header needs a column 'code' or 'name' and columns for items"))
  }

  static func titleRows(_ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.titleRows, .note,
      Phrase(zh: "表头上方有 \(count) 行标题，没有读取", en: "left out \(count) title rows above the header"),
      at: place)
  }

  static func noUnitColumn(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.noUnitColumn, .error,
      Phrase(
        zh: "表头没有“code”（代码）一列，也没有“name”（名称）一列",
        en: "the header has neither a column 'code' nor a column 'name'"),
      at: place)
  }

  static func noCodeColumn(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.noCodeColumn, .warning,
      Phrase(zh: "表头没有代码一列，按名称认单位", en: "no column of codes: units are found by name"),
      at: place, help: Phrase(zh: "加一列“code”（代码）", en: "add a column 'code'"))
  }

  static func noItemColumn(at place: Place) -> Diagnostic {
    Diagnostic(
      Code.noItemColumn, .error,
      Phrase(zh: "表头里没有一列是这套体系的数据项", en: "no column of the header is an item of the set"),
      at: place,
      help: Phrase(
        zh: "列名写数据项的键名、代码或全称", en: "head columns with the keys, codes or titles of items"))
  }

  static func unknownColumn(_ text: String, near: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unknownColumn, .warning,
      Phrase(zh: "不认识“\(text)”这一列，没有读取", en: "unknown column '\(text)'; it was not read"),
      at: place, help: Phrase.didYouMean(near))
  }

  /// Values stand in a column, counted from 1, that has no heading.
  static func columnWithoutHeading(_ number: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.unknownColumn, .warning,
      Phrase(
        zh: "第 \(number) 列没有列名，列里填的没有读取",
        en: "column \(number) has no heading; what stands in it was not read"),
      at: place,
      help: Phrase(zh: "补上列名；合并过的单元格，每列各写一个", en: "give it a heading, each column its own"))
  }

  static func ambiguousColumn(_ text: String, _ items: [String], at place: Place) -> Diagnostic {
    let list = Phrase.list(items)
    return Diagnostic(
      Code.ambiguousColumn, .error,
      Phrase(
        zh: "“\(text)”是几个数据项共有的名称：\(list.text(.zh))；没有读取",
        en: "several items are called '\(text)': \(list.text(.en)); it was not read"),
      at: place, help: Phrase(zh: "列名改用数据项的代码", en: "head the column with the item's code"))
  }

  static func duplicateColumn(
    _ text: String, item: String?, at place: Place, first: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.duplicateColumn, .error,
      Phrase(zh: "“\(text)”这一列重复", en: "the column '\(text)' is there twice"), at: place,
      related: [Label(first, Phrase(zh: "第一列在这里", en: "the first one"))],
      help: Phrase(
        zh: "删去一列；两列的值不一致时不采用", en: "delete one; where the two differ, neither is used"),
      item: item)
  }

  /// Two columns name units, and not the same ones; `isSettled` where a code says which is meant.
  static func twoUnits(
    _ first: String, _ second: String, isSettled: Bool, at place: Place, first firstPlace: Place
  ) -> Diagnostic {
    Diagnostic(
      Code.duplicateColumn, isSettled ? .warning : .error,
      isSettled
        ? Phrase(
          zh: "“\(first)”“\(second)”两列写的单位不同，按单位代码读取",
          en: "the columns '\(first)' and '\(second)' name different units; the code was taken")
        : Phrase(
          zh: "“\(first)”“\(second)”两列写的单位不同，分不清数据是哪个单位的，整个文件没有读取",
          en:
            "the columns '\(first)' and '\(second)' name different units; nobody can say whose the rows are: the file was not read"
        ),
      at: place, related: [Label(firstPlace, Phrase(zh: "第一列在这里", en: "the first one"))],
      help: Phrase(
        zh: "只留数据所属单位的那一列，或加一列单位代码",
        en: "keep the one of the unit that the values are about, or add a column of codes"))
  }

  /// A table stands to the right of another one.
  static func tableBeside(_ heading: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.duplicateColumn, .error,
      Phrase(
        zh: "从“\(heading)”这一列起是并排的另一张表，这一列和它右边各列没有读取",
        en:
          "another table begins at the column '\(heading)': it was not read, nor what is to its right"
      ),
      at: place,
      help: Phrase(
        zh: "两张表不要并排，右边的另存一个文件",
        en: "no two tables side by side: save the one on the right as a file of its own"))
  }

  /// Behind a second column of units a row names another unit than at its beginning.
  static func valuesOfOtherUnit(_ text: String, at place: Place, unit: String) -> Diagnostic {
    Diagnostic(
      Code.duplicateColumn, .error,
      Phrase(
        zh: "这一行前后写了两个单位，后面的是“\(text)”，它右边各列没有读取",
        en:
          "the row names two units, the second one '\(text)': the columns to its right were not read"
      ),
      at: place,
      help: Phrase(
        zh: "两张表不要并排，右边的另存一个文件",
        en: "no two tables side by side: save the one on the right as a file of its own"),
      unit: unit)
  }

  static func personalColumn(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.personalData, .error,
      Phrase(
        zh: "“\(text)”一列像是个人信息，没有读取",
        en: "the column '\(text)' looks like data about persons; it was not read"),
      at: place,
      help: Phrase(
        zh: "只报汇总数，删除这一列后重新报送", en: "hand in totals only, without data about persons"))
  }

  static func computedItem(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      Code.computedItem, .warning,
      Phrase(
        zh: "“\(name)”由其他数据项算出，填的值没有采用",
        en: "'\(name)' is worked out from other items; what is reported for it is not used"),
      at: place, item: name)
  }

  /// The columns beyond those that were told one by one, all with the same fault.
  static func moreColumns(_ code: Code, _ count: Int, at place: Place) -> Diagnostic {
    let (severity, zh, en): (Severity, String, String) =
      switch code {
      case .unknownColumn: (.warning, "不认识", "are unknown")
      case .computedItem: (.warning, "由其他数据项算出", "are worked out from other items")
      case .ambiguousColumn: (.error, "是几个数据项共有的名称", "stand for several items")
      case .personalData: (.error, "像是个人信息", "look like data about persons")
      default: (.error, "重复", "are there twice")
      }
    return Diagnostic(
      code, severity,
      Phrase(
        zh: "从这里起另有 \(count) 列也\(zh)", en: "from here on \(count) more columns \(en)"), at: place)
  }
}
