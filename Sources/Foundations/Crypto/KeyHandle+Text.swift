import COpenSSL
import Faults

extension KeyHandle {
    static func notAKey(_ what: String) -> Fault {
        ERR_clear_error()
        return Fault(.invalid, "crypto.key_malformed", "This is not \(what).")
    }

    // MARK: PEM

    static func read(
        pem: String, _ what: String,
        _ read: (OpaquePointer?) -> OpaquePointer?
    ) throws(Fault) -> KeyHandle {
        // The source borrows the bytes, so it lives within the closure only.
        let key: OpaquePointer? = Array(pem.utf8).withUnsafeBytes { raw in
            guard let source = BIO_new_mem_buf(raw.baseAddress, Int32(clamping: raw.count)) else {
                return nil
            }
            defer { BIO_free(source) }
            return read(source)
        }
        guard let key else { throw notAKey(what) }
        return try KeyHandle(taking: key)
    }

    func pem(_ write: (OpaquePointer?) -> Int32) throws(Fault) -> String {
        guard let sink = BIO_new(BIO_s_mem()) else { throw .openSSL("PEM") }
        defer { BIO_free(sink) }
        try check(write(sink), "PEM")
        var start: UnsafeMutablePointer<CChar>?
        let length = BIO_ctrl(sink, BIO_CTRL_INFO, 0, &start)
        guard let start else { throw .openSSL("PEM") }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }

    // MARK: Numbers

    /// A named number of the key, big-endian, at least `width` bytes.
    func number(_ name: String, width: Int = 0) throws(Fault) -> [UInt8] {
        var value: OpaquePointer?
        try check(EVP_PKEY_get_bn_param(pointer, name, &value), "key parameter \(name)")
        defer { BN_free(value) }
        let length = max(width, Int(BN_num_bits(value) + 7) / 8)
        return [UInt8](unsafeUninitializedCapacity: length) { out, count in
            count = Int(max(0, BN_bn2binpad(value, out.baseAddress, Int32(length))))
        }
    }

    /// The 32 bytes of an Ed25519 public key.
    func rawPublicKey() throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var length = 32
        try check(EVP_PKEY_get_raw_public_key(pointer, &bytes, &length), "Ed25519 key")
        return bytes
    }

    static func rsa(modulus: [UInt8], exponent: [UInt8]) throws(Fault) -> KeyHandle {
        let n = BN_bin2bn(modulus, Int32(clamping: modulus.count), nil)
        let e = BN_bin2bn(exponent, Int32(clamping: exponent.count), nil)
        defer {
            BN_free(n)
            BN_free(e)
        }
        return try fromParameters("RSA", plumb_rsa_parameters(n, e))
    }

    /// A point on P-256 that the curve is checked to contain.
    static func p256(x: [UInt8], y: [UInt8]) throws(Fault) -> KeyHandle {
        guard x.count == 32, y.count == 32 else { throw notAKey("a point on P-256") }
        let point = [4] + x + y
        let key = try fromParameters("EC", plumb_p256_parameters(point, point.count))
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else { throw .openSSL("key") }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_public_check(context) == 1 else { throw notAKey("a point on P-256") }
        return key
    }

    /// Takes the parameters over.
    private static func fromParameters(
        _ kind: String, _ parameters: UnsafeMutablePointer<OSSL_PARAM>?
    ) throws(Fault) -> KeyHandle {
        defer { OSSL_PARAM_free(parameters) }
        guard let parameters, let context = EVP_PKEY_CTX_new_from_name(nil, kind, nil) else {
            throw .openSSL("key parameters")
        }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        try check(EVP_PKEY_fromdata_init(context), "key from parameters")
        guard EVP_PKEY_fromdata(context, &key, plumb_public_key_selection(), parameters) == 1, let key else {
            throw notAKey("a public key")
        }
        return try KeyHandle(taking: key)
    }
}
