import Glibc
import Synchronization

/// The work that waits for one loop's thread: jobs of tasks that prefer it, and calls posted to it.
///
/// Sendable because `ready` is touched by the adopting thread alone; all else is atomic or locked.
final class LoopExecutor: TaskExecutor, @unchecked Sendable {
    private enum Work {
        case job(UnownedJob)
        case call(@Sendable () -> Void)
    }

    private struct Inbox {
        var works: [Work] = []
        var isClosed = false
    }

    private let inbox = Mutex(Inbox())
    private let hasMail = Atomic<Bool>(false)
    private let owner = Atomic<UInt>(0)
    private let wake: @Sendable () -> Void
    private var ready: [Work] = []
    private var next = 0

    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    /// Makes the calling thread the one that `drain` runs on.
    func adoptThread() { owner.store(UInt(pthread_self()), ordering: .releasing) }

    var isCurrent: Bool { owner.load(ordering: .relaxed) == UInt(pthread_self()) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent {
            ready.append(.job(job))
        } else if !post(.job(job)) {
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    /// Runs `call` at once on the loop's thread, and otherwise posts it there.
    ///
    /// After the loop's end it runs on the caller: every connection is closed then, and what the call
    /// finds is read only.
    func execute(_ call: @escaping @Sendable () -> Void) {
        if isCurrent || !post(.call(call)) { call() }
    }

    /// As `execute`, but never before the current call has returned.
    func later(_ call: @escaping @Sendable () -> Void) {
        if isCurrent { ready.append(.call(call)) } else { execute(call) }
    }

    private func post(_ work: Work) -> Bool {
        inbox.withLock { inbox in
            guard !inbox.isClosed else { return false }
            inbox.works.append(work)
            if inbox.works.count == 1 {
                hasMail.store(true, ordering: .releasing)
                // Under the lock: behind it the loop may have ended, and its bell's number be somebody
                // else's.
                wake()
            }
            return true
        }
    }

    var hasReady: Bool { next < ready.count }

    /// Runs what waits, and what that brings forth for about a millisecond; then sockets get their turn.
    func drain() {
        if hasMail.exchange(false, ordering: .acquiring) {
            inbox.withLock { inbox in
                ready.append(contentsOf: inbox.works)
                inbox.works.removeAll(keepingCapacity: true)
            }
        }
        guard hasReady else { return }
        let start = ContinuousClock.now
        repeat {
            for _ in next..<ready.count {
                let work = ready[next]
                next += 1
                switch work {
                case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
                case .call(let call): call()
                }
            }
        } while hasReady && start.duration(to: .now) < .milliseconds(1)
        ready.removeFirst(next)
        next = 0
    }

    /// Gives the thread up, if nothing waits: later work runs where it is posted.
    func close() -> Bool {
        inbox.withLock { inbox in
            guard inbox.works.isEmpty, !hasReady else { return false }
            inbox.isClosed = true
            owner.store(0, ordering: .releasing)
            return true
        }
    }
}
