import ArgumentParser
import FEEL
import Formats
import SourceText

/// `yanshou eval`: FEEL on the command line, in a batch and at a prompt.
struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Phrase(
      zh: "计算 FEEL 表达式：一条、一批或逐条输入",
      en: "Evaluates FEEL: one expression, a batch, or at a prompt."
    ).preferred,
    discussion: Phrase(
      zh: """
        不写表达式时从标准输入读取；在终端上则逐条提示输入。
        退出码：0 有值或为普通空值，1 算不出值（原因在标准错误）或批中有读不懂的行，2 表达式、上下文或参数有误，3 结果写不出。
        """,
      en: """
        Without an expression it is read from standard input, or asked for at a prompt on a terminal.
        Exit codes: 0 a value or a plain null, 1 no value for the reason on standard error, or lines of a batch that
        cannot be read, 2 a mistake in the expression, the context or the arguments, 3 a result could not be written.
        """
    ).preferred)

  @Argument(help: ArgumentHelp(zh: "表达式", en: "The expression."))
  var expression: String?

  @Option(
    help: ArgumentHelp(
      zh: "名称及其值：JSON 对象，或 @文件", en: "Names and their values: a JSON object, or @FILE.",
      valueName: "json"))
  var context: String?

  @Option(
    help: ArgumentHelp(
      zh: "逐行读 {\"name\", \"expression\", \"context\"}，写 {\"name\", \"value\"};- 为标准输入",
      en:
        "Reads lines {\"name\", \"expression\", \"context\"}, writes {\"name\", \"value\"}; - is standard input.",
      valueName: "file"))
  var batch: String?

  @OptionGroup private var language: LanguageOption

  func validate() throws {
    guard batch != nil, expression != nil || context != nil else { return }
    throw Failure.unusable(
      Phrase(
        zh: "--batch 的每行自带表达式和上下文，不能再给",
        en: "the lines of --batch bring their own expression and context"))
  }

  func run() throws {
    if let batch { return try EvalBatch.run(batch) }
    var session = EvalSession()
    if let context { try session.declare(json: context) }
    if let expression { return try Eval.print(session.evaluate(expression)) }
    if LineReader.isTerminal { return try EvalPrompt(session).run() }
    try Eval.print(session.evaluate(try Eval.standardInput()))
  }

  /// The longest expression, context or line that is read, in bytes.
  static let longestInput = 16 << 20

  /// The whole of standard input.
  private static func standardInput() throws -> String {
    var reader = LineReader(standardInputWithLimit: longestInput)
    var bytes: [UInt8] = []
    while let line = try reader.next() {
      guard case .bytes(let more) = line, bytes.count + more.count < longestInput else {
        throw FileError(path: "-", reason: .tooLarge(limit: longestInput))
      }
      if !bytes.isEmpty { bytes.append(0x0A) }
      bytes += more
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Prints a value and what was found; ends with the code that says which.
  private static func print(_ outcome: EvalSession.Outcome) throws {
    StandardStream.error.write(outcome.report(color: StandardStream.error.isTerminal))
    guard let value = outcome.value else { throw ExitCode.unusable }
    guard StandardStream.output.write(value.literal + "\n") else { throw ExitCode.unwritable }
    if outcome.hasFailed { throw ExitCode.findings }
  }
}
