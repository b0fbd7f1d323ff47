import CNghttp2

extension HTTP2Session {
    /// A session of nghttp2 with our settings queued.
    static func begin(_ limits: Limits, own: UnsafeMutableRawPointer) -> OpaquePointer? {
        var (callbacks, options, session): (OpaquePointer?, OpaquePointer?, OpaquePointer?)
        nghttp2_session_callbacks_new(&callbacks)
        nghttp2_option_new(&options)
        defer {
            nghttp2_session_callbacks_del(callbacks)
            nghttp2_option_del(options)
        }
        // The peer gets room when a handler reads, not when bytes arrive.
        nghttp2_option_set_no_auto_window_update(options, 1)
        // A closed stream is not remembered: there is no tree of priorities to keep (RFC 9218).
        nghttp2_option_set_no_closed_streams(options, 1)
        nghttp2_option_set_builtin_recv_extension_type(options, UInt8(NGHTTP2_PRIORITY_UPDATE.rawValue))
        nghttp2_option_set_max_outbound_ack(options, limits.idleFrames.burst)
        nghttp2_option_set_stream_reset_rate_limit(
            options, UInt64(clamping: limits.resets.burst), UInt64(clamping: limits.resets.perSecond))
        nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks, onFrameBegin)
        nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, onHeaders)
        nghttp2_session_callbacks_set_on_header_callback(callbacks, onHeader)
        nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks, onWrongHeader)
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, onData)
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, onFrame)
        nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, onFrameSent)
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, onStreamEnd)
        let made = nghttp2_session_server_new2(&session, callbacks, own, options)
        precondition(made == 0, "HTTP/2 needs memory for a session.")
        func setting(_ id: nghttp2_settings_id, _ value: Int) -> nghttp2_settings_entry {
            nghttp2_settings_entry(settings_id: Int32(id.rawValue), value: UInt32(clamping: value))
        }
        let settings = [
            setting(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits.concurrentStreams),
            setting(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits.head),
            setting(NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL, 1),
            setting(NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1),
        ]
        nghttp2_submit_settings(session, 0, settings, settings.count)
        // Streams share this; each has the 64 KiB of the protocol until its handler reads.
        nghttp2_session_set_local_window_size(session, 0, 0, 1 << 20)
        return session
    }
}

// MARK: - C's way in: global functions, since closures here would inherit an isolation

private func owner(_ pointer: UnsafeMutableRawPointer?) -> HTTP2Session? {
    pointer.map { Unmanaged<HTTP2Session>.fromOpaque($0).takeUnretainedValue() }
}

private func onFrameBegin(
    _: OpaquePointer?, _ head: UnsafePointer<nghttp2_frame_hd>?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    if let session = owner(own), let head = head?.pointee { session.noteFrame(head) }
    return 0
}

private func onHeaders(
    _: OpaquePointer?, _ frame: UnsafePointer<nghttp2_frame>?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    if let session = owner(own), let frame { session.headersBegin(frame) }
    return 0
}

private func onHeader(
    _: OpaquePointer?, _: UnsafePointer<nghttp2_frame>?, _ name: UnsafePointer<UInt8>?, _ nameLength: Int,
    _ value: UnsafePointer<UInt8>?, _ valueLength: Int, _: UInt8, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    owner(own)?.current?.add(
        UnsafeBufferPointer(start: name, count: nameLength),
        UnsafeBufferPointer(start: value, count: valueLength))
    return 0
}

/// A name or a value with bytes that a field can't have: the stream is refused (RFC 9113, 8.2.1).
private func onWrongHeader(
    _: OpaquePointer?, _: UnsafePointer<nghttp2_frame>?, _: UnsafePointer<UInt8>?, _: Int,
    _: UnsafePointer<UInt8>?, _: Int, _: UInt8, _: UnsafeMutableRawPointer?
) -> Int32 { NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue }

private func onData(
    _ own: OpaquePointer?, _: UInt8, _ id: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int,
    _ owned: UnsafeMutableRawPointer?
) -> Int32 {
    guard let session = owner(owned) else { return 0 }
    // Streams that nobody reads must not stop the others.
    nghttp2_session_consume_connection(own, count)
    session.streams[id]?.receive(UnsafeBufferPointer(start: bytes, count: count))
    return 0
}

private func onFrame(
    _: OpaquePointer?, _ frame: UnsafePointer<nghttp2_frame>?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    if let session = owner(own), let frame { session.frameCame(frame) }
    return 0
}

private func onFrameSent(
    _: OpaquePointer?, _ frame: UnsafePointer<nghttp2_frame>?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    if let session = owner(own), let head = frame?.pointee.hd { session.frameLeft(head) }
    return 0
}

private func onStreamEnd(
    _: OpaquePointer?, _ id: Int32, _: UInt32, _ own: UnsafeMutableRawPointer?
) -> Int32 {
    owner(own)?.streamEnded(id)
    return 0
}

/// What a stream has to send next, as nghttp2 asks for it.
func takeContent(
    _: OpaquePointer?, _: Int32, _ room: UnsafeMutablePointer<UInt8>?, _ size: Int,
    _ flags: UnsafeMutablePointer<UInt32>?, _ source: UnsafeMutablePointer<nghttp2_data_source>?,
    _: UnsafeMutableRawPointer?
) -> Int {
    guard let pointer = source?.pointee.ptr, let room, let flags else {
        return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    let stream = Unmanaged<HTTP2Stream>.fromOpaque(pointer).takeUnretainedValue()
    return stream.take(UnsafeMutableRawBufferPointer(start: room, count: size), &flags.pointee)
}
