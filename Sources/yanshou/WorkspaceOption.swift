import ArgumentParser
import Definitions
import Formats
import Run
import SourceText
import Workspace

/// The option that names a workspace; without it, it is the one around the current folder.
struct WorkspaceOption: ParsableArguments {
  @Option(
    name: .customLong("workspace"),
    help: ArgumentHelp(
      zh: "考评文件夹（有 考评设置.yaml）；不写则是当前文件夹所在的那个",
      en:
        "The workspace (a folder with yanshou.yaml); without it the one around the current folder.",
      valueName: "folder"))
  var folder: String?

  /// The workspace; nil where the current folder lies in none.
  func workspace() throws -> Workspace? {
    guard let folder else {
      return try Workspace.settings(around: ".").map { try Workspace(settings: $0) }
    }
    guard let settings = Workspace.settings(in: folder) else {
      throw Failure.unusable(
        Phrase(
          zh: "“\(folder)”不是考评文件夹：里面没有 考评设置.yaml",
          en: "'\(folder)' is no workspace: it has no yanshou.yaml"))
    }
    return try Workspace(settings: settings)
  }

  /// The workspace, without which what was asked for cannot be understood.
  /// - Parameter missing: The arguments that would have to be written outside of a workspace.
  /// - Returns: The workspace that is named, else the one around the current folder.
  /// - Throws: `Failure` where there is none, `WorkspaceRefusal` for one that cannot be used.
  func required(or missing: Phrase) throws -> Workspace {
    if let workspace = try workspace() { return workspace }
    let near = try listFolder(".", displayPath: ".").first { name in
      name.hasPrefix("考评设置") || name.lowercased().hasPrefix("yanshou.y")
    }
    if let near {
      throw Failure.unusable(
        Phrase(
          zh: "“\(near)”应改名为 考评设置.yaml，才认得出这是考评文件夹",
          en: "call '\(near)' yanshou.yaml, so that the folder is known as a workspace"))
    }
    throw Failure.unusable(
      Phrase(zh: "缺少参数：", en: "missing arguments: ") + missing
        + Phrase(
          zh: "；在考评文件夹（有 考评设置.yaml）里可以不写",
          en: "; in a workspace (a folder with yanshou.yaml) they may be left out"))
  }
}

/// The sets that a command is about: those that are named, else the workspace's.
struct SetArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      zh: "指标体系（文件夹或文件）；在考评文件夹里可以不写",
      en: "Indicator sets (folders or files); in a workspace they may be left out.",
      valueName: "sets"))
  var given: [String] = []

  @OptionGroup var workspace: WorkspaceOption

  /// Their paths.
  func paths() throws -> [String] {
    guard given.isEmpty else { return given }
    let missing = Phrase(zh: "指标体系", en: "the indicator set")
    return try workspace.required(or: missing).settings.sets.map(\.path)
  }
}

extension Workspace {
  /// The set that is asked for by the name of its folder; all of them where none is.
  private func sets(_ asked: String?) throws -> [WorkspaceSettings.Named] {
    guard let asked else { return settings.sets }
    guard let set = settings.sets.first(where: { $0.name == asked }) else {
      throw Failure.unusable(
        .unknown(Phrase(zh: "指标体系", en: "set"), asked, among: settings.sets.map(\.name)))
    }
    return [set]
  }

  /// What is to be scored: sets, each over the folder of a period of its own length.
  /// - Parameters:
  ///   - asked: The name of a set; nil for all.
  ///   - period: The period; nil for the one that ends last, in whatever lengths it is there.
  ///   - tree: Where sets are read from.
  /// - Returns: The sets with their periods; one at least.
  /// - Throws: `Failure` for a name that no set has, `WorkspaceRefusal` where there is no folder, or no set of its length.
  func runs(
    _ asked: String?, over period: Period?, from tree: FileTree
  ) throws -> [(set: WorkspaceSettings.Named, period: PeriodFolder)] {
    let sets = try sets(asked)
    if sets.count == 1, settings.sets.count == 1 || period != nil {
      // That it has another length is told by the run.
      return [(sets[0], try folder(of: period))]
    }
    let folders = try period.map { [try folder(of: $0)] } ?? periods
    // A set that cannot be loaded is told when it is opened.
    let fitting = try sets.compactMap { set in
      let length = try loadSet(set.path, from: tree).set?.period
      return folders.first { length == nil || $0.period.length == length }.map { (set, $0) }
    }
    let last = fitting.map(\.1.period.lastDay).max()
    let runs = fitting.filter { period != nil || $0.1.period.lastDay == last }
    if runs.isEmpty { throw WorkspaceRefusal.noSet(try folder(of: period).period) }
    return runs.map { (set: $0.0, period: $0.1) }
  }

  /// The only set, or the one that is asked for.
  func run(
    _ asked: String?, over period: Period?, from tree: FileTree
  ) throws -> (set: WorkspaceSettings.Named, period: PeriodFolder) {
    let runs = try runs(asked, over: period, from: tree)
    guard runs.count == 1 else {
      throw Failure.unusable(
        Phrase(
          zh: "考评设置里有几套指标体系，用 --set 指明一套：",
          en: "the workspace has several sets, name one with --set: ")
          + Phrase.list(runs.map(\.set.name)))
    }
    return runs[0]
  }
}

extension Period {
  /// The period that an argument names, perhaps as a folder of it; nil where it names none.
  init?(argument: String) {
    self.init(argument.hasSuffix("/") ? String(argument.dropLast()) : argument)
  }
}
