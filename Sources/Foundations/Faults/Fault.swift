/// What every context throws when a request cannot be met.
///
/// `kind` is for machines and decides every face's status; `code` is stable and owned by one context;
/// `message` is for the person who asked and says what to do next; `note` stays with the operator.
public struct Fault: Error, Codable, Sendable, Equatable {
    /// Decides the HTTP status, the gRPC status and the exit code. Adding a case changes the API.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case invalid, unauthenticated, forbidden, missing, conflict, locked, tooLarge, precondition
        case exhausted, unavailable, cancelled, deadlineExceeded, unsupported, broken
    }

    /// Stable, dotted, owned by one context: `drift.scan_running`.
    public struct Code: RawRepresentable, Codable, Sendable, Hashable, ExpressibleByStringLiteral {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { self.rawValue = value }
    }

    /// One thing that is wrong with the request, at a place in it.
    public struct Problem: Codable, Sendable, Equatable {
        /// A JSON pointer (RFC 6901) into the request, or a file position such as `main.tf:3,5`.
        public let path: String
        public let message: String

        public init(_ path: String, _ message: String) {
            self.path = path
            self.message = message
        }
    }

    public let kind: Kind
    public let code: Code
    public let message: String
    /// Every field that is wrong, all at once.
    public let problems: [Problem]
    /// Encoded JSON that a client may act on: a lock's holder, Terraform's diagnostics.
    public let details: String?
    /// Seconds after which the same request may succeed.
    public let retryAfter: Int?
    /// For the operator's log. Never encoded, so it cannot leave the process.
    public let note: String?

    enum CodingKeys: CodingKey { case kind, code, message, problems, details, retryAfter }

    public init(
        _ kind: Kind, _ code: Code, _ message: String, problems: [Problem] = [],
        details: String? = nil, retryAfter: Int? = nil, note: String? = nil
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.problems = problems
        self.details = details
        self.retryAfter = retryAfter
        self.note = note
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try box.decode(Kind.self, forKey: .kind),
            try box.decode(Code.self, forKey: .code),
            try box.decode(String.self, forKey: .message),
            problems: try box.decodeIfPresent([Problem].self, forKey: .problems) ?? [],
            details: try box.decodeIfPresent(String.self, forKey: .details),
            retryAfter: try box.decodeIfPresent(Int.self, forKey: .retryAfter))
    }
}
