import HCL
import Numbers

/// An address with the length of its network's prefix.
struct Network {
    var bits: BigInt
    let width: Int
    var prefix: Int

    private static func invalid(_ text: String) -> Failure {
        Failure("invalid CIDR expression: invalid CIDR address: \(text)", argument: 0)
    }

    init(_ text: String) throws {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let (bits, width) = Self.address(String(parts[0])),
            let prefix = Int(parts[1]), String(prefix) == parts[1] || parts[1].allSatisfy(\.isNumber),
            (0...width).contains(prefix)
        else { throw Self.invalid(text) }
        self.width = width
        self.prefix = prefix
        self.bits = (bits >> (width - prefix)) << (width - prefix)
    }

    init(bits: BigInt, width: Int, prefix: Int) {
        self.bits = bits
        self.width = width
        self.prefix = prefix
    }

    static func address(_ text: String) -> (BigInt, Int)? {
        text.contains(":") ? six(text).map { ($0, 128) } : four(text).map { ($0, 32) }
    }

    /// Leading zeros are read as decimal, as ever.
    private static func four(_ text: String) -> BigInt? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var sum = 0
        for part in parts {
            guard !part.isEmpty, part.utf8.count <= 3, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Int(part), value < 256
            else { return nil }
            sum = sum << 8 | value
        }
        return BigInt(sum)
    }

    private static func six(_ text: String) -> BigInt? {
        func groups(_ text: Substring) -> [Int]? {
            if text.isEmpty { return [] }
            var out: [Int] = []
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            for (place, part) in parts.enumerated() {
                if part.contains("."), place == parts.count - 1, let four = four(String(part))?.asInt {
                    out += [four >> 16, four & 0xffff]
                    continue
                }
                guard (1...4).contains(part.utf8.count), let value = Int(part, radix: 16), part.first != "-",
                    part.first != "+"
                else { return nil }
                out.append(value)
            }
            return out
        }
        var all: [Int]
        if let gap = text.firstRange(of: "::") {
            guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
                head.count + tail.count < 8
            else { return nil }
            all = head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
        } else {
            guard let whole = groups(text[...]), whole.count == 8 else { return nil }
            all = whole
        }
        return all.reduce(BigInt.zero) { ($0 << 16) + BigInt($1) }
    }

    static func text(_ bits: BigInt, _ width: Int) -> String {
        if width == 32 {
            let value = bits.asInt ?? 0
            return [24, 16, 8, 0].map { String(value >> $0 & 0xff) }.joined(separator: ".")
        }
        let groups = (0..<8).map { ((bits >> (112 - 16 * $0)) % BigInt(65536)).asInt ?? 0 }
        if groups[..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xffff {
            return "::ffff:" + text(bits % (BigInt.one << 32), 32)
        }
        // The longest run of zeros is left out, the first of several.
        var best = (start: 0, count: 0)
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > best.count { best = (start, end - start) }
            start = max(end, start + 1)
        }
        func part(_ range: Range<Int>) -> String {
            range.map { String(groups[$0], radix: 16) }.joined(separator: ":")
        }
        if best.count < 2 { return part(0..<8) }
        return part(0..<best.start) + "::" + part((best.start + best.count)..<8)
    }

    var text: String { Self.text(bits, width) + "/\(prefix)" }

    func subnet(newBits: Int, number: BigInt) throws -> Network {
        let length = prefix + newBits
        if newBits < 0 { throw Failure("must extend prefix by at least zero bits") }
        if length > width {
            throw Failure("insufficient address space to extend prefix of \(prefix) by \(newBits)")
        }
        if number >= BigInt.one << newBits || number.signum < 0 {
            throw Failure("prefix extension of \(newBits) does not accommodate a subnet numbered \(number)")
        }
        return Network(bits: bits + (number << (width - length)), width: width, prefix: length)
    }
}

extension TerraformFunctions {
    static let networks: [String: Function] = [
        "cidrhost": Function([string("prefix"), number("hostnum")], gives: .string) { values in
            let network = try Network(values[0].text)
            guard let wanted = values[1].amount.decimal?.asBigInt else {
                throw Failure("a whole number is required", argument: 1)
            }
            let hostBits = network.width - network.prefix
            var number = wanted
            if number.signum < 0 { number = number + (BigInt.one << hostBits) }
            if number.signum < 0 || number >= BigInt.one << hostBits {
                throw Failure("prefix of \(network.prefix) does not accommodate a host numbered \(wanted)")
            }
            return .string(Network.text(network.bits + number, network.width))
        },
        "cidrnetmask": Function([string("prefix")], gives: .string) { values in
            let network = try Network(values[0].text)
            if network.width == 128 {
                throw Failure("IPv6 addresses cannot have a netmask: \(values[0].text)")
            }
            let mask = (((BigInt.one << 32) - BigInt.one) >> (32 - network.prefix)) << (32 - network.prefix)
            return .string(Network.text(mask, 32))
        },
        "cidrsubnet": Function([string("prefix"), number("newbits"), number("netnum")], gives: .string) {
            values in
            let network = try Network(values[0].text)
            guard let wanted = values[2].amount.decimal?.asBigInt else {
                throw Failure("a whole number is required", argument: 2)
            }
            return .string(try network.subnet(newBits: try values[1].whole(1), number: wanted).text)
        },
        "cidrsubnets": Function(
            [string("prefix")], variadic: number("newbits"), gives: .list(.string), subnets),
        "cidrcontains": Function(
            [string("containing_prefix"), string("contained_ip_or_prefix")], gives: .bool
        ) { values in
            let outer = try Network(values[0].text)
            let inner: Network
            if values[1].text.contains("/") {
                do { inner = try Network(values[1].text) } catch {
                    throw Failure("invalid IP address or prefix: \(values[1].text)", argument: 1)
                }
            } else {
                guard let (bits, width) = Network.address(values[1].text) else {
                    throw Failure("invalid IP address or prefix: \(values[1].text)", argument: 1)
                }
                inner = Network(bits: bits, width: width, prefix: width)
            }
            guard inner.width == outer.width else {
                throw Failure("address family mismatch: \(values[0].text) vs. \(values[1].text)")
            }
            let shift = outer.width - outer.prefix
            return .bool(inner.prefix >= outer.prefix && (inner.bits >> shift) == (outer.bits >> shift))
        },
    ]

    @Sendable private static func subnets(_ values: [Value]) throws -> Value {
        let network = try Network(values[0].text)
        if values.count > 4097 { throw Failure("at most 4096 subnets can be allocated in one call") }
        var next = network.bits
        let end = network.bits + (BigInt.one << (network.width - network.prefix))
        var out: [Value] = []
        for (place, value) in values.dropFirst().enumerated() {
            let more = try value.whole(place + 1)
            if more < 1 { throw Failure("must extend prefix by at least one bit", argument: place + 1) }
            let length = network.prefix + more
            if length > network.width {
                throw Failure(
                    "would extend prefix to \(length) bits, which is too long for an IPv\(network.width == 32 ? 4 : 6) address",
                    argument: place + 1)
            }
            let size = BigInt.one << (network.width - length)
            let remainder = next % size
            if !remainder.isZero { next = next + size - remainder }
            if next + size > end {
                throw Failure(
                    "not enough remaining address space for a subnet with a prefix of \(length) bits after \(out.last?.text ?? "")",
                    argument: place + 1)
            }
            out.append(.string(Network.text(next, network.width) + "/\(length)"))
            next = next + size
        }
        return .list(out, of: .string)
    }
}
