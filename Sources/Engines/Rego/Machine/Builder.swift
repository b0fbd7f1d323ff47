/// Values that are being collected.
final class Builder {
    private(set) var items: UnsafeMutablePointer<Value>
    private(set) var count = 0
    private var capacity = 16
    /// A template's text.
    var bytes: [UInt8] = []

    init() { items = .allocate(capacity: 16) }

    deinit { items.deallocate() }

    @inline(__always)
    func append(_ value: Value) {
        if count == capacity { grow() }
        items[count] = value
        count &+= 1
    }

    @inline(never)
    private func grow() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
        larger.update(from: items, count: count)
        items.deallocate()
        items = larger
        capacity *= 2
    }

    func clear() {
        count = 0
        bytes.removeAll(keepingCapacity: true)
    }

    func array(in heap: Heap) -> Value {
        let room = heap.room(for: count)
        room.update(from: items, count: count)
        return heap.array(owning: room, count: count)
    }

    func set(in heap: Heap) -> Value {
        let room = heap.room(for: count)
        room.update(from: items, count: count)
        return heap.set(owning: room, count: count)
    }

    /// Nil when a key has two values.
    func object(in heap: Heap) -> Value? {
        let room = heap.room(for: count)
        room.update(from: items, count: count)
        let made = heap.object(owning: room, count: count / 2)
        if made.count * 2 != count {
            for place in stride(from: 0, to: count, by: 2)
            where !same(made[items[place]], items[place + 1]) {
                return nil
            }
        }
        return made
    }
}

/// Documents that general refs in rule heads build up, level by level.
final class Nest {
    enum Entry {
        case value(Value)
        case nest(Nest)
        case set(Builder)
    }

    private var places: [Value: Int] = [:]
    private var keys: [Value] = []
    private var entries: [Entry] = []

    /// False when another value is there.
    func put(_ value: Entry, at path: ArraySlice<Value>) -> Bool {
        guard let key = path.first else { return true }
        let rest = path.dropFirst()
        guard let place = places[key] else {
            places[key] = keys.count
            keys.append(key)
            if rest.isEmpty {
                entries.append(value)
                return true
            }
            let inner = Nest()
            entries.append(.nest(inner))
            return inner.put(value, at: rest)
        }
        switch (entries[place], value) {
        case (.nest(let inner), _): return rest.isEmpty ? false : inner.put(value, at: rest)
        case (.value(let held), .value(let new)): return rest.isEmpty && same(held, new)
        case (.set(let held), .set(let new)):
            guard rest.isEmpty else { return false }
            for place in 0..<new.count { held.append(new.items[place]) }
            return true
        default: return false
        }
    }

    /// Puts what a document has under keys that are free here, level by level.
    func underlay(_ document: Value) {
        for (key, value) in document.members {
            if let place = places[key] {
                if case .nest(let inner) = entries[place] { inner.underlay(value) }
            } else {
                places[key] = keys.count
                keys.append(key)
                entries.append(.value(value))
            }
        }
    }

    func value(in heap: Heap) -> Value {
        let room = heap.room(for: keys.count * 2)
        for (place, key) in keys.enumerated() {
            room[place * 2] = key
            switch entries[place] {
            case .value(let value): room[place * 2 + 1] = value
            case .nest(let inner): room[place * 2 + 1] = inner.value(in: heap)
            case .set(let builder): room[place * 2 + 1] = builder.set(in: heap)
            }
        }
        return heap.object(unique: room, count: keys.count)
    }
}
