package import FEEL

extension Points {
  /// Points shared out by weight in smallest units: largest remainder, ties to the earlier id (S4).
  /// - Parameters:
  ///   - points: What is shared out; not negative.
  ///   - weights: The weights; none is negative.
  ///   - whole: The weight of everything; what the weights leave of it is shared out as well, but to nobody. Nil: their sum.
  ///   - ids: The ids, in the order of the weights; the part of nobody comes after all of them.
  /// - Returns: A share for each weight.
  package static func shared(
    _ points: Points, by weights: [Number], of whole: Number? = nil, ids: [String]
  ) -> [Points] {
    let sum = weights.reduce(.zero, +)
    let all = whole ?? sum
    var members = zip(weights, ids).map { (weight: $0, id: String?.some($1)) }
    if all > sum { members.append((all - sum, nil)) }
    let total = Number(mantissa: points.units, scale: 0)
    var shares: [Points] = []
    var remainders: [(rest: Number, id: String?, index: Int)] = []
    for (index, member) in members.enumerated() {
      let exact = (total * member.weight).divided(by: all) ?? .zero
      let floor = exact.floor()
      shares.append(Points(units: Int64(floor.int ?? 0)))
      remainders.append((exact - floor, member.id, index))
    }
    remainders.sort { a, b in
      if a.rest != b.rest { return a.rest > b.rest }
      guard let first = a.id, let second = b.id else { return a.id != nil && b.id == nil }
      return (first, a.index) < (second, b.index)
    }
    let given = shares.reduce(.zero, +)
    for entry in remainders.prefix(Int(clamping: points.units - given.units)) {
      shares[entry.index] += Points(units: 1)
    }
    return Array(shares.prefix(weights.count))
  }
}
