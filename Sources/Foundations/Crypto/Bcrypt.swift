internal import CCrypt
public import Faults

/// bcrypt, in the form that begins with `$2a$`. For hashes that others ask for; Plumb's own passwords are
/// hashed with `Passwords`.
public enum Bcrypt {
    /// The costs that can be asked for; each one more takes twice as long, the last about four seconds.
    public static let costs = 4...16

    /// 60 characters. The salt is 16 bytes, the password at most 72 without a zero among them.
    ///
    /// Faults: `crypto.bcrypt_refused` for all else.
    public static func hash(_ password: [UInt8], cost: Int, salt: [UInt8]) throws(Fault) -> String {
        guard costs.contains(cost), salt.count == 16, password.count <= 72, !password.contains(0) else {
            throw refused
        }
        var isDone = false
        let text = [UInt8](unsafeUninitializedCapacity: 64) { room, count in
            (password + [0]).withUnsafeBytes { phrase in
                salt.withUnsafeBytes { salt in
                    isDone =
                        plumb_bcrypt(
                            phrase.baseAddress?.assumingMemoryBound(to: CChar.self), UInt(cost),
                            salt.baseAddress?.assumingMemoryBound(to: CChar.self), 16,
                            UnsafeMutableRawPointer(room.baseAddress)?.assumingMemoryBound(to: CChar.self), 64
                        ) == 1
                }
            }
            count = isDone ? 60 : 0
        }
        guard isDone else { throw refused }
        return String(decoding: text, as: UTF8.self)
    }

    private static let refused = Fault(
        .invalid, "crypto.bcrypt_refused",
        "bcrypt takes a cost from 4 to 16, a salt of 16 bytes and a password of at most 72 without a zero.")
}
