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
    throw Failure.unusable(
      Phrase(zh: "缺少参数：", en: "missing arguments: ") + missing
        + Phrase(
          zh: "；在考评文件夹（有 考评设置.yaml）里可以不写",
          en: "; in a workspace (a folder with yanshou.yaml) they may be left out"))
  }

  /// The paths that were given, else the workspace's sets.
  func sets(_ given: [String]) throws -> [String] {
    guard given.isEmpty else { return given }
    let missing = Phrase(zh: "指标体系", en: "the indicator set")
    return try required(or: missing).settings.sets.map(\.path)
  }
}

extension Workspace {
  /// The sets that a run is about: the one that is asked for by its path or the name of its folder, else those whose
  /// periods are as long as a period; all of them where there is none.
  func sets(
    _ asked: String?, of period: Period?, from tree: FileTree
  ) throws -> [WorkspaceSettings.Named] {
    if let asked {
      guard let set = settings.sets.first(where: { $0.name == asked }) else {
        throw Failure.unusable(
          .unknown(Phrase(zh: "指标体系", en: "set"), asked, among: settings.sets.map(\.name)))
      }
      return [set]
    }
    guard let period, settings.sets.count > 1 else { return settings.sets }
    // A set that cannot be loaded is told when it is opened.
    let fitting = try settings.sets.filter {
      try loadSet($0.path, period: period.label, from: tree).set.map { $0.period == period.length }
        ?? true
    }
    if fitting.isEmpty { throw WorkspaceRefusal.noSet(period) }
    return fitting
  }

  /// The only set, or the one that is asked for.
  func set(_ asked: String?, of period: Period, from tree: FileTree) throws
    -> WorkspaceSettings.Named
  {
    let sets = try sets(asked, of: period, from: tree)
    guard sets.count == 1 else {
      throw Failure.unusable(
        Phrase(
          zh: "考评设置里有几套指标体系，用 --set 指明一套：",
          en: "the workspace has several sets, name one with --set: ")
          + Phrase.list(sets.map(\.name)))
    }
    return sets[0]
  }
}
