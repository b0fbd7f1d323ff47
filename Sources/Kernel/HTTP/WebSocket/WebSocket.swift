import Faults
import Synchronization

/// A conversation in messages (RFC 6455), over a connection of HTTP/1 or a stream of HTTP/2.
///
/// Pings are answered, and a silent client is noticed, whether or not somebody receives. One task at a time
/// receives; any may send, and messages never mix. A client is read no faster than it is received from, and
/// written to no faster than it reads.
public final class WebSocket: Sendable {
    /// One message, of however many frames.
    public enum Message: Sendable, Equatable {
        case text(String)
        case bytes([UInt8])
    }

    struct State {
        var hasClosed = false
        var pinged: ContinuousClock.Instant?
        var isHeld = false
    }

    let limits: WebSocketLimits
    let state = Mutex(State())
    let bell = WakeBell()
    /// Whole messages, each behind a byte that tells its kind.
    let inbox: ChunkPipe
    private let writer: ResponseWriter

    init(_ writer: ResponseWriter, _ limits: WebSocketLimits) {
        self.writer = writer
        self.limits = limits
        let bell = bell
        inbox = ChunkPipe { bell.ring() }
    }

    /// The next message, in order; `nil` once the client has closed.
    ///
    /// Faults: `cancelled` when the client or the task has gone, `invalid`, code `http.websocket`, when the
    /// client broke the protocol.
    public func receive() async throws(Fault) -> Message? {
        guard let message = try await inbox.next() else { return nil }
        let content = message.dropFirst()
        return message.first == 1 ? .text(String(decoding: content, as: UTF8.self)) : .bytes(Array(content))
    }

    /// Sends a message; suspends while the client is slow, and faults with `cancelled` when it has gone or
    /// the conversation is closed.
    public func send(_ message: Message) async throws(Fault) {
        switch message {
        case .text(let text): try await send(1, Array(text.utf8))
        case .bytes(let bytes): try await send(2, bytes)
        }
    }

    /// Sends a text that is at hand as bytes of UTF-8.
    public func send(text bytes: [UInt8]) async throws(Fault) { try await send(1, bytes) }

    private func send(_ opcode: UInt8, _ content: [UInt8]) async throws(Fault) {
        guard !state.withLock({ $0.hasClosed }) else { throw .clientGone }
        try await writer.write(WebSocketFrames.encode(opcode, content))
    }

    /// Says that the conversation is over, once; nothing can be sent afterwards.
    ///
    /// Of the reason so much is sent as a frame takes (5.5).
    public func close(_ code: WebSocketCloseCode = .normal, _ reason: String = "") async {
        await sayClose(code.rawValue, reason)
    }

    // MARK: - Control

    func sayClose(_ code: UInt16?, _ reason: String = "") async {
        let isFirst = state.withLock { state in
            defer { state.hasClosed = true }
            return !state.hasClosed
        }
        guard isFirst else { return }
        var content: [UInt8] = code.map { [UInt8($0 >> 8), UInt8($0 & 255)] } ?? []
        for scalar in reason.unicodeScalars {
            let bytes = UTF8.encode(scalar).map(Array.init) ?? []
            guard content.count + bytes.count <= 125 else { break }
            content += bytes
        }
        await control(8, content)
    }

    /// A peer that has gone is noticed by whoever reads, so nothing is lost when this can't be written.
    func control(_ opcode: UInt8, _ content: [UInt8]) async {
        do throws(Fault) {
            try await writer.write(WebSocketFrames.encode(opcode, content))
        } catch {
            inbox.fail(error)
        }
    }
}

/// Wakes one task that waits, also when it rings before the wait begins.
final class WakeBell: Sendable {
    private struct State {
        var hasRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let waiter = state.withLock { state in
            if state.waiter == nil { state.hasRung = true }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns at the next ring, or when the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = state.withLock { state in
                    if state.hasRung || Task.isCancelled {
                        state.hasRung = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if passes { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }
}
