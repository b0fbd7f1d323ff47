/// A certificate that a client has proven to hold, and that an accepted authority has signed.
///
/// A reference, shared by the requests of its connection.
public final class ClientCertificate: Sendable {
    /// The subject's name as RFC 2253 writes it, in ASCII.
    public let subject: String
    /// SHA-256 of the whole certificate.
    public let digest: [UInt8]

    public init(subject: String, digest: [UInt8]) {
        self.subject = subject
        self.digest = digest
    }
}
