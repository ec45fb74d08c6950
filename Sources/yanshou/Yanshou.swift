import ArgumentParser

/// The command `yanshou`.
@main
struct Yanshou: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yanshou", abstract: "Evaluation engine for pilot acceptance.")
}
