/// The law: what the scores are, clause by clause, in `Tests/ConformanceTests/law.yaml`.
package enum Law {
  /// The edition that the program follows. Whoever changes or adds a clause raises it, here and in the law, names the clause
  /// there under `changed`, and tells it in the change log: two runs of different editions may differ by it.
  package static let edition = 2
}
