import Glibc

/// A bounded queue that threads of its own empty, in order, a batch at a time: the place for work that
/// blocks, which must stay off the cooperative pool.
///
/// When the last reference goes, or on `close()`, what is queued is still done, then the threads end.
public final class ThreadQueue<Work: Sendable>: Sendable {
    private let core: QueueCore<Work>

    /// `handle` runs on the queue's threads only, with at most `batch` pieces of work at a time; with
    /// one thread, it is never run twice at once. `name` shows in `top -H`, up to 15 bytes.
    public init(
        name: String, threads: Int = 1, capacity: Int, batch: Int = 1,
        _ handle: @escaping @Sendable ([Work]) -> Void
    ) {
        precondition(threads > 0 && capacity > 0 && batch > 0, "A queue without room or hands does nothing.")
        core = QueueCore(capacity: capacity, batch: batch, handle: handle)
        for _ in 0..<threads { core.startThread(named: name) }
    }

    deinit { core.close(then: nil) }

    /// False when the queue is full or closed: the work was not taken and will not be done.
    public func submit(_ work: Work) -> Bool { core.submit(work) }

    /// Takes no more work and returns when what was taken is done and the threads have ended.
    public func close() async {
        await withCheckedContinuation { waiter in
            core.close { waiter.resume() }
        }
    }
}

/// What the queue's threads share.
///
/// Unchecked: every field is read and written under `lock` only, and the two C objects live as long as
/// this one, which each thread holds until it ends.
private final class QueueCore<Work: Sendable>: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrival = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let capacity: Int
    private let batch: Int
    private let handle: @Sendable ([Work]) -> Void

    private var queued: [Work] = []
    private var taken = 0
    private var isClosed = false
    private var threads = 0
    private var waiters: [() -> Void] = []

    init(capacity: Int, batch: Int, handle: @escaping @Sendable ([Work]) -> Void) {
        self.capacity = capacity
        self.batch = batch
        self.handle = handle
        pthread_mutex_init(lock, nil)
        pthread_cond_init(arrival, nil)
    }

    deinit {
        pthread_cond_destroy(arrival)
        pthread_mutex_destroy(lock)
        arrival.deallocate()
        lock.deallocate()
    }

    private func locked<R>(_ body: () -> R) -> R {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }

    func submit(_ work: Work) -> Bool {
        locked {
            guard !isClosed, queued.count - taken < capacity else { return false }
            queued.append(work)
            pthread_cond_signal(arrival)
            return true
        }
    }

    func close(then done: (() -> Void)?) {
        let isOver = locked {
            isClosed = true
            pthread_cond_broadcast(arrival)
            if threads > 0, let done { waiters.append(done) }
            return threads == 0
        }
        if isOver { done?() }
    }

    func startThread(named name: String) {
        locked { threads += 1 }
        startDetachedThread(named: name) { [self] in loop() }
    }

    private func loop() {
        while let work = next() { handle(work) }
        let done = locked {
            threads -= 1
            defer { if threads == 0 { waiters = [] } }
            return threads == 0 ? waiters : []
        }
        for waiter in done { waiter() }
    }

    /// The next batch; nil when the queue is closed and empty.
    private func next() -> [Work]? {
        locked {
            while taken == queued.count {
                if isClosed { return nil }
                pthread_cond_wait(arrival, lock)
            }
            let end = min(queued.count, taken + batch)
            let work = Array(queued[taken..<end])
            taken = end
            if taken == queued.count || taken > 1024 {
                queued.removeFirst(taken)
                taken = 0
            }
            return work
        }
    }
}
