import COpenSSL

/// TLS on one socket; stays with its session.
final class SecureSession {
    private let ssl: OpaquePointer
    private(set) var wantsWrite = false
    private var isBroken = false

    /// A client's checks the server's name, or address, against its certificate (RFC 6125).
    init?(_ context: OpaquePointer, _ descriptor: Int32, server name: String?) {
        guard let ssl = SSL_new(context) else { return nil }
        self.ssl = ssl
        guard SSL_set_fd(ssl, descriptor) == 1 else { return nil }
        guard let name else {
            SSL_set_accept_state(ssl)
            return
        }
        SSL_set_connect_state(ssl)
        let checks = SSL_get0_param(ssl)
        let isAddress = X509_VERIFY_PARAM_set1_ip_asc(checks, name) == 1
        guard isAddress || (plumb_ssl_server_name(ssl, name) == 1 && SSL_set1_host(ssl, name) == 1) else {
            return nil
        }
    }

    deinit { SSL_free(ssl) }

    var hasBuffered: Bool { SSL_pending(ssl) > 0 }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> SocketOutcome {
        ERR_clear_error()
        let count = SSL_read(ssl, buffer.baseAddress, Int32(clamping: buffer.count))
        return count > 0 ? .bytes(Int(count)) : outcome(count)
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> SocketOutcome {
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

    private func outcome(_ result: Int32) -> SocketOutcome {
        wantsWrite = false
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ: return .again
        case SSL_ERROR_WANT_WRITE:
            wantsWrite = true
            return .again
        case SSL_ERROR_ZERO_RETURN: return .ended
        default:
            isBroken = true
            ERR_clear_error()
            return .failed
        }
    }
}
