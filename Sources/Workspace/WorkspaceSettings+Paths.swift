import Definitions
import Formats
import SourceText

extension WorkspaceSettings {
  /// What the settings name and is not there.
  var notFound: [Diagnostic] {
    var found: [Diagnostic] = []
    for set in sets {
      let isSet =
        switch pathKind(set.path) {
        case .file: true
        case .folder: pathKind(Path.join(set.path, "set.yaml")) == .file
        case .other, .brokenLink, nil: false
        }
      if !isSet { found.append(.setNotFound(set)) }
    }
    for (index, set) in sets.enumerated() {
      guard let first = sets[..<index].first(where: { $0.name == set.name }) else { continue }
      found.append(.setNamedTwice(set, first: first))
    }
    if let units, pathKind(units.path) != .file { found.append(.registryNotFound(units)) }
    return found
  }
}

extension Diagnostic {
  static func setNamedTwice(
    _ named: WorkspaceSettings.Named, first: WorkspaceSettings.Named
  ) -> Diagnostic {
    let name = named.name
    return Diagnostic(
      Code.setNamedTwice, .error,
      Phrase(zh: "两套指标体系都叫“\(name)”", en: "two sets are called '\(name)'"), at: named.place,
      related: [Label(first.place, Phrase(zh: "另一套在这里", en: "the other one stands here"))],
      help: Phrase(
        zh: "报告按体系的文件夹名分开存放；给其中一个文件夹改名",
        en: "reports are kept apart by the names of the sets' folders: rename one of them"))
  }

  static func setNotFound(_ named: WorkspaceSettings.Named) -> Diagnostic {
    Diagnostic(
      Code.setNotFound, .error,
      Phrase(zh: "找不到指标体系“\(named.text)”", en: "there is no set '\(named.text)'"),
      at: named.place,
      help: Phrase(
        zh: "写相对于考评文件夹的路径，指向有 set.yaml 的文件夹，如 ../Indicators/shaoxing",
        en:
          "write the path from the workspace to a folder with a set.yaml, such as ../Indicators/shaoxing"
      ))
  }

  static func registryNotFound(_ named: WorkspaceSettings.Named) -> Diagnostic {
    Diagnostic(
      DefinitionsCode.registryNotFound, .error,
      Phrase(zh: "找不到单位名录“\(named.text)”", en: "there is no registry '\(named.text)'"),
      at: named.place,
      help: Phrase(
        zh: "写相对于考评文件夹的路径，如 单位名单.csv",
        en: "write the path from the workspace, such as units.csv"))
  }
}
