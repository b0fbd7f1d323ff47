import Faults

extension Connection {
    /// Sends a response while `produce` writes it.
    func stream(
        _ plan: ResponsePlan, _ id: UInt64, _ produce: @Sendable (ResponseWriter) async throws -> Void
    ) async {
        loop.execute { self.beginStream(plan, id) }
        do {
            try await produce(ResponseWriter(ConnectionSink(connection: self, id: id)))
            loop.execute { self.endStream(id) }
        } catch {
            // A part must not look like the whole: without its proper end the client knows.
            loop.execute { if self.isStreaming(id) { self.close() } }
        }
    }

    private func isStreaming(_ id: UInt64) -> Bool {
        guard case .open = phase, let exchange else { return false }
        return exchange.id == id && exchange.isStreaming
    }

    private func beginStream(_ plan: ResponsePlan, _ id: UInt64) {
        guard case .open = phase, exchange?.id == id else { return }
        exchange?.answer = .streaming(StreamEncoder(plan))
        writeHead(plan, [])
        if exchange?.isStreaming != true {
            endExchange()
            process()
        } else if isPeerDone {
            close()
        }
    }

    fileprivate func write(_ bytes: [UInt8], _ id: UInt64, _ writer: CheckedContinuation<Bool, Never>) {
        guard isStreaming(id), case .streaming(var encoder)? = exchange?.answer else {
            return writer.resume(returning: false)
        }
        let fits = encoder.write(bytes, to: &outbox)
        exchange?.answer = .streaming(encoder)
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

    fileprivate func flushStream(_ id: UInt64) {
        guard isStreaming(id), case .streaming(let encoder)? = exchange?.answer else { return }
        encoder.flush(to: &outbox)
        queueFlush()
    }

    private func endStream(_ id: UInt64) {
        guard isStreaming(id), case .streaming(let encoder)? = exchange?.answer else { return }
        guard encoder.finish(to: &outbox) else { return close() }
        queueFlush()
        endExchange()
        process()
    }
}

/// The way of a streamed response to its connection.
private struct ConnectionSink: ResponseSink {
    let connection: Connection
    let id: UInt64

    func write(_ bytes: [UInt8]) async throws(Fault) {
        guard !bytes.isEmpty else { return }
        let isAlive = await withCheckedContinuation { writer in
            connection.loop.execute { connection.write(bytes, id, writer) }
        }
        if !isAlive { throw .clientGone }
    }

    func flush() { connection.loop.execute { connection.flushStream(id) } }
}

extension Fault {
    static let bodyDeadline = Fault(
        .deadlineExceeded, "http.body_deadline", "The request's body took too long to arrive.")
}
