import CNghttp2
import Glibc

/// What nghttp2 tells of the wire; on the session's thread.
extension Session {
    /// Makes nghttp2's session with our settings; false when there is no memory.
    func prepare() -> Bool {
        var callbacks: OpaquePointer?
        var options: OpaquePointer?
        guard nghttp2_session_callbacks_new(&callbacks) == 0, nghttp2_option_new(&options) == 0 else {
            return false
        }
        defer {
            nghttp2_session_callbacks_del(callbacks)
            nghttp2_option_del(options)
        }
        // The peer gets room when messages are read, not when they arrive.
        nghttp2_option_set_no_auto_window_update(options, 1)
        nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, streamBegins)
        nghttp2_session_callbacks_set_on_header_callback(callbacks, headerCame)
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, dataCame)
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, frameCame)
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, streamEnded)
        let own = Unmanaged.passUnretained(self).toOpaque()
        let made =
            isServer
            ? nghttp2_session_server_new2(&session, callbacks, own, options)
            : nghttp2_session_client_new2(&session, callbacks, own, options)
        guard made == 0 else { return false }
        var settings = [
            setting(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE.rawValue, 8 << 20),
            setting(NGHTTP2_SETTINGS_MAX_FRAME_SIZE.rawValue, 1 << 20),
            setting(
                NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue, UInt32(clamping: limits.concurrentCalls)),
            setting(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE.rawValue, 64 << 10),
        ]
        if !isServer { settings.append(setting(NGHTTP2_SETTINGS_ENABLE_PUSH.rawValue, 0)) }
        guard nghttp2_submit_settings(session, 0, settings, settings.count) == 0 else { return false }
        return nghttp2_session_set_local_window_size(session, 0, 0, 32 << 20) == 0
    }

    private func setting(_ id: UInt32, _ value: UInt32) -> nghttp2_settings_entry {
        nghttp2_settings_entry(settings_id: Int32(id), value: value)
    }

    // MARK: - Going out

    /// Gives nghttp2 what a stream has queued, and its trailers behind the last of it.
    var outgoingSource: nghttp2_data_provider {
        var source = nghttp2_data_provider()
        source.read_callback = takeOutgoing
        return source
    }

    fileprivate func take(
        _ id: Int32, _ room: UnsafeMutablePointer<UInt8>, _ size: Int, _ flags: inout UInt32
    ) -> Int {
        guard let stream = streams[id] else { return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) }
        let count = min(size, stream.outgoing.count - stream.position)
        stream.outgoing.withUnsafeBufferPointer { bytes in
            if count > 0, let start = bytes.baseAddress {
                room.update(from: start + stream.position, count: count)
            }
        }
        stream.position += count
        if stream.position == stream.outgoing.count {
            stream.outgoing.removeAll(keepingCapacity: stream.outgoing.count < 1 << 16)
            stream.position = 0
            if stream.unsent > 0 { stream.call?.sent(stream.unsent) }
            stream.unsent = 0
            if stream.isFinished {
                flags |= UInt32(NGHTTP2_DATA_FLAG_EOF.rawValue)
                if let trailers = stream.trailers {
                    flags |= UInt32(NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue)
                    withHeaders(trailers) { _ = nghttp2_submit_trailer(session, id, $0, $1) }
                }
            } else if count == 0 {
                stream.isParked = true
                return Int(NGHTTP2_ERR_DEFERRED.rawValue)
            }
        }
        return count
    }

    // MARK: - Coming in

    fileprivate func header(_ id: Int32, _ name: String, _ value: String) {
        guard let stream = streams[id] else { return }
        switch name {
        case ":status": stream.httpStatus = Int(value) ?? 0
        case ":path": stream.path = value
        case "content-type": stream.contentType = value
        case "grpc-status": stream.status = Int(value) ?? GRPCStatus.Code.unknown.rawValue
        case "grpc-message": stream.statusText = StatusText.decode(value)
        case "grpc-timeout": stream.timeout = value
        default: if !name.hasPrefix(":") { stream.metadata[name] = value }
        }
    }

    fileprivate func data(_ id: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
        guard let stream = streams[id], let call = stream.call, stream.own == nil else {
            nghttp2_session_consume(session, id, bytes.count)
            return
        }
        stream.partial.append(contentsOf: bytes)
        takeMessages(id, stream, call)
        // Part of a message is always taken, or a long one would wait for itself.
        if call.isFull {
            stream.withheld += bytes.count
        } else {
            nghttp2_session_consume(session, id, bytes.count)
        }
    }

    private func takeMessages(_ id: Int32, _ stream: Stream, _ call: GRPCCall) {
        var at = 0
        defer { stream.partial.removeFirst(at) }
        while stream.partial.count - at >= 5 {
            let head = stream.partial[at..<(at + 5)]
            let size = head.dropFirst().reduce(0) { $0 << 8 | Int($1) }
            guard head[at] == 0 else {
                return end(
                    id, stream, GRPCStatus(.unimplemented, "a compressed message came, which was not offered")
                )
            }
            guard size <= limits.message else {
                return end(
                    id, stream, GRPCStatus(.resourceExhausted, "a message of \(size) bytes is over the limit")
                )
            }
            guard stream.partial.count - at >= 5 + size else {
                stream.partial.reserveCapacity(min(5 + size, stream.partial.count * 4))
                return
            }
            call.receive(Array(stream.partial[(at + 5)..<(at + 5 + size)]))
            at += 5 + size
        }
    }

    private func end(_ id: Int32, _ stream: Stream, _ status: GRPCStatus) {
        stream.own = stream.own ?? status
        if isServer, let call = stream.call {
            call.close(.failure(status))
            finish(call, status)
        } else {
            reset(id)
        }
    }

    /// A server's call begins when its headers are whole.
    fileprivate func begin(_ id: Int32) {
        guard isServer, let asked = streams[id], asked.call == nil, let handler else { return }
        guard asked.contentType.hasPrefix("application/grpc") else { return refuse(id, [], http: "415") }
        let deadline = asked.timeout.flatMap(Self.timeout).map { ContinuousClock.now + $0 }
        let call = GRPCCall(self, path: asked.path, metadata: asked.metadata, deadline: deadline, stream: id)
        let stream = Stream(call)
        stream.deadline = deadline
        streams[id] = stream
        // Ended with its stream: `streamEnded` cancels it.
        stream.task = Task {
            do throws(GRPCStatus) {
                try await handler(call)
                call.finishSending()
            } catch {
                call.cancel(error)
            }
        }
    }

    fileprivate func peerFinished(_ id: Int32) {
        guard isServer, let stream = streams[id] else { return }
        stream.call?.close(
            stream.partial.isEmpty
                ? .success(()) : .failure(GRPCStatus(.internal, "the last message is cut off")))
    }

    fileprivate func ended(_ id: Int32, _ code: UInt32) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        stream.task?.cancel()
        guard let call = stream.call else { return }
        call.close(isServer ? .failure(stream.own ?? .of(reset: code)) : result(stream, code))
        call.stopSending()
    }

    private func result(_ stream: Stream, _ code: UInt32) -> Result<Void, GRPCStatus> {
        if let own = stream.own { return .failure(own) }
        if let status = stream.status {
            if status == 0 {
                return stream.partial.isEmpty
                    ? .success(()) : .failure(GRPCStatus(.internal, "the last message is cut off"))
            }
            return .failure(GRPCStatus(GRPCStatus.Code(rawValue: status) ?? .unknown, stream.statusText))
        }
        if stream.httpStatus != 0, stream.httpStatus != 200 { return .failure(.of(http: stream.httpStatus)) }
        return .failure(
            code == 0 ? GRPCStatus(.internal, "the answer ended without a status") : .of(reset: code))
    }

    /// At most eight digits and a unit (gRPC over HTTP2, Timeout).
    static func timeout(_ text: String) -> Duration? {
        guard let unit = text.last, let value = Int64(text.dropLast()), value >= 0, text.utf8.count <= 9
        else {
            return nil
        }
        return switch unit {
        case "H": .seconds(value * 3600)
        case "M": .seconds(value * 60)
        case "S": .seconds(value)
        case "m": .milliseconds(value)
        case "u": .microseconds(value)
        case "n": .nanoseconds(value)
        default: nil
        }
    }
}

// MARK: - C's way in: global functions, since closures here would inherit an isolation

private func owner(_ pointer: UnsafeMutableRawPointer?) -> Session? {
    pointer.map { Unmanaged<Session>.fromOpaque($0).takeUnretainedValue() }
}

private func streamBegins(
    _: OpaquePointer?, _ frame: UnsafePointer<nghttp2_frame>?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    guard let session = owner(own), let frame, session.isServer else { return 0 }
    if session.streams[frame.pointee.hd.stream_id] == nil {
        session.streams[frame.pointee.hd.stream_id] = Stream(nil)
    }
    return 0
}

private func headerCame(
    _: OpaquePointer?, _ frame: UnsafePointer<nghttp2_frame>?, _ name: UnsafePointer<UInt8>?,
    _ nameLength: Int,
    _ value: UnsafePointer<UInt8>?, _ valueLength: Int, _: UInt8, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    guard let session = owner(own), let frame else { return 0 }
    session.header(
        frame.pointee.hd.stream_id,
        String(decoding: UnsafeBufferPointer(start: name, count: nameLength), as: UTF8.self),
        String(decoding: UnsafeBufferPointer(start: value, count: valueLength), as: UTF8.self))
    return 0
}

private func dataCame(
    _: OpaquePointer?, _: UInt8, _ id: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int,
    _ own: UnsafeMutableRawPointer?
) -> Int32 {
    owner(own)?.data(id, UnsafeBufferPointer(start: bytes, count: count))
    return 0
}

private func frameCame(
    _: OpaquePointer?, _ frame: UnsafePointer<nghttp2_frame>?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    guard let session = owner(own), let head = frame?.pointee.hd else { return 0 }
    let isHeaders = head.type == UInt8(NGHTTP2_HEADERS.rawValue)
    guard isHeaders || head.type == UInt8(NGHTTP2_DATA.rawValue) else { return 0 }
    if isHeaders { session.begin(head.stream_id) }
    if head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 { session.peerFinished(head.stream_id) }
    return 0
}

private func streamEnded(
    _: OpaquePointer?, _ id: Int32, _ code: UInt32, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    owner(own)?.ended(id, code)
    return 0
}

private func takeOutgoing(
    _: OpaquePointer?, _ id: Int32, _ room: UnsafeMutablePointer<UInt8>?, _ size: Int,
    _ flags: UnsafeMutablePointer<UInt32>?, _: UnsafeMutablePointer<nghttp2_data_source>?,
    _ own: UnsafeMutableRawPointer?
) -> Int {
    guard let session = owner(own), let room, let flags else {
        return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    return session.take(id, room, size, &flags.pointee)
}
