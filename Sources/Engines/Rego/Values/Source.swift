import Values

/// A parsed JSON text that containers are read from when they are first looked into.
///
/// Unchecked: it is read only, and kept by the heap whose containers point to it.
final class Source: @unchecked Sendable {
    let document: JSONDocument
    let tape: JSONTape

    init(_ document: JSONDocument) {
        self.document = document
        tape = document.rawTape
    }
}

extension Heap {
    /// A value that reads the document as far as it is looked into, and no farther.
    public func lazily(_ document: JSONDocument) -> Value {
        let source = Source(document)
        keep(source)
        return value(Unmanaged.passUnretained(source), source.tape, 0)
    }

    /// A value with all that is in it.
    public func value(_ json: JSON) -> Value {
        switch json {
        case .null: return .null
        case .bool(let value): return Value(value)
        case .number(let number): return self.number(checked: number.text)
        case .string(let text): return string(text)
        case .array(let elements):
            let items = room(for: elements.count)
            for (place, element) in elements.enumerated() { items[place] = value(element) }
            return array(owning: items, count: elements.count)
        case .object(let object):
            let items = room(for: object.count * 2)
            for (place, member) in object.enumerated() {
                items[place * 2] = string(member.key)
                items[place * 2 + 1] = value(member.value)
            }
            return self.object(unique: items, count: object.count)
        }
    }

    @inline(__always)
    private func value(_ source: Unmanaged<Source>, _ tape: JSONTape, _ index: Int) -> Value {
        switch tape.kind(index) {
        case .null: return .null
        case .false: return .false
        case .true: return .true
        case .number:
            if let small = tape.smallInt(index), Value.intRange.contains(small) { return Value(small: small) }
            return number(checked: String(decoding: tape.raw(index), as: UTF8.self))
        case .string:
            return tape.isEscaped(index) ? string(tape.text(index)) : string(tape.raw(index))
        case .array, .object:
            // Block, then the tape's index where the items would be, and the source where the owner is.
            let block = allocate(bytes: Container.size + 8)
            block.storeBytes(of: 0 as UInt64, as: UInt64.self)
            block.storeBytes(
                of: Int32(truncatingIfNeeded: tape.length(index)), toByteOffset: 8, as: Int32.self)
            block.storeBytes(of: Container.State.lazy.rawValue, toByteOffset: 12, as: UInt32.self)
            block.storeBytes(of: index, toByteOffset: 16, as: Int.self)
            block.storeBytes(of: source, toByteOffset: 24, as: Unmanaged<Source>.self)
            block.storeBytes(
                of: Unmanaged.passUnretained(self), toByteOffset: 32, as: Unmanaged<Heap>.self)
            let tag = tape.kind(index) == .array ? Value.Tag.array : Value.Tag.object
            return Value(bits: UInt64(UInt(bitPattern: block)) | tag)
        }
    }

    /// Reads one level of a lazy container.
    fileprivate func unfold(_ container: Container, isObject: Bool) {
        let index = container.block.load(fromByteOffset: 16, as: Int.self)
        let source = container.block.load(fromByteOffset: 24, as: Unmanaged<Source>.self)
        let tape = source._withUnsafeGuaranteedRef { $0.tape }
        let count = tape.length(index)
        let items = room(for: isObject ? count * 2 : count)
        var at = index + 2
        for place in 0..<(isObject ? count * 2 : count) {
            items[place] = value(source, tape, at)
            at = tape.next(at)
        }
        container.items = items
        container.index = nil
        container.state = []
        if isObject { container.dropDuplicates(width: 2) }
    }
}

extension Value {
    @inline(never)
    func unfold(_ container: Container) {
        let isObject = tag == Tag.object
        container.owner._withUnsafeGuaranteedRef { $0.unfold(container, isObject: isObject) }
    }

    /// Reads, sorts, hashes and indexes all that is in the value, so that reading it changes nothing.
    func settle() {
        switch tag {
        case Tag.array: for element in elements { element.settle() }
        case Tag.set:
            container.sort(width: 1)
            for element in elements { element.settle() }
            if container.count > Container.scanned { container.buildIndex(width: 1) }
        case Tag.object:
            for member in members {
                member.key.settle()
                member.value.settle()
            }
            if container.count > Container.scanned { container.buildIndex(width: 2) }
        default: return
        }
        _ = hash
    }
}
