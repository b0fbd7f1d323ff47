import Faults
import Foundation
import Testing
import Values

@Suite("JSON coding")
struct CodingTests {
    struct Inner: Codable, Equatable {
        var name: String
        var tags: [String: [Int]] = [:]
    }
    enum Colour: String, Codable, CaseIterable { case red, green }
    enum Choice: Codable, Equatable { case none, some(Int), both(a: Int, b: String) }
    struct Whole: Codable, Equatable {
        var int = -3, int8: Int8 = -8, uint64 = UInt64.max, double = 0.1, float: Float = 1.5, bool = true
        var text = "x\"\u{1}é", absent: String?, present: Int? = 4
        var date = Date(timeIntervalSince1970: 1_767_323_045.678)
        var data = Data([0, 1, 254, 255]), url = URL(string: "https://example.org/a?b=c")
        var inner = Inner(name: "n", tags: ["b": [1], "a": []]), list = [Inner(name: "m"), Inner(name: "o")]
        var colour = Colour.green, choices = [Choice.none, .some(1), .both(a: 2, b: "x")]
        var free: JSON = ["n": .number(JSON.Number("1.50") ?? 0), "a": [1, .null]]
        var pairs: [Int: String] = [1: "a"], matrix = [[1, 2], []], holes: [Int?] = [1, nil]
        var id = UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F")
    }

    @Test("everything comes back, and Foundation reads the same")
    func roundTrip() throws {
        let value = Whole()
        let bytes = try JSONCoding.encode(value)
        #expect(try JSONCoding.decode(Whole.self, from: bytes) == value)
        #expect(try JSONCoding.decodeStrictly(Whole.self, from: bytes) == value)
        #expect(try JSONCoding.decode(Whole.self, from: JSONCoding.json(of: value)) == value)
        let tree = try JSON(parsing: bytes)
        #expect(
            tree["absent"] == nil && tree["date"] == "2026-01-02T03:04:05.678Z" && tree["data"] == "AAH+/w==")
        #expect(
            tree["free"]?.text == #"{"n":1.50,"a":[1,null]}"#
                && tree["uint64"]?.text == "18446744073709551615")
        #expect(tree["inner"]?["tags"]?.text == #"{"a":[],"b":[1]}"# && tree["holes"] == [1, .null])
        let theirs = JSONDecoder()
        theirs.dateDecodingStrategy = .custom {
            let formatter = ISO8601DateFormatter()
            formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            let date = try formatter.date(from: String(from: $0))
            return try #require(date)
        }
        var read = try theirs.decode(Whole.self, from: Data(bytes))
        #expect(abs(read.date.timeIntervalSince(value.date)) < 0.001)
        read.date = value.date
        read.free = value.free
        #expect(read == value)
    }

    @Test("dictionaries are in the order of their keys wherever they stand")
    func order() throws {
        struct Holder: Codable { var map: [String: [String: Int]]?, list: [[String: Bool]] }
        let many = Dictionary(uniqueKeysWithValues: (10..<90).map { ("k\($0)", $0) })
        let text = "{" + (10..<90).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
        #expect(try JSONCoding.encode(many) == Array(text.utf8))
        #expect(try JSONCoding.encode(Optional(many)) == Array(text.utf8))
        let bools = many.mapValues { $0 > 0 }
        let flags = "{" + (10..<90).map { "\"k\($0)\":true" }.joined(separator: ",") + "}"
        let whole = try JSONCoding.encode(Holder(map: ["m": many], list: [bools]))
        #expect(whole == Array("{\"map\":{\"m\":\(text)},\"list\":[\(flags)]}".utf8))
    }

    @Test("top-level scalars, containers opened out of order, and super encoders")
    func containers() throws {
        #expect(try JSONCoding.encode(3) == Array("3".utf8) && JSONCoding.encode("a") == Array("\"a\"".utf8))
        #expect(
            try JSONCoding.encode(Int?.none) == Array("null".utf8)
                && JSONCoding.encode([Int]()) == Array("[]".utf8))
        #expect(try JSONCoding.decode(Int?.self, from: Array("null".utf8)) == nil)
        struct Interleaved: Encodable {
            enum Keys: CodingKey { case a, b, c }
            func encode(to encoder: any Encoder) throws {
                var box = encoder.container(keyedBy: Keys.self)
                var first = box.nestedUnkeyedContainer(forKey: .a)
                var second = box.nestedContainer(keyedBy: Keys.self, forKey: .b)
                try box.encode(9, forKey: .c)
                try second.encode(1, forKey: .a)
                try first.encode("x")
                var deep = first.nestedContainer(keyedBy: Keys.self)
                try "s".encode(to: box.superEncoder())
                try second.encode(2, forKey: .b)
                try deep.encode(true, forKey: .c)
                try first.encodeNil()
            }
        }
        #expect(
            String(decoding: try JSONCoding.encode(Interleaved()), as: UTF8.self)
                == #"{"a":["x",{"c":true},null],"b":{"a":1,"b":2},"c":9,"super":"s"}"#)
    }

    class Animal: Codable { var name = "a" }
    final class Dog: Animal {
        var age = 3
        enum Keys: CodingKey { case age }
        override init() { super.init() }
        required init(from decoder: any Decoder) throws {
            age = try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .age)
            try super.init(from: decoder.container(keyedBy: Keys.self).superDecoder())
        }
        override func encode(to encoder: any Encoder) throws {
            var box = encoder.container(keyedBy: Keys.self)
            try box.encode(age, forKey: .age)
            try super.encode(to: box.superEncoder())
        }
    }

    @Test("classes come back with what they inherit")
    func classes() throws {
        let dog = Dog()
        (dog.name, dog.age) = ("Rex", 7)
        let bytes = try JSONCoding.encode(dog)
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"age":7,"super":{"name":"Rex"}}"#)
        let back = try JSONCoding.decode(Dog.self, from: bytes)
        #expect(back.name == "Rex" && back.age == 7)
    }

    static let misfits: [(String, String, String)] = [
        (#"{"name":1}"#, "/inner/name", "expected a string, found the number 1"),
        (#"{"name":"x","tags":{"a/b":[1,2.5]}}"#, "/inner/tags/a~1b/1", "expected a whole number"),
        (#"{"tags":{}}"#, "/inner", "the field name is missing"),
        (#"[]"#, "/inner", "expected an object, found an array"),
        (#"{"name":null,"tags":{}}"#, "/inner/name", "expected a string, found null"),
    ]

    @Test("a misfit is told with its place and what was expected", arguments: misfits)
    func misfit(text: String, place: String, message: String) throws {
        struct Outer: Codable { let inner: Inner }
        let fault = #expect(throws: Fault.self) {
            try JSONCoding.decode(Outer.self, from: Array("{\"inner\":\(text)}".utf8))
        }
        #expect(fault?.kind == .invalid && fault?.code == "json.invalid")
        #expect(fault?.problems.first?.path == place)
        #expect(fault?.problems.first?.message.hasPrefix(message) == true, "\(fault?.problems ?? [])")
    }

    struct Even: Codable {
        init(from decoder: any Decoder) throws {
            guard try decoder.singleValueContainer().decode(Int.self) % 2 == 0 else {
                throw Fault(.invalid, "x.odd", "It must be even.")
            }
        }
    }

    @Test("enumerations list their texts, and a type's own refusal gets its place")
    func refusals() throws {
        let one = #expect(throws: Fault.self) {
            try JSONCoding.decode([Colour].self, from: Array(#"["red","blue"]"#.utf8))
        }
        #expect(one?.problems == [.init("/1", "expected one of red, green, found a string")])
        let two = #expect(throws: Fault.self) {
            try JSONCoding.decode([Even].self, from: Array("[2,3]".utf8))
        }
        #expect(two?.problems == [.init("/1", "It must be even.")])
        for (text, type) in [("300", "UInt8"), ("-1", "UInt8"), ("1.5", "UInt8"), ("true", "UInt8")] {
            let fault = #expect(throws: Fault.self) {
                try JSONCoding.decode(UInt8.self, from: Array(text.utf8))
            }
            #expect(fault?.message.contains("a whole number from 0 to 255") == true, "\(type)")
        }
        for text in [#""2026-13-01T00:00:00Z""#, #""2026-02-29T00:00:00Z""#, "1", #""yesterday""#] {
            #expect(throws: Fault.self) { try JSONCoding.decode(Date.self, from: Array(text.utf8)) }
        }
        #expect(throws: Fault.self) { try JSONCoding.encode(["a": Double.nan]) }
        #expect(throws: Fault.self) { try JSONCoding.decode(Float.self, from: Array("1e300".utf8)) }
    }

    @Test("strict decoding names every field that nobody asked for, and only those")
    func strictness() throws {
        let text =
            #"{"inner":{"name":"n","tags":{"any":[1]},"x":1,"y":{"deep":1}},"name":3,"list":["#
            + #"{"name":"a","tags":{}},{"name":"a","tags":{},"z/":0}],"free":{"what":"ever"}}"#
        struct Outer: Codable { let inner: Inner, list: [Inner], free: JSON }
        _ = try JSONCoding.decode(Outer.self, from: Array(text.utf8))
        let fault = #expect(throws: Fault.self) {
            try JSONCoding.decodeStrictly(Outer.self, from: Array(text.utf8))
        }
        #expect(fault?.problems.map(\.path) == ["/name", "/inner/x", "/inner/y", "/list/1/z~1"])
    }

    @Test("times are read in any offset and precision and written in UTC")
    func times() throws {
        func read(_ text: String) -> String? { Date(rfc3339: text)?.rfc3339 }
        #expect(read("2026-01-02T03:04:05Z") == "2026-01-02T03:04:05.000Z")
        #expect(read("2026-01-02t03:04:05.6789+02:30") == "2026-01-02T00:34:05.679Z")
        #expect(read("1969-12-31T23:59:59.999Z") == "1969-12-31T23:59:59.999Z")
        #expect(read("2000-02-29T00:00:00-23:59") == "2000-02-29T23:59:00.000Z")
        #expect(read("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00.000Z")
        #expect(read("0000-01-01T00:00:00Z") == "0000-01-01T00:00:00.000Z")
        for text in [
            "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T24:00:00Z", "2026-01-02T03:04:05.Z",
            "2026-1-02T03:04:05Z",
            "2026-01-02T03:04:05Zx", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        ] { #expect(read(text) == nil, "\(text)") }
        #expect(Date(timeIntervalSince1970: .infinity).rfc3339 == "9999-12-31T23:59:59.999Z")
        #expect(Date(timeIntervalSince1970: -1e300).rfc3339 == "0000-01-01T00:00:00.000Z")
        #expect(Date(timeIntervalSince1970: .nan).rfc3339.count == 24)
        var random = Seeded(5)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<500 {
            let date = Date(
                timeIntervalSince1970: Double(
                    Int.random(in: -60_000_000_000...200_000_000_000, using: &random)))
            #expect(Date(rfc3339: date.rfc3339) == date)
            if date.timeIntervalSince1970 > -10_000_000_000 {
                #expect(formatter.date(from: date.rfc3339.replacing(".000", with: "")) == date)
            }
        }
    }

    @Test("a foreign coder gets a JSON value as numbers it knows")
    func foreign() throws {
        let json: JSON = ["a": [1, 2.5, "x", .null, true], "big": .number(JSON.Number(UInt64.max))]
        let data = try JSONEncoder().encode(json)
        #expect(try JSONDecoder().decode(JSON.self, from: data) == json)
    }
}
