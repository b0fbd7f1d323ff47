import Faults
import Glibc

/// Opens a listening socket, `shared` when several loops listen on the port (SO_REUSEPORT).
///
/// Faults with `unavailable`, code `http.cannot_listen`. Resolving a name may block.
func openListener(host: String, port: Int, shared: Bool = false) throws(Fault) -> (fd: Int32, port: Int) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let problem = getaddrinfo(host, String(port), &hints, &found)
    guard problem == 0, let address = found?.pointee else {
        throw Fault(
            .unavailable, "http.cannot_listen",
            "\(host) is no address of this machine: \(String(cString: gai_strerror(problem))).")
    }
    defer { freeaddrinfo(found) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let fd = socket(address.ai_family, kind, 0)
    var (one, share): (Int32, Int32) = (1, shared ? 1 : 0)
    let size = socklen_t(MemoryLayout<Int32>.size)
    guard fd >= 0, setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, size) == 0,
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &share, size) == 0,
        bind(fd, address.ai_addr, address.ai_addrlen) == 0, listen(fd, 4096) == 0
    else {
        let fault = Fault.system("http.cannot_listen", "\(host) port \(port) cannot be listened on")
        if fd >= 0 { close(fd) }
        throw fault
    }
    return (fd, boundPort(fd))
}

private func boundPort(_ fd: Int32) -> Int {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &storage) { bytes in
        guard let start = bytes.baseAddress else { return 0 }
        getsockname(fd, start.assumingMemoryBound(to: sockaddr.self), &length)
        // The port stands at the same place in an IPv4 and an IPv6 address.
        return Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
    }
}
