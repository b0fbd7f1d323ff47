import CNghttp2

/// What nghttp2 tells while it reads and writes; nothing here may read or write in turn.
extension HTTP2Session {
    /// Counts what costs work and asks for none.
    func noteFrame(_ head: nghttp2_frame_hd) {
        let isCalm: Bool
        switch UInt32(head.type) {
        case NGHTTP2_HEADERS.rawValue:
            isCalm = true
            expectHead()
        case NGHTTP2_DATA.rawValue:
            let isEmpty = head.length == 0 && head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) == 0
            isCalm = !isEmpty || idleFrames.spend(loop.now)
        case NGHTTP2_RST_STREAM.rawValue: isCalm = resets.spend(loop.now)
        default: isCalm = idleFrames.spend(loop.now)
        }
        if !isCalm { terminate(NGHTTP2_ENHANCE_YOUR_CALM) }
    }

    func headersBegin(_ frame: UnsafePointer<nghttp2_frame>) {
        current = nil
        guard frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST, !isEnding else { return }
        let id = frame.pointee.hd.stream_id
        guard handlers + ready.count < service.limits.concurrentStreams else {
            // Resets don't stop what they have started, so they don't make room either.
            return reset(id, NGHTTP2_REFUSED_STREAM)
        }
        let stream = HTTP2Stream(self, id)
        streams[id] = stream
        idleDeadline = .max
        current = stream
    }

    func frameCame(_ frame: UnsafePointer<nghttp2_frame>) {
        let head = frame.pointee.hd
        let isHeaders = UInt32(head.type) == NGHTTP2_HEADERS.rawValue
        guard isHeaders || UInt32(head.type) == NGHTTP2_DATA.rawValue else { return }
        if isHeaders { headDeadline = .max }
        let stream = streams[head.stream_id]
        let ends = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
        if isHeaders, let begun = current, begun === stream {
            current = nil
            served += 1
            idleFrames.earn(1)
            begun.headIsWhole(hasContent: !ends)
            ready.append(begun)
            if served >= service.limits.requestsPerConnection { drain() }
        }
        if ends { stream?.contentIsWhole() }
    }

    func frameLeft(_ head: nghttp2_frame_hd) {
        guard UInt32(head.type) == NGHTTP2_DATA.rawValue || UInt32(head.type) == NGHTTP2_HEADERS.rawValue
        else { return }
        // Whoever takes content may move its windows.
        idleFrames.earn(2)
        guard head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 else { return }
        // The rest of a request that is answered already is not wanted (RFC 9113, 8.1).
        if let stream = streams[head.stream_id], !stream.isReceived {
            reset(head.stream_id, NGHTTP2_NO_ERROR)
        }
    }

    func streamEnded(_ id: Int32) {
        if current?.id == id { current = nil }
        guard let stream = streams.removeValue(forKey: id) else { return }
        stream.ended(cancelling: false)
        if streams.isEmpty { expectRequest() }
    }

    func reset(_ id: Int32, _ code: nghttp2_error_code) {
        nghttp2_submit_rst_stream(session, 0, id, code.rawValue)
        connection.queueFlush()
    }
}
