/// A value of Terraform's type system, as a provider sends and gets it.
public indirect enum CtyValue: Sendable, Equatable {
    case null
    /// To be known once something is applied.
    case unknown
    case bool(Bool)
    case number(CtyNumber)
    case string(String)
    /// A list's or a tuple's elements.
    case list([CtyValue])
    /// In the order in which it came, which says nothing.
    case set([CtyValue])
    /// A map's or an object's members, in the order of their names' bytes.
    case members([Member])
    /// A value of the dynamic pseudo-type, with the type that it brings along.
    case typed(CtyType, CtyValue)

    public struct Member: Sendable, Equatable {
        public let name: String
        public let value: CtyValue

        public init(_ name: String, _ value: CtyValue) {
            self.name = name
            self.value = value
        }
    }

    /// A member's value; nil where there is none of that name.
    public subscript(name: String) -> CtyValue? {
        guard case .members(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// True for a value without any content: null, an empty text excepted.
    public var isEmpty: Bool {
        switch self {
        case .null: true
        case .list(let elements), .set(let elements): elements.isEmpty
        case .members(let members): members.isEmpty
        case .typed(_, let value): value.isEmpty
        default: false
        }
    }

    /// True when something in it is only known once applied.
    public var holdsUnknown: Bool {
        switch self {
        case .unknown: true
        case .list(let elements), .set(let elements): elements.contains { $0.holdsUnknown }
        case .members(let members): members.contains { $0.value.holdsUnknown }
        case .typed(_, let value): value.holdsUnknown
        default: false
        }
    }
}
