/// A call of a special form, lifted out of the expressions that make it.
public struct Lifted: Sendable {
  /// The name of the form.
  public let form: String
  /// The first argument, a program of its own.
  public let argument: Program
  /// The further arguments.
  public let constants: [Value]
  /// The slot that the call reads, and that somebody must fill.
  public let slot: Slot
  /// The type of the call.
  public let type: FEELType
}

/// Hands out slots for calls of special forms; equal calls share a slot.
///
/// Calls are equal when form and argument agree token by token and the further arguments have the same text.
public struct FormTable: Sendable {
  /// The calls in the order in which they were first met; their slots count up from the first.
  public private(set) var lifted: [Lifted] = []
  private var places: [String: Int] = [:]
  private let first: Slot

  public init(first: Slot) {
    self.first = first
  }

  /// The slot of a call; `key` is its text after normalisation.
  mutating func slot(
    key: String, form: String, argument: Program, constants: [Value], type: FEELType
  ) -> Slot {
    if let place = places[key] { return lifted[place].slot }
    let slot = Slot(rawValue: first.rawValue + Int32(clamping: lifted.count))
    places[key] = lifted.count
    lifted.append(
      Lifted(form: form, argument: argument, constants: constants, slot: slot, type: type))
    return slot
  }

  /// Lets no later call share a slot with an earlier one whose argument reads this slot, itself or through calls in it.
  ///
  /// For a name that means something else from here on, such as the value of the next requirement.
  /// - Complexity: O(calls that can be shared).
  public mutating func endSharing(of slot: Slot) {
    var reading: Set<Slot> = [slot]
    // A call comes after those inside it.
    for call in lifted where call.argument.reads.contains(where: reading.contains) {
      reading.insert(call.slot)
    }
    places = places.filter { !reading.contains(lifted[$0.value].slot) }
  }
}
