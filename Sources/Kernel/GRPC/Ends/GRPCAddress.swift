import Faults
import Glibc

/// Where a server listens.
public enum GRPCAddress: Sendable, Equatable {
    /// A path of at most 107 bytes.
    case unix(String)
    /// A numeric address or a name; port 0 lets the system choose.
    case tcp(String, Int)

    var name: String {
        switch self {
        case .unix: "localhost"
        case .tcp(let host, _): host
        }
    }

    /// A connected socket. Faults: `grpc.unreachable`.
    func connect() throws(Fault) -> Int32 {
        try open { descriptor, address, length in Glibc.connect(descriptor, address, length) == 0 }
    }

    /// A listening socket. Faults: `grpc.not_listening`.
    func listen() throws(Fault) -> Int32 {
        if case .unix(let path) = self { unlink(path) }
        return try open { descriptor, address, length in
            var yes: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            return bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 128) == 0
        }
    }

    private func open(
        _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws(Fault) -> Int32 {
        switch self {
        case .unix(let path):
            var address = sockaddr_un()
            let bytes = Array(path.utf8)
            guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
                throw Fault(
                    .invalid, "grpc.long_path", "\(path) is too long for a socket: at most 107 bytes.")
            }
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            let isOpen = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    descriptor >= 0 && use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            if isOpen { return descriptor }
            throw refused(descriptor)
        case .tcp(let host, let port): return try open(host, port, use)
        }
    }

    private func open(
        _ host: String, _ port: Int, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws(Fault) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0 else {
            throw Fault(.unavailable, "grpc.unreachable", "The name \(host) is not known.")
        }
        defer { freeaddrinfo(found) }
        var one = found
        while let info = one?.pointee {
            let descriptor = socket(
                info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), info.ai_protocol)
            if descriptor >= 0, let address = info.ai_addr, use(descriptor, address, info.ai_addrlen) {
                var yes: Int32 = 1
                setsockopt(
                    descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
                return descriptor
            }
            if descriptor >= 0 { close(descriptor) }
            one = info.ai_next
        }
        throw refused(-1)
    }

    private func refused(_ descriptor: Int32) -> Fault {
        let reason = String(cString: strerror(errno))
        if descriptor >= 0 { close(descriptor) }
        return Fault(.unavailable, "grpc.unreachable", "\(self) can't be reached or listened at: \(reason).")
    }
}
