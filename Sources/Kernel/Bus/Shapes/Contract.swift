/// What faces and bus need to know about an operation, said once.
public struct Contract: Sendable {
    public enum Shape: String, Sendable { case operation, job, stream }
    /// A query changes nothing; a command may, and is audited.
    public enum Effect: String, Sendable { case query, command }

    /// Bytes beside the JSON: a body that is staged into objects, or an answer that is read from them.
    public enum Bytes: Sendable, Equatable {
        case none
        /// The request's field of this name is a `BlobRef` that the face fills from the body.
        case taken(field: String)
        /// The answer is a `BlobRef` whose content the face sends, as this media type.
        case given(mediaType: String)
    }

    /// Dotted, `context.verb`: the name on the bus, in audit and on the command line.
    public let name: String
    public let shape: Shape
    public let effect: Effect
    /// Nil for what only foreign protocols or other contexts ask.
    public let route: Route?
    public let access: Access
    public let bytes: Bytes
    /// True when the answer carries a secret that is shown once: it is never stored for replay.
    public let revealsSecret: Bool
    /// True when success makes something new (201).
    public let creates: Bool
    /// Seconds for which anybody may keep the answer, which is the same for everybody.
    public private(set) var cacheSeconds: Int?

    public var context: String { String(Substring(name.utf8.prefix { $0 != UInt8(ascii: ".") })) }

    init(
        _ name: String, _ shape: Shape, _ effect: Effect, _ route: Route?, _ access: Access, _ bytes: Bytes,
        revealsSecret: Bool, creates: Bool
    ) {
        self.name = name
        self.shape = shape
        self.effect = effect
        self.route = route
        self.access = access
        self.bytes = bytes
        self.revealsSecret = revealsSecret
        self.creates = creates
    }

    public static func query(
        _ name: String, _ route: Route?, needs access: Access, bytes: Bytes = .none
    ) -> Contract {
        Contract(name, .operation, .query, route, access, bytes, revealsSecret: false, creates: false)
    }

    /// The same for a query whose answer is public, and may be kept on the way.
    public func cached(seconds: Int) -> Contract {
        var contract = self
        contract.cacheSeconds = seconds
        return contract
    }

    public static func command(
        _ name: String, _ route: Route?, needs access: Access, bytes: Bytes = .none,
        revealsSecret: Bool = false, creates: Bool = false
    ) -> Contract {
        Contract(
            name, .operation, .command, route, access, bytes, revealsSecret: revealsSecret, creates: creates)
    }

    public static func job(_ name: String, _ route: Route?, needs access: Access) -> Contract {
        Contract(name, .job, .command, route, access, .none, revealsSecret: false, creates: false)
    }

    public static func stream(_ name: String, _ route: Route?, needs access: Access) -> Contract {
        Contract(name, .stream, .query, route, access, .none, revealsSecret: false, creates: false)
    }
}

/// Method and path template; `{name}` stands for the request's field of that name.
public struct Route: Sendable, Hashable, CustomStringConvertible {
    public let method: String
    public let path: String

    public static func get(_ path: String) -> Route { Route(method: "GET", path: path) }
    public static func post(_ path: String) -> Route { Route(method: "POST", path: path) }
    public static func put(_ path: String) -> Route { Route(method: "PUT", path: path) }
    public static func patch(_ path: String) -> Route { Route(method: "PATCH", path: path) }
    public static func delete(_ path: String) -> Route { Route(method: "DELETE", path: path) }

    public var description: String { "\(method) \(path)" }

    /// The names in braces, in order.
    public var parameters: [String] {
        path.split(separator: "/").compactMap { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? String(part.dropFirst().dropLast()) : nil
        }
    }

    /// True when the other fields travel in the body rather than in the query.
    public var hasBody: Bool { method == "POST" || method == "PUT" || method == "PATCH" }
}

/// Who may ask.
public enum Access: Sendable, Equatable {
    /// The permission is needed on the request's `subject`.
    case permission(Permission)
    /// Any signed-in principal, about itself.
    case signedIn
    /// The request carries its own proof (a signed URL, a run's token), which the handler checks.
    case capability(String)
    /// Asked by other contexts only; no face may.
    case contexts
    /// Open to everyone, for this reason.
    case open(String)

    public static func permission(_ text: String) -> Access { .permission(Permission(text)) }
}
