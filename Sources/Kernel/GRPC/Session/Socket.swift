import Glibc

/// What came of an attempt to move bytes without waiting.
enum SocketOutcome {
    case bytes(Int)
    case again
    case ended
    case failed
}

/// A connected, non-blocking socket, with or without TLS on it; stays with its session.
final class Socket {
    let descriptor: Int32
    private let security: SecureSession?
    private var isClosed = false

    /// Takes the descriptor over.
    init(_ descriptor: Int32, _ security: SecureSession? = nil) {
        self.descriptor = descriptor
        self.security = security
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    }

    deinit { close() }

    var isSecure: Bool { security != nil }
    /// TLS has bytes that the descriptor no longer shows.
    var hasBuffered: Bool { security?.hasBuffered ?? false }
    /// TLS must write before it can go on reading.
    var wantsWrite: Bool { security?.wantsWrite ?? false }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> SocketOutcome {
        if let security { return security.read(into: buffer) }
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count > 0 { return .bytes(count) }
        if count == 0 { return .ended }
        return errno == EAGAIN || errno == EINTR ? .again : .failed
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> SocketOutcome {
        if let security { return security.write(bytes) }
        let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        if count >= 0 { return .bytes(count) }
        return errno == EAGAIN || errno == EINTR ? .again : .failed
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        security?.notifyClose()
        Glibc.close(descriptor)
    }
}
