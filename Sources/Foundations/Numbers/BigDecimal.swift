/// A decimal of any precision: `significand × 10^exponent`, exact. Two that are equal in value are equal.
public struct BigDecimal: Sendable {
    public let significand: BigInt
    public let exponent: Int

    /// Exponents of text are held within this bound, either way, so that no number names more digits than
    /// memory has.
    public static let exponentBound = 50_000

    /// Trailing zeros of `significand` move into the exponent, so the form is unique.
    public init(_ significand: BigInt, exponent: Int = 0) {
        guard !significand.isZero else {
            self.significand = .zero
            self.exponent = 0
            return
        }
        var digits = significand, power = exponent
        if digits.limbs[0] & 1 == 0 {
            (digits, power) = Self.withoutTrailingZeros(digits, power)
        }
        self.significand = digits
        self.exponent = power
    }

    public init(_ value: some BinaryInteger) { self.init(BigInt(value)) }

    public static let zero = BigDecimal(BigInt.zero)
    public static let one = BigDecimal(BigInt.one)

    public var isZero: Bool { significand.isZero }
    public var signum: Int { significand.signum }
    public var isInteger: Bool { exponent >= 0 }
    public var magnitude: BigDecimal { BigDecimal(significand.magnitude, exponent: exponent) }

    /// The integer, where it is one.
    public var asBigInt: BigInt? { isInteger ? significand * Self.powerOfTen(exponent) : nil }

    /// The machine integer, where it is one that fits.
    public var asInt: Int? { isInteger && exponent < 20 ? asBigInt?.asInt : nil }

    public static func powerOfTen(_ power: Int) -> BigInt {
        if power < 19 { return BigInt(smallPowers[power]) }
        return BigInt(10).raised(to: power)
    }

    private static let smallPowers: [UInt] = (0..<19).map { power in
        (0..<power).reduce(1) { out, _ in out * 10 }
    }

    /// By halving steps: a long run of zeros costs a few divisions, not one a digit.
    private static func withoutTrailingZeros(_ digits: BigInt, _ power: Int) -> (BigInt, Int) {
        var digits = digits, power = power, step = 1
        while true {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: powerOfTen(step))
            if remainder.isZero {
                digits = quotient
                power += step
                step *= 2
            } else if step == 1 {
                return (digits, power)
            } else {
                step = 1
            }
        }
    }
}

extension BigDecimal: Hashable, Comparable, ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(BigInt(value)) }

    public static func < (left: BigDecimal, right: BigDecimal) -> Bool {
        if left.signum != right.signum { return left.signum < right.signum }
        if left.isZero { return false }
        let sizes = (left.leadingPower, right.leadingPower)
        if sizes.0.upperBound < sizes.1.lowerBound { return left.signum > 0 }
        if sizes.1.upperBound < sizes.0.lowerBound { return left.signum < 0 }
        let (a, b, _) = aligned(left, right)
        return a < b
    }

    /// Bounds of the decimal logarithm, without making the digits.
    private var leadingPower: ClosedRange<Int> {
        let least = (significand.bitWidth - 1) * 30102 / 100_000 + exponent
        return least...(least + significand.bitWidth / 1000 + 2)
    }

    static func aligned(_ left: BigDecimal, _ right: BigDecimal) -> (BigInt, BigInt, Int) {
        let power = min(left.exponent, right.exponent)
        func lifted(_ it: BigDecimal) -> BigInt {
            it.exponent == power ? it.significand : it.significand * powerOfTen(it.exponent - power)
        }
        return (lifted(left), lifted(right), power)
    }
}
