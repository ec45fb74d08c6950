import ArgumentParser
import Assessment
import Definitions
import Formats
import Run
import SourceText
import Workspace

/// The command `yanshou` (验收, acceptance): parses the arguments, runs a command, ends with its exit code.
@main
struct Yanshou: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yanshou",
    abstract: Phrase(
      zh: "验收：按指标体系给各地上报的数据打分，每一分都说明依据",
      en:
        "Scores what districts report against an indicator set, and gives a reason for every point."
    ).preferred,
    version: "yanshou \(version), law edition \(Law.edition)",
    subcommands: [
      Assess.self, Check.self, Explain.self, LintCommand.self, Test.self, Diff.self,
      Eval.self, Schema.self, HandbookCommand.self, InitCommand.self,
      StatusCommand.self,
      FormatCommand.self,
    ])

  /// The version that `--version` prints and that a run records.
  static let version = "0.1.0"

  @OptionGroup private var language: LanguageOption

  /// Parses and runs; every way out of the command is here.
  static func main() async {
    Interrupts.handle {
      let words = Phrase(zh: "已中断，没有留下写了一半的文件", en: "stopped; no file is left half written")
      StandardStream.error.write(
        (StandardStream.error.isTerminal ? "\r\u{1B}[K" : "") + words.preferred + "\n")
    }
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      try checkCommand(arguments)
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: report(error))
    }
  }

  /// Without a command there is nothing to do: the help goes to where errors go.
  func run() throws {
    StandardStream.error.write(ParserWords.text(Yanshou.helpMessage(), .preferred) + "\n")
    throw ExitCode.unusable
  }

  /// Refuses an unknown command by name; the parser would only call it unexpected.
  private static func checkCommand(_ arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-") else { return }
    let known = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !known.contains(name) else { return }
    let near = suggestions(for: name, among: known)
    throw Failure.unusable(
      Phrase(zh: "没有命令“\(name)”", en: "unknown command '\(name)'")
        + (Phrase.didYouMean(near).map { Phrase(zh: "，", en: ", ") + $0 } ?? Phrase("")))
  }

  /// Prints what an error has to say and gives its exit code.
  static func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode where code == .unwritable:
      return report(
        Failure.unwritable(
          Phrase(
            zh: "结果没有全部写到标准输出：磁盘已满、文件超过了系统允许的大小，或接收结果的程序已经退出",
            en:
              "standard output did not take all of the result: the disk is full, the file is larger than the system allows, or the program that reads it has ended"
          )))
    case let code as ExitCode:
      return code
    case let failure as Failure:
      let language = failure.language ?? .preferred
      let head = Phrase(zh: "错误：", en: "error: ").text(language)
      StandardStream.error.write("\(head)\(failure.message.text(language))\n")
      if !failure.details.isEmpty { StandardStream.error.write("\n") }
      StandardStream.report(failure.details, more: failure.more, language)
      return failure.code
    case let refusal as RunRefusal:
      guard refusal.kind == .definitions else { return report(Failure(refusal)) }
      StandardStream.report(refusal.details, .preferred)
      return .unusable
    case let refusal as WorkspaceRefusal:
      return report(
        Failure(code: .unusable, message: refusal.reason, details: refusal.details))
    case let error as WriteError:
      return report(Failure.unwritable(error.message))
    case let error as SetReadError:
      return report(Failure.unusable(error.message))
    case let error as FileError:
      StandardStream.error.write(TextRenderer(language: .preferred).render(error.diagnostic))
      return .unusable
    default:
      return reportOfParser(error)
    }
  }

  /// The parser throws its errors, and help and version as well.
  private static func reportOfParser(_ error: any Error) -> ExitCode {
    let text = ParserWords.text(fullMessage(for: error), .preferred) + "\n"
    if exitCode(for: error) == .success {
      return StandardStream.output.write(text) ? .clean : report(ExitCode.unwritable)
    }
    StandardStream.error.write(text)
    return .unusable
  }
}
