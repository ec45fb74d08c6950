package import SourceText

extension Diagnostic {
  static func utf16Text(path: String) -> Diagnostic {
    Diagnostic(
      Code.utf16Text, .error,
      Phrase(zh: "“\(path)”是 UTF-16 编码的文本", en: "'\(path)' is text in UTF-16"),
      at: Place(path: path), help: saveAsCSV)
  }

  static func workbook(path: String, kind: String) -> Diagnostic {
    Diagnostic(
      Code.workbookAsText, .error,
      Phrase(
        zh: "“\(path)”是 \(kind) 工作簿，不是文本",
        en: "'\(path)' is a workbook (\(kind)), not a text"),
      at: Place(path: path), help: saveAsCSV)
  }

  private static var saveAsCSV: Phrase {
    Phrase(
      zh: "在 Excel 或 WPS 里另存为“CSV UTF-8（逗号分隔）”",
      en: "save it as 'CSV UTF-8 (comma delimited)' in Excel or WPS")
  }

  static func damagedText(
    path: String, offset: Int, line: Int, _ encoding: TextEncoding
  ) -> Diagnostic {
    let (zh, en) =
      switch encoding {
      case .utf8: ("UTF-8", "UTF-8")
      case .gb18030: ("UTF-8 或 GB18030", "UTF-8 or GB18030")
      }
    return Diagnostic(
      Code.damagedText, .error,
      Phrase(
        zh: "第 \(offset + 1) 个字节（第 \(line) 行）不是 \(zh) 编码",
        en: "byte \(offset + 1), on line \(line), is not \(en)"),
      at: Place(path: path, offset: offset, line: line),
      help: Phrase(
        zh: "可能是别的编码（如 GBK），或传输不完整：请重新导出，编码选 UTF-8",
        en: "it may be in another encoding, such as GBK, or cut off: export it again as UTF-8"))
  }

  /// A line with bytes that are not GB18030 in a file that is.
  package static func damagedRow(_ line: DamagedLine, path: String) -> Diagnostic {
    Diagnostic(
      Code.damagedRow, .error,
      Phrase(
        zh: "这一行有不是 GB18030 编码的字节，没有读取",
        en: "this line has bytes that are not GB18030; it was not read"),
      at: Place(path: path, offset: line.offset, line: line.line),
      help: Phrase(
        zh: "可能传输不完整：请重新导出，编码选 UTF-8", en: "it may be damaged: export the file again as UTF-8"))
  }

  package static func doubtfulEncoding(_ encoding: TextEncoding, path: String) -> Diagnostic {
    let (name, other) =
      switch encoding {
      case .utf8: ("UTF-8", "GB18030")
      case .gb18030: ("GB18030", "UTF-8")
      }
    return Diagnostic(
      Code.doubtfulEncoding, .warning,
      Phrase(
        zh: "“\(path)”的编码拿不准：按 \(name) 读取，也可能是 \(other)",
        en: "the encoding of '\(path)' is in doubt: read as \(name), it may be \(other)"),
      at: Place(path: path),
      help: Phrase(
        zh: "核对读出的文字；另存为“CSV UTF-8”就不会弄错",
        en: "compare the texts that were read; saved as 'CSV UTF-8' there is no doubt"))
  }

  static func noConverter(path: String) -> Diagnostic {
    Diagnostic(
      Code.noConverter, .error,
      Phrase(
        zh: "“\(path)”是 GB18030 编码，但本机没有转换表",
        en: "'\(path)' is GB18030, which this system cannot convert"),
      at: Place(path: path),
      help: Phrase(zh: "请另存为 UTF-8", en: "save it as UTF-8"))
  }

  static func recordTooLong(path: String, offset: Int, line: Int) -> Diagnostic {
    Diagnostic(
      Code.recordTooLong, .error,
      Phrase(
        zh: "从第 \(line) 行起，一条记录超过 4 MB，后面的内容没有读取",
        en: "the record on line \(line) is longer than 4 MB; what follows was not read"),
      at: Place(path: path, offset: offset, line: line),
      help: Phrase(
        zh: "检查文件是否真是每行一条的 CSV", en: "check that the file is CSV with a record per line"))
  }
}
