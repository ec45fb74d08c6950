import SourceText

/// The reference of all keys as a Markdown page, made from the field table.
package enum FormatReference {
  /// The page, `Docs/format.md`.
  package static var markdown: String {
    var page = """
      # 定义文件的键 · Keys of the definitions

      本页由字段表生成，不要手改。键可以写英文，也可以写中文；同一个键只写一次。
      This page is made from the field table; do not edit it. A key may be written in English or Chinese, once.

      - 表达式用 FEEL，百分数写 `95%`，千分数写 `3‰`。Expressions are FEEL, with `95%` and `3‰`.
      - `{ }`、`[ ]` 里的表达式若含逗号，要加引号或另起一行。Inside `{ }` and `[ ]`, quote an expression that has a comma.
      - 层级、汇总、同类比较和往期比较见[层级与往期](levels-and-time.md)。Levels, peers and time have a guide of their own.
      - 每条的第一个键说明它是什么、编号是什么。The first key of an entry says what it is and carries its id.

      """
    for kind in EntryKind.allCases { page += section(kind) }
    return page
  }

  private static func section(_ kind: EntryKind) -> String {
    let table = kind.table
    var text = """

      ## \(kind.rawValue) · \(table.chinese)

      \(table.summary.text(.zh))。
      \(sentence(table.summary.text(.en)))

      | 键 key | 中文 | 内容 value | 必写 | 默认 default | 含义 meaning |
      | --- | --- | --- | --- | --- | --- |

      """
    for field in table.fields {
      let shape = field.shape.name
      let cells = [
        "`\(field.key.rawValue)`", "`\(field.chinese)`",
        shape.text(.zh) + "<br>" + shape.text(.en), field.isRequired ? "是 yes" : "",
        field.byDefault.map { "`\($0)`" } ?? "",
        field.summary.text(.zh) + "<br>" + field.summary.text(.en),
      ]
      text += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }
    return text
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
