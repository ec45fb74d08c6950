package import Definitions
package import FEEL

/// A view made ready: which portion of which requirement counts in which part (S4).
///
/// A requirement's points are shared among the parts once, in smallest units, by largest remainder; what a unit earns
/// there is shared in proportion to these portions in the same way. So no part earns more than its portion, and what
/// is covered and what is not add up to the requirement's row, to the last digit.
package struct ViewPlan: Sendable {
  /// What a part has of a requirement.
  package struct Portion: Sendable {
    /// The index of the requirement.
    package var requirement: Index<Requirement>
    /// What it can earn there.
    package var points: Points
    /// The share as the author wrote it, above 0 and at most 1.
    package var share: Number
  }

  /// By part, its own portions in the order of the set; those of the parts below it are not among them.
  package let portions: [[Portion]]
  /// What no part has: requirements that the view does not cover, or covers in part.
  package let rest: [Portion]
  /// The parts, ascending, in which no requirement counts, neither directly nor below.
  package let empty: [Int]
  /// What stands across the view, as columns; nil where it stands alone.
  package let columns: Columns?
  /// By requirement, the parts in which it counts and what no part has.
  let slices: By<Requirement, [Slice]>
  /// By requirement, its only part and its only column; nil where it is shared among several.
  fileprivate let whole: By<Requirement, Whole?>
  /// By part, the part itself and those above it.
  let chains: [[Int]]
  private let ids: [String]

  /// A part of a requirement's points: its place, where it has one, and what can be earned there.
  struct Slice: Sendable {
    var part: Int?
    var points: Points
  }

  /// Where a requirement counts as a whole; nil: in none.
  fileprivate struct Whole: Sendable {
    var part: Int?
    var column: Int?
  }

  /// The columns of a matrix.
  package struct Columns: Sendable {
    /// What is asked across: the title of the other view; nil for the boards.
    package var title: String?
    /// The parts of the other view that stand above all others, or the boards, in order.
    package var headings: [ViewPart]
    fileprivate var source: Source

    fileprivate enum Source: Sendable {
      /// Another view, and for each of its parts the column that it belongs to.
      case view(Int, [Int])
      /// By requirement.
      case boards(By<Requirement, Int?>)
    }
  }

  init(_ index: Int, in set: IndicatorSet) {
    let view = set.views[index]
    let ids = view.parts.map(\.id)
    var portions = [[Portion]](repeating: [], count: ids.count)
    var rest: [Portion] = []
    var slices: By<Requirement, [Slice]> = []
    for (number, requirement) in set.requirements.indexed {
      let shares = requirement.views.filter { $0.view == index }
      let points = Points.shared(
        requirement.points, by: shares.map(\.share), of: .one, ids: shares.map { ids[$0.part] })
      var own: [Slice] = []
      for (share, points) in zip(shares, points) {
        portions[share.part].append(
          Portion(requirement: number, points: points, share: share.share))
        own.append(Slice(part: share.part, points: points))
      }
      let left = shares.reduce(Number.one) { $0 - $1.share }
      if left > .zero {
        let open = requirement.points - points.reduce(.zero, +)
        rest.append(Portion(requirement: number, points: open, share: left))
        own.append(Slice(part: nil, points: open))
      }
      slices.append(own)
    }
    var chains: [[Int]] = []
    for (part, heading) in view.parts.enumerated() {
      chains.append([part] + (heading.parent.map { chains[$0] } ?? []))
    }
    let used = Set(chains.indices.filter { !portions[$0].isEmpty }.flatMap { chains[$0] })
    empty = ids.indices.filter { !used.contains($0) }
    self.portions = portions
    self.rest = rest
    self.slices = slices
    self.chains = chains
    self.ids = ids
    let columns = Columns(across: view, in: set)
    self.columns = columns
    whole = By(
      slices.indexed.map { index, slices in
        guard slices.count == 1 else { return nil }
        guard let columns else { return Whole(part: slices[0].part, column: nil) }
        guard let column = columns.only(of: index, in: set) else { return nil }
        return Whole(part: slices[0].part, column: column)
      })
  }

  /// What a unit earned of a requirement, or what it could have earned, by slice.
  fileprivate func shared(_ points: Points, _ requirement: Index<Requirement>) -> [Points] {
    let slices = slices[requirement]
    if slices.count == 1 { return [points] }
    let weights = slices.map { Number(mantissa: $0.points.units, scale: 0) }
    let inParts = slices.prefix { $0.part != nil }.count
    let shares = Points.shared(
      points, by: Array(weights[..<inParts]), of: weights.reduce(.zero, +),
      ids: slices[..<inParts].map { $0.part.map { ids[$0] } ?? "" })
    return inParts == slices.count ? shares : shares + [points - shares.reduce(.zero, +)]
  }
}

extension ViewPlan.Columns {
  fileprivate init?(across view: View, in set: IndicatorSet) {
    switch view.across {
    case nil: return nil
    case .view(let index):
      let other = set.views[index]
      title = other.title
      var tops: [Int] = []
      var columns: [Int] = []
      for (part, heading) in other.parts.enumerated() {
        if let parent = heading.parent {
          columns.append(columns[parent])
        } else {
          columns.append(tops.count)
          tops.append(part)
        }
      }
      headings = tops.map { other.parts[$0] }
      source = .view(index, columns)
    case .boards:
      var boards: [String] = []
      for case let board? in set.tasks.map(\.board) where !boards.contains(board) {
        boards.append(board)
      }
      headings = boards.map { ViewPart(id: $0, title: $0) }
      source = .boards(
        By(
          set.requirements.map { requirement in
            requirement.task.flatMap { set.tasks[$0].board }.flatMap { boards.firstIndex(of: $0) }
          }))
    }
  }
}

extension ViewPlan.Columns {
  /// The only column in which a requirement counts, the one after the last for what stands in none; nil where it counts
  /// in several.
  fileprivate func only(of requirement: Index<Requirement>, in set: IndicatorSet) -> Int? {
    let none = headings.count
    switch source {
    case .boards(let boards): return boards[requirement] ?? none
    case .view(let index, let columns):
      let shares = set.requirements[requirement].views.filter { $0.view == index }
      guard let first = shares.first else { return none }
      return shares.count == 1 && first.share == .one ? columns[first.part] : nil
    }
  }
}

/// What became of a view for one unit.
package struct ViewResult: Sendable {
  /// By part, what is below it included.
  package var parts: [NodeSum]
  /// What no part has.
  package var rest: NodeSum
  /// By part and column, what is below included; the last row and the last column are what stands in none. Empty where
  /// nothing stands across.
  package var cells: [[NodeSum]]

  /// What the parts have, without those below twice, and what none has: the sum of the requirements' rows.
  package var whole: NodeSum
}

extension ScoringPlan {
  /// The rows of a unit's requirements by the parts of each view, in the order of the set.
  ///
  /// A group's caps, the conversion, adjustments and the limits of the total belong to no view: the parts add up to the
  /// requirements' rows.
  package func viewResults(of unit: UnitAssessment) -> [ViewResult] {
    views.map { view in
      var result = ViewResult(
        parts: view.portions.map { _ in NodeSum() }, rest: NodeSum(), cells: [], whole: NodeSum())
      if let columns = view.columns {
        let row = [NodeSum](repeating: NodeSum(), count: columns.headings.count + 1)
        result.cells = [[NodeSum]](repeating: row, count: view.portions.count + 1)
      }
      for (index, outcome) in unit.outcomes.indexed {
        add(outcome.earned, of: index, by: Sharing(view: view, line: \.earned), to: &result)
        add(outcome.base, of: index, by: Sharing(view: view, line: \.base), to: &result)
      }
      return result
    }
  }

  /// By which view points are shared out: those that were earned, or those of the base.
  private struct Sharing {
    let view: ViewPlan
    let line: WritableKeyPath<NodeSum, Points>
  }

  /// Adds points of a requirement to the parts in which it counts.
  private func add(
    _ points: Points, of requirement: Index<Requirement>, by sharing: Sharing,
    to result: inout ViewResult
  ) {
    let (view, line) = (sharing.view, sharing.line)
    guard points != .zero else { return }
    result.whole[keyPath: line] += points
    if let whole = view.whole[requirement] {
      let rows = whole.part.map { view.chains[$0] }
      if let rows {
        for row in rows { result.parts[row][keyPath: line] += points }
      } else {
        result.rest[keyPath: line] += points
      }
      guard let column = whole.column else { return }
      for row in rows ?? [view.portions.count] {
        result.cells[row][column][keyPath: line] += points
      }
      return
    }
    let slices = view.slices[requirement]
    let shares = view.shared(points, requirement)
    for (slice, share) in zip(slices, shares) {
      guard let part = slice.part else {
        result.rest[keyPath: line] += share
        continue
      }
      for above in view.chains[part] { result.parts[above][keyPath: line] += share }
    }
    guard let columns = view.columns else { return }
    let across = self.shared(points, requirement, columns)
    let cells = Points.crossed(shares, across.map(\.points))
    for (slice, row) in zip(slices, cells) {
      let rows = slice.part.map { view.chains[$0] } ?? [view.portions.count]
      for (column, share) in zip(across, row) {
        for index in rows { result.cells[index][column.index][keyPath: line] += share }
      }
    }
  }

  /// Points of a requirement by column; the column after the last is for what stands in none.
  private func shared(
    _ points: Points, _ requirement: Index<Requirement>, _ columns: ViewPlan.Columns
  ) -> [(index: Int, points: Points)] {
    let none = columns.headings.count
    switch columns.source {
    case .boards(let boards): return [(boards[requirement] ?? none, points)]
    case .view(let index, let column):
      let other = views[index]
      var sums: [(index: Int, points: Points)] = []
      for (slice, share) in zip(other.slices[requirement], other.shared(points, requirement)) {
        let index = slice.part.map { column[$0] } ?? none
        if let known = sums.firstIndex(where: { $0.index == index }) {
          sums[known].points += share
        } else {
          sums.append((index, share))
        }
      }
      return sums
    }
  }
}

extension Points {
  /// The cells of a table of whole numbers with these sums of rows and columns, each near `row × column ÷ all`: first
  /// the whole parts, then what is left to the largest remainders, ties to the earlier row, then the earlier column.
  /// - Parameters:
  ///   - rows: The sums of the rows, none negative.
  ///   - columns: The sums of the columns; they add up to what the rows add up to.
  /// - Returns: The cells, row by row; none is negative.
  static func crossed(_ rows: [Points], _ columns: [Points]) -> [[Points]] {
    if rows.count == 1 { return [columns] }
    if columns.count == 1 { return rows.map { [$0] } }
    let all = Number(mantissa: rows.reduce(.zero, +).units, scale: 0)
    var rowsLeft = rows
    var columnsLeft = columns
    var cells = [[Points]](repeating: [], count: rows.count)
    var remainders: [(rest: Number, row: Int, column: Int)] = []
    for (row, sum) in rows.enumerated() {
      for (column, other) in columns.enumerated() {
        let product =
          Number(mantissa: sum.units, scale: 0) * Number(mantissa: other.units, scale: 0)
        let exact = product.divided(by: all) ?? .zero
        let floor = Points(units: Int64(exact.floor().int ?? 0))
        cells[row].append(floor)
        rowsLeft[row] = rowsLeft[row] - floor
        columnsLeft[column] = columnsLeft[column] - floor
        remainders.append((exact - exact.floor(), row, column))
      }
    }
    remainders.sort { a, b in
      a.rest != b.rest ? a.rest > b.rest : (a.row, a.column) < (b.row, b.column)
    }
    // A second round finds a place for what the first could not set down; rows and columns have as much left as each
    // other, so there always is one.
    for round in 0..<2 {
      for (_, row, column) in remainders {
        let most = min(rowsLeft[row], columnsLeft[column])
        let moved = round == 0 ? min(most, Points(units: 1)) : most
        cells[row][column] += moved
        rowsLeft[row] = rowsLeft[row] - moved
        columnsLeft[column] = columnsLeft[column] - moved
      }
    }
    return cells
  }
}
