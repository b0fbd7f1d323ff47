import COpenSSL
import Faults

/// An OpenSSL key of one of the algorithms.
///
/// Unchecked: the key is never changed once made, and OpenSSL allows its use from many threads.
final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    let algorithm: SignatureAlgorithm

    /// Takes ownership. Faults: `crypto.key_unsupported` when no algorithm fits.
    init(taking pointer: OpaquePointer) throws(Fault) {
        guard let algorithm = KeyHandle.algorithm(of: pointer) else {
            EVP_PKEY_free(pointer)
            throw Fault(
                .invalid, "crypto.key_unsupported",
                "Only Ed25519, RSA from 2048 bits and P-256 keys sign and verify here.")
        }
        self.pointer = pointer
        self.algorithm = algorithm
    }

    deinit { EVP_PKEY_free(pointer) }

    private static func algorithm(of key: OpaquePointer) -> SignatureAlgorithm? {
        if EVP_PKEY_is_a(key, "ED25519") == 1 { return .edDSA }
        if EVP_PKEY_is_a(key, "RSA") == 1 { return EVP_PKEY_get_bits(key) >= 2048 ? .rs256 : nil }
        guard EVP_PKEY_is_a(key, "EC") == 1 else { return nil }
        var name = [CChar](repeating: 0, count: 32)
        var length = 0
        guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return nil }
        let group = String(decoding: name[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return group == "prime256v1" || group == "P-256" ? .es256 : nil
    }

    static func generate(_ algorithm: SignatureAlgorithm) throws(Fault) -> KeyHandle {
        let kind =
            switch algorithm {
            case .edDSA: "ED25519"
            case .rs256: "RSA"
            case .es256: "EC"
            }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, kind, nil) else { throw .openSSL("key context") }
        defer { EVP_PKEY_CTX_free(context) }
        try check(EVP_PKEY_keygen_init(context), "key generation")
        switch algorithm {
        case .edDSA: break
        case .rs256: try check(EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048), "RSA size")
        case .es256: try check(EVP_PKEY_CTX_set_group_name(context, "P-256"), "curve")
        }
        var key: OpaquePointer?
        try check(EVP_PKEY_generate(context, &key), "key generation")
        guard let key else { throw .openSSL("key generation") }
        return try KeyHandle(taking: key)
    }

    // MARK: Signatures

    private var digest: OpaquePointer? { algorithm == .edDSA ? nil : EVP_sha256() }

    func sign(_ message: [UInt8]) throws(Fault) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw .openSSL("signature context") }
        defer { EVP_MD_CTX_free(context) }
        try check(EVP_DigestSignInit(context, nil, digest, nil, pointer), "signature")
        var length = 0
        try check(EVP_DigestSign(context, nil, &length, message, message.count), "signature size")
        var signature = [UInt8](repeating: 0, count: length)
        try check(EVP_DigestSign(context, &signature, &length, message, message.count), "signature")
        signature.removeLast(signature.count - length)
        return algorithm == .es256 ? try rawSignature(fromDER: signature) : signature
    }

    func verify(_ signature: [UInt8], of message: [UInt8]) throws(Fault) -> Bool {
        guard let signature = algorithm == .es256 ? derSignature(fromRaw: signature) : signature else {
            return false
        }
        guard let context = EVP_MD_CTX_new() else { throw .openSSL("signature context") }
        defer { EVP_MD_CTX_free(context) }
        try check(EVP_DigestVerifyInit(context, nil, digest, nil, pointer), "verification")
        let answer = EVP_DigestVerify(context, signature, signature.count, message, message.count)
        if answer != 1 { ERR_clear_error() }
        return answer == 1
    }
}

/// The two numbers of an ECDSA signature, as JSON Web Signatures write them (RFC 7518, section 3.4).
private func rawSignature(fromDER der: [UInt8]) throws(Fault) -> [UInt8] {
    let raw: [UInt8]? = der.withUnsafeBufferPointer { buffer in
        var start = buffer.baseAddress
        guard let signature = d2i_ECDSA_SIG(nil, &start, buffer.count) else { return nil }
        defer { ECDSA_SIG_free(signature) }
        var raw = [UInt8](repeating: 0, count: 64)
        let isPut = raw.withUnsafeMutableBufferPointer { out in
            BN_bn2binpad(ECDSA_SIG_get0_r(signature), out.baseAddress, 32) == 32
                && BN_bn2binpad(ECDSA_SIG_get0_s(signature), out.baseAddress.map { $0 + 32 }, 32) == 32
        }
        return isPut ? raw : nil
    }
    guard let raw else { throw .openSSL("ECDSA signature") }
    return raw
}

/// Nil when it is not 64 bytes.
private func derSignature(fromRaw raw: [UInt8]) -> [UInt8]? {
    guard raw.count == 64, let signature = ECDSA_SIG_new() else { return nil }
    defer { ECDSA_SIG_free(signature) }
    let isSet = raw.withUnsafeBufferPointer { buffer in
        // The signature takes both numbers over.
        ECDSA_SIG_set0(
            signature, BN_bin2bn(buffer.baseAddress, 32, nil),
            BN_bin2bn(buffer.baseAddress.map { $0 + 32 }, 32, nil))
    }
    let length = i2d_ECDSA_SIG(signature, nil)
    guard isSet == 1, length > 0 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: Int(length)) { out, count in
        var start = out.baseAddress
        count = Int(i2d_ECDSA_SIG(signature, &start))
    }
}
