public import Values

/// A function that the language comes with.
public struct BuiltIn: Sendable {
    public typealias Body = @Sendable (borrowing Call) throws(BuiltInFault) -> Value

    public let name: String
    /// Parameters; nil for a function that takes any number.
    public let arity: Int?
    public let body: Body
    /// Whether it is a relation: its value is an array of results, each of which the call has.
    public let isRelation: Bool
    public let isDeprecated: Bool
    /// Whether it tells of the world, so that its value is not known before.
    public let isNondeterministic: Bool
    /// What it takes and gives, as the list of capabilities tells it.
    public let signature: Signature

    public init(
        _ name: String, _ signature: Signature, isRelation: Bool = false, isDeprecated: Bool = false,
        isNondeterministic: Bool = false, _ body: @escaping Body
    ) {
        self.name = name
        self.signature = signature
        arity = signature.isVariadic ? nil : signature.parameters.count
        self.body = body
        self.isRelation = isRelation
        self.isDeprecated = isDeprecated
        self.isNondeterministic = isNondeterministic
    }
}

/// The parameters and the result of a function.
public struct Signature: Sendable {
    public var parameters: [RegoType]
    public var result: RegoType?
    public var isVariadic: Bool
    /// The parameters' names, as far as they have any, and the result's.
    public var names: [String?]
    public var resultName: String?

    public init(
        _ parameters: [RegoType], _ result: RegoType?, isVariadic: Bool = false, names: [String?] = [],
        resultName: String? = nil
    ) {
        self.parameters = parameters
        self.result = result
        self.isVariadic = isVariadic
        self.names = names
        self.resultName = resultName
    }
}

/// The types that the compiler checks calls by.
public indirect enum RegoType: Sendable, Hashable {
    case any
    case null, boolean, number, string
    case array(RegoType)
    /// An array of as many elements, each of its own type.
    case tuple([RegoType])
    case set(RegoType)
    case object(key: RegoType, value: RegoType)
    case oneOf([RegoType])
}

/// A call under way.
public struct Call: ~Copyable {
    /// What results are made in.
    public let heap: Heap
    /// As many as the function has parameters.
    public let arguments: UnsafeBufferPointer<Value>
    public let surroundings: Surroundings
    public let place: CallPlace

    public subscript(place: Int) -> Value { arguments[place] }
}

/// Where a call stands.
public struct CallPlace: Sendable {
    public let file: String
    public let row: Int
}

/// Why a function has no value.
public enum BuiltInFault: Error, Sendable {
    /// An operand is not of a kind that the function takes: `operand 1 must be …`.
    case type(String)
    /// The operands are well, but not together, or not in this world.
    case failed(String)
    /// The evaluation must end, whatever the caller makes of errors.
    case halted(String)
}

/// What an evaluation knows of the world. Engines read none of it by themselves.
public final class Surroundings: @unchecked Sendable {
    // Unchecked: one evaluation owns it at a time.

    /// Nanoseconds since 1970 that `time.now_ns` tells, the same for the whole evaluation.
    public let now: Int
    public let environment: [String: String]
    /// Answers `http.send` requests and name look-ups; nil when the way out is shut.
    public let network: (any Network)?
    /// What `rand.intn` and `uuid.rfc4122` draw from; without it they fail.
    public var random: (any RandomNumberGenerator)?
    /// The file of rules (TZif, RFC 9636) of a zone by its name; nil for names that are not known.
    public let timeZone: (@Sendable (String) -> [UInt8]?)?
    /// What `print` and `trace` said, in order.
    public var notes: [Note] = []
    /// What functions remember during one evaluation, under names of their own.
    public var memory: [String: any Sendable] = [:]
    /// The configuration that `opa.runtime` tells.
    public let configuration: JSON

    public init(
        now: Int = 0, environment: [String: String] = [:], network: (any Network)? = nil,
        random: (any RandomNumberGenerator)? = nil,
        timeZone: (@Sendable (String) -> [UInt8]?)? = nil, configuration: JSON = .object([:])
    ) {
        self.timeZone = timeZone
        self.now = now
        self.environment = environment
        self.network = network
        self.random = random
        self.configuration = configuration
    }
}

/// A line that a policy printed.
public struct Note: Sendable, Equatable {
    public let text: String
    public let file: String
    public let row: Int

    public init(text: String, file: String, row: Int) {
        self.text = text
        self.file = file
        self.row = row
    }
}

/// The way out for `http.send` and `net.lookup_ip_addr`.
public protocol Network: Sendable {
    /// The response's members for a request's, as `http.send` takes and gives them; the error's text
    /// otherwise.
    func send(_ request: JSON) -> Result<JSON, NetworkFailure>
    /// The addresses of a name.
    func addresses(of name: String) -> Result<[String], NetworkFailure>
}

/// Why the network gave no answer.
public struct NetworkFailure: Error, Sendable {
    public let message: String
    public init(_ message: String) { self.message = message }
}
