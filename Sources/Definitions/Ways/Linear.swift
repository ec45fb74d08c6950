import SourceText

/// In proportion between two values.
package struct Linear: WayWithEnds {
  package var zero: Expression
  package var full: Expression
  package var better: Better

  package static var branchKind: BranchKind { .linear }

  package func room<F: WayFloor>(on floor: F.Type) -> F.Room { floor.room(of: self) }
}

extension Linear: AuthoredWayWithEnds {
  static var field: Field {
    Field(
      .linear, "按比例", .entry(.linear), zh: "在零分值和满分值之间按比例",
      en: "in proportion between two values")
  }
}

extension EntryTable {
  /// What may stand below `linear`.
  static let linear = EntryTable(
    "按比例", zh: "在两个值之间按比例给分，两端封顶；方向由两端的常数定，有一端由数据算出时由 better（优者）定；两端重合或交叉时，达到 full 得满分，否则不得分",
    en:
      "in proportion between two values, clamped; constant ends say which way it points, 'better' does where one is computed; where the ends meet or cross, what reaches full earns all, the rest none",
    [
      Field(
        .zero, "零分", .expression, isRequired: true, zh: "得零分的值", en: "the value that earns nothing"),
      Field(
        .full, "满分", .expression, isRequired: true, zh: "得满分的值", en: "the value that earns all"),
    ])
}
