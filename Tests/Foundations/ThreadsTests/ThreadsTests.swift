import Faults
import Foundation
import Synchronization
import Testing
import Threads

@Suite("Threads")
struct ThreadsTests {
    static let busy = Fault(.exhausted, "test.busy", "Too much at once.")

    @Test("calls run one after another, off the caller's thread, and give back what they make")
    func order() async throws {
        let workers = Workers(name: "test", capacity: 1000, busy: Self.busy)
        let seen = Mutex<[Int]>([])
        for number in 0..<200 {
            let back = try await workers.run("test") {
                seen.withLock { $0.append(number) }
                return number * 2
            }
            #expect(back == number * 2)
        }
        #expect(seen.withLock { $0 } == Array(0..<200))
        await workers.close()
    }

    @Test("writing to what was closed is an error, and no signal ends the process")
    func closedPipe() async {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        let writer = ends[1]
        let result = await withCheckedContinuation { continuation in
            startDetachedThread(named: "test") {
                let count = write(writer, "x", 1)
                continuation.resume(returning: (count, errno))
            }
        }
        #expect(result == (-1, EPIPE))
        close(writer)
    }

    @Test("a full queue refuses, a closed one too, and what was taken is still done")
    func bounds() async throws {
        let gate = DispatchSemaphore(value: 0)
        let started = DispatchSemaphore(value: 0)
        let done = Mutex(0)
        let queue = ThreadQueue<Int>(name: "test", capacity: 3) { work in
            started.signal()
            gate.wait()
            done.withLock { $0 += work.count }
        }
        #expect(queue.submit(0))
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                started.wait()
                continuation.resume()
            }
        }
        #expect(queue.submit(1) && queue.submit(2) && queue.submit(3))
        #expect(!queue.submit(4))
        for _ in 0..<4 { gate.signal() }
        await queue.close()
        #expect(done.withLock { $0 } == 4)
        #expect(!queue.submit(5))
        await queue.close()
    }

    @Test("what queued while a batch was handled comes as the next batch, in order")
    func batches() async throws {
        let seen = Mutex<[[Int]]>([])
        let gate = DispatchSemaphore(value: 0)
        let queue = ThreadQueue<Int>(name: "test", capacity: 100, batch: 4) { work in
            gate.wait()
            seen.withLock { $0.append(work) }
        }
        for number in 0..<10 { #expect(queue.submit(number)) }
        for _ in 0..<10 { gate.signal() }
        await queue.close()
        let batches = seen.withLock { $0 }
        #expect(batches.flatMap { $0 } == Array(0..<10))
        #expect(batches.count < 10 && batches.allSatisfy { $0.count <= 4 })
    }

    @Test("faults pass, strangers are broken, a cancelled task does not start, a closed pool is busy")
    func faults() async throws {
        let workers = Workers(name: "test", threads: 3, capacity: 10, busy: Self.busy)
        struct Odd: Error {}
        let one = await #expect(throws: Fault.self) { try await workers.run("test.x") { throw Self.busy } }
        #expect(one == Self.busy)
        let two = await #expect(throws: Fault.self) { try await workers.run("test.x") { throw Odd() } }
        #expect(two?.kind == .broken && two?.code == "test.x")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await workers.run("test.x") { true }
        }
        let three = await #expect(throws: Fault.self) { try await task.value }
        #expect(three?.kind == .cancelled)
        await workers.close()
        let four = await #expect(throws: Fault.self) { try await workers.run("test.x") { true } }
        #expect(four == Self.busy)
    }
}
