import COpenSSL
public import Faults

/// AES-256 in Galois/counter mode (NIST SP 800-38D), with the nonce in the caller's hands: never use one
/// twice with the same key. `SealedBox` draws its own.
public enum AESGCM {
    public static let nonceSize = 12
    public static let tagSize = 16

    /// The ciphertext followed by its tag of 16 bytes.
    public static func seal(
        _ plaintext: some Sequence<UInt8>, key: SymmetricKey, nonce: [UInt8], authenticating aad: [UInt8] = []
    ) throws(Fault) -> [UInt8] {
        precondition(nonce.count == nonceSize, "A nonce has 12 bytes.")
        let context = try AESGCM.context()
        defer { EVP_CIPHER_CTX_free(context) }
        let plaintext = Array(plaintext)
        try check(size: plaintext.count)
        var length: Int32 = 0
        try check(EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key.bytes, nonce), "AES key")
        try check(EVP_EncryptUpdate(context, nil, &length, aad, Int32(aad.count)), "AES associated data")
        var out = [UInt8](repeating: 0, count: plaintext.count + tagSize)
        try check(EVP_EncryptUpdate(context, &out, &length, plaintext, Int32(plaintext.count)), "AES")
        var final: [UInt8] = [0]
        try check(EVP_EncryptFinal_ex(context, &final, &length), "AES end")
        let answer = out.withUnsafeMutableBytes { raw in
            EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_GET_TAG, Int32(tagSize), raw.baseAddress.map { $0 + plaintext.count })
        }
        try check(answer, "AES tag")
        return out
    }

    /// Faults: `crypto.not_authentic` when anything (key, nonce, text, tag, associated data) is not what
    /// was sealed; then nothing of the plaintext is given out.
    public static func open(
        _ sealed: some Collection<UInt8>, key: SymmetricKey, nonce: [UInt8],
        authenticating aad: [UInt8] = []
    ) throws(Fault) -> [UInt8] {
        guard nonce.count == nonceSize, sealed.count >= tagSize else { throw notAuthentic }
        let context = try AESGCM.context()
        defer { EVP_CIPHER_CTX_free(context) }
        let sealed = Array(sealed)
        let size = sealed.count - tagSize
        var tag = Array(sealed[size...])
        try check(size: size)
        var length: Int32 = 0
        try check(EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key.bytes, nonce), "AES key")
        try check(EVP_DecryptUpdate(context, nil, &length, aad, Int32(aad.count)), "AES associated data")
        var out = [UInt8](repeating: 0, count: size)
        var none: [UInt8] = [0]
        if size > 0 {
            try check(EVP_DecryptUpdate(context, &out, &length, sealed, Int32(size)), "AES")
        }
        try check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagSize), &tag), "AES tag")
        guard EVP_DecryptFinal_ex(context, &none, &length) == 1 else {
            out.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
            ERR_clear_error()
            throw notAuthentic
        }
        return out
    }

    static var notAuthentic: Fault {
        Fault(
            .broken, "crypto.not_authentic",
            "Sealed content does not open: it was altered, or sealed with another key.")
    }

    private static func context() throws(Fault) -> OpaquePointer {
        guard let context = EVP_CIPHER_CTX_new() else { throw Fault.openSSL("AES context") }
        return context
    }

    private static func check(size: Int) throws(Fault) {
        guard size < Int(Int32.max) - 64 else {
            throw Fault(.tooLarge, "crypto.too_large", "At most 2 GiB are sealed at once; seal it in chunks.")
        }
    }

    private static func check(_ answer: Int32, _ what: String) throws(Fault) {
        try Crypto.check(answer, what)
    }
}
