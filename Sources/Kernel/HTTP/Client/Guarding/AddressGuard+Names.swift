import Faults
import Glibc

extension AddressGuard {
    /// Resolves the host of an address that another program will call, and refuses it where any of what it
    /// resolves to is refused. That program resolves it again: what answers differently then is not held.
    ///
    /// Faults: `forbidden` code `http.address_refused`; `unavailable` code `http.unreachable` for a name that
    /// can't be resolved; `invalid` code `http.bad_url`.
    public func check(_ url: String) async throws(Fault) {
        guard let authority = Substring(url).authority, let host = Self.host(of: String(authority)) else {
            throw .badURL
        }
        for address in try await Self.addresses(of: host) where refuses(address) {
            throw Self.refusal(host, address)
        }
    }

    /// Without credentials, brackets and port.
    private static func host(of authority: String) -> String? {
        let whole = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if whole.hasPrefix("[") { return String(whole.dropFirst().prefix { $0 != "]" }) }
        let host = whole.prefix { $0 != ":" }
        return host.isEmpty ? nil : String(host)
    }

    private static func addresses(of host: String) async throws(Fault) -> [String] {
        let found = await withCheckedContinuation { (waiter: CheckedContinuation<[String]?, Never>) in
            do throws(Fault) {
                // It blocks for as long as name servers take.
                try startThread(name: "names") { waiter.resume(returning: resolved(host)) }
            } catch {
                waiter.resume(returning: nil)
            }
        }
        guard let found, !found.isEmpty else {
            throw .unreachable("The name of \(host) cannot be resolved.", host)
        }
        return found
    }
}

private func resolved(_ host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var out: [String] = []
    var next = list
    while let here = next?.pointee {
        var room = [CChar](repeating: 0, count: 64)
        if getnameinfo(here.ai_addr, here.ai_addrlen, &room, 64, nil, 0, NI_NUMERICHOST) == 0 {
            let text = String(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            out.append(String(text.prefix { $0 != "%" }))
        }
        next = here.ai_next
    }
    return out
}
