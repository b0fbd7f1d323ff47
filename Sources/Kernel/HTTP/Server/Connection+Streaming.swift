import Faults

/// The way of an answer over HTTP/1.
struct ConnectionPath: AnswerPath {
    let connection: Connection
    let exchange: Exchange

    var loop: EventLoop { connection.loop }
    var service: Service { connection.service }

    private var isStreaming: Bool { connection.isCurrent(exchange) && exchange.isStreaming }

    func answer(_ plan: ResponsePlan, _ content: [UInt8]) {
        guard connection.isCurrent(exchange) else { return }
        connection.writeHead(plan, content, exchange)
        connection.endExchange(exchange)
        connection.process()
    }

    func begin(_ plan: ResponsePlan) {
        guard connection.isCurrent(exchange) else { return }
        exchange.answer = .streaming(StreamEncoder(plan))
        connection.writeHead(plan, [], exchange)
        if !exchange.isStreaming {
            connection.endExchange(exchange)
            connection.process()
        } else if connection.isPeerDone, exchange.upgraded == nil {
            connection.close()
        }
    }

    func write(_ bytes: [UInt8], _ writer: CheckedContinuation<Bool, Never>) {
        guard isStreaming, case .streaming(var encoder) = exchange.answer else {
            return writer.resume(returning: false)
        }
        exchange.tally?.sends(bytes.count)
        let fits = encoder.write(bytes, to: &connection.outbox)
        exchange.answer = .streaming(encoder)
        guard fits else {
            writer.resume(returning: false)
            return connection.close()
        }
        connection.queueFlush()
        if connection.outbox.count < Connection.highWater {
            writer.resume(returning: true)
        } else {
            connection.writers.append(writer)
        }
    }

    func flush() {
        guard isStreaming, case .streaming(let encoder) = exchange.answer else { return }
        encoder.flush(to: &connection.outbox)
        connection.queueFlush()
    }

    func end() {
        guard isStreaming, case .streaming(let encoder) = exchange.answer else { return }
        guard encoder.finish(to: &connection.outbox) else { return connection.close() }
        connection.queueFlush()
        connection.endExchange(exchange)
        connection.process()
    }

    func cut() {
        if isStreaming { connection.close() }
    }

    func inputOfUpgrade() -> RequestBody {
        let pipe = ChunkPipe { [weak connection] in
            guard let connection else { return }
            connection.loop.execute { connection.process() }
        }
        loop.execute { exchange.upgraded = pipe }
        return RequestBody(pipe: pipe, length: nil)
    }

    func upgrade(_ plan: ResponsePlan) {
        // The upgrade takes the place of the next request, so this one's content has to be in.
        guard connection.isCurrent(exchange), exchange.isReceived else {
            exchange.upgraded?.fail(.clientGone)
            return cut()
        }
        exchange.keepsAlive = false
        begin(plan)
        exchange.isReceived = false
        connection.process()
    }
}

extension Fault {
    static let bodyDeadline = Fault(
        .deadlineExceeded, "http.body_deadline", "The request's body took too long to arrive.")
}
