import CNghttp2

/// What the two ends ask of the session; on its thread.
extension Session {
    /// Opens a stream for a client's call.
    func open(_ call: GRPCCall, _ metadata: [String: String], _ deadline: ContinuousClock.Instant?) {
        guard let session else {
            return call.close(.failure(failure ?? GRPCStatus(.unavailable, "the connection has ended")))
        }
        var headers = [
            (":method", "POST"), (":scheme", isSecure ? "https" : "http"), (":path", call.path),
            (":authority", authority), ("te", "trailers"), ("content-type", "application/grpc"),
            ("user-agent", "plumb-grpc"),
        ]
        if let deadline {
            let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
            let left = max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
            // At most eight digits (gRPC over HTTP2, Timeout).
            headers.append(("grpc-timeout", left < 100_000_000 ? "\(left)m" : "\(left / 1000)S"))
        }
        headers += metadata.map { ($0.key, $0.value) }
        let stream = Stream(call)
        stream.deadline = deadline
        var source = outgoingSource
        let id = withHeaders(headers) { nghttp2_submit_request(session, nil, $0, $1, &source, nil) }
        guard id > 0 else {
            return call.close(.failure(GRPCStatus(.unavailable, "the connection takes no more calls")))
        }
        call.stream = id
        streams[id] = stream
    }

    func enqueue(_ message: [UInt8], for call: GRPCCall) {
        guard let (id, stream) = find(call), !stream.isFinished else { return call.stopSending() }
        if isServer, !stream.hasAnswered { answer(id, stream) }
        let count = UInt32(message.count)
        stream.outgoing += [
            0, UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255),
        ]
        stream.outgoing += message
        stream.unsent += message.count
        resume(id, stream)
    }

    /// Nothing more goes out; a server's call ends with `status`, or well.
    func finish(_ call: GRPCCall, _ status: GRPCStatus?) {
        guard let (id, stream) = find(call), !stream.isFinished else { return }
        stream.isFinished = true
        if isServer {
            var trailers = [("grpc-status", String(status?.code.rawValue ?? 0))]
            if let status { trailers.append(("grpc-message", StatusText.encode(status.message))) }
            guard stream.hasAnswered else { return refuse(id, trailers) }
            stream.trailers = trailers
        }
        resume(id, stream)
    }

    /// Ends a call from here, whatever is under way.
    func abandon(_ call: GRPCCall, _ status: GRPCStatus) {
        guard let (id, stream) = find(call) else { return }
        if isServer { return finish(call, status) }
        stream.own = stream.own ?? status
        reset(id)
    }

    /// The reader has made room: the peer gets back what was withheld.
    func readOn(_ call: GRPCCall) {
        guard let (id, stream) = find(call), stream.withheld > 0 else { return }
        nghttp2_session_consume(session, id, stream.withheld)
        stream.withheld = 0
    }

    private func find(_ call: GRPCCall) -> (Int32, Stream)? {
        guard let id = call.stream, let stream = streams[id] else { return nil }
        return (id, stream)
    }

    private func resume(_ id: Int32, _ stream: Stream) {
        guard stream.isParked else { return }
        stream.isParked = false
        nghttp2_session_resume_data(session, id)
    }

    /// A server's headers, behind which messages come.
    private func answer(_ id: Int32, _ stream: Stream) {
        stream.hasAnswered = true
        var source = outgoingSource
        withHeaders([(":status", "200"), ("content-type", "application/grpc")]) {
            _ = nghttp2_submit_response(session, id, $0, $1, &source)
        }
    }

    /// An answer without messages: headers that are trailers at once.
    func refuse(_ id: Int32, _ trailers: [(String, String)], http: String = "200") {
        withHeaders([(":status", http), ("content-type", "application/grpc")] + trailers) {
            _ = nghttp2_submit_response(session, id, $0, $1, nil)
        }
    }
}

/// Headers as nghttp2 takes them; it copies them before `body` returns.
func withHeaders<T>(_ headers: [(String, String)], _ body: (UnsafePointer<nghttp2_nv>, Int) -> T) -> T {
    var bytes: [UInt8] = []
    var places: [(Int, Int, Int)] = []
    for (name, value) in headers {
        places.append((bytes.count, name.utf8.count, value.utf8.count))
        bytes += name.utf8
        bytes += value.utf8
    }
    return bytes.withUnsafeMutableBufferPointer { buffer in
        // Never empty: a request has its method, an answer its status.
        guard let start = buffer.baseAddress else { preconditionFailure("headers without a byte") }
        let list = places.map { at, name, value in
            nghttp2_nv(
                name: start + at, value: start + at + name, namelen: name, valuelen: value,
                flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue))
        }
        return list.withUnsafeBufferPointer { body($0.baseAddress!, $0.count) }
    }
}
