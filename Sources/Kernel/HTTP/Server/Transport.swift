import Glibc

/// What came of an attempt to move bytes over a non-blocking connection.
enum TransportOutcome {
    case bytes(Int)
    /// Nothing now; readiness will be told.
    case again
    case ended
    case failed
}

/// A connected socket, with or without TLS on it.
enum Transport {
    case plain(Int32)
    case tls(TLSSession)

    func read(into buffer: UnsafeMutableRawBufferPointer) -> TransportOutcome {
        switch self {
        case .tls(let session): return session.read(into: buffer)
        case .plain(let fd):
            let count = recv(fd, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            return errno == EAGAIN || errno == EINTR ? .again : .failed
        }
    }

    /// `more` says that further bytes follow at once, so that a packet may wait for them.
    func write(_ bytes: UnsafeRawBufferPointer, more: Bool) -> TransportOutcome {
        switch self {
        case .tls(let session): return session.write(bytes)
        case .plain(let fd):
            let flags = Int32(MSG_NOSIGNAL) | (more ? Int32(MSG_MORE) : 0)
            let count = send(fd, bytes.baseAddress, bytes.count, flags)
            if count >= 0 { return .bytes(count) }
            return errno == EAGAIN || errno == EINTR ? .again : .failed
        }
    }

    /// A short read of a plain socket has emptied it; TLS may hold more within.
    var isPlain: Bool {
        if case .plain = self { true } else { false }
    }

    /// Tells the peer that nothing more will be sent.
    func finishWriting(_ fd: Int32) {
        if case .tls(let session) = self { session.notifyClose() }
        shutdown(fd, Int32(SHUT_WR))
    }
}
