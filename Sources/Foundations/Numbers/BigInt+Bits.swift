extension BigInt {
    /// The value times two to the power of `bits`.
    public static func << (value: BigInt, bits: Int) -> BigInt {
        if bits < 0 { return value >> -bits }
        return value.isZero
            ? value : BigInt(limbs: shiftLeft(value.limbs, by: bits), isNegative: value.isNegative)
    }

    /// Rounds towards minus infinity, as a shift of a number in two's complement does.
    public static func >> (value: BigInt, bits: Int) -> BigInt {
        if bits < 0 { return value << -bits }
        // -1 - n is the complement: its shift, complemented again, rounds down.
        if value.isNegative { return -(((-value - .one) >> bits) + .one) }
        let whole = bits / 64, part = bits % 64
        guard whole < value.limbs.count else { return .zero }
        var out = Array(value.limbs[whole...])
        if part > 0 {
            for at in out.indices {
                out[at] = out[at] >> part | (at + 1 < out.count ? out[at + 1] << (64 - part) : 0)
            }
        }
        return BigInt(limbs: out, isNegative: false)
    }

    /// Of endless two's complements, as are the others.
    public static func & (left: BigInt, right: BigInt) -> BigInt { combine(left, right, &) }
    public static func | (left: BigInt, right: BigInt) -> BigInt { combine(left, right, |) }
    public static func ^ (left: BigInt, right: BigInt) -> BigInt { combine(left, right, ^) }
    public static prefix func ~ (value: BigInt) -> BigInt { -value - .one }

    private static func combine(_ left: BigInt, _ right: BigInt, _ join: (UInt, UInt) -> UInt) -> BigInt {
        let width = max(left.limbs.count, right.limbs.count) + 1
        let a = left.complement(width), b = right.complement(width)
        let out = (0..<width).map { join(a[$0], b[$0]) }
        guard out[width - 1] >> 63 == 1 else { return BigInt(limbs: out, isNegative: false) }
        return BigInt(limbs: add(out.map { ~$0 }, [1]), isNegative: true)
    }

    private func complement(_ width: Int) -> [UInt] {
        var out = limbs + [UInt](repeating: 0, count: width - limbs.count)
        guard isNegative else { return out }
        var carry = true
        for at in out.indices {
            (out[at], carry) = (~out[at]).addingReportingOverflow(carry ? 1 : 0)
        }
        return out
    }
}
