import CCurl
import Glibc

extension Transfer {
    /// Has every address looked at before a socket for it is made.
    func guardAddresses(_ handle: UnsafeMutableRawPointer, by addressGuard: AddressGuard) {
        self.addressGuard = addressGuard
        plumb_curl_on_socket(handle, openGuardedSocket)
        plumb_curl_pointer(handle, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(self).toOpaque())
    }

    /// A socket for the address, or none; which addresses were refused is remembered for the fault.
    fileprivate func socket(_ family: Int32, _ type: Int32, _ proto: Int32, _ address: String) -> Int32 {
        if let addressGuard, addressGuard.refuses(address) {
            refusedAddress = address
            return CURL_SOCKET_BAD
        }
        return Glibc.socket(family, type | Int32(SOCK_CLOEXEC.rawValue), proto)
    }
}

private func openGuardedSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
    _ place: UnsafeMutablePointer<curl_sockaddr>?
) -> Int32 {
    guard let context, let place, purpose == CURLSOCKTYPE_IPCXN else { return CURL_SOCKET_BAD }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    let address = withUnsafePointer(to: &place.pointee.addr) { addr -> String in
        var room = [CChar](repeating: 0, count: 64)
        let length = socklen_t(place.pointee.addrlen)
        guard getnameinfo(addr, length, &room, 64, nil, 0, NI_NUMERICHOST) == 0 else { return "" }
        let text = String(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // A link-local address comes with its zone.
        return String(text.prefix { $0 != "%" })
    }
    let what = place.pointee
    return transfer.socket(what.family, what.socktype, what.protocol, address)
}
