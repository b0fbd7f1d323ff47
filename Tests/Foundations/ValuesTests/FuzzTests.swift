import Foundation
import Testing
import Values

@Suite("JSON under mutation")
struct FuzzTests {
    static let seeds = [
        #"{"a":[1,2.5e-3,true,false,null,"x\u00e9\n\"q\"",{"k":{}}],"日本":"é"}"#, "[[],{},\"\",0,-1.0E+5]",
        "  {\"x\" : [ 1 , 2 ] } \n", #"["\ud834\udd1e𝄞","0123456789012345678901234567890123456789"]"#,
    ]

    static func mutant(_ random: inout Seeded) -> [UInt8] {
        var bytes = Array(seeds[Int.random(in: 0..<seeds.count, using: &random)].utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(Array("[]{},:\"\\0e-.u".utf8).randomElement(using: &random) ?? 0, at: place)
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
            }
        }
        return bytes
    }

    /// Foundation reads UTF-16 and UTF-32, skips a byte order mark, and forgives a comma before a closing
    /// bracket; apart from these it judges as RFC 8259 does.
    static func isComparable(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(0) || [0xef, 0xfe, 0xff].contains(bytes.first ?? 0) { return false }
        let dense = bytes.filter { !" \t\r\n".utf8.contains($0) }
        return !zip(dense, dense.dropFirst()).contains { $0 == 0x2c && ($1 == 0x5d || $1 == 0x7d) }
    }

    @Test("mutated texts are judged as Foundation judges them, and what is read is written back equal")
    func judgement() throws {
        var random = Seeded(20_260_101)
        var accepted = 0
        var differences: [String] = []
        for _ in 0..<30_000 * fuzzFactor {
            let bytes = Self.mutant(&random)
            let tree = try? JSON(parsing: bytes)
            if let tree {
                accepted += 1
                try #require(try JSON(parsing: tree.bytes()) == tree)
                try #require(try JSON(parsing: tree.pretty()) == tree)
            }
            guard Self.isComparable(bytes) else { continue }
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            if (theirs != nil) != (tree != nil) { differences.append(String(decoding: bytes, as: UTF8.self)) }
        }
        #expect(accepted > 2000 * fuzzFactor && accepted < 28_000 * fuzzFactor)
        #expect(differences.isEmpty, "\(differences.prefix(5))")
    }

    @Test("random bytes never crash the parser")
    func noise() {
        var random = Seeded(7)
        var refused = 0
        for length in 0..<3000 {
            let bytes = (0..<length % 64).map { _ in UInt8.random(in: 0...255, using: &random) }
            if (try? JSONDocument(parsing: bytes)) == nil { refused += 1 }
        }
        #expect(refused > 2900)
    }

    @Test("random trees come back equal, and equal trees hash alike whatever their order")
    func trees() throws {
        var random = Seeded(99)
        func tree(_ depth: Int) -> JSON {
            switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &random) {
            case 0: return .null
            case 1: return .bool(Bool.random(using: &random))
            case 2: return .number(JSON.Number(Int64.random(in: .min ... .max, using: &random)))
            case 3: return JSON(Double(bitPattern: UInt64.random(in: 0 ... .max, using: &random))) ?? .null
            case 4:
                return .string(
                    String(
                        String.UnicodeScalarView(
                            (0..<Int.random(in: 0..<20, using: &random)).compactMap { _ in
                                Unicode.Scalar(UInt32.random(in: 0...0x2fff, using: &random))
                            })))
            case 5: return .array((0..<Int.random(in: 0..<6, using: &random)).map { _ in tree(depth + 1) })
            default:
                return .object(
                    JSON.Object(
                        (0..<Int.random(in: 0..<30, using: &random)).map {
                            (key: "k\($0 % 25)", value: tree(depth + 1))
                        }))
            }
        }
        for _ in 0..<300 * fuzzFactor {
            let value = tree(0)
            let back = try JSON(parsing: value.bytes())
            #expect(back == value && back.hashValue == value.hashValue)
            let sorted = try JSON(parsing: value.canonicalBytes())
            #expect(sorted == value && sorted.hashValue == value.hashValue)
            #expect(JSON.diff(value, sorted).isEmpty)
        }
    }
}

/// How many times the suite's rounds are run; `make fuzz` sets it.
private let fuzzFactor = ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"].flatMap { Int($0) } ?? 1
