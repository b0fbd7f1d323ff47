import COpenSSL
import Faults

/// Certificates and keys of one end, as files in PEM.
public struct GRPCSecurity: Sendable {
    /// The own certificate with its chain, and its key; a client may go without.
    public var certificate: String?
    public var key: String?
    /// Authorities that the peer's certificate must come from. A client without any takes the system's; a
    /// server with some asks every client for a certificate.
    public var authorities: String?

    public init(certificate: String? = nil, key: String? = nil, authorities: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.authorities = authorities
    }
}

/// OpenSSL's context for one end; TLS 1.3, HTTP/2 alone (RFC 7301).
///
/// Sendable because OpenSSL counts references atomically, and nothing changes it after `init`.
final class SecureContext: @unchecked Sendable {
    private let context: OpaquePointer
    private let isServer: Bool

    /// Faults: `grpc.tls_files` when the files can't be read or don't fit together.
    init(_ security: GRPCSecurity, isServer: Bool) throws(Fault) {
        self.isServer = isServer
        guard let context = SSL_CTX_new(isServer ? TLS_server_method() : TLS_client_method()) else {
            throw Fault(.broken, "grpc.tls", "TLS could not be set up.")
        }
        self.context = context
        _ = plumb_ssl_min_version(context, TLS1_3_VERSION)
        _ = plumb_ssl_mode(
            context, Int(SSL_MODE_ENABLE_PARTIAL_WRITE) | Int(SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER))
        if isServer {
            SSL_CTX_set_alpn_select_cb(context, chooseHTTP2, nil)
        } else {
            _ = SSL_CTX_set_alpn_protos(context, [2, 0x68, 0x32], 3)
        }
        var isSound = true
        if let certificate = security.certificate {
            isSound =
                SSL_CTX_use_certificate_chain_file(context, certificate) == 1
                && SSL_CTX_use_PrivateKey_file(context, security.key ?? certificate, SSL_FILETYPE_PEM) == 1
                && SSL_CTX_check_private_key(context) == 1
        } else if isServer {
            isSound = false
        }
        if let authorities = security.authorities {
            isSound = isSound && SSL_CTX_load_verify_locations(context, authorities, nil) == 1
        } else if !isServer {
            isSound = isSound && SSL_CTX_set_default_verify_paths(context) == 1
        }
        if !isServer || security.authorities != nil {
            SSL_CTX_set_verify(
                context, isServer ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_PEER, nil)
        }
        guard isSound else {
            ERR_clear_error()
            throw Fault(
                .invalid, "grpc.tls_files",
                "The TLS files can't be used. Give a PEM chain, the key of its leaf, and the authorities in PEM."
            )
        }
    }

    deinit { SSL_CTX_free(context) }

    func session(_ descriptor: Int32, server name: String?) -> SecureSession? {
        SecureSession(context, descriptor, server: isServer ? nil : name)
    }
}

private func chooseHTTP2(
    _: OpaquePointer?, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ chosenLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?, _ length: UInt32,
    _: UnsafeMutableRawPointer?
) -> Int32 {
    let known: StaticString = "\u{2}h2"
    var choice: UnsafeMutablePointer<UInt8>?
    let result = SSL_select_next_proto(
        &choice, chosenLength, known.utf8Start, UInt32(known.utf8CodeUnitCount), offered, length)
    guard result == OPENSSL_NPN_NEGOTIATED else { return SSL_TLSEXT_ERR_ALERT_FATAL }
    chosen?.pointee = UnsafePointer(choice)
    return SSL_TLSEXT_ERR_OK
}
