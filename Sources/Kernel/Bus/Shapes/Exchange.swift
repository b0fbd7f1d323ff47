import Schemas

/// One thing that a context can be asked to do: the value is the request, the type carries the contract.
/// The concrete shapes are `Operation`, `Job` and `StreamOperation`; there is no other.
public protocol Exchange: Codable, Sendable, Described {
    /// What crosses the wire back at once.
    associatedtype Answer: Codable & Sendable & Described
    static var contract: Contract { get }
    /// What the permission is checked on.
    var subject: Subject { get }
    /// The name that the node routes by; the contract's, unless the request itself says where it goes.
    var destination: String { get }
}

extension Exchange {
    public var subject: Subject { .tenant }
    public var destination: String { Self.contract.name }
    /// The one sentence of help, from the type's documentation comment.
    public static var help: String { schema.object?.help ?? "" }
}

/// An answer within two seconds.
public protocol Operation: Exchange where Answer == Output {
    associatedtype Output: Codable & Sendable & Described
}

/// Anything longer than an answer: it starts a saga and hands out a ticket to watch it by.
public protocol Job: Exchange where Answer == JobTicket {
    /// The result when the saga has completed.
    associatedtype Output: Codable & Sendable & Described
}

/// Elements over time, resumable from a cursor.
public protocol StreamOperation: Exchange where Answer == Element {
    associatedtype Element: Codable & Sendable & Described
    /// The cursor of the last element that the follower has seen; nil begins at the beginning.
    var after: String? { get }
}

/// One element of a stream with the cursor that resumes behind it.
public struct Streamed<Element: Codable & Sendable>: Codable, Sendable {
    public let cursor: String
    public let element: Element

    public init(cursor: String, element: Element) {
        self.cursor = cursor
        self.element = element
    }
}
