import COpenSSL

/// TLS on one accepted socket; stays on its connection's loop.
final class TLSSession {
    private let ssl: OpaquePointer
    private var isBroken = false

    init?(_ context: OpaquePointer, _ fd: Int32) {
        guard let ssl = SSL_new(context) else { return nil }
        guard SSL_set_fd(ssl, fd) == 1 else {
            SSL_free(ssl)
            return nil
        }
        self.ssl = ssl
        SSL_set_accept_state(ssl)
    }

    deinit { SSL_free(ssl) }

    /// Goes on with the handshake; `bytes(0)` when it is complete.
    func handshake() -> TransportOutcome {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        return result == 1 ? .bytes(0) : outcome(result)
    }

    /// What the client and we have agreed to speak (RFC 7301).
    var isHTTP2: Bool {
        var (name, length): (UnsafePointer<UInt8>?, UInt32) = (nil, 0)
        SSL_get0_alpn_selected(ssl, &name, &length)
        return UnsafeBufferPointer(start: name, count: Int(length)).elementsEqual("h2".utf8)
    }

    /// Whom the client has proven to be, after the handshake.
    var certificate: ClientCertificate? {
        var subject = [CChar](repeating: 0, count: 1024)
        var digest = [UInt8](repeating: 0, count: 32)
        let count = plumb_ssl_peer(ssl, &subject, subject.count, &digest)
        guard count >= 0 else { return nil }
        return ClientCertificate(
            subject: String(
                decoding: subject.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self),
            digest: digest)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> TransportOutcome {
        ERR_clear_error()
        let count = SSL_read(ssl, buffer.baseAddress, Int32(clamping: buffer.count))
        return count > 0 ? .bytes(Int(count)) : outcome(count)
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> TransportOutcome {
        ERR_clear_error()
        let count = SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count))
        return count > 0 ? .bytes(Int(count)) : outcome(count)
    }

    /// Sends close_notify, so that the peer can tell the end from a cut (RFC 8446, 6.1).
    func notifyClose() {
        ERR_clear_error()
        if !isBroken, SSL_is_init_finished(ssl) == 1 { SSL_shutdown(ssl) }
        ERR_clear_error()
    }

    private func outcome(_ result: Int32) -> TransportOutcome {
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .again
        case SSL_ERROR_ZERO_RETURN: return .ended
        default:
            isBroken = true
            ERR_clear_error()
            return .failed
        }
    }
}
