/// Elements in place. Valid as long as the heap.
public typealias Elements = UnsafeBufferPointer<Value>

/// An object's members in place. Valid as long as the heap.
public struct Members: RandomAccessCollection {
    let items: UnsafeMutablePointer<Value>
    public let count: Int

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
    public subscript(place: Int) -> (key: Value, value: Value) {
        (items[place * 2], items[place * 2 + 1])
    }
}

extension Value {
    /// The header of a container whose content is there.
    @inline(__always)
    var container: Container {
        let container = Container(self)
        if container.state.contains(.lazy) { unfold(container) }
        return container
    }

    /// The number of elements or members; of characters in a string; else 0.
    public var count: Int {
        switch tag {
        case Tag.array, Tag.set, Tag.object:
            // A repeated name in a text counts once, which only unfolding tells.
            container.count
        case Tag.string: characterCount
        default: 0
        }
    }

    private var characterCount: Int {
        var count = 0
        for byte in utf8 where byte & 0xc0 != 0x80 { count += 1 }
        return count
    }

    /// An array's elements in order, or a set's in any.
    @inline(__always)
    public var elements: Elements {
        guard tag == Tag.array || tag == Tag.set else { return Elements(start: nil, count: 0) }
        let container = container
        return Elements(start: container.items, count: container.count)
    }

    /// A set's elements in order, or an array's.
    public var sortedElements: Elements {
        if tag == Tag.set { container.sort(width: 1) }
        return elements
    }

    /// An object's members in order of their keys.
    public var members: Members {
        guard tag == Tag.object else {
            return Members(items: UnsafeMutablePointer(bitPattern: 8).unsafelyUnwrapped, count: 0)
        }
        let container = container
        container.sort(width: 2)
        return Members(items: container.items, count: container.count)
    }

    /// An object's value for a key, an array's element, or a set's element that is equal; else undefined.
    @inline(__always)
    public subscript(key: Value) -> Value {
        switch tag {
        case Tag.object:
            let container = container
            let place = container.place(of: key, width: 2)
            return place < 0 ? .undefined : container.items[place &* 2 &+ 1]
        case Tag.array:
            guard key.tag == Tag.int else { return .undefined }
            let container = container
            let place = key.smallInt
            return place >= 0 && place < container.count ? container.items[place] : .undefined
        case Tag.set:
            let container = container
            let place = container.place(of: key, width: 1)
            return place < 0 ? .undefined : container.items[place]
        default: return .undefined
        }
    }

    /// Whether a set holds the element.
    public func contains(_ element: Value) -> Bool { tag == Tag.set && self[element].isDefined }

    /// An object's value for a name; else undefined.
    public subscript(name: String) -> Value {
        guard tag == Tag.object else { return .undefined }
        let container = container
        var name = name
        return name.withUTF8 { wanted in
            let hash = hashBytes(UnsafeRawBufferPointer(wanted))
            for place in 0..<container.count {
                let key = container.items[place * 2]
                if key.isString, key.hash == hash, key.utf8.elementsEqual(wanted) {
                    return container.items[place * 2 + 1]
                }
            }
            return .undefined
        }
    }
}
