/// An integer of any size, exact. Time of multiplication and division grows with the product of the lengths:
/// bound the sizes that a stranger may ask for.
public struct BigInt: Hashable, Sendable {
    /// The magnitude, least significant limb first, without leading zeros; empty for zero.
    var limbs: [UInt]
    /// Never true for zero.
    var isNegative: Bool

    init(limbs: [UInt], isNegative: Bool) {
        var limbs = limbs
        while limbs.last == 0 { limbs.removeLast() }
        self.isNegative = isNegative && !limbs.isEmpty
        self.limbs = limbs
    }

    public static let zero = BigInt(limbs: [], isNegative: false)
    public static let one = BigInt(1)

    public init(_ value: some BinaryInteger) {
        var limbs: [UInt] = []
        var rest = value.magnitude
        while rest != 0 {
            limbs.append(UInt(truncatingIfNeeded: rest))
            rest >>= 64
        }
        self.init(limbs: limbs, isNegative: value < 0)
    }

    public var isZero: Bool { limbs.isEmpty }
    public var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }
    public var magnitude: BigInt { BigInt(limbs: limbs, isNegative: false) }
    public var isOdd: Bool { (limbs.first ?? 0) & 1 == 1 }

    /// Bits of the magnitude, leading zeros not counted.
    public var bitWidth: Int {
        limbs.isEmpty ? 0 : limbs.count * 64 - limbs[limbs.count - 1].leadingZeroBitCount
    }

    /// The value as a machine integer, where it fits.
    public var asInt: Int? {
        guard limbs.count <= 1 else { return nil }
        let magnitude = limbs.first ?? 0
        if isNegative {
            return magnitude <= UInt(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
        }
        return Int(exactly: magnitude)
    }
}

extension BigInt: ExpressibleByIntegerLiteral, Comparable {
    public init(integerLiteral value: Int) { self.init(value) }

    public static func < (left: BigInt, right: BigInt) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let order = compare(left.limbs, right.limbs)
        return left.isNegative ? order > 0 : order < 0
    }

    /// Of two magnitudes: negative, zero or positive.
    static func compare(_ left: [UInt], _ right: [UInt]) -> Int {
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        for at in left.indices.reversed() where left[at] != right[at] { return left[at] < right[at] ? -1 : 1 }
        return 0
    }
}
