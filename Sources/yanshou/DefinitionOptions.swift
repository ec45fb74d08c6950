import ArgumentParser
import Definitions

/// The options that say where the files of sets may lie.
struct DefinitionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "指标体系还可以引用这个文件夹里的文件（可重复）；不写则只限它所在的代码库或上一级文件夹",
      en:
        "A folder whose files the set may name as well (repeatable); else only those of its repository.",
      valueName: "path"))
  var allowOutside: [String] = []

  /// Where definitions are read from.
  var tree: FileTree { .disk(allowing: allowOutside) }
}
