import FEEL
import Formats
import SourceText

extension SetBuilder {
  /// Builds the views with their parts.
  mutating func buildViews() {
    for entry in draft.entries(.view) {
      var view = View(
        id: entry.id ?? "", title: entry.title ?? "", parts: [],
        source: entry.text(.source), place: entry.headPlace)
      var index: [String: Int] = [:]
      var seen: [String: YAMLNode] = [:]
      if let node = entry[.parts] { addParts(node, parent: nil, to: &view, &index, &seen) }
      viewIndex[view.id] = views.count
      views.append(view)
      partIndex.append(index)
    }
    for (index, entry) in draft.entries(.view).enumerated() {
      views[index].across = columns(across: index, entry)
    }
  }

  /// What a view is laid across: another view, or the boards.
  private mutating func columns(across view: Int, _ entry: Entry) -> ViewColumns? {
    guard let node = entry[.across], let id = entry.text(.across) else { return nil }
    if let other = viewIndex[id], other != view { return .view(other) }
    if id == "board" || id == "板块" { return .boards }
    let known = views.indices.filter { $0 != view }.map { views[$0].id } + ["board"]
    diagnostics.append(
      .unknown(.unknownView, node, known: known, zh: "没有别的视角", en: "there is no other view"))
    return nil
  }

  /// A list of parts; or parts with their titles, or with parts of their own.
  private mutating func addParts(
    _ node: YAMLNode, parent: Int?, to view: inout View, _ index: inout [String: Int],
    _ seen: inout [String: YAMLNode]
  ) {
    switch node.content {
    case .sequence(let members):
      for member in members { addPart(member, title: nil, parent, to: &view, &index, &seen) }
    case .mapping(let pairs):
      for (key, value) in pairs {
        let own = addPart(key, title: value.text, parent, to: &view, &index, &seen)
        addParts(value, parent: own, to: &view, &index, &seen)
      }
    case .scalar:
      break
    }
  }

  @discardableResult
  private mutating func addPart(
    _ node: YAMLNode, title: String?, _ parent: Int?, to view: inout View,
    _ index: inout [String: Int], _ seen: inout [String: YAMLNode]
  ) -> Int? {
    guard let id = node.text.map(Literal.trim) else { return nil }
    if let first = seen[id] {
      diagnostics.append(.repeated(node, first: first))
      return nil
    }
    seen[id] = node
    index[id] = view.parts.count
    view.parts.append(ViewPart(id: id, title: title.map(Literal.trim) ?? id, parent: parent))
    return view.parts.count - 1
  }

  /// The shares of a requirement in the parts of views.
  mutating func viewShares(_ entry: Entry) -> [ViewShare] {
    guard let node = entry[.view], case .mapping(let pairs) = node.content else { return [] }
    var shares: [ViewShare] = []
    for (key, value) in pairs {
      guard let view = viewIndex[key.text ?? ""] else {
        diagnostics.append(
          .unknown(.unknownView, key, known: viewIndex.keys, zh: "没有视角", en: "there is no view"))
        continue
      }
      switch value.content {
      case .mapping(let parts):
        var sum = Number.zero
        for (part, share) in parts {
          guard let number = share.text.flatMap(Literal.percentage) else { continue }
          sum = sum + number
          if number.isNegative || number.isZero { diagnostics.append(.shareNotPositive(share)) }
          if let index = self.part(part, of: view) {
            shares.append(ViewShare(view: view, part: index, share: number))
          }
        }
        if sum > .one { diagnostics.append(.sharesAboveAll(key, sum: sum)) }
      case .scalar, .sequence:
        if let index = part(value, of: view) {
          shares.append(ViewShare(view: view, part: index, share: .one))
        }
      }
    }
    return shares
  }

  private mutating func part(_ node: YAMLNode, of view: Int) -> Int? {
    if let index = partIndex[view][node.text.map(Literal.trim) ?? ""] { return index }
    diagnostics.append(
      .unknown(
        .unknownPart, node, known: partIndex[view].keys, zh: "视角“\(views[view].id)”没有分项",
        en: "the view '\(views[view].id)' has no part"))
    return nil
  }
}
