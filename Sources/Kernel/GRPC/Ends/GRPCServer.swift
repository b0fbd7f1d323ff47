import CLinux
public import Faults
import Glibc
import Synchronization
import Threads

/// Answers calls at one address, each on a task of its own.
public final class GRPCServer: Sendable {
    /// Reads the call's messages and sends the answers; a thrown status ends the call with it. The task is
    /// cancelled when the caller goes away.
    public typealias Handler = @Sendable (GRPCCall) async throws(GRPCStatus) -> Void

    private let descriptor: Int32
    private let address: GRPCAddress
    private let context: SecureContext?
    private let limits: GRPCLimits
    private let connections: Int
    private let handlers: [String: Handler]
    private let open = Mutex<Open>(Open())

    private struct Open {
        var sessions: [ObjectIdentifier: Session] = [:]
        var isClosed = false
    }

    /// Listens at once. `handlers` are by path, `/package.Service/Method`; another path is UNIMPLEMENTED. At
    /// most `connections` are held; further ones are closed as they come.
    public init(
        _ address: GRPCAddress, security: GRPCSecurity? = nil, limits: GRPCLimits = GRPCLimits(),
        connections: Int = 256, _ handlers: [String: Handler]
    ) throws(Fault) {
        if let security { context = try SecureContext(security, isServer: true) } else { context = nil }
        self.address = address
        self.limits = limits
        self.connections = connections
        self.handlers = handlers
        descriptor = try address.listen()
        startDetachedThread(named: "grpc-accept") { [weak self, descriptor] in
            while true {
                let accepted = plumb_accept(descriptor)
                guard accepted >= 0 else {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    if errno == EMFILE || errno == ENFILE {
                        usleep(50_000)
                        continue
                    }
                    break
                }
                guard let self else {
                    Glibc.close(accepted)
                    break
                }
                self.admit(accepted)
            }
            // Here and nowhere else, so that its number can't be another's while this thread uses it.
            Glibc.close(descriptor)
        }
    }

    deinit { close() }

    /// The port that the system chose; nil for a path.
    public var port: Int? {
        guard case .tcp = address else { return nil }
        var bound = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isKnown = withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
            }
        }
        return isKnown ? Int(UInt16(bigEndian: bound.sin_port)) : nil
    }

    /// Takes no more calls and ends the connections; a second time does nothing.
    public func close() {
        let (sessions, isFirst) = open.withLock { open in
            defer { open = Open(sessions: [:], isClosed: true) }
            return (Array(open.sessions.values), !open.isClosed)
        }
        guard isFirst else { return }
        for session in sessions { session.close() }
        shutdown(descriptor, Int32(SHUT_RDWR))
        if case .unix(let path) = address { unlink(path) }
    }

    private func admit(_ accepted: Int32) {
        var yes: Int32 = 1
        if case .tcp = address {
            setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        let secure = context?.session(accepted, server: nil)
        let handlers = handlers
        let id = Mutex<ObjectIdentifier?>(nil)
        let session = Session(
            Socket(accepted, secure), limits, authority: "",
            handler: { (call) async throws(GRPCStatus) in
                guard let handler = handlers[call.path] else {
                    throw GRPCStatus(.unimplemented, "there is no method \(call.path)")
                }
                try await handler(call)
            },
            onEnd: { [weak self] in
                guard let id = id.withLock({ $0 }) else { return }
                self?.open.withLock { _ = $0.sessions.removeValue(forKey: id) }
            })
        id.withLock { $0 = ObjectIdentifier(session) }
        let isAdmitted = open.withLock { open in
            guard !open.isClosed, open.sessions.count < connections else { return false }
            open.sessions[ObjectIdentifier(session)] = session
            return true
        }
        // Unstarted, it closes its socket as it goes.
        if isAdmitted { session.start() }
    }
}

extension GRPCServer {
    /// A handler for one message there and one back.
    public static func unary(
        _ answer: @escaping @Sendable ([UInt8], GRPCCall) async throws(GRPCStatus) -> [UInt8]
    ) -> Handler {
        { (call) async throws(GRPCStatus) in
            guard let message = try await call.next() else {
                throw GRPCStatus(.invalidArgument, "the call came without a message")
            }
            try await call.send(try await answer(message, call))
        }
    }
}
