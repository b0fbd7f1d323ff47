import Numbers

/// A number without loss: a machine integer where it is one, else its exact decimal.
public enum CtyNumber: Sendable, Hashable {
    case integer(Int64)
    /// Never an integer that fits 64 bits.
    case decimal(BigDecimal)

    public init(_ decimal: BigDecimal) {
        if let integer = decimal.asInt { self = .integer(Int64(integer)) } else { self = .decimal(decimal) }
    }

    /// A JSON number; nil for what is none, or beyond `BigDecimal.exponentBound`.
    public init?(_ text: some StringProtocol) {
        if let integer = Int64(text) {
            self = .integer(integer)
        } else if let decimal = BigDecimal(text) {
            self.init(decimal)
        } else {
            return nil
        }
    }

    /// All digits, without exponent, as Terraform writes a number into text.
    public var text: String {
        switch self {
        case .integer(let value): String(value)
        case .decimal(let value): value.description
        }
    }
}
