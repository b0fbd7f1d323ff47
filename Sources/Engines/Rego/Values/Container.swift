import Glibc

/// The header that arrays, objects and sets share.
///
/// hash (8 bytes, 0 until it is asked for), count (4), state (4), items (8), index (8), extra (8).
/// Items are values; an object's are keys and values in turn. The index is a table of places by hash, made
/// when it is first needed. A lazy container's index is its place on the tape of `extra`, its source.
struct Container {
    static let size = 40
    /// Beyond this many members a table is made.
    static let scanned = 8

    struct State: OptionSet {
        let rawValue: UInt32
        static let sorted = State(rawValue: 1)
        static let lazy = State(rawValue: 2)
        static let frozen = State(rawValue: 4)
        /// A set or an object without duplicates.
        static let unique = State(rawValue: 8)
    }

    let block: UnsafeMutableRawPointer

    @inline(__always)
    init(_ value: Value) { block = value.block }

    @inline(__always)
    var hash: UInt64 {
        get { block.load(as: UInt64.self) }
        nonmutating set { block.storeBytes(of: newValue, as: UInt64.self) }
    }
    @inline(__always)
    var count: Int {
        get { Int(block.load(fromByteOffset: 8, as: Int32.self)) }
        nonmutating set {
            block.storeBytes(of: Int32(truncatingIfNeeded: newValue), toByteOffset: 8, as: Int32.self)
        }
    }
    @inline(__always)
    var state: State {
        get { State(rawValue: block.load(fromByteOffset: 12, as: UInt32.self)) }
        nonmutating set { block.storeBytes(of: newValue.rawValue, toByteOffset: 12, as: UInt32.self) }
    }
    @inline(__always)
    var items: UnsafeMutablePointer<Value> {
        get { block.load(fromByteOffset: 16, as: UnsafeMutablePointer<Value>.self) }
        nonmutating set {
            block.storeBytes(of: newValue, toByteOffset: 16, as: UnsafeMutablePointer<Value>.self)
        }
    }
    @inline(__always)
    var index: UnsafeMutablePointer<Int32>? {
        get { block.load(fromByteOffset: 24, as: UnsafeMutablePointer<Int32>?.self) }
        nonmutating set {
            block.storeBytes(of: newValue, toByteOffset: 24, as: UnsafeMutablePointer<Int32>?.self)
        }
    }
    /// The heap that a table or a lazy content is made in.
    @inline(__always)
    var owner: Unmanaged<Heap> {
        get { block.load(fromByteOffset: 32, as: Unmanaged<Heap>.self) }
        nonmutating set { block.storeBytes(of: newValue, toByteOffset: 32, as: Unmanaged<Heap>.self) }
    }
}

extension Heap {
    @inline(__always)
    func header(count: Int, state: Container.State, items: UnsafeMutablePointer<Value>)
        -> UnsafeMutableRawPointer
    {
        let block = allocate(bytes: Container.size)
        block.storeBytes(of: 0 as UInt64, as: UInt64.self)
        block.storeBytes(of: Int32(truncatingIfNeeded: count), toByteOffset: 8, as: Int32.self)
        block.storeBytes(of: state.rawValue, toByteOffset: 12, as: UInt32.self)
        block.storeBytes(of: items, toByteOffset: 16, as: UnsafeMutablePointer<Value>.self)
        block.storeBytes(of: 0 as UInt64, toByteOffset: 24, as: UInt64.self)
        block.storeBytes(
            of: Unmanaged.passUnretained(self), toByteOffset: 32, as: Unmanaged<Heap>.self)
        return block
    }

    @inline(__always)
    func room(for count: Int) -> UnsafeMutablePointer<Value> {
        allocate(bytes: max(8, count &* 8)).assumingMemoryBound(to: Value.self)
    }

    public func array(_ elements: some Collection<Value>) -> Value {
        let items = room(for: elements.count)
        var place = 0
        for element in elements {
            items[place] = element
            place += 1
        }
        return array(owning: items, count: place)
    }

    @inline(__always)
    func array(owning items: UnsafeMutablePointer<Value>, count: Int) -> Value {
        let block = header(count: count, state: [], items: items)
        return Value(bits: UInt64(UInt(bitPattern: block)) | Value.Tag.array)
    }

    /// Duplicates are dropped.
    public func set(_ elements: some Collection<Value>) -> Value {
        let items = room(for: elements.count)
        var place = 0
        for element in elements {
            items[place] = element
            place += 1
        }
        return set(owning: items, count: place)
    }

    func set(owning items: UnsafeMutablePointer<Value>, count: Int) -> Value {
        let block = header(count: count, state: [], items: items)
        let value = Value(bits: UInt64(UInt(bitPattern: block)) | Value.Tag.set)
        Container(value).dropDuplicates(width: 1)
        return value
    }

    /// Of a key that is repeated the last value stays.
    public func object(_ members: some Collection<(Value, Value)>) -> Value {
        let items = room(for: members.count * 2)
        var place = 0
        for (key, value) in members {
            items[place] = key
            items[place + 1] = value
            place += 2
        }
        return object(owning: items, count: place / 2)
    }

    /// An object with string keys.
    public func object(_ members: KeyValuePairs<String, Value>) -> Value {
        object(members.map { (string($0.key), $0.value) })
    }

    func object(owning items: UnsafeMutablePointer<Value>, count: Int) -> Value {
        let block = header(count: count, state: [], items: items)
        let value = Value(bits: UInt64(UInt(bitPattern: block)) | Value.Tag.object)
        Container(value).dropDuplicates(width: 2)
        return value
    }

    /// As `object(owning:)` when it is known that no key is repeated.
    @inline(__always)
    func object(unique items: UnsafeMutablePointer<Value>, count: Int, state: Container.State = []) -> Value {
        let block = header(count: count, state: state.union(.unique), items: items)
        return Value(bits: UInt64(UInt(bitPattern: block)) | Value.Tag.object)
    }

    @inline(__always)
    func set(unique items: UnsafeMutablePointer<Value>, count: Int, state: Container.State = []) -> Value {
        let block = header(count: count, state: state.union(.unique), items: items)
        return Value(bits: UInt64(UInt(bitPattern: block)) | Value.Tag.set)
    }

    public var emptyArray: Value { self.array([]) }
    public var emptySet: Value { self.set([]) }
    public var emptyObject: Value { object(unique: room(for: 0), count: 0, state: .sorted) }
}

// MARK: - Tables

extension Container {
    /// Keeps the first place and the last value of each key.
    func dropDuplicates(width: Int) {
        let count = count
        let items = items
        if count > Container.scanned {
            buildIndex(width: width, dropping: true)
            return
        }
        var kept = 0
        for place in 0..<count {
            let key = items[place * width]
            var found = -1
            for earlier in 0..<kept where same(items[earlier * width], key) {
                found = earlier
                break
            }
            if found < 0 {
                if kept != place {
                    items[kept * width] = key
                    if width == 2 { items[kept * 2 + 1] = items[place * 2 + 1] }
                }
                kept += 1
            } else if width == 2 {
                items[found * 2 + 1] = items[place * 2 + 1]
            }
        }
        self.count = kept
        state.insert(.unique)
    }

    static func tableSize(for count: Int) -> Int {
        var size = 32
        while size < count * 2 { size *= 2 }
        return size
    }

    /// Makes the table; when dropping, later duplicates go and their values stay.
    func buildIndex(width: Int, dropping: Bool = false) {
        let count = count
        let size = Container.tableSize(for: count)
        let table = owner._withUnsafeGuaranteedRef { heap in
            heap.allocate(bytes: 8 + size * 4).assumingMemoryBound(to: Int32.self)
        }
        table[0] = Int32(truncatingIfNeeded: size - 1)
        let slots = table + 2
        memset(slots, 0xff, size * 4)
        let items = items
        var kept = 0
        for place in 0..<count {
            let key = items[place * width]
            var slot = Int(truncatingIfNeeded: key.hash) & (size - 1)
            var duplicate = -1
            while slots[slot] >= 0 {
                if dropping, same(items[Int(slots[slot]) * width], key) {
                    duplicate = Int(slots[slot])
                    break
                }
                slot = (slot + 1) & (size - 1)
            }
            if duplicate >= 0 {
                if width == 2 { items[duplicate * 2 + 1] = items[place * 2 + 1] }
                continue
            }
            if kept != place {
                items[kept * width] = key
                if width == 2 { items[kept * 2 + 1] = items[place * 2 + 1] }
            }
            slots[slot] = Int32(truncatingIfNeeded: kept)
            kept += 1
        }
        self.count = kept
        index = table
        state.insert(.unique)
    }

    /// The place of a key, or -1.
    @inline(__always)
    func place(of key: Value, width: Int) -> Int {
        let count = count
        if count <= Container.scanned {
            let items = items
            for place in 0..<count where same(items[place &* width], key) { return place }
            return -1
        }
        return placeByTable(of: key, width: width)
    }

    func placeByTable(of key: Value, width: Int) -> Int {
        if index == nil { buildIndex(width: width) }
        let table = index.unsafelyUnwrapped
        let mask = Int(table[0])
        let slots = table + 2
        let items = items
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if same(items[place &* width], key) { return place }
            slot = (slot &+ 1) & mask
        }
        return -1
    }

    /// Puts members in order of their keys.
    func sort(width: Int) {
        guard !state.contains(.sorted) else { return }
        let count = count
        let items = items
        if count > 1 {
            var isSorted = true
            for place in 1..<count where compare(items[(place - 1) * width], items[place * width]) > 0 {
                isSorted = false
                break
            }
            if !isSorted {
                if width == 1 {
                    var all = UnsafeMutableBufferPointer(start: items, count: count)
                    all.sort { compare($0, $1) < 0 }
                } else {
                    items.withMemoryRebound(to: (Value, Value).self, capacity: count) { pairs in
                        var all = UnsafeMutableBufferPointer(start: pairs, count: count)
                        all.sort { compare($0.0, $1.0) < 0 }
                    }
                }
                index = nil
            }
        }
        state.insert(.sorted)
    }
}
