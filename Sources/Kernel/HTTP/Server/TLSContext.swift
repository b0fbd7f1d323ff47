import COpenSSL
import Faults

/// A server's certificate, key and protocol choices, shared by its connections.
///
/// Sendable because OpenSSL counts references to a context atomically, and nothing changes it after
/// `init`.
final class TLSContext: @unchecked Sendable {
    private let context: OpaquePointer

    /// Reads the files; faults with `invalid`, code `http.tls_files`, when they do not fit together.
    init(_ configuration: ServerConfiguration.TLS, speaksHTTP2: Bool) throws(Fault) {
        guard let context = SSL_CTX_new(TLS_server_method()) else {
            throw Fault(.broken, "http.tls", "TLS could not be set up.", note: tlsErrors())
        }
        self.context = context
        _ = plumb_ssl_min_version(context, configuration.allowsTLS12 ? TLS1_2_VERSION : TLS1_3_VERSION)
        _ = plumb_ssl_mode(
            context,
            Int(SSL_MODE_ENABLE_PARTIAL_WRITE) | Int(SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER)
                | Int(SSL_MODE_RELEASE_BUFFERS))
        let options = sslOption(30) | sslOption(17)  // no renegotiation, no compression
        SSL_CTX_set_options(context, options)
        // The suites of 1.2 that HTTP/2 allows (RFC 9113, 9.2.2); those of 1.3 all are.
        SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20")
        if speaksHTTP2 {
            SSL_CTX_set_alpn_select_cb(context, chooseAnyProtocol, nil)
        } else {
            SSL_CTX_set_alpn_select_cb(context, chooseOldProtocol, nil)
        }
        try readFiles(configuration)
    }

    private func readFiles(_ configuration: ServerConfiguration.TLS) throws(Fault) {
        guard SSL_CTX_use_certificate_chain_file(context, configuration.chain) == 1,
            SSL_CTX_use_PrivateKey_file(context, configuration.key, SSL_FILETYPE_PEM) == 1,
            SSL_CTX_check_private_key(context) == 1
        else {
            throw Fault(
                .invalid, "http.tls_files",
                "The TLS certificate or its key cannot be used. Give a PEM chain and the key of its leaf.",
                note: tlsErrors())
        }
        guard let clients = configuration.clients else { return }
        guard plumb_ssl_ask_clients(context, clients.authorities, clients.isRequired ? 1 : 0) == 1 else {
            throw Fault(
                .invalid, "http.tls_files",
                "The authorities of clients' certificates cannot be used. Give a PEM file of them.",
                note: tlsErrors())
        }
    }

    deinit { SSL_CTX_free(context) }

    func session(_ fd: Int32) -> TLSSession? { TLSSession(context, fd) }
}

/// `SSL_OP_BIT` of OpenSSL 3, which Swift does not import.
private func sslOption(_ bit: UInt64) -> UInt64 { 1 << bit }

private func chooseAnyProtocol(
    _: OpaquePointer?, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ chosenLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?, _ length: UInt32,
    _: UnsafeMutableRawPointer?
) -> Int32 { choose("\u{2}h2\u{8}http/1.1", chosen, chosenLength, offered, length) }

private func chooseOldProtocol(
    _: OpaquePointer?, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ chosenLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?, _ length: UInt32,
    _: UnsafeMutableRawPointer?
) -> Int32 { choose("\u{8}http/1.1", chosen, chosenLength, offered, length) }

/// The first of `known` that is offered (RFC 7301); a client that speaks none of them is refused.
private func choose(
    _ known: StaticString, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ chosenLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?, _ length: UInt32
) -> Int32 {
    var choice: UnsafeMutablePointer<UInt8>?
    let result = SSL_select_next_proto(
        &choice, chosenLength, known.utf8Start, UInt32(known.utf8CodeUnitCount), offered, length)
    guard result == OPENSSL_NPN_NEGOTIATED else { return SSL_TLSEXT_ERR_ALERT_FATAL }
    chosen?.pointee = UnsafePointer(choice)
    return SSL_TLSEXT_ERR_OK
}

/// Takes the calling thread's queue of OpenSSL errors as text.
func tlsErrors() -> String {
    var texts: [String] = []
    var line = [CChar](repeating: 0, count: 256)
    while texts.count < 8 {
        let code = ERR_get_error()
        if code == 0 { break }
        ERR_error_string_n(code, &line, line.count)
        texts.append(line.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" })
    }
    ERR_clear_error()
    return texts.joined(separator: "; ")
}
