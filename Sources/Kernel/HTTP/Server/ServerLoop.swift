import CLinux
import Glibc

/// The connections of one event loop.
///
/// Sendable because every variable is touched on the loop's thread alone; the gate of the end, which
/// others wait at, has a lock of its own.
final class ServerLoop: LoopOwner, @unchecked Sendable {
    let loop: EventLoop
    let service: Service
    /// Where every read lands first.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    /// A buffer for the next response; connections lend it to each other.
    @exclusivity(unchecked) var spare: [UInt8] = []
    /// `buffer` is in use; a connection that is woken by another's handler waits for its turn.
    var isProcessing = false
    /// Handlers that have not returned.
    var handlers = 0
    let end = Gate()

    private var acceptor: Acceptor?
    private var connections: [Int32: Connection] = [:]
    @exclusivity(unchecked) private var flushes: [Connection] = []
    @exclusivity(unchecked) private var resumptions: [Connection] = []
    private var isClosing = false
    private var drainDeadline = Int64.max
    /// Room for the fields of the next answer over HTTP/2.
    var headerBlock = HeaderBlock()
    @exclusivity(unchecked) private var stampClock = StampClock()

    init(_ loop: EventLoop, _ service: Service) {
        self.loop = loop
        self.service = service
    }

    deinit { buffer.deallocate() }

    /// Begins to accept from `listener`, which is closed with this.
    func listen(_ listener: Int32) {
        let acceptor = Acceptor(listener, self)
        self.acceptor = acceptor
        acceptor.open()
    }

    /// Status line, Server and Date.
    func beginning(_ status: Int, isCurrent: Bool) -> [UInt8] {
        stampClock.begin(status, isCurrent: isCurrent)
    }

    /// Server and Date, as fields of HTTP/2.
    var fields: [(name: String, value: String)] { stampClock.currentFields() }

    // MARK: - Connections

    func admit(_ fd: Int32, _ address: String) {
        let isProxy = service.hasProxies && service.proxies.isProxy(address)
        guard service.admission.enter(address, isProxy: isProxy) else {
            refuse(fd)
            return
        }
        var one: Int32 = 1
        setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        let session = service.tls?.session(fd)
        if service.tls != nil, session == nil {
            close(fd)
            return service.admission.leave(address)
        }
        let connection = Connection(
            self, fd, address, session.map { .tls($0) } ?? .plain(fd),
            isGreeted: isProxy && service.proxies.speakProxyProtocol)
        guard loop.add(fd, Connection.readiness, connection) else {
            close(fd)
            return service.admission.leave(address)
        }
        connections[fd] = connection
    }

    /// Says no in as few bytes as fit any socket's buffer; over TLS there is nothing to say it in.
    private func refuse(_ fd: Int32) {
        if service.tls == nil {
            let answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n"
            let bytes = Array((answer + "Connection: close\r\n\r\n").utf8)
            _ = send(fd, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }
        close(fd)
    }

    func forget(_ connection: Connection) {
        connections[connection.fd] = nil
        service.admission.leave(connection.remote)
        acceptor?.resume()
    }

    func flushLater(_ connection: Connection) { flushes.append(connection) }

    func resumeLater(_ connection: Connection) { resumptions.append(connection) }

    // MARK: - Turns

    var isEager: Bool { !resumptions.isEmpty || !flushes.isEmpty }
    var isFinished: Bool { isClosing && connections.isEmpty && handlers == 0 }

    func endTurn() {
        if !resumptions.isEmpty {
            let waiting = resumptions
            resumptions = []
            for connection in waiting { connection.process() }
        }
        var index = 0
        while index < flushes.count {
            flushes[index].flush()
            index += 1
        }
        flushes.removeAll(keepingCapacity: true)
        if isFinished { end.open() }
    }

    func due(_ now: Int64) {
        if let time = acceptor?.resumesAt {
            if now >= time { acceptor?.resume() } else { loop.wake(at: time) }
        }
        if now >= drainDeadline { closeAll() }
        loop.wake(at: drainDeadline)
        var next = Int64.max
        for connection in Array(connections.values) {
            connection.expire(now)
            next = min(next, connection.nextDeadline)
        }
        // Sweeping more often than this would be felt with many connections.
        if next != .max { loop.wake(at: max(next, now + 20)) }
    }

    func ended() { end.open() }

    // MARK: - The end

    /// Accepts no more, closes what is idle, and closes the rest `within` so many milliseconds.
    func drain(within milliseconds: Int64) {
        acceptor?.finish()
        acceptor = nil
        isClosing = true
        for connection in Array(connections.values) { connection.closeIfIdle() }
        drainDeadline = min(drainDeadline, loop.now + milliseconds)
        loop.wake(at: drainDeadline)
    }

    private func closeAll() {
        drainDeadline = .max
        for connection in Array(connections.values) { connection.close(cancelling: true) }
        end.open()
    }
}
