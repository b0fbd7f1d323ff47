import HCL

/// Reads gzip (RFC 1952) and all of deflate (RFC 1951), with bounds and words of the language's own.
enum Gzip {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xffff_ffff as UInt32) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }

    static func unpack(_ bytes: [UInt8]) throws -> [UInt8] {
        guard bytes.count >= 18, bytes[0] == 0x1f, bytes[1] == 0x8b, bytes[2] == 8 else {
            throw Failure("failed to decode gzip data: gzip: invalid header")
        }
        var place = 10
        let flags = bytes[3]
        if flags & 4 != 0, place + 2 <= bytes.count {
            place += 2 + Int(bytes[place]) + Int(bytes[place + 1]) << 8
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            while place < bytes.count, bytes[place] != 0 { place += 1 }
            place += 1
        }
        if flags & 2 != 0 { place += 2 }
        var reader = Inflater(bytes, from: place)
        let out = try reader.run()
        let end = reader.place
        guard end + 8 <= bytes.count, Array(bytes[end..<(end + 4)]) == little(checksum(out), 4) else {
            throw Failure("failed to decode gzip data: gzip: invalid checksum")
        }
        return out
    }
}

/// Raw deflate (RFC 1951).
private struct Inflater {
    private let bytes: [UInt8]
    private(set) var place: Int
    private var bits: UInt32 = 0
    private var count = 0
    private var out: [UInt8] = []

    init(_ bytes: [UInt8], from place: Int) {
        self.bytes = bytes
        self.place = place
    }

    private static let corrupt = Failure("failed to decode gzip data: flate: corrupt input")

    private mutating func take(_ wanted: Int) throws -> Int {
        while count < wanted {
            guard place < bytes.count else { throw Failure("failed to decode gzip data: unexpected EOF") }
            bits |= UInt32(bytes[place]) << UInt32(count)
            place += 1
            count += 8
        }
        let value = bits & ((1 << UInt32(wanted)) - 1)
        bits >>= UInt32(wanted)
        count -= wanted
        return Int(value)
    }

    /// A canonical code: how many codes there are of each length, and the symbols in order.
    private struct Code {
        var counts = Array(repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: [Int]) {
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted {
                (lengths[$0], $0) < (lengths[$1], $1)
            }
        }
    }

    private mutating func symbol(_ code: Code) throws -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1..<16 {
            value |= try take(1)
            let many = code.counts[length]
            if value - many < first { return code.symbols[index + value - first] }
            index += many
            first = (first + many) << 1
            value <<= 1
        }
        throw Self.corrupt
    }

    mutating func run() throws -> [UInt8] {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored()
            case 1:
                let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
                try compressed(Code(lengths), Code(Array(repeating: 5, count: 30)))
            case 2: try dynamic()
            default: throw Self.corrupt
            }
        }
        return out
    }

    private mutating func stored() throws {
        bits = 0
        count = 0
        guard place + 4 <= bytes.count else { throw Self.corrupt }
        let length = Int(bytes[place]) | Int(bytes[place + 1]) << 8
        let check = Int(bytes[place + 2]) | Int(bytes[place + 3]) << 8
        place += 4
        guard length == ~check & 0xffff, place + length <= bytes.count else { throw Self.corrupt }
        try checkSize(out.count + length)
        out += bytes[place..<(place + length)]
        place += length
    }

    private mutating func dynamic() throws {
        let literals = try take(5) + 257
        let distances = try take(5) + 1
        let codes = try take(4) + 4
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = Array(repeating: 0, count: 19)
        for place in 0..<codes { lengths[order[place]] = try take(3) }
        let code = Code(lengths)
        var all: [Int] = []
        while all.count < literals + distances {
            switch try symbol(code) {
            case 16:
                guard let last = all.last else { throw Self.corrupt }
                all += Array(repeating: last, count: 3 + (try take(2)))
            case 17: all += Array(repeating: 0, count: 3 + (try take(3)))
            case 18: all += Array(repeating: 0, count: 11 + (try take(7)))
            case let length: all.append(length)
            }
        }
        guard all.count == literals + distances else { throw Self.corrupt }
        try compressed(Code(Array(all[..<literals])), Code(Array(all[literals...])))
    }

    private static let lengthStarts = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
        195, 227, 258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]

    private mutating func compressed(_ literals: Code, _ distances: Code) throws {
        while true {
            let code = try symbol(literals)
            if code < 256 {
                out.append(UInt8(code))
                continue
            }
            if code == 256 { return }
            guard code - 257 < 29 else { throw Self.corrupt }
            let length = Self.lengthStarts[code - 257] + (try take(Self.lengthBits[code - 257]))
            let slot = try symbol(distances)
            let extra = slot < 4 ? 0 : slot / 2 - 1
            let start = slot < 4 ? slot + 1 : (2 + slot % 2) << extra + 1
            let distance = start + (try take(extra))
            guard distance <= out.count else { throw Self.corrupt }
            try checkSize(out.count + length)
            for _ in 0..<length { out.append(out[out.count - distance]) }
        }
    }
}
