import Numbers
import Testing

@Suite("BigDecimal") struct BigDecimalTests {
    @Test(arguments: [
        ("1", "1"), ("1.50", "1.5"), ("-0.001", "-0.001"), ("1e3", "1000"), ("12.5E-3", "0.0125"),
        ("-0", "0"), ("0.0", "0"), ("100", "100"), (".5", "0.5"), ("7.", "7"),
        (
            "123456789012345678901234567890.000000000000000000001",
            "123456789012345678901234567890.000000000000000000001"
        ),
    ]) func `reads and writes`(text: String, want: String) {
        #expect(BigDecimal(text)?.description == want)
    }

    @Test(arguments: ["", ".", "e1", "1e", "1e999999999", "1e50001", "--1", "1.2.3", "nan"])
    func `refuses`(text: String) { #expect(BigDecimal(text) == nil) }

    @Test func `is equal and in order by value`() throws {
        let texts = [
            "-1e40", "-2.5", "-2.49", "0", "1e-300", "0.1", "0.10000000000000000000001", "9", "10", "1e300",
        ]
        let numbers = try texts.map { try #require(BigDecimal($0)) }
        for (at, left) in numbers.enumerated() {
            for (other, right) in numbers.enumerated() {
                #expect((left < right) == (at < other), "\(left) \(right)")
                #expect((left == right) == (at == other))
            }
        }
        #expect(BigDecimal("1.0")?.hashValue == BigDecimal("100e-2")?.hashValue)
    }

    @Test(arguments: [
        ("1", "3", 10, "0.3333333333"), ("2", "3", 5, "0.66667"), ("1", "8", 2, "0.12"),
        ("3", "8", 2, "0.38"),
        ("-10", "4", 30, "-2.5"), ("1e30", "7", 4, "142900000000000000000000000000"),
        ("0.0001", "30000", 3, "0.00000000333"), ("125001", "1000000", 2, "0.13"), ("0", "5", 3, "0"),
    ]) func `divides to as many digits as asked, half to even`(
        a: String, b: String, digits: Int, want: String
    ) throws {
        let quotient = try #require(BigDecimal(a)).divided(by: #require(BigDecimal(b)), digits: digits)
        #expect(quotient.description == want)
    }

    @Test(arguments: [
        ("2.5", [2, 3, 2, 3, 2]), ("-2.5", [-3, -2, -2, -3, -2]), ("3.5", [3, 4, 3, 4, 4]),
        ("-0.2", [-1, 0, 0, 0, 0]), ("7", [7, 7, 7, 7, 7]), ("2.51", [2, 3, 2, 3, 3]),
    ]) func `rounds`(text: String, want: [Int]) throws {
        let value = try #require(BigDecimal(text))
        let rules: [BigDecimal.Rounding] = [.down, .up, .towardZero, .halfAwayFromZero, .halfToEven]
        #expect(rules.map { value.rounded($0).asInt } == want.map { $0 })
    }

    @Test func `adds and takes remainders without losing a digit`() throws {
        let a = try #require(BigDecimal("0.1")), b = try #require(BigDecimal("0.2"))
        #expect((a + b).description == "0.3")
        #expect((a - b).description == "-0.1")
        #expect((a * b).description == "0.02")
        #expect(BigDecimal("-7.5")?.remainder(dividingBy: 2).description == "-1.5")
    }

    @Test func `goes to a double and back`() throws {
        var random = Seeded(5)
        for _ in 0..<2000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(BigDecimal(shortest: value)?.asDouble == value)
            #expect(try #require(BigDecimal(exactly: value)).asDouble == value)
        }
        #expect(
            BigDecimal(exactly: 0.1)?.description
                == "0.1000000000000000055511151231257827021181583404541015625")
        #expect(BigDecimal("1e400")?.asDouble == .infinity)
        #expect(BigDecimal(exactly: .nan) == nil)
    }
}
