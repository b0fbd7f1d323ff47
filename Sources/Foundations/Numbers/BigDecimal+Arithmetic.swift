extension BigDecimal {
    public static prefix func - (value: BigDecimal) -> BigDecimal {
        BigDecimal(-value.significand, exponent: value.exponent)
    }

    public static func + (left: BigDecimal, right: BigDecimal) -> BigDecimal {
        let (a, b, power) = aligned(left, right)
        return BigDecimal(a + b, exponent: power)
    }

    public static func - (left: BigDecimal, right: BigDecimal) -> BigDecimal { left + -right }

    public static func * (left: BigDecimal, right: BigDecimal) -> BigDecimal {
        BigDecimal(left.significand * right.significand, exponent: left.exponent + right.exponent)
    }

    /// The quotient, to `digits` significant digits, half to even where it doesn't end earlier.
    ///
    /// - Precondition: `divisor` isn't zero.
    public func divided(by divisor: BigDecimal, digits: Int) -> BigDecimal {
        let have = (significand.bitWidth - divisor.significand.bitWidth) * 30103 / 100_000
        let lift = max(0, digits - have + 3)
        let (quotient, remainder) = (significand * Self.powerOfTen(lift))
            .quotientAndRemainder(dividingBy: divisor.significand)
        // A digit behind the last keeps what was cut off, so that a half is known from more than a half.
        let sticky = remainder.isZero ? BigInt.zero : BigInt(quotientSign(divisor))
        let exact = BigDecimal(quotient * 10 + sticky, exponent: exponent - divisor.exponent - lift - 1)
        return exact.rounded(toDigits: digits)
    }

    private func quotientSign(_ divisor: BigDecimal) -> Int { signum * divisor.signum }

    /// What is left of division towards zero; it has the sign of the dividend.
    ///
    /// - Precondition: `divisor` isn't zero.
    public func remainder(dividingBy divisor: BigDecimal) -> BigDecimal {
        let (a, b, power) = Self.aligned(self, divisor)
        return BigDecimal(a % b, exponent: power)
    }

    public enum Rounding: Sendable { case down, up, towardZero, halfAwayFromZero, halfToEven }

    /// To an integer.
    public func rounded(_ rule: Rounding) -> BigInt {
        if let whole = asBigInt { return whole }
        let unit = Self.powerOfTen(-exponent)
        let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: unit)
        if remainder.isZero { return quotient }
        let away = quotient + BigInt(signum)
        switch rule {
        case .towardZero: return quotient
        case .down: return signum < 0 ? away : quotient
        case .up: return signum > 0 ? away : quotient
        case .halfAwayFromZero, .halfToEven:
            let twice = remainder.magnitude * 2
            if twice != unit { return twice < unit ? quotient : away }
            return rule == .halfToEven && !quotient.isOdd ? quotient : away
        }
    }

    /// To at most `digits` significant digits, half to even.
    public func rounded(toDigits digits: Int) -> BigDecimal {
        let count = significand.magnitude.description.utf8.count
        guard count > digits else { return self }
        let cut = count - digits
        return BigDecimal(
            BigDecimal(significand, exponent: -cut).rounded(.halfToEven), exponent: exponent + cut)
    }
}
