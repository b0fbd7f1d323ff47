import Faults

/// The way of a handler's answer to its client: HTTP/1's connection, or one stream of HTTP/2.
///
/// Every call but `serve` and `inputOfUpgrade` is made on the loop's thread. Once the client has gone, calls
/// do nothing and writers are told.
protocol AnswerPath: Sendable {
    var loop: EventLoop { get }
    var service: Service { get }
    /// Sends a whole response.
    func answer(_ plan: ResponsePlan, _ content: [UInt8])
    /// Sends the head of a response whose content is written afterwards.
    func begin(_ plan: ResponsePlan)
    /// Sends a piece of it, and tells the writer when the next one is welcome.
    func write(_ bytes: [UInt8], _ writer: CheckedContinuation<Bool, Never>)
    func flush()
    func end()
    /// Breaks off, so that the client can't take the part for the whole.
    func cut()
    /// What an upgraded request's peer sends from `upgrade` on; asked from any thread.
    func inputOfUpgrade() -> RequestBody
    /// Sends the head of an agreement to speak something else.
    func upgrade(_ plan: ResponsePlan)
}

extension AnswerPath {
    /// Asks the handler, and sends what it answers.
    func serve(_ request: Request, for service: Service, isCurrent: Bool) async {
        let response = await service.handler(request)
        var plan = ResponsePlan(response, for: request, isCurrent: isCurrent)
        switch response.body {
        case .stream(_, let produce) where plan.sendsContent:
            onLoop { [plan] in $0.begin(plan) }
            await run { writer in try await produce(writer) }
        case .upgrade(let converse):
            let input = inputOfUpgrade()
            onLoop { [plan] in $0.upgrade(plan) }
            await run { writer in try await converse(input, writer) }
        case .bytes(var bytes):
            if let part = plan.part {
                bytes = Array(bytes[part])
            } else if let coding = plan.coding {
                bytes = await coding.makeCompressor().compress(bytes)
                plan.framing = .length(bytes.count)
            }
            finish(plan, plan.sendsContent ? bytes : [])
        default: finish(plan, [])
        }
    }

    /// The path of almost every request: without a closure where none is needed.
    private func finish(_ plan: ResponsePlan, _ content: [UInt8]) {
        if loop.executor.isCurrent { answer(plan, content) } else { loop.execute { answer(plan, content) } }
    }

    private func run(_ produce: (ResponseWriter) async throws -> Void) async {
        do {
            try await produce(ResponseWriter(PathSink(path: self)))
            onLoop { $0.end() }
        } catch {
            onLoop { $0.cut() }
        }
    }

    private func onLoop(_ call: @escaping @Sendable (Self) -> Void) {
        if loop.executor.isCurrent { call(self) } else { loop.execute { call(self) } }
    }
}

/// The writer's end of a path.
private struct PathSink<Path: AnswerPath>: ResponseSink {
    let path: Path

    func write(_ bytes: [UInt8]) async throws(Fault) {
        guard !bytes.isEmpty else { return }
        let isAlive = await withCheckedContinuation { writer in
            path.loop.execute { path.write(bytes, writer) }
        }
        if !isAlive { throw .clientGone }
    }

    func flush() { path.loop.execute { path.flush() } }

    func drained() async { await path.service.ending.passUnlessCancelled() }
}
