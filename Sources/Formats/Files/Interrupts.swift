internal import Glibc
import Synchronization

/// What has to be put right when somebody stops the command: by Ctrl-C, by `kill`, by closing the terminal.
///
/// A thread waits for the signals, does what was left to be done, and ends the command with 128 and the signal's number,
/// as shells count. A signal that whoever started the command has it ignore stays ignored.
package enum Interrupts {
  /// A piece of work that is open: it ends by ``done(_:)`` or by the interrupt.
  package struct Work: Sendable {
    fileprivate let number: Int
  }

  private struct State: Sendable {
    var next = 0
    var open: [Int: @Sendable () -> Void] = [:]
  }

  private static let state = Mutex(State())

  /// From now on the signals are waited for; `farewell` is called when one has come and everything is put right.
  package static func handle(_ farewell: @escaping @Sendable () -> Void) {
    // A file that grows beyond what is allowed is an error of the write, and not the end.
    _ = signal(SIGXFSZ, SIG_IGN)
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    unsafe wakingEnd = ends[1]
    guard startThread(Watch(end: ends[0], farewell: farewell)) else { return }
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      guard unsafe sigaction(signal, nil, &action) == 0 else { continue }
      if isIgnored(action) { continue }
      unsafe action.__sigaction_handler.sa_handler = { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(wakingEnd, &byte, 1)
        errno = before
      }
      action.sa_flags = SA_RESTART
      unsafe sigaction(signal, &action, nil)
    }
  }

  /// Opens a piece of work: an interrupt puts it right by `undo`.
  package static func open(_ undo: @escaping @Sendable () -> Void) -> Work {
    state.withLock { state in
      state.next += 1
      state.open[state.next] = undo
      return Work(number: state.next)
    }
  }

  /// Closes a piece of work: nothing is left to be put right.
  package static func done(_ work: Work) {
    state.withLock { $0.open[work.number] = nil }
  }

  /// Runs a body that no interrupt falls into: it waits for the end. Bodies do not nest.
  package static func held<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var outcome: Swift.Result<Result, Failure>?
    state.withLock { _ in
      do throws(Failure) { outcome = .success(try body()) } catch { outcome = .failure(error) }
    }
    guard let outcome else { preconditionFailure("a body was not run") }
    return try outcome.get()
  }

  private final class Watch: Sendable {
    let end: Int32
    let farewell: @Sendable () -> Void

    init(end: Int32, farewell: @escaping @Sendable () -> Void) {
      self.end = end
      self.farewell = farewell
    }

    /// Waits for a signal, then ends the command; work that is open or held is never gone on with.
    func run() {
      var number: UInt8 = 0
      while unsafe read(end, &number, 1) != 1 { if errno != EINTR { return } }
      state.withLock { state in
        for (_, undo) in state.open.sorted(by: { $0.key > $1.key }) { undo() }
        farewell()
        _exit(128 + Int32(number))
      }
    }
  }

  private static func startThread(_ watch: Watch) -> Bool {
    var thread = pthread_t()
    // The thread takes over the reference.
    let reference = unsafe Unmanaged.passRetained(watch)
    let status = unsafe pthread_create(
      &thread, nil,
      { pointer in
        if let pointer = unsafe pointer {
          unsafe Unmanaged<Watch>.fromOpaque(pointer).takeRetainedValue().run()
        }
        return nil
      }, reference.toOpaque())
    if status != 0 { unsafe reference.release() } else { pthread_detach(thread) }
    return status == 0
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    let ignoring = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
    return handler == ignoring
  }
}

/// Where the handler of signals writes: plain memory, since a handler may do next to nothing.
nonisolated(unsafe) private var wakingEnd: Int32 = -1
