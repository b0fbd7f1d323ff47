import COpenSSL
public import Faults

/// A key of RFC 7518: RSA, a curve of NIST's, or Ed25519, public or private.
///
/// Unchecked: OpenSSL's keys may be used from several threads once they are made, and this one owns its key.
public final class WebKey: @unchecked Sendable {
    /// What a key is for.
    public enum Kind: Sendable, Equatable {
        case rsa, ed25519
        /// The bytes of a coordinate.
        case curve(width: Int)
        case other
    }

    private let pointer: OpaquePointer

    private init(taking pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }

    private convenience init?(_ pointer: OpaquePointer?) {
        guard let pointer else {
            ERR_clear_error()
            return nil
        }
        self.init(taking: pointer)
    }

    /// A public key as RFC 5280 writes it, or an RSA key of PKCS #1; nil when it is neither.
    public convenience init?(publicDER bytes: [UInt8]) {
        let made: OpaquePointer? = bytes.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            if let key = d2i_PUBKEY(nil, &start, buffer.count) { return key }
            start = buffer.baseAddress
            return d2i_PublicKey(EVP_PKEY_RSA, nil, &start, buffer.count)
        }
        self.init(made)
    }

    /// A private key of PKCS #1, PKCS #8 or SEC 1; nil when it is none.
    public convenience init?(privateDER bytes: [UInt8]) {
        self.init(
            bytes.withUnsafeBufferPointer { buffer in
                var start = buffer.baseAddress
                return d2i_AutoPrivateKey(nil, &start, buffer.count)
            })
    }

    /// The public key that a certificate is about; nil when the bytes are none.
    public convenience init?(certificateDER bytes: [UInt8]) {
        self.init(
            bytes.withUnsafeBufferPointer { buffer in
                var start = buffer.baseAddress
                guard let certificate = d2i_X509(nil, &start, buffer.count) else { return nil }
                defer { X509_free(certificate) }
                return X509_get_pubkey(certificate)
            })
    }

    /// The numbers n, e, and, for a private key, d, p, q, dp, dq and qi, of which all after d may be missing.
    public convenience init?(rsa numbers: [[UInt8]?]) {
        precondition(numbers.count == 8, "An RSA key has eight numbers.")
        var flat: [UInt8] = []
        var offsets: [Int?] = []
        for number in numbers {
            offsets.append(number.map { _ in flat.count })
            flat += number ?? []
        }
        let lengths = numbers.map { $0?.count ?? 0 }
        self.init(
            flat.withUnsafeBufferPointer { buffer in
                let starts = offsets.map { offset in
                    offset.flatMap { at in buffer.baseAddress.map { $0 + at } }
                }
                return plumb_rsa_key(starts, lengths)
            })
    }

    /// A point of `P-256`, `P-384` or `P-521`, and the private number, if there is one.
    public convenience init?(curve: String, x: [UInt8], y: [UInt8], secret: [UInt8]?) {
        guard let width = ["P-256": 32, "P-384": 48, "P-521": 66][curve], x.count <= width, y.count <= width
        else {
            return nil
        }
        func padded(_ bytes: [UInt8]) -> [UInt8] { Array(repeating: 0, count: width - bytes.count) + bytes }
        let point = [4] + padded(x) + padded(y)
        self.init(plumb_curve_key(curve, point, point.count, secret, secret?.count ?? 0))
    }

    /// Ed25519: the 32 bytes of the public key, or of the seed.
    public convenience init?(ed25519 bytes: [UInt8], isPrivate: Bool) {
        guard bytes.count == 32 else { return nil }
        self.init(
            isPrivate
                ? EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, bytes, 32)
                : EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, 32))
    }

    public var kind: Kind {
        switch EVP_PKEY_get_base_id(pointer) {
        case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS: .rsa
        case EVP_PKEY_ED25519: .ed25519
        case EVP_PKEY_EC: .curve(width: (Int(EVP_PKEY_get_bits(pointer)) + 7) / 8)
        default: .other
        }
    }

    /// A number of the key by OpenSSL's name (`n`, `rsa-factor1`), big-endian without leading zeros.
    public func number(_ name: String) -> [UInt8]? {
        var value: OpaquePointer?
        guard EVP_PKEY_get_bn_param(pointer, name, &value) == 1 else {
            ERR_clear_error()
            return nil
        }
        defer { BN_clear_free(value) }
        let length = Int(BN_num_bits(value) + 7) / 8
        return [UInt8](unsafeUninitializedCapacity: max(1, length)) { out, count in
            count = Int(BN_bn2bin(value, out.baseAddress))
        }
    }

    /// The bytes of a raw key: Ed25519's public key or seed.
    public func raw(isPrivate: Bool) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 64)
        var length = 64
        let answer =
            isPrivate
            ? EVP_PKEY_get_raw_private_key(pointer, &bytes, &length)
            : EVP_PKEY_get_raw_public_key(pointer, &bytes, &length)
        guard answer == 1 else {
            ERR_clear_error()
            return nil
        }
        return Array(bytes.prefix(length))
    }
}

// MARK: - Signatures

extension WebKey {
    /// How RSA pads; other keys take no part in it.
    public enum Padding: Sendable { case pkcs1, pss }

    /// The signature as RFC 7515 writes it: ECDSA's two numbers one after the other. `hash` is `SHA256`,
    /// `SHA384` or `SHA512`. Faults: `crypto.openssl` when the key cannot sign.
    public func sign(_ message: [UInt8], hash: String, padding: Padding = .pkcs1) throws(Fault) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw .openSSL("signature") }
        defer { EVP_MD_CTX_free(context) }
        var inner: OpaquePointer?
        let digest = kind == .ed25519 ? nil : EVP_get_digestbyname(hash)
        try check(EVP_DigestSignInit(context, &inner, digest, nil, pointer), "signature")
        if kind == .rsa, padding == .pss { try check(plumb_use_pss(inner, 0), "padding") }
        var length = 0
        try check(EVP_DigestSign(context, nil, &length, message, message.count), "signature")
        var bytes = [UInt8](repeating: 0, count: length)
        try check(EVP_DigestSign(context, &bytes, &length, message, message.count), "signature")
        bytes = Array(bytes.prefix(length))
        guard case .curve(let width) = kind else { return bytes }
        return try WebKey.joined(bytes, width: width)
    }

    /// Whether the signature, as RFC 7515 writes it, is this key's of the message.
    public func verifies(
        _ signature: [UInt8], of message: [UInt8], hash: String, padding: Padding = .pkcs1
    ) -> Bool {
        defer { ERR_clear_error() }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        var inner: OpaquePointer?
        let digest = kind == .ed25519 ? nil : EVP_get_digestbyname(hash)
        guard EVP_DigestVerifyInit(context, &inner, digest, nil, pointer) == 1 else { return false }
        if kind == .rsa, padding == .pss, plumb_use_pss(inner, 1) != 1 { return false }
        var bytes = signature
        if case .curve(let width) = kind {
            guard signature.count == width * 2, let made = WebKey.split(signature, width: width) else {
                return false
            }
            bytes = made
        }
        return EVP_DigestVerify(context, bytes, bytes.count, message, message.count) == 1
    }

    /// The two numbers of a signature in DER, side by side.
    private static func joined(_ der: [UInt8], width: Int) throws(Fault) -> [UInt8] {
        let signature: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return d2i_ECDSA_SIG(nil, &start, buffer.count)
        }
        guard let signature else { throw .openSSL("signature") }
        defer { ECDSA_SIG_free(signature) }
        var out = [UInt8](repeating: 0, count: width * 2)
        let first = BN_bn2binpad(ECDSA_SIG_get0_r(signature), &out, Int32(width))
        var rest = [UInt8](repeating: 0, count: width)
        let second = BN_bn2binpad(ECDSA_SIG_get0_s(signature), &rest, Int32(width))
        guard first >= 0, second >= 0 else { throw .openSSL("signature") }
        return Array(out.prefix(width)) + rest
    }

    private static func split(_ bytes: [UInt8], width: Int) -> [UInt8]? {
        guard let signature = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(signature) }
        let r = BN_bin2bn(bytes, Int32(width), nil)
        let s = Array(bytes[width...]).withUnsafeBufferPointer {
            BN_bin2bn($0.baseAddress, Int32(width), nil)
        }
        guard ECDSA_SIG_set0(signature, r, s) == 1 else { return nil }
        var out: UnsafeMutablePointer<UInt8>?
        let length = i2d_ECDSA_SIG(signature, &out)
        guard length > 0, let out else { return nil }
        defer { CRYPTO_free(out, nil, 0) }
        return Array(UnsafeBufferPointer(start: out, count: Int(length)))
    }
}

/// Chains of certificates (RFC 5280, section 6).
public enum CertificateChain {
    /// What the first certificate must be good for.
    public enum Purpose: Sendable { case any, server, client }

    /// Whether the first certificate is vouched for, through those in the middle, by the last; nil when one
    /// cannot be read. `moment` is in seconds since 1970.
    public static func holds(
        _ certificates: [[UInt8]], host: String = "", at moment: Int, purpose: Purpose
    ) -> Bool? {
        let flat = certificates.flatMap { $0 }
        let lengths = certificates.map(\.count)
        let answer = flat.withUnsafeBufferPointer { buffer in
            var at = 0
            var starts: [UnsafePointer<UInt8>?] = []
            for length in lengths {
                starts.append(buffer.baseAddress.map { $0 + at })
                at += length
            }
            let kind: Int32 =
                switch purpose {
                case .any: 0
                case .server: X509_PURPOSE_SSL_SERVER
                case .client: X509_PURPOSE_SSL_CLIENT
                }
            return plumb_chain_holds(starts, lengths, Int32(lengths.count), host, Int64(moment), kind)
        }
        return answer < 0 ? nil : answer == 1
    }
}

extension MessageCode {
    /// HMAC (RFC 2104) with `MD5`, `SHA1`, `SHA256`, `SHA384` or `SHA512`.
    public static func hmac(_ message: [UInt8], key: [UInt8], hash: String) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { out, count in
            var length: UInt32 = 0
            let code = HMAC(
                EVP_get_digestbyname(hash), key, Int32(key.count), message, message.count, out.baseAddress,
                &length)
            precondition(code != nil, "OpenSSL has lost HMAC.")
            count = Int(length)
        }
    }
}
