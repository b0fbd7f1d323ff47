import COpenSSL
public import Faults

/// Decryption with RSA's PKCS #1 v1.5 padding (RFC 8017, section 7.2), for the languages that have a function
/// for it. A service must never tell a stranger whether it failed: that is an oracle for the key.
public enum RSADecryption {
    /// Faults: `crypto.key_malformed`, `crypto.decryption_failed`.
    public static func decrypt(_ bytes: [UInt8], pem: String) throws(Fault) -> [UInt8] {
        let plain = pem.contains(OpenSSHKey.header) ? try OpenSSHKey.pkcs1(pem) : pem
        let handle = try KeyHandle.read(pem: plain, "a private key in PEM") { source in
            PEM_read_bio_PrivateKey(source, nil, { _, _, _, _ in -1 }, nil)
        }
        let failed = Fault(.invalid, "crypto.decryption_failed", "The text was not encrypted for this key.")
        guard let context = EVP_PKEY_CTX_new(handle.pointer, nil) else { throw failed }
        defer {
            EVP_PKEY_CTX_free(context)
            ERR_clear_error()
        }
        guard EVP_PKEY_decrypt_init(context) == 1,
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
        else { throw failed }
        // Newer libraries would answer wrong padding with noise; versions without it don't know the name.
        _ = EVP_PKEY_CTX_ctrl_str(context, "rsa_pkcs1_implicit_rejection", "0")
        var size = 0
        guard EVP_PKEY_decrypt(context, nil, &size, bytes, bytes.count) == 1 else { throw failed }
        var out = [UInt8](repeating: 0, count: size)
        guard EVP_PKEY_decrypt(context, &out, &size, bytes, bytes.count) == 1 else { throw failed }
        return Array(out[..<size])
    }
}
