internal import SourceText

extension Function {
  static let isMissing = Function(
    "is missing", .missing,
    summary: Phrase(zh: "是否缺数据（没有值，不论原因）", en: "Whether there is no value, whatever the reason."),
    dialect: .definitions,
    [
      Overload([Parameter("value", .any, null: true)], .boolean) { _, arguments in
        .boolean(arguments[0]?.isNull ?? true)
      }
    ],
    examples: [.init("is missing(null)", "true"), .init("is missing(0)", "false")])

  static let known = Function(
    "known", .missing,
    summary: Phrase(
      zh: "列表中有值的各项，缺数据的除去", en: "The items that have a value, without the missing ones."),
    dialect: .definitions,
    [
      Overload([Parameter("list", .list(.any))], typed: { $0.first ?? .list(.any) }) {
        machine, arguments in
        guard let items = arguments.list(0), machine.spend(items.count) else {
          return .null(.wrongType)
        }
        return .list(items.filter { !$0.isNull })
      }
    ],
    examples: [.init("known([1, null, 2])", "[1, 2]"), .init("count(known([null]))", "0")])
}
