import Faults

extension WebSocket {
    private enum Ending: Sendable {
        case pump, silence, patience, drain
        case handler(isGood: Bool)

        /// What the client is told: RFC 6455, 7.4.1.
        var code: UInt16 {
            switch self {
            case .handler(isGood: true): 1000
            case .handler(isGood: false): 1011
            default: 1001
            }
        }
    }

    /// Runs the conversation with all that keeps it alive, to its orderly end.
    static func run(
        _ input: RequestBody, _ writer: ResponseWriter, _ limits: WebSocketLimits,
        _ converse: @escaping @Sendable (WebSocket) async throws -> Void
    ) async {
        let socket = WebSocket(writer, limits)
        await withTaskGroup(of: Ending.self) { group in
            group.addTask {
                await socket.pump(input)
                return .pump
            }
            group.addTask { await socket.watch() }
            group.addTask {
                do {
                    try await converse(socket)
                    return .handler(isGood: true)
                } catch {
                    return .handler(isGood: false)
                }
            }
            group.addTask {
                await writer.drained()
                return .drain
            }
            let first = await group.next()
            switch first {
            case .handler, .drain:
                await socket.sayClose(first?.code ?? 1000)
                socket.inbox.fail(.clientGone)
                socket.bell.ring()
                group.addTask {
                    // Cancelled, too, is an end of patience.
                    try? await Task.sleep(for: limits.closeWithin)
                    return .patience
                }
                while let ending = await group.next() {
                    if case .pump = ending { break }
                    if case .patience = ending { break }
                }
            case .silence: await socket.sayClose(WebSocketCloseCode.policy.rawValue, "no pong")
            default: break
            }
            socket.inbox.fail(.clientGone)
            group.cancelAll()
        }
    }

    /// Reads until the client closes, goes, or breaks the protocol.
    private func pump(_ input: RequestBody) async {
        var frames = WebSocketFrames(limit: limits.message)
        let start = ContinuousClock.now
        var idle = Allowance(
            burst: limits.idleFrames.burst, perSecond: limits.idleFrames.perSecond, now: 0)
        while true {
            while let event = frames.next() {
                switch event {
                case .text(let bytes): await deliver(1, bytes)
                case .bytes(let bytes): await deliver(2, bytes)
                case .ping(let content): await control(10, content)
                case .pong: state.withLock { $0.pinged = nil }
                case .close(let code):
                    await sayClose(code)
                    return inbox.finish()
                case .violation(let code): return await end(code)
                }
                if !settle(&idle, &frames, start) { return await end(WebSocketCloseCode.policy.rawValue) }
            }
            // Empty fragments make no event.
            if !settle(&idle, &frames, start) { return await end(WebSocketCloseCode.policy.rawValue) }
            do throws(Fault) {
                guard let bytes = try await input.nextChunk() else { return inbox.fail(.clientGone) }
                frames.feed(bytes)
            } catch {
                return inbox.fail(error)
            }
        }
    }

    /// Counts the frames that brought nothing; `false` when they are too many.
    private func settle(
        _ idle: inout Allowance, _ frames: inout WebSocketFrames, _ start: ContinuousClock.Instant
    ) -> Bool {
        guard frames.idleFrames > 0 else { return true }
        let now = start.duration(to: .now).milliseconds
        for _ in 0..<frames.idleFrames where !idle.spend(now) { return false }
        frames.idleFrames = 0
        return true
    }

    private func end(_ code: UInt16) async {
        await sayClose(code)
        inbox.fail(
            Fault(.invalid, "http.websocket", "The client broke the protocol of WebSockets, code \(code)."))
    }

    /// Hands a message over, and waits while those before it are not taken.
    private func deliver(_ kind: UInt8, _ content: [UInt8]) async {
        inbox.push([kind] + content)
        while !inbox.wantsMore(), !Task.isCancelled, !state.withLock({ $0.hasClosed }) {
            state.withLock { $0.isHeld = true }
            await bell.wait()
        }
        state.withLock { state in
            if state.isHeld, state.pinged != nil { state.pinged = .now }
            state.isHeld = false
        }
    }

    /// Pings, and ends when a pong does not come.
    private func watch() async -> Ending {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: limits.pingEvery)
            } catch {
                return .patience
            }
            let sends = state.withLock { state in
                guard !state.hasClosed, state.pinged == nil else { return false }
                state.pinged = .now
                return true
            }
            if sends { await control(9, []) }
            do {
                try await Task.sleep(for: limits.pongWithin)
            } catch {
                return .patience
            }
            let isSilent = state.withLock { state in
                guard let pinged = state.pinged, !state.isHeld else { return false }
                return pinged.duration(to: .now) >= limits.pongWithin
            }
            if isSilent { return .silence }
        }
        return .patience
    }
}
