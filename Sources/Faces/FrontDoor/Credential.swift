import FoundationEssentials
import HTTP

/// What a request proves itself with (RFC 6750, RFC 7617, RFC 6265).
public enum Credential: Sendable, Equatable {
    case none
    /// A token in `Authorization: Bearer`, or the password of `Basic`, as Terraform's backend sends it.
    case token(String)
    /// A session's secret in the browser's cookie.
    case cookie(String)
    /// An Authorization header that is neither.
    case malformed

    public static let cookieName = "plumb_session"

    /// Reads the Authorization header, and the cookie only where there is none.
    public init(of headers: Headers) {
        if let header = headers["Authorization"] {
            self = Credential.read(header)
            return
        }
        for line in headers.all("Cookie") {
            for pair in line.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].filter({ $0 != " " }) == Credential.cookieName else {
                    continue
                }
                self = .cookie(String(parts[1]))
                return
            }
        }
        self = .none
    }

    private static func read(_ header: String) -> Credential {
        let parts = header.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, !parts[1].isEmpty else { return .malformed }
        let proof = String(Substring(parts[1]))
        switch Substring(parts[0]).lowercased() {
        case "bearer": return .token(proof)
        case "basic":
            guard let decoded = Data(base64Encoded: proof),
                let colon = decoded.firstIndex(of: UInt8(ascii: ":")), colon + 1 < decoded.endIndex
            else { return .malformed }
            return .token(String(decoding: decoded[(colon + 1)...], as: UTF8.self))
        default: return .malformed
        }
    }

    /// The secret itself, when there is one.
    public var secret: String? {
        switch self {
        case .token(let secret), .cookie(let secret): secret
        case .none, .malformed: nil
        }
    }
}
