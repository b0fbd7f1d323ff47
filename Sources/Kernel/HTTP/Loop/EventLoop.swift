import CLinux
import Faults
import Glibc

/// What a file descriptor's readiness is told to; runs on the loop's thread.
protocol EventSource: AnyObject {
    func ready(_ events: UInt32)
}

/// What a loop works for: the connections of a server, or the transfers of a client.
protocol LoopOwner: AnyObject {
    /// Nothing is left to do, and nothing more will come.
    var isFinished: Bool { get }
    /// Some work can go on without waiting for an event.
    var isEager: Bool { get }
    /// `EventLoop.wakeAt` has passed.
    func due(_ now: Int64)
    /// Events and jobs of this turn have run.
    func endTurn()
    /// The thread is about to end.
    func ended()
}

/// One thread that waits for sockets and runs the tasks which belong to them.
///
/// Sendable because all its variables are touched on its own thread alone, which others enter through
/// `execute`; `start` hands the loop to that thread before it returns.
final class EventLoop: @unchecked Sendable {
    private struct Slot {
        var generation: UInt32 = 0
        var source: (any EventSource)?
    }

    let executor: LoopExecutor
    private let epoll: Int32
    private let bell: Int32
    private var slots: [Slot] = []
    private var owner: (any LoopOwner)?
    /// Monotonic milliseconds, taken once a turn.
    private(set) var now = monotonicMilliseconds()
    /// When the owner wants `due` at the latest.
    private(set) var wakeAt = Int64.max

    init() throws(Fault) {
        let (epoll, bell) = (epoll_create1(Int32(O_CLOEXEC)), eventfd(0, Int32(O_NONBLOCK | O_CLOEXEC)))
        guard epoll >= 0, bell >= 0 else {
            let fault = Fault.system("http.no_loop", "An event loop could not be made")
            close(epoll)
            close(bell)
            throw fault
        }
        self.epoll = epoll
        self.bell = bell
        executor = LoopExecutor { eventfd_write(bell, 1) }
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: UInt64(bell)))
        epoll_ctl(epoll, EPOLL_CTL_ADD, bell, &event)
    }

    deinit {
        close(epoll)
        close(bell)
    }

    /// Runs the loop on a thread of its own until the owner is finished.
    func start(for owner: any LoopOwner, name: String) throws(Fault) {
        self.owner = owner
        do {
            try startThread(name: name) { self.run() }
        } catch {
            self.owner = nil
            throw error
        }
    }

    /// Runs `call` on this loop's thread, at once when that is the caller's.
    func execute(_ call: @escaping @Sendable () -> Void) { executor.execute(call) }

    /// Asks for `due` at `time` or sooner.
    func wake(at time: Int64) { wakeAt = min(wakeAt, time) }

    // MARK: - Sources

    /// Tells `source` about `events` of `fd`, which the caller keeps open until `remove`.
    func add(_ fd: Int32, _ events: UInt32, _ source: any EventSource) -> Bool {
        while slots.count <= Int(fd) { slots.append(Slot()) }
        slots[Int(fd)].generation &+= 1
        slots[Int(fd)].source = source
        let added = control(EPOLL_CTL_ADD, fd, events)
        if !added { slots[Int(fd)].source = nil }
        return added
    }

    func change(_ fd: Int32, _ events: UInt32) { _ = control(EPOLL_CTL_MOD, fd, events) }

    func remove(_ fd: Int32) {
        slots[Int(fd)].source = nil
        _ = control(EPOLL_CTL_DEL, fd, 0)
    }

    private func control(_ operation: Int32, _ fd: Int32, _ events: UInt32) -> Bool {
        let tag = UInt64(slots[Int(fd)].generation) << 32 | UInt64(UInt32(fd))
        var event = epoll_event(events: events, data: epoll_data_t(u64: tag))
        return epoll_ctl(epoll, operation, fd, &event) == 0
    }

    // MARK: - Turns

    private func run() {
        guard let owner else { return }
        executor.adoptThread()
        let capacity = 256
        let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: capacity)
        defer { events.deallocate() }
        var count = 0
        while true {
            count = wait(events, patience(owner), afterWork: count > 0)
            now = monotonicMilliseconds()
            for index in 0..<count { dispatch(events[index]) }
            executor.drain()
            if now >= wakeAt {
                wakeAt = .max
                owner.due(now)
            }
            owner.endTurn()
            if owner.isFinished, executor.close() { break }
        }
        owner.ended()
        self.owner = nil
    }

    /// How many events have come within `patience` milliseconds.
    ///
    /// After work the core is given up once before the thread sleeps: whoever was just answered often asks
    /// again in that time, and falling asleep and being woken costs more than all of a small request.
    private func wait(
        _ events: UnsafeMutableBufferPointer<epoll_event>, _ patience: Int32, afterWork: Bool
    ) -> Int {
        let capacity = Int32(events.count)
        if afterWork, patience != 0 {
            let count = epoll_wait(epoll, events.baseAddress, capacity, 0)
            if count > 0 { return Int(count) }
            sched_yield()
        }
        return Int(max(0, epoll_wait(epoll, events.baseAddress, capacity, patience)))
    }

    private func patience(_ owner: any LoopOwner) -> Int32 {
        if executor.hasReady || owner.isEager { return 0 }
        return wakeAt == .max ? -1 : Int32(clamping: max(0, wakeAt - now))
    }

    private func dispatch(_ event: epoll_event) {
        let fd = Int(event.data.u64 & 0xFFFF_FFFF)
        if fd == Int(bell) {
            var count: eventfd_t = 0
            eventfd_read(bell, &count)
            return
        }
        guard slots[fd].generation == UInt32(event.data.u64 >> 32) else { return }
        slots[fd].source?.ready(event.events)
    }
}

/// Milliseconds of the monotonic clock, coarse to a few of them.
func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

extension Duration {
    /// Whole milliseconds, rounded up, within what a clock can count.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        guard seconds < Int64.max / 4000 else { return Int64.max / 4 }
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
