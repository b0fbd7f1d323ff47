import Codecs
import Faults
import Testing

@Suite("Event streams")
struct EventStreamTests {
    private static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func message(_ headers: [UInt8], _ payload: [UInt8]) -> [UInt8] {
        var out = number(16 + headers.count + payload.count, 4) + number(headers.count, 4)
        out += number(Int(CRC32.of(out)), 4)
        out += headers + payload
        return out + number(Int(CRC32.of(out)), 4)
    }

    @Test("the checksum is the one that others have")
    func checksum() {
        #expect(CRC32.of("123456789".utf8) == 0xcbf4_3926)
        #expect(CRC32.of([]) == 0)
    }

    @Test("every kind of header is read, and messages one behind the other")
    func kinds() throws {
        let headers: [UInt8] =
            [1, 0x61, 0, 1, 0x62, 1, 1, 0x63, 2, 0xff, 1, 0x64, 3, 0xff, 0xfe, 1, 0x65, 4]
            + Self.number(-3, 4)
            + [1, 0x66, 5] + Self.number(-4, 8) + [1, 0x67, 6, 0, 2, 1, 2, 1, 0x68, 7, 0, 2, 0xc3, 0xbc]
            + [1, 0x69, 8] + Self.number(1_422_172_800_000, 8) + [1, 0x6a, 9]
            + [UInt8](repeating: 7, count: 16)
        let bytes = Self.message(headers, [9, 8]) + Self.message([], [])
        let got = try EventStreamMessage.all(in: bytes)
        #expect(got.count == 2)
        let first = try #require(got.first)
        #expect(first.payload == [9, 8])
        let want: [(String, EventStreamMessage.Value)] = [
            ("a", .bool(true)), ("b", .bool(false)), ("c", .integer(-1)), ("d", .integer(-2)),
            ("e", .integer(-3)), ("f", .integer(-4)), ("g", .bytes([1, 2])), ("h", .text("ü")),
            ("i", .timestamp(1_422_172_800_000)), ("j", .uuid([UInt8](repeating: 7, count: 16))),
        ]
        for (name, value) in want { #expect(first[name] == value) }
        #expect(first.text("h") == "ü" && first.text("a") == nil && first["z"] == nil)
        #expect(try EventStreamMessage.all(in: []).isEmpty)
    }

    @Test("no byte of a message can change, and none can be missing")
    func damage() throws {
        let whole = Self.message([1, 0x68, 7, 0, 1, 0x78], Array("payload".utf8))
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 0x10
            #expect(throws: Fault.self) { try EventStreamMessage.all(in: damaged) }
            if index > 0 {
                #expect(throws: Fault.self) { try EventStreamMessage.all(in: Array(whole[..<index])) }
            }
        }
        // Lengths that lie, with a checksum that is right.
        for lengths in [(16, 4), (12, 0), (0xffff_ffff, 0), (20, 0xffff_ffff)] {
            var lie = Self.number(lengths.0, 4) + Self.number(lengths.1, 4)
            lie += Self.number(Int(CRC32.of(lie)), 4) + [UInt8](repeating: 0, count: 8)
            #expect(throws: Fault.self) { try EventStreamMessage.all(in: lie) }
        }
    }
}
