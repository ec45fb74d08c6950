internal import Glibc

/// Runs a body on a thread whose stack is large enough for everything that expressions may nest, and waits for it.
///
/// The threads that tasks run on have 512 KiB, which a deep expression exhausts. Nil where the system gives no thread.
package func withLargeStack<Result>(_ body: () -> Result) -> Result? {
  withoutActuallyEscaping(body) { body in
    let call = Call(body)
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return nil }
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, largeStack) == 0 else { return nil }
    var thread = pthread_t()
    // The thread takes over one reference and gives it back when it ends.
    let reference = unsafe Unmanaged<AnyCall>.passRetained(call)
    let status = unsafe pthread_create(
      &thread, &attributes,
      { pointer in
        if let pointer = unsafe pointer {
          unsafe Unmanaged<AnyCall>.fromOpaque(pointer).takeRetainedValue().run()
        }
        return nil
      }, reference.toOpaque())
    guard status == 0 else {
      unsafe reference.release()
      return nil
    }
    guard pthread_join(thread, nil) == 0 else { preconditionFailure("a thread is lost") }
    return call.result
  }
}

/// The size of the stack: address space, of which only what is used takes memory.
private let largeStack = 256 << 20

/// A call without its type, as C hands it on.
private class AnyCall {
  func run() {}
}

/// A body and its result.
private final class Call<Result>: AnyCall {
  private let body: () -> Result
  private(set) var result: Result?

  init(_ body: @escaping () -> Result) { self.body = body }

  override func run() { result = body() }
}
