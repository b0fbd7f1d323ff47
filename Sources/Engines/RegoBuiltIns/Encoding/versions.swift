import Crypto
import Rego

/// A version by semver.org 2.0.0.
struct SemanticVersion {
    private let numbers: [UInt64]
    private let labels: [Substring]

    init?(_ text: String) {
        var rest = text[...]
        if let plus = rest.firstIndex(of: "+") {
            guard Self.isLabels(rest[rest.index(after: plus)...], numbersAreStrict: false) else { return nil }
            rest = rest[..<plus]
        }
        var labels: [Substring] = []
        if let dash = rest.firstIndex(of: "-") {
            let tail = rest[rest.index(after: dash)...]
            guard Self.isLabels(tail, numbersAreStrict: true) else { return nil }
            labels = tail.split(separator: ".", omittingEmptySubsequences: false)
            rest = rest[..<dash]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var numbers: [UInt64] = []
        for part in parts {
            guard let number = Self.number(part) else { return nil }
            numbers.append(number)
        }
        self.numbers = numbers
        self.labels = labels
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), text == "0" || !text.hasPrefix("0")
        else { return nil }
        return UInt64(text)
    }

    private static func isLabels(_ text: Substring, numbersAreStrict: Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            guard !label.isEmpty,
                label.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2d })
            else { return false }
            let isNumber = label.utf8.allSatisfy { $0 &- 0x30 < 10 }
            return !(numbersAreStrict && isNumber && label.utf8.count > 1 && label.hasPrefix("0"))
        }
    }

    func compare(_ other: SemanticVersion) -> Int {
        for (one, two) in zip(numbers, other.numbers) where one != two { return one < two ? -1 : 1 }
        if labels.isEmpty || other.labels.isEmpty {
            return labels.isEmpty == other.labels.isEmpty ? 0 : labels.isEmpty ? 1 : -1
        }
        for (one, two) in zip(labels, other.labels) where one != two {
            switch (UInt64(one), UInt64(two)) {
            case (let first?, let second?): return first < second ? -1 : 1
            case (.some, nil): return -1
            case (nil, .some): return 1
            default: return one.utf8.lexicographicallyPrecedes(two.utf8) ? -1 : 1
            }
        }
        return labels.count == other.labels.count ? 0 : labels.count < other.labels.count ? -1 : 1
    }
}

let versions: [String: BuiltIn.Body] = [
    "semver.compare": { call throws(BuiltInFault) in
        let (one, other) = (try call.string(0), try call.string(1))
        guard let first = SemanticVersion(one) else {
            throw .failed("operand 1: string \"\(one)\" is not a valid SemVer")
        }
        guard let second = SemanticVersion(other) else {
            throw .failed("operand 2: string \"\(other)\" is not a valid SemVer")
        }
        return call.heap.int(first.compare(second))
    },
    "semver.is_valid": { call throws(BuiltInFault) in
        Value(call[0].string.map { SemanticVersion($0) != nil } ?? false)
    },
]

let identifiers: [String: BuiltIn.Body] = [
    "uuid.rfc4122": { call throws(BuiltInFault) in
        let key = "uuid " + (try call.string(0))
        if let known = call.surroundings.memory[key] as? String { return call.heap.string(known) }
        var bytes: [UInt8] = []
        for _ in 0..<2 {
            let word = call.surroundings.random.next()
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let made = uuidText(bytes)
        call.surroundings.memory[key] = made
        return call.heap.string(made)
    },
    "uuid.parse": { call throws(BuiltInFault) in
        guard let bytes = uuidBytes(try call.string(0)) else { return .undefined }
        return call.heap.object(uuidMembers(bytes, call))
    },
]

private func uuidText(_ bytes: [UInt8]) -> String {
    let hex = Array(bytes.hex.utf8)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: hex[$0], as: UTF8.self) }.joined(
        separator: "-")
}

/// The forms that Go's parser takes: plain, as a URN, in braces, and without dashes.
private func uuidBytes(_ text: String) -> [UInt8]? {
    var rest = text[...]
    if rest.utf8.count == 45, rest.prefix(9).lowercased() == "urn:uuid:" { rest = rest.dropFirst(9) }
    if rest.utf8.count == 38 { rest = rest.dropFirst().dropLast() }
    if rest.utf8.count == 32 { return [UInt8](hex: String(rest)) }
    let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return nil }
    return [UInt8](hex: parts.joined())
}

private func uuidMembers(_ bytes: [UInt8], _ call: borrowing Call) -> [(Value, Value)] {
    let heap = call.heap
    let version = Int(bytes[6] >> 4)
    let variant =
        bytes[8] & 0xc0 == 0x80
        ? "RFC4122" : bytes[8] & 0xe0 == 0xc0 ? "Microsoft" : bytes[8] & 0xe0 == 0xe0 ? "Future" : "Reserved"
    var members: [(Value, Value)] = [
        (heap.string("version"), heap.int(version)), (heap.string("variant"), heap.string(variant)),
    ]
    func big(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 << 8 | Int($1) } }
    let node = bytes[10...].map { [$0].hex }.joined(separator: "-")
    if version == 1 || version == 2 {
        let time = big(0..<4) | big(4..<6) << 32 | (big(6..<8) & 0x0fff) << 48
        let nanoseconds = (time - 122_192_928_000_000_000) * 100
        members += [
            (heap.string("time"), heap.int(nanoseconds)), (heap.string("nodeid"), heap.string(node)),
            (heap.string("macvariables"), heap.string(macVariables(bytes[10]))),
            (heap.string("clocksequence"), heap.int(big(8..<10) & 0x3fff)),
        ]
    }
    if version == 2 {
        let domains = ["Person", "Group", "Org"]
        let domain = Int(bytes[9])
        members += [
            (heap.string("id"), heap.int(big(0..<4))),
            (heap.string("domain"), heap.string(domain < 3 ? domains[domain] : "Domain\(domain)")),
        ]
    }
    return members
}

private func macVariables(_ byte: UInt8) -> String {
    switch byte & 3 {
    case 3: "local:multicast"
    case 2: "local:unicast"
    case 1: "global:multicast"
    default: "global:unicast"
    }
}
