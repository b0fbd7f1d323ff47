import CLinux
import Glibc

/// One accepted socket: requests in, responses out, in order, one at a time.
///
/// Sendable because every variable is touched on the loop's thread alone: the loop calls in from there,
/// and tasks enter through `EventLoop.execute`.
final class Connection: EventSource, @unchecked Sendable {
    enum Phase {
        /// A proxy has to say whom it speaks for.
        case greeting
        case handshake, open
        /// The last response goes out; with `lingers` the rest of the input is then thrown away for a
        /// while, because closing on unread bytes would reset the connection under the response.
        case closing(lingers: Bool)
        case lingering, closed
    }

    /// Above this a writer waits, and no further pipelined request is begun.
    static let highWater = 256 << 10
    static let lingering: Int64 = 2000
    static let readiness = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue

    let home: ServerLoop
    let loop: EventLoop
    let service: Service
    let fd: Int32
    /// The peer's address, or that of the client that a proxy has named.
    var remote: String
    let transport: Transport
    var certificate: ClientCertificate?

    var phase: Phase
    // No access to the parser, the outbox or a list leads back into the connection, so the check that they
    // do not overlap, which would cost a tenth of the whole work on a small request, is left out for them.
    @exclusivity(unchecked) var parser: RequestParser
    /// Read, but not parsed yet.
    @exclusivity(unchecked) var pending: [UInt8] = []
    var isReadable = false
    var isWritable = true
    /// The peer will send nothing more.
    var isPeerDone = false
    var isProcessing = false
    var isQueuedForFlush = false
    /// A further head has begun, or must begin since the connection is new.
    var awaitsHead = true
    /// The framing of the input is lost.
    var isInputBroken = false
    @exclusivity(unchecked) var outbox = Outbox()
    @exclusivity(unchecked) var writers: [CheckedContinuation<Bool, Never>] = []
    var exchange: Exchange?
    /// Speaks HTTP/2 in place of everything here that is HTTP/1's.
    var multiplex: HTTP2Session?
    /// The first bytes, until they tell HTTP/2 from HTTP/1; `nil` when that is known.
    var preface: [UInt8]?
    var served = 0
    var inputDeadline = Int64.max
    var outputDeadline = Int64.max
    /// What the peer has taken since the output's deadline was set.
    var taken = 0
    /// When so much of a body has to have come since `bodyMark`.
    var bodyCheck = Int64.max
    var bodyMark = 0

    init(
        _ home: ServerLoop, _ fd: Int32, _ remote: String, _ transport: Transport, isGreeted: Bool = false
    ) {
        self.home = home
        loop = home.loop
        service = home.service
        self.fd = fd
        self.remote = remote
        self.transport = transport
        parser = RequestParser(limits: home.service.limits)
        phase = isGreeted ? .greeting : transport.isPlain ? .open : .handshake
        preface = home.service.speaksPlainHTTP2 ? [] : nil
        expectInput(within: home.service.deadlines.head)
    }

    // MARK: - Events

    func ready(_ events: UInt32) {
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { return close() }
        if events & EPOLLRDHUP.rawValue != 0 { isPeerDone = true }
        if events & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue) != 0 || !transport.isPlain { isReadable = true }
        if events & EPOLLOUT.rawValue != 0, !isWritable {
            isWritable = true
            queueFlush()
        }
        if case .greeting = phase { return greet() }
        if case .handshake = phase { return shakeHands() }
        if isPeerDone, let exchange, exchange.isStreaming, exchange.upgraded == nil { return close() }
        process()
    }

    func shakeHands() {
        guard case .tls(let session) = transport else { return }
        switch session.handshake() {
        case .bytes:
            phase = .open
            isReadable = true
            certificate = service.asksForCertificates ? session.certificate : nil
            if session.isHTTP2 { multiplex = HTTP2Session(self) }
            process()
        case .again: break
        case .ended, .failed: close()
        }
    }

    // MARK: - The end

    var isClosed: Bool {
        if case .closed = phase { true } else { false }
    }

    /// Neither a request nor a response is under way.
    var isIdle: Bool {
        switch phase {
        case .greeting, .handshake: true
        case .open where multiplex != nil: multiplex?.isIdle == true && outbox.isEmpty
        case .open: exchange == nil && parser.isIdle && pending.isEmpty && outbox.isEmpty
        case .closing, .lingering, .closed: false
        }
    }

    /// Ends the connection unless a request has come, or waits in the socket.
    func closeIfIdle() {
        isReadable = true
        process()
        if let multiplex { return multiplex.drain() }
        if isIdle { close() }
    }

    /// Lets what is queued go out, and then ends the connection.
    func closeWhenSent(lingers: Bool) {
        phase = .closing(lingers: lingers || !pending.isEmpty)
        exchange = nil
        inputDeadline = .max
        queueFlush()
    }

    func linger() {
        phase = .lingering
        transport.finishWriting(fd)
        pending = []
        inputDeadline = loop.now + Self.lingering
        loop.wake(at: inputDeadline)
        process()
    }

    /// Ends the connection at once; a reader, a writer and a streaming handler are told.
    func close(cancelling: Bool = false) {
        guard !isClosed else { return }
        if case .tls(let session) = transport { session.notifyClose() }
        phase = .closed
        loop.remove(fd)
        Glibc.close(fd)
        outbox.removeAll()
        pending = []
        multiplex?.connectionEnded(cancelling: cancelling)
        multiplex = nil
        if let exchange, exchange.hasStarted {
            exchange.tally?.ends(exchange.request, remote, for: service, isWhole: false)
        }
        exchange?.pipe?.fail(.clientGone)
        exchange?.upgraded?.fail(.clientGone)
        if cancelling || exchange?.isStreaming == true { exchange?.task?.cancel() }
        exchange = nil
        resumeWriters(false)
        home.forget(self)
    }
}
