import CNghttp2

extension HTTP2Session {
    var nextDeadline: Int64 {
        var next = min(idleDeadline, headDeadline)
        for stream in streams.values { next = min(next, stream.nextDeadline) }
        return next
    }

    /// Nothing is under way: something has to begin in time.
    func expectRequest() {
        idleDeadline = loop.now + service.deadlines.idle
        loop.wake(at: idleDeadline)
    }

    func expectHead() {
        headDeadline = loop.now + service.deadlines.head
        loop.wake(at: headDeadline)
    }

    /// Ends what has taken too long.
    func expire(_ now: Int64) {
        if now >= headDeadline {
            headDeadline = .max
            terminate(NGHTTP2_ENHANCE_YOUR_CALM)
        }
        if now >= idleDeadline {
            idleDeadline = .max
            terminate(NGHTTP2_NO_ERROR)
        }
        for stream in Array(streams.values) { stream.expire(now) }
    }
}
