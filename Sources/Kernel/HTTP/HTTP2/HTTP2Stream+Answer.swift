import CNghttp2

extension HTTP2Stream: AnswerPath {
    var service: Service { session.service }

    /// Whether an answer may still begin.
    private var mayAnswer: Bool { !isEnded && !hasAnswered }
    private var isStreaming: Bool { !isEnded && encoder != nil && !isFinished }

    func answer(_ plan: ResponsePlan, _ content: [UInt8]) {
        guard mayAnswer else { return }
        outgoing.append(content)
        tally?.sends(content.count)
        isFinished = true
        sendHead(plan, hasContent: !content.isEmpty)
        pipe?.fail(.bodyAbandoned)
        pipe = nil
    }

    func begin(_ plan: ResponsePlan) {
        guard mayAnswer else { return }
        encoder = StreamEncoder(plan, chunks: false)
        sendHead(plan, hasContent: true)
    }

    func write(_ bytes: [UInt8], _ writer: CheckedContinuation<Bool, Never>) {
        tally?.sends(bytes.count)
        guard isStreaming, let fits = encoder?.write(bytes, to: &outgoing) else {
            return writer.resume(returning: false)
        }
        guard fits else {
            writer.resume(returning: false)
            return cut()
        }
        more()
        if outgoing.count < Self.highWater { writer.resume(returning: true) } else { writers.append(writer) }
    }

    func flush() {
        guard isStreaming else { return }
        encoder?.flush(to: &outgoing)
        more()
    }

    func end() {
        guard isStreaming, let isWhole = encoder?.finish(to: &outgoing) else { return }
        guard isWhole else { return cut() }
        isFinished = true
        more()
        pipe?.fail(.bodyAbandoned)
        pipe = nil
    }

    func cut() {
        if isStreaming { session.reset(id, NGHTTP2_INTERNAL_ERROR) }
    }

    func inputOfUpgrade() -> RequestBody { request?.body ?? .empty }

    /// Over HTTP/2 it is a success that begins the other protocol (RFC 8441, 5).
    func upgrade(_ plan: ResponsePlan) {
        var plan = plan
        plan.status = 200
        for name in ["Upgrade", "Sec-WebSocket-Accept"] { plan.headers.remove(name) }
        begin(plan)
    }

    // MARK: - On the wire

    private func sendHead(_ plan: ResponsePlan, hasContent: Bool) {
        hasAnswered = true
        tally?.begins(plan)
        var provider = nghttp2_data_provider()
        provider.source.ptr = Unmanaged.passUnretained(self).toOpaque()
        provider.read_callback = takeContent
        let isSent = session.home.headerBlock.send(plan, session.home.fields) { fields, count in
            hasContent
                ? nghttp2_submit_response(session.session, id, fields, count, &provider)
                : nghttp2_submit_response(session.session, id, fields, count, nil)
        }
        if !isSent {
            encoder = nil
            outgoing.removeAll()
            isFinished = true
            let (problem, text) = ResponsePlan.problem(500, "The answer could not be written.")
            outgoing.append(text)
            tally?.begins(problem)
            _ = session.home.headerBlock.send(problem, session.home.fields) { fields, count in
                nghttp2_submit_response(session.session, id, fields, count, &provider)
            }
        }
        watchStall()
        session.connection.queueFlush()
    }

    /// There is something to send, or to end.
    private func more() {
        if isParked {
            isParked = false
            nghttp2_session_resume_data(session.session, id)
        }
        watchStall()
        session.connection.queueFlush()
    }

    private func watchStall() {
        guard stallDeadline == .max, !outgoing.isEmpty else { return }
        taken = 0
        stallDeadline = loop.now + session.service.deadlines.stall
        loop.wake(at: stallDeadline)
    }

    /// Moves what is queued into nghttp2's frame.
    func take(_ room: UnsafeMutableRawBufferPointer, _ flags: inout UInt32) -> Int {
        var count = 0
        while count < room.count, !outgoing.isEmpty {
            let free = UnsafeMutableRawBufferPointer(rebasing: room[count...])
            count += outgoing.offer { bytes in
                let taken = min(bytes.count, free.count)
                free.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
                return (taken, taken)
            }
        }
        taken += count
        if outgoing.isEmpty { stallDeadline = .max }
        if outgoing.count < Self.highWater / 2 { resumeWriters(true) }
        if !outgoing.isEmpty {
            watchStall()
        } else if isFinished {
            flags |= NGHTTP2_DATA_FLAG_EOF.rawValue
        } else if count == 0 {
            isParked = true
            return Int(NGHTTP2_ERR_DEFERRED.rawValue)
        }
        return count
    }
}
