/// A value that does not fit its type, or bytes that are no value.
public struct CtyMismatch: Error, Equatable, CustomStringConvertible {
    /// Where, as people write it: `ingress[0].cidr_blocks`.
    public var path: String
    public let reason: String

    init(_ reason: String, at path: String = "") {
        self.path = path
        self.reason = reason
    }

    public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }

    /// The same seen from one level further out.
    func under(_ step: String) -> CtyMismatch {
        CtyMismatch(reason, at: path.isEmpty || path.hasPrefix("[") ? step + path : "\(step).\(path)")
    }
}
