import Glibc
import Numbers

/// Whether two values are equal.
@inline(__always)
func same(_ left: Value, _ right: Value) -> Bool {
    if left.bits == right.bits { return true }
    let tag = left.tag
    if tag != right.tag || tag <= Value.Tag.int { return false }
    if tag == Value.Tag.string { return sameString(left, right) }
    return sameDeeply(left, right)
}

@inline(__always)
func sameString(_ left: Value, _ right: Value) -> Bool {
    let one = left.block
    let other = right.block
    guard one.load(as: UInt64.self) == other.load(as: UInt64.self) else { return false }
    let count = one.load(fromByteOffset: 8, as: Int32.self)
    guard count == other.load(fromByteOffset: 8, as: Int32.self) else { return false }
    return memcmp(one + 16, other + 16, Int(count)) == 0
}

@inline(never)
private func sameDeeply(_ left: Value, _ right: Value) -> Bool {
    switch left.tag {
    case Value.Tag.decimal: return compareNumbers(left, right) == 0
    case Value.Tag.array:
        let one = left.elements
        let other = right.elements
        guard one.count == other.count else { return false }
        for place in 0..<one.count where !same(one[place], other[place]) { return false }
        return true
    case Value.Tag.object:
        let one = left.container
        let other = right.container
        guard one.count == other.count else { return false }
        for place in 0..<one.count {
            let found = other.place(of: one.items[place * 2], width: 2)
            guard found >= 0, same(one.items[place * 2 + 1], other.items[found * 2 + 1]) else { return false }
        }
        return true
    case Value.Tag.set:
        let one = left.container
        let other = right.container
        guard one.count == other.count, left.hash == right.hash else { return false }
        for place in 0..<one.count where other.place(of: one.items[place], width: 1) < 0 { return false }
        return true
    default: return false
    }
}

/// Below, at or above zero as `left` comes before, is equal to, or comes after `right` in Rego's order of
/// values: null, booleans, numbers, strings, arrays, objects, sets.
func compare(_ left: Value, _ right: Value) -> Int {
    if left.bits == right.bits { return 0 }
    let kind = left.kind
    let other = right.kind
    if kind != other { return kind < other ? -1 : 1 }
    switch kind {
    case .boolean: return left.bits == Value.false.bits ? -1 : 1
    case .number: return compareNumbers(left, right)
    case .string:
        let one = left.utf8
        let two = right.utf8
        let shared = min(one.count, two.count)
        let order = Int(memcmp(left.block + 16, right.block + 16, shared))
        return order != 0 ? order : one.count - two.count
    case .array:
        let one = left.elements
        let two = right.elements
        for place in 0..<min(one.count, two.count) {
            let order = compare(one[place], two[place])
            if order != 0 { return order }
        }
        return one.count - two.count
    case .object:
        let one = left.members
        let two = right.members
        for place in 0..<min(one.count, two.count) {
            let keys = compare(one[place].key, two[place].key)
            if keys != 0 { return keys }
            let values = compare(one[place].value, two[place].value)
            if values != 0 { return values }
        }
        return one.count - two.count
    case .set:
        let one = left.sortedElements
        let two = right.sortedElements
        for place in 0..<min(one.count, two.count) {
            let order = compare(one[place], two[place])
            if order != 0 { return order }
        }
        return one.count - two.count
    default: return 0
    }
}

func compareNumbers(_ left: Value, _ right: Value) -> Int {
    if left.tag == Value.Tag.int, right.tag == Value.Tag.int {
        return left.smallInt < right.smallInt ? -1 : left.smallInt > right.smallInt ? 1 : 0
    }
    // A double is exact enough to tell numbers apart that are not its neighbours.
    let one = left.double
    let other = right.double
    let distance = abs(one - other)
    if distance > max(abs(one), abs(other)) * 1e-12 { return one < other ? -1 : 1 }
    let exact = left.decimal
    let second = right.decimal
    return exact < second ? -1 : second < exact ? 1 : 0
}

extension Value: Hashable {
    public static func == (left: Value, right: Value) -> Bool { same(left, right) }
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// Equal for equal values, whatever the order of members.
    @inline(__always)
    var hash: UInt64 {
        switch tag {
        case Tag.string, Tag.decimal: block.load(as: UInt64.self)
        case Tag.special, Tag.int: mix(bits ^ hashSeed)
        default: containerHash
        }
    }

    @inline(never)
    private var containerHash: UInt64 {
        let container = container
        let known = container.hash
        if known != 0 { return known }
        var hash = hashSeed ^ tag
        let items = container.items
        switch tag {
        case Tag.array:
            for place in 0..<container.count { hash = mix(hash ^ items[place].hash) }
        case Tag.object:
            for place in 0..<container.count {
                hash &+= mix(items[place * 2].hash ^ mix(items[place * 2 + 1].hash))
            }
        default:
            for place in 0..<container.count { hash &+= mix(items[place].hash) }
        }
        hash |= 1
        container.hash = hash
        return hash
    }
}

extension Value: Comparable {
    public static func < (left: Value, right: Value) -> Bool { compare(left, right) < 0 }
}
