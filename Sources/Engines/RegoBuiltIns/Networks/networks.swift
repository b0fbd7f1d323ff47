import Rego

private func block(_ text: String) throws(BuiltInFault) -> AddressBlock {
    guard let block = AddressBlock(text) else { throw .failed("invalid CIDR address: \(text)") }
    return block
}

/// A block, or an address as a block of one.
private func blockOrAddress(_ text: String) throws(BuiltInFault) -> AddressBlock {
    if let address = IPAddress(text) { return AddressBlock(address, prefix: address.bits) }
    return try block(text)
}

private let contains: BuiltIn.Body = { call throws(BuiltInFault) in
    let outer = try block(call.string(0))
    return Value(outer.contains(try blockOrAddress(call.string(1))))
}

private let intersects: BuiltIn.Body = { call throws(BuiltInFault) in
    let one = try block(call.string(0))
    let other = try block(call.string(1))
    return Value(one.contains(other.first) || other.contains(one.first))
}

/// What `net.cidr_contains_matches` compares: keys and texts.
private func candidates(_ call: borrowing Call, _ place: Int) throws(BuiltInFault) -> [(Value, AddressBlock)]
{
    func text(_ value: Value) throws(BuiltInFault) -> String {
        if let text = value.string { return text }
        if value.isArray, let text = value.elements.first?.string { return text }
        throw .failed("operand \(place + 1): element must be string or non-empty array")
    }
    let value = call[place]
    switch value.kind {
    case .string: return [(value, try blockOrAddress(text(value)))]
    case .array:
        var all: [(Value, AddressBlock)] = []
        for (index, element) in value.elements.enumerated() {
            all.append((call.heap.int(index), try blockOrAddress(text(element))))
        }
        return all
    case .set:
        var all: [(Value, AddressBlock)] = []
        for element in value.sortedElements { all.append((element, try blockOrAddress(text(element)))) }
        return all
    case .object:
        var all: [(Value, AddressBlock)] = []
        for (key, element) in value.members { all.append((key, try blockOrAddress(text(element)))) }
        return all
    default: throw call.mismatch(place, "string", "array", "set", "object")
    }
}

let networks: [String: BuiltIn.Body] = [
    "net.cidr_contains": contains,
    "net.cidr_overlap": contains,
    "net.cidr_intersects": intersects,
    "net.cidr_is_valid": { call throws(BuiltInFault) in
        guard let text = call[0].string else { return .false }
        return Value(AddressBlock(text) != nil)
    },
    "net.cidr_contains_matches": { call throws(BuiltInFault) in
        let outer = try candidates(call, 0)
        let inner = try candidates(call, 1)
        var pairs: [Value] = []
        for (outerKey, block) in outer {
            for (innerKey, other) in inner where block.contains(other) {
                pairs.append(call.heap.array([outerKey, innerKey]))
            }
        }
        return call.heap.set(pairs)
    },
    "net.cidr_expand": { call throws(BuiltInFault) in
        let block = try block(call.string(0))
        let size = block.first.bits - block.prefix
        guard size < 32, call.heap.foresee(bytes: 40 << size) else {
            throw .failed("the block has too many addresses")
        }
        var all: [Value] = []
        var next: IPAddress? = block.first
        for _ in 0..<(1 << size) {
            guard let address = next else { break }
            all.append(call.heap.string(address.text))
            next = address.next
        }
        return call.heap.set(all)
    },
    "net.cidr_merge": { call throws(BuiltInFault) in
        var blocks: [AddressBlock] = []
        for element in try call.elements(0) {
            guard let text = element.string else {
                throw .type(
                    "operand 1 must be \(call[0].typeName) of strings but got \(call[0].typeName) containing \(element.typeName)"
                )
            }
            if let address = IPAddress(text) {
                guard address.isV4 else { throw .failed("IPv6 invalid: needs prefix length") }
                blocks.append(AddressBlock(address, prefix: classPrefix(address)))
            } else {
                blocks.append(try block(text))
            }
        }
        let heap = call.heap
        return heap.set(merged(blocks).map { heap.string($0.text) })
    },
    "net.lookup_ip_addr": { call throws(BuiltInFault) in
        let name = try call.string(0)
        // An address is its own name; nobody needs to be asked.
        if let address = IPAddress(name) { return call.heap.set([call.heap.string(address.text)]) }
        guard let network = call.surroundings.network else {
            throw .failed("lookup \(name): the network is shut")
        }
        switch network.addresses(of: name) {
        case .success(let addresses):
            return call.heap.set(addresses.map { [heap = call.heap] in heap.string($0) })
        case .failure(let failure): throw .failed(failure.message)
        }
    },
]

/// The default mask of an address without one: by its class.
private func classPrefix(_ address: IPAddress) -> Int {
    switch address.bytes[0] {
    case ..<0x80: 8
    case ..<0xc0: 16
    default: 24
    }
}

/// The fewest blocks with the same addresses.
private func merged(_ blocks: [AddressBlock]) -> [AddressBlock] {
    var ranges: [(first: IPAddress, last: IPAddress)] = []
    for block in blocks.sorted(by: { ($0.first, $0.prefix) < ($1.first, $1.prefix) }) {
        if let end = ranges.last, end.first.bits == block.first.bits,
            block.first <= end.last || end.last.next == block.first
        {
            if end.last < block.last { ranges[ranges.count - 1].last = block.last }
        } else {
            ranges.append((block.first, block.last))
        }
    }
    var out: [AddressBlock] = []
    for range in ranges {
        var next: IPAddress? = range.first
        while let first = next, !(range.last < first) {
            var prefix = first.bits
            while prefix > 0 {
                let larger = AddressBlock(first, prefix: prefix - 1)
                if larger.first != first || range.last < larger.last { break }
                prefix -= 1
            }
            let block = AddressBlock(first, prefix: prefix)
            out.append(block)
            next = block.last.next
        }
    }
    return out
}
