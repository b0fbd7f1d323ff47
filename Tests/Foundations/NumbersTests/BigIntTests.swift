import Numbers
import Testing

@Suite("BigInt") struct BigIntTests {
    /// Integers of many sizes, also ones at the edges of a limb.
    private func numbers(_ seed: UInt64, count: Int) -> [BigInt] {
        var random = Seeded(seed)
        return (0..<count).map { _ in
            let edge: [BigInt] = [0, 1, -1, BigInt(UInt.max), BigInt(UInt.max) + 1, BigInt(Int.min)]
            if Int.random(in: 0..<8, using: &random) == 0 { return edge.randomElement(using: &random)! }
            var out = BigInt.zero
            for _ in 0..<Int.random(in: 1...9, using: &random) {
                let limb = Bool.random(using: &random) ? UInt.random(in: 0...(.max), using: &random) : .max
                out = (out << 64) | BigInt(limb)
            }
            return Bool.random(using: &random) ? out : -out
        }
    }

    @Test func `agrees with the machine's integers of 128 bits`() {
        var random = Seeded(1)
        for _ in 0..<2000 {
            let a = Int128.random(in: -(1 << 62)...(1 << 62), using: &random)
            let b = Int128.random(in: -(1 << 40)...(1 << 40), using: &random)
            #expect(BigInt(a) + BigInt(b) == BigInt(a + b))
            #expect(BigInt(a) - BigInt(b) == BigInt(a - b))
            #expect(BigInt(a) * BigInt(b) == BigInt(a * b))
            #expect(BigInt(a) & BigInt(b) == BigInt(a & b))
            #expect(BigInt(a) | BigInt(b) == BigInt(a | b))
            #expect(BigInt(a) ^ BigInt(b) == BigInt(a ^ b))
            #expect(~BigInt(a) == BigInt(~a))
            #expect(BigInt(a) >> 13 == BigInt(a >> 13))
            #expect((BigInt(a) < BigInt(b)) == (a < b))
            #expect(BigInt(a).description == a.description)
            if b != 0 {
                #expect(BigInt(a) / BigInt(b) == BigInt(a / b))
                #expect(BigInt(a) % BigInt(b) == BigInt(a % b))
            }
        }
    }

    @Test func `divides what it multiplied, whatever the size`() {
        let all = numbers(2, count: 300)
        for (a, b) in zip(all, all.reversed()) where !b.isZero {
            let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
            #expect(quotient * b + remainder == a)
            #expect(remainder.magnitude < b.magnitude)
            #expect(remainder.isZero || remainder.signum == a.signum)
            #expect((a * b) / b == a)
        }
    }

    @Test func `reads what it writes, in every radix`() {
        for value in numbers(3, count: 100) {
            for radix in [2, 3, 8, 10, 16, 36] {
                #expect(BigInt(value.text(radix: radix), radix: radix) == value)
            }
            #expect((value << 77) >> 77 == value)
        }
    }

    @Test func `knows the square of a number of forty digits`() {
        let value = BigInt("1234567890123456789012345678901234567890")!
        #expect(
            (value * value).description
                == "1524157875323883675049535156256668194500533455762536198787501905199875019052100")
        #expect(BigInt(3).raised(to: 100).description == "515377520732011331036461129765621272702107522001")
    }

    @Test(arguments: ["", "-", "1_000", "0x1", " 1", "1.0", "٣"]) func `refuses`(text: String) {
        #expect(BigInt(text) == nil)
    }
}
