import Numbers

extension Value {
    /// A number: exact, whatever its size, with whole numbers of 64 bits fast; also both infinities.
    public enum Number: Hashable, Sendable {
        case int(Int)
        case decimal(BigDecimal)
        case positiveInfinity, negativeInfinity

        public init(_ value: Int) { self = .int(value) }

        package init(_ value: BigDecimal) { self = value.asInt.map(Number.int) ?? .decimal(value) }
        package init(_ value: BigInt) { self = value.asInt.map(Number.int) ?? .decimal(BigDecimal(value)) }

        /// The shortest decimal that is nearest to the double; NaN has none.
        package init?(_ value: Double) {
            if value.isInfinite {
                self = value > 0 ? .positiveInfinity : .negativeInfinity
            } else if let decimal = BigDecimal(shortest: value) {
                self.init(decimal)
            } else {
                return nil
            }
        }

        /// A decimal text with an optional exponent; nil when it is none or its exponent is beyond 50,000.
        public init?(literal text: some StringProtocol) {
            if text.utf8.count < 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let small = Int(text)
            {
                self = .int(small)
            } else if let decimal = BigDecimal(text) {
                self.init(decimal)
            } else {
                return nil
            }
        }

        package var decimal: BigDecimal? {
            switch self {
            case .int(let value): BigDecimal(value)
            case .decimal(let value): value
            default: nil
            }
        }

        /// Nil unless it is whole and fits.
        public var int: Int? { if case .int(let value) = self { value } else { nil } }

        public var isWhole: Bool {
            switch self {
            case .int: true
            case .decimal(let value): value.isInteger
            default: false
            }
        }

        public var isInfinite: Bool {
            switch self {
            case .positiveInfinity, .negativeInfinity: true
            default: false
            }
        }

        /// The nearest.
        public var double: Double {
            switch self {
            case .int(let value): Double(value)
            case .decimal(let value): value.asDouble
            case .positiveInfinity: .infinity
            case .negativeInfinity: -.infinity
            }
        }

        /// In digits, never with an exponent.
        public var text: String {
            switch self {
            case .int(let value): String(value)
            case .decimal(let value): value.plainText
            case .positiveInfinity: "+Inf"
            case .negativeInfinity: "-Inf"
            }
        }

        package var signum: Int {
            switch self {
            case .int(let value): value.signum()
            case .decimal(let value): value.signum
            case .positiveInfinity: 1
            case .negativeInfinity: -1
            }
        }

        // Written out, so that equality is of amounts.
        public static func == (left: Number, right: Number) -> Bool {
            switch (left, right) {
            case (.int(let a), .int(let b)): a == b
            case (.decimal(let a), .decimal(let b)): !(a < b) && !(b < a)
            case (.positiveInfinity, .positiveInfinity), (.negativeInfinity, .negativeInfinity): true
            default: false
            }
        }

        public func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }
}

extension Value.Number: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.int(let a), .int(let b)): return a < b
        case (.positiveInfinity, _), (_, .negativeInfinity): return false
        case (.negativeInfinity, _), (_, .positiveInfinity): return true
        default:
            guard let a = left.decimal, let b = right.decimal else { return false }
            return a < b
        }
    }
}

extension Value.Number {
    /// Digits that a quotient is told with; more than the language's own 512 bits hold.
    static let digits = 154

    package static prefix func - (value: Self) -> Self {
        switch value {
        case .int(let int) where int != .min: .int(-int)
        case .positiveInfinity: .negativeInfinity
        case .negativeInfinity: .positiveInfinity
        default: value.decimal.map { Self(-$0) } ?? value
        }
    }

    /// How far from the point a number's digits may stand.
    static let exponentBound = 100_000

    /// Nil for what would take too long to tell in digits.
    private func bounded(_ decimal: BigDecimal) -> Self? {
        abs(decimal.exponent) <= Self.exponentBound ? Self(decimal) : nil
    }

    /// Why an operation gave no number.
    package static func refusal(_ a: Self, _ b: Self) -> String {
        a.isInfinite || b.isInfinite || b.signum == 0
            ? "the result is not a number" : "the result has more than \(exponentBound) digits"
    }

    /// Nil for ∞ − ∞, and beyond the bound.
    package func adding(_ other: Self) -> Self? {
        if case .int(let a) = self, case .int(let b) = other {
            let (sum, isOver) = a.addingReportingOverflow(b)
            if !isOver { return .int(sum) }
        }
        guard let a = decimal, let b = other.decimal else {
            if isInfinite && other.isInfinite { return self == other ? self : nil }
            return isInfinite ? self : other
        }
        return bounded(a + b)
    }

    package func multiplied(by other: Self) -> Self? {
        if case .int(let a) = self, case .int(let b) = other {
            let (product, isOver) = a.multipliedReportingOverflow(by: b)
            if !isOver { return .int(product) }
        }
        guard let a = decimal, let b = other.decimal else {
            let sign = signum * other.signum
            return sign == 0 ? nil : sign > 0 ? .positiveInfinity : .negativeInfinity
        }
        return bounded((a * b).rounded(toDigits: 400))
    }

    /// Nil for 0/0 and ∞/∞, and beyond the bound.
    package func divided(by other: Self) -> Self? {
        if other.isInfinite { return isInfinite ? nil : .int(0) }
        if other.signum == 0 {
            return signum == 0 ? nil : signum > 0 ? .positiveInfinity : .negativeInfinity
        }
        guard let a = decimal, let b = other.decimal else {
            return signum * other.signum > 0 ? .positiveInfinity : .negativeInfinity
        }
        if case .int(let x) = self, case .int(let y) = other, y != -1, x % y == 0 { return .int(x / y) }
        return bounded(a.divided(by: b, digits: Self.digits))
    }

    package func remainder(dividingBy other: Self) -> Self? {
        if case .int(let a) = self, case .int(let b) = other, b != 0, b != -1 { return .int(a % b) }
        if isInfinite { return nil }
        if other.isInfinite { return self }
        guard let a = decimal, let b = other.decimal, !b.isZero else { return nil }
        return Self(a.remainder(dividingBy: b))
    }
}

extension BigDecimal {
    /// All digits, no exponent.
    var plainText: String {
        let digits = significand.magnitude.description
        let sign = significand.signum < 0 ? "-" : ""
        if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
        let places = -exponent
        let padded =
            digits.utf8.count > places
            ? digits : String(repeating: "0", count: places - digits.utf8.count + 1) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }
}
