import Foundation
import SourceText
import Testing

@testable import FEEL

/// What a thread leaves for the one that waits for it.
private final class Box<Result>: @unchecked Sendable {
  // Written once by the thread, and read after it has signalled.
  var result: Result?

  init() {}
}

/// What no expression can do: crash, exhaust the stack of a small thread, or run on.
@Suite struct BoundsTests {
  /// The stack of the threads that tasks run on.
  static let smallStack = 512 << 10
  /// What an evaluation may take in an unoptimised build with other work beside it.
  ///
  /// An optimised build takes about a second for the longest of them.
  static let longest = Duration.seconds(60)

  /// Compiles and evaluates a text on a thread with a small stack.
  static func run(_ text: String) -> (value: Value?, codes: [String]) {
    onSmallStack {
      var scope = Scope()
      scope.declare("x")
      let compilation = compile(text, in: scope)
      var evaluator = Evaluator()
      let value = compilation.program.map { evaluator.evaluate($0, [.number(1)]) }
      // Everything that is done with a value takes it apart as well.
      _ = value?.literal.utf8.count
      _ = value?.notation.utf8.count
      _ = value.map { $0.equals($0) }
      _ = value?.type
      return (value, compilation.diagnostics.map(\.code))
    }
  }

  /// Runs a body on a thread with a small stack and waits for it.
  static func onSmallStack<Result>(_ body: @escaping @Sendable () -> Result) -> Result {
    let box = Box<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      box.result = body()
      done.signal()
    }
    thread.stackSize = smallStack
    thread.start()
    done.wait()
    guard let result = box.result else { preconditionFailure("the thread has ended") }
    return result
  }

  @Test(arguments: Bomb.all)
  func `a hostile expression ends with a value, a diagnostic or a null that has a reason, and soon`(
    bomb: Bomb
  ) {
    let start = ContinuousClock.now
    let (value, codes) = BoundsTests.run(bomb.text)
    let elapsed = ContinuousClock.now - start
    if elapsed > .seconds(1) { print("slow: \(bomb.name) \(elapsed)") }
    #expect(elapsed < BoundsTests.longest)
    #expect(value != nil || !codes.isEmpty)
    if let null = value?.null { #expect(null.reason != .unspecified) }
  }
}
