import Formats
package import SourceText

extension LoadedSet {
  /// What the set names beside itself and nobody could read when it is applied: the sets whose assessments give values,
  /// and the registry.
  /// - Parameters:
  ///   - path: The folder or file that the set was loaded from.
  ///   - period: The label of the period whose year's changes apply; nil for none.
  ///   - tree: Where the files are read from.
  /// - Returns: What is lost, each with the place that names it.
  /// - Complexity: Linear in the length of the sets that are named, directly or by one another.
  package func lostReferences(
    at path: String, period: String? = nil, from tree: FileTree = .disk
  ) -> [Diagnostic] {
    var seen: Set<String> = []
    return lostReferences(
      at: path, year: period.flatMap { Period($0)?.year }, tree.within(path), chain: [], &seen)
  }

  /// `chain` holds the sets that take from this one, `looked` those that were looked into: each is once.
  func lostReferences(
    at path: String, year: Int?, _ tree: FileTree, chain: [String], _ looked: inout Set<String>
  ) -> [Diagnostic] {
    guard let set else { return [] }
    let path = tree.settled(path)
    let folder = tree.kind(path) == .folder ? path : Path.parent(path)
    let shown = source.map { $0.folder ?? Path.parent($0.mainFile) } ?? ""
    var found: [Diagnostic] = []
    if let node = source?.draft.set[.units], let units = set.units,
      tree.kind(tree.path(units, in: folder)) != .file
    {
      found.append(.registryNotFound(node))
    }
    let chain = chain + [tree.identity(path)]
    var named: Set<String> = []
    for item in set.items {
      guard let taken = item.taken else { continue }
      let other = tree.path(taken.set, in: folder)
      let identity = tree.identity(other)
      guard named.insert(identity).inserted else { continue }
      guard !chain.contains(identity), chain.count <= SetLoader.deepest else {
        found.append(.takenInCircle(taken))
        continue
      }
      var files = EntryFiles(tree: tree)
      do {
        let loaded = try loadSet(
          other, displayPath: Path.join(shown, taken.set), year: year, from: &files)
        if let inner = loaded.set {
          if inner.assesses != item.level ?? set.assesses {
            found.append(.takenOfOtherLevel(taken, inner.assesses, item))
          }
          if inner.period != set.period {
            found.append(.takenOfOtherPeriods(taken, inner.period, set.period))
          }
          if looked.insert(identity).inserted {
            found += loaded.lostReferences(at: other, year: year, tree, chain: chain, &looked)
          }
        } else {
          found.append(.takenSetHasMistakes(taken, loaded.diagnostics))
        }
      } catch {
        found.append(.takenSetNotReadable(taken, error))
      }
    }
    return found
  }
}
