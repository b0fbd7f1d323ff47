import CLinux
import Glibc
import Synchronization
import Threads

/// The one permanent thread that forks: a child's death signal fires when the thread that forked it
/// ends, so it must be one that lives as long as the process.
final class ForkThread: Sendable {
    static let shared = ForkThread()

    private struct Order: Sendable {
        let command: Child.Command
        let input: Int32
        let output: Int32
        let error: Int32
        let answer: CheckedContinuation<pid_t, Never>
    }

    private let orders = Mutex<[Order]>([])
    private let wake: Int32

    private init() {
        wake = eventfd(0, Int32(EFD_CLOEXEC))
        startDetachedThread(named: "fork") { [self] in serve() }
    }

    func fork(_ command: Child.Command, input: Int32, output: Int32, error: Int32) async -> pid_t {
        await withCheckedContinuation { continuation in
            orders.withLock {
                $0.append(
                    Order(command: command, input: input, output: output, error: error, answer: continuation))
            }
            var one: UInt64 = 1
            _ = write(wake, &one, 8)
        }
    }

    private func serve() {
        var count: UInt64 = 0
        while true {
            _ = read(wake, &count, 8)
            let waiting = orders.withLock { orders in
                defer { orders = [] }
                return orders
            }
            for order in waiting { order.answer.resume(returning: spawn(order)) }
        }
    }

    private func spawn(_ order: Order) -> pid_t {
        let command = order.command
        let arguments = CStrings([command.program] + command.arguments)
        let environment = CStrings(command.environment.map { "\($0.key)=\($0.value)" }.sorted())
        return command.program.withCString { path in
            command.directory.withCString { directory in
                var what = plumb_command(
                    path: path, arguments: arguments.pointers, environment: environment.pointers,
                    directory: directory, input: order.input, output: order.output, error: order.error,
                    memory: command.limits.memory, cpu: command.limits.cpu, files: command.limits.files,
                    death_signal: SIGTERM)
                return plumb_spawn(&what)
            }
        }
    }
}

/// A null-terminated array of C strings that lives as long as this does.
private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [String]) {
        count = strings.count
        pointers = .allocate(capacity: count + 1)
        for (index, text) in strings.enumerated() { pointers[index] = strdup(text) }
        pointers[count] = nil
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
