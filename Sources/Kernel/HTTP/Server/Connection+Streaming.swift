import Faults

extension Connection {
    /// Sends a response while `produce` writes it.
    func stream(
        _ plan: ResponsePlan, _ exchange: Exchange, _ produce: @Sendable (ResponseWriter) async throws -> Void
    ) async {
        loop.execute { self.beginStream(plan, exchange) }
        do {
            try await produce(ResponseWriter(ConnectionSink(connection: self, exchange: exchange)))
            loop.execute { self.endStream(exchange) }
        } catch {
            // A part must not look like the whole: without its proper end the client knows.
            loop.execute { if self.isStreaming(exchange) { self.close() } }
        }
    }

    private func isStreaming(_ exchange: Exchange) -> Bool {
        isCurrent(exchange) && exchange.isStreaming
    }

    private func beginStream(_ plan: ResponsePlan, _ exchange: Exchange) {
        guard isCurrent(exchange) else { return }
        exchange.answer = .streaming(StreamEncoder(plan))
        writeHead(plan, [], exchange)
        if !exchange.isStreaming {
            endExchange(exchange)
            process()
        } else if isPeerDone {
            close()
        }
    }

    fileprivate func write(
        _ bytes: [UInt8], _ exchange: Exchange, _ writer: CheckedContinuation<Bool, Never>
    ) {
        guard isStreaming(exchange), case .streaming(var encoder) = exchange.answer else {
            return writer.resume(returning: false)
        }
        let fits = encoder.write(bytes, to: &outbox)
        exchange.answer = .streaming(encoder)
        guard fits else {
            writer.resume(returning: false)
            return close()
        }
        queueFlush()
        if outbox.count < Self.highWater {
            writer.resume(returning: true)
        } else {
            writers.append(writer)
        }
    }

    fileprivate func flushStream(_ exchange: Exchange) {
        guard isStreaming(exchange), case .streaming(let encoder) = exchange.answer else { return }
        encoder.flush(to: &outbox)
        queueFlush()
    }

    private func endStream(_ exchange: Exchange) {
        guard isStreaming(exchange), case .streaming(let encoder) = exchange.answer else { return }
        guard encoder.finish(to: &outbox) else { return close() }
        queueFlush()
        endExchange(exchange)
        process()
    }
}

/// The way of a streamed response to its connection.
private struct ConnectionSink: ResponseSink {
    let connection: Connection
    let exchange: Exchange

    func write(_ bytes: [UInt8]) async throws(Fault) {
        guard !bytes.isEmpty else { return }
        let isAlive = await withCheckedContinuation { writer in
            connection.loop.execute { connection.write(bytes, exchange, writer) }
        }
        if !isAlive { throw .clientGone }
    }

    func flush() { connection.loop.execute { connection.flushStream(exchange) } }
}

extension Fault {
    static let bodyDeadline = Fault(
        .deadlineExceeded, "http.body_deadline", "The request's body took too long to arrive.")
}
