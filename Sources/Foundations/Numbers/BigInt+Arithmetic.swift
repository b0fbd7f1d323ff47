extension BigInt {
    public static prefix func - (value: BigInt) -> BigInt {
        BigInt(limbs: value.limbs, isNegative: !value.isNegative)
    }

    public static func + (left: BigInt, right: BigInt) -> BigInt {
        if left.isNegative == right.isNegative {
            return BigInt(limbs: add(left.limbs, right.limbs), isNegative: left.isNegative)
        }
        if compare(left.limbs, right.limbs) >= 0 {
            return BigInt(limbs: subtract(left.limbs, right.limbs), isNegative: left.isNegative)
        }
        return BigInt(limbs: subtract(right.limbs, left.limbs), isNegative: right.isNegative)
    }

    public static func - (left: BigInt, right: BigInt) -> BigInt { left + -right }

    public static func * (left: BigInt, right: BigInt) -> BigInt {
        if left.isZero || right.isZero { return .zero }
        var out = [UInt](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (at, factor) in left.limbs.enumerated() {
            var carry: UInt = 0
            for (other, limb) in right.limbs.enumerated() {
                let (high, low) = factor.multipliedFullWidth(by: limb)
                let (first, over) = low.addingReportingOverflow(out[at + other])
                let (second, overAgain) = first.addingReportingOverflow(carry)
                out[at + other] = second
                carry = high &+ (over ? 1 : 0) &+ (overAgain ? 1 : 0)
            }
            out[at + right.limbs.count] = carry
        }
        return BigInt(limbs: out, isNegative: left.isNegative != right.isNegative)
    }

    /// Quotient towards zero and the remainder, which has the sign of the dividend.
    ///
    /// - Precondition: `divisor` isn't zero.
    public func quotientAndRemainder(dividingBy divisor: BigInt) -> (quotient: BigInt, remainder: BigInt) {
        precondition(!divisor.isZero, "division by zero")
        if Self.compare(limbs, divisor.limbs) < 0 { return (.zero, self) }
        let (quotient, remainder) = Self.divide(limbs, by: divisor.limbs)
        return (
            BigInt(limbs: quotient, isNegative: isNegative != divisor.isNegative),
            BigInt(limbs: remainder, isNegative: isNegative)
        )
    }

    /// Towards zero, as Swift's own integers.
    public static func / (left: BigInt, right: BigInt) -> BigInt {
        left.quotientAndRemainder(dividingBy: right).quotient
    }

    /// With the sign of the dividend, as Swift's own integers.
    public static func % (left: BigInt, right: BigInt) -> BigInt {
        left.quotientAndRemainder(dividingBy: right).remainder
    }

    public func raised(to power: Int) -> BigInt {
        precondition(power >= 0)
        var out = BigInt.one, square = self, rest = power
        while rest > 0 {
            if rest & 1 == 1 { out = out * square }
            rest >>= 1
            if rest > 0 { square = square * square }
        }
        return out
    }

    // MARK: - Magnitudes

    static func add(_ left: [UInt], _ right: [UInt]) -> [UInt] {
        var (out, other) = left.count >= right.count ? (left, right) : (right, left)
        other.append(0)
        var carry = false
        for at in out.indices {
            guard at < other.count || carry else { break }
            let (sum, over) = out[at].addingReportingOverflow(at < other.count ? other[at] : 0)
            let (more, overAgain) = sum.addingReportingOverflow(carry ? 1 : 0)
            out[at] = more
            carry = over || overAgain
        }
        if carry { out.append(1) }
        return out
    }

    /// - Precondition: `left` is not less than `right`.
    static func subtract(_ left: [UInt], _ right: [UInt]) -> [UInt] {
        var out = left
        var borrow = false
        for at in out.indices {
            guard at < right.count || borrow else { break }
            let (difference, under) = out[at].subtractingReportingOverflow(at < right.count ? right[at] : 0)
            let (less, underAgain) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
            out[at] = less
            borrow = under || underAgain
        }
        return out
    }

    static func divide(_ limbs: [UInt], bySmall divisor: UInt) -> (quotient: [UInt], remainder: UInt) {
        var out = limbs
        var rest: UInt = 0
        for at in out.indices.reversed() {
            (out[at], rest) = divisor.dividingFullWidth((rest, out[at]))
        }
        while out.last == 0 { out.removeLast() }
        return (out, rest)
    }

    /// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
    private static func divide(_ dividend: [UInt], by divisor: [UInt]) -> (
        quotient: [UInt], remainder: [UInt]
    ) {
        if divisor.count == 1 {
            let (quotient, remainder) = divide(dividend, bySmall: divisor[0])
            return (quotient, remainder == 0 ? [] : [remainder])
        }
        let shift = divisor[divisor.count - 1].leadingZeroBitCount
        let v = shiftLeft(divisor, by: shift)
        var u = shiftLeft(dividend, by: shift)
        while u.count <= dividend.count { u.append(0) }
        let n = v.count
        let top = v[n - 1], next = v[n - 2]
        var quotient = [UInt](repeating: 0, count: u.count - n)
        for j in quotient.indices.reversed() {
            var guess = estimate(u, at: j + n, top: top, next: next)
            if guess != 0, multiplyAndSubtract(&u, at: j, v, by: guess) {
                guess -= 1
                addBack(&u, at: j, v)
            }
            quotient[j] = guess
        }
        let remainder = BigInt(limbs: Array(u[..<n]), isNegative: false) >> shift
        return (quotient, remainder.limbs)
    }

    private static func estimate(_ u: [UInt], at: Int, top: UInt, next: UInt) -> UInt {
        if u[at] >= top { return .max }
        var (guess, rest) = top.dividingFullWidth((u[at], u[at - 1]))
        while true {
            let product = guess.multipliedFullWidth(by: next)
            guard product.high > rest || (product.high == rest && product.low > u[at - 2]) else {
                return guess
            }
            guess -= 1
            let (sum, over) = rest.addingReportingOverflow(top)
            if over { return guess }
            rest = sum
        }
    }

    /// True when too much was taken.
    private static func multiplyAndSubtract(_ u: inout [UInt], at j: Int, _ v: [UInt], by factor: UInt)
        -> Bool
    {
        var carry: UInt = 0
        for (at, limb) in v.enumerated() {
            let (high, low) = factor.multipliedFullWidth(by: limb)
            let (sum, over) = low.addingReportingOverflow(carry)
            let (left, under) = u[j + at].subtractingReportingOverflow(sum)
            u[j + at] = left
            carry = high &+ (over ? 1 : 0) &+ (under ? 1 : 0)
        }
        let (left, under) = u[j + v.count].subtractingReportingOverflow(carry)
        u[j + v.count] = left
        return under
    }

    private static func addBack(_ u: inout [UInt], at j: Int, _ v: [UInt]) {
        var carry = false
        for (at, limb) in v.enumerated() {
            let (sum, over) = u[j + at].addingReportingOverflow(limb)
            let (more, overAgain) = sum.addingReportingOverflow(carry ? 1 : 0)
            u[j + at] = more
            carry = over || overAgain
        }
        if carry { u[j + v.count] &+= 1 }
    }

    static func shiftLeft(_ limbs: [UInt], by bits: Int) -> [UInt] {
        let whole = bits / 64, part = bits % 64
        var out = [UInt](repeating: 0, count: whole)
        out.reserveCapacity(whole + limbs.count + 1)
        var carry: UInt = 0
        for limb in limbs {
            out.append(limb << part | carry)
            carry = part == 0 ? 0 : limb >> (64 - part)
        }
        if carry != 0 { out.append(carry) }
        return out
    }
}
