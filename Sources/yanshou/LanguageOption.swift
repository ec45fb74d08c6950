public import ArgumentParser
import FoundationEssentials
public import SourceText

/// The option `--lang`, which every command takes.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp(
      zh: "文字的语言；不写则用指标体系的语言，其次用系统语言",
      en: "The language of every text; without it the set's, then the system's."))
  private var choice: Language?
}

extension Language: ExpressibleByArgument {}

extension Language {
  /// The language asked for with `--lang`, wherever it stands among the arguments.
  ///
  /// Found before the arguments are parsed, because help and errors of the parser need it too.
  static let asked = asked(in: CommandLine.arguments.dropFirst())

  /// The language of texts that concern no set: the one asked for, else the system's.
  static let preferred = asked ?? system(ProcessInfo.processInfo.environment)

  /// The last `--lang zh` or `--lang=zh` before a `--`.
  static func asked(in arguments: some Sequence<String>) -> Language? {
    var result: Language?
    var isValue = false
    for argument in arguments.prefix(while: { $0 != "--" }) {
      if isValue { result = Language(rawValue: argument) ?? result }
      isValue = argument == "--lang"
      if argument.hasPrefix("--lang=") {
        result = Language(rawValue: String(argument.dropFirst(7))) ?? result
      }
    }
    return result
  }

  /// Chinese where the environment's locale is Chinese, English everywhere else.
  static func system(_ environment: [String: String]) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }
}

extension Phrase {
  /// The text in the preferred language, for help and usage.
  var preferred: String { text(.preferred) }
}

extension ArgumentHelp {
  /// Makes a help line in the preferred language.
  init(zh: String, en: String, valueName: String? = nil) {
    self.init(Phrase(zh: zh, en: en).preferred, valueName: valueName)
  }
}
