import Glibc

extension Connection {
    /// Reads the PROXY header that has to come first, and not a byte beyond it: TLS reads the socket itself.
    func greet() {
        let outcome = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ProxyHeader.longest) { room in
            let count = recv(fd, room.baseAddress, room.count, Int32(MSG_PEEK))
            if count < 0, errno == EAGAIN || errno == EINTR { return ProxyHeader.more }
            guard count > 0 else { return .broken }
            let header = ProxyHeader(UnsafeBufferPointer(rebasing: room[..<count]))
            guard case .header(let length, _) = header else {
                // At the end of what will come, more is not coming.
                return isPeerDone && header == .more ? .broken : header
            }
            return recv(fd, room.baseAddress, length, 0) == length ? header : .broken
        }
        switch outcome {
        case .more: return
        case .broken: return close()
        case .header(_, let address):
            if let address, !takeAddress(address) { return close() }
            phase = transport.isPlain ? .open : .handshake
            if transport.isPlain { process() } else { shakeHands() }
        }
    }

    /// The client's address takes the proxy's place, also in what is counted; `false` when it has no place.
    private func takeAddress(_ address: String) -> Bool {
        guard service.admission.exchange(remote, for: address) else { return false }
        remote = address
        return true
    }
}
