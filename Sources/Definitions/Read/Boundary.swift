import Formats

/// Where the files lie that a set may name: the repository that it stands in; without one, the folder that holds the set's
/// own; and the folders that whoever runs the command allows. Links are followed before anything is judged.
struct Boundary: Sendable {
  private let roots: [String]

  /// The bounds of the set at a path.
  init(around path: String, allowing folders: [String]) {
    // What is in memory only lies where the command was started.
    let real = realPath(path) ?? Path.join(realPath(".") ?? "/", path)
    let own = pathKind(real) == .folder ? real : Path.parent(real)
    var root = own
    while pathKind(root + "/.git") == nil, root != "/" { root = Path.parent(root) }
    // Sets that stand side by side extend one another.
    if root == "/" { root = Path.parent(own) }
    roots = ([root == "/" ? own : root] + folders).compactMap { realPath($0) }
  }

  /// Whether what stands at a path, or would stand there, lies within.
  func holds(_ path: String) -> Bool {
    var known = settledPath(path)
    var rest: [String] = []
    // What is not there lies where its folder does.
    while realPath(known.isEmpty ? "." : known) == nil, !known.isEmpty, known != "/" {
      rest.append(Path.name(known))
      known = Path.parent(known)
    }
    guard let real = realPath(known.isEmpty ? "." : known) else { return false }
    let full = Path.normal(([real] + rest.reversed()).joined(separator: "/"))
    return roots.contains { full == $0 || Path.isInside(full, $0) }
  }
}
