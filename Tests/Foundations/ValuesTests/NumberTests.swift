import Foundation
import Testing
import Values

@Suite("JSON numbers")
struct NumberTests {
    @Test(
        "no digit is lost on the way through",
        arguments: [
            "0", "-0", "1.0", "1.10", "100000000000000000000000000000000001",
            "0.1000000000000000055511151231257827",
            "1e400", "-1E+05", "18446744073709551615", "9007199254740993",
            "3.14159265358979323846264338327950288",
        ])
    func exact(text: String) throws {
        let tree = try JSON(parsing: "[\(text)]")
        #expect(tree.text == "[\(text)]")
        #expect(try JSONCoding.decode(JSON.self, from: Array(text.utf8)).text == text)
        #expect(JSON.Number(text)?.text == text)
    }

    @Test("whole numbers are whole however they are written, and only if they fit")
    func whole() throws {
        let cases: [(String, Int?)] = [
            ("3", 3), ("3.0", 3), ("3e2", 300), ("0.3e1", 3), ("300e-2", 3), ("-3", -3), ("-0", 0),
            ("0e99", 0),
            ("3.5", nil), ("3e-1", nil), ("9223372036854775807", .max), ("9223372036854775808", nil),
            ("-9223372036854775808", .min), ("-9223372036854775809", nil), ("9.223372036854775807e18", .max),
            ("1e19", nil), ("1e999999999999999999999", nil), ("1e-999999999999999999999", nil),
        ]
        for (text, value) in cases {
            #expect(try JSON(parsing: text).intValue == value, "\(text)")
            #expect(try JSONDocument(parsing: text).root.int == value, "\(text)")
        }
        #expect(JSON.Number("255")?.integer(as: UInt8.self) == 255)
        #expect(JSON.Number("256")?.integer(as: UInt8.self) == nil)
        #expect(JSON.Number("-1")?.integer(as: UInt8.self) == nil)
    }

    @Test("doubles are the nearest, as the C library finds them")
    func nearest() throws {
        var random = Seeded(3)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: UInt64.random(in: 0 ... .max, using: &random))
            guard value.isFinite else { continue }
            for text in [
                String(value), String(Float(value)),
                String(Int64(truncatingIfNeeded: Int(value.bitPattern >> 12))),
            ] {
                guard let number = JSON.Number(text) else { continue }
                try #require(number.double == strtod(text, nil), "\(text)")
            }
        }
        for text in [
            "0.1", "123456789012345", "1234567890123456", "0.000001", "12345.678e-3", "5e-324", "1e-400",
            "0.00000000000000000000001", "-0.0", "1.7976931348623157e308", "8.41470984807896",
        ] {
            #expect(JSON.Number(text)?.double == strtod(text, nil), "\(text)")
        }
        #expect(JSON.Number("1e400")?.double == nil)
        #expect(JSON.Number("-1e400")?.double == nil)
    }

    @Test("a quantity is the same in every spelling")
    func quantity() throws {
        func same(_ one: String, _ other: String) -> Bool {
            guard let one = JSON.Number(one), let other = JSON.Number(other) else { return false }
            return one.isSameQuantity(as: other)
        }
        #expect(same("1", "1.0") && same("1e2", "100") && same("-0", "0") && same("0.10", "1e-1"))
        #expect(same("100000000000000000000000000000000001.0", "100000000000000000000000000000000001"))
        #expect(!same("1", "-1") && !same("1", "10") && !same("0.1", "0.10000000000000001"))
        #expect(JSON.Number("1") != JSON.Number("1.0"))
    }

    @Test(
        "only numbers by the grammar are numbers",
        arguments: ["", " 1", "1 ", "0x1", "1.", "nan", "\"1\"", "[1]", "01"])
    func grammar(text: String) { #expect(JSON.Number(text) == nil) }

    @Test("a double is written as short as it can be and never as infinity")
    func written() {
        for (value, text) in [
            (3.0, "3"), (0.1, "0.1"), (-0.0, "-0"), (1e300, "1e+300"), (-2.5e-7, "-2.5e-07"),
        ] {
            #expect(JSON.Number(value)?.text == text && JSON.Number(value)?.double == value)
        }
        #expect(JSON(Double.nan) == nil && JSON(Double.infinity) == nil && JSON(-Double.infinity) == nil)
    }
}
