import Glibc

extension Tape {
    func withRaw<R>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        let start = offset(index)
        let length = length(index)
        return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<start + length])) }
    }

    /// A scalar's characters as written.
    func rawString(_ index: Int) -> String { withRaw(index) { String(decoding: $0, as: UTF8.self) } }

    func string(_ index: Int) -> String { isEscaped(index) ? withRaw(index, unescaped) : rawString(index) }

    /// Whether the string token is this text, byte by byte once its escapes are resolved.
    @inline(__always)
    func isString(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if isEscaped(index) {
            var resolved = string(index)
            return resolved.withUTF8 { $0.elementsEqual(text) }
        }
        guard length(index) == text.count else { return false }
        guard let wanted = text.baseAddress else { return true }
        return withRaw(index) { raw in
            raw.baseAddress.map { memcmp($0, wanted, raw.count) == 0 } ?? true
        }
    }

    /// The index of the value of an object's last member of this name.
    func member(of object: Int, named name: String) -> Int? {
        var name = name
        return name.withUTF8 { wanted in
            var found: Int?
            var index = object + 2
            let end = next(object)
            while index < end {
                if isString(index, wanted) { found = index + 1 }
                index = next(index + 1)
            }
            return found
        }
    }

    /// A number token as an integer, if it is one and fits.
    @inline(__always)
    func integer<T: FixedWidthInteger>(_ index: Int, as: T.Type = T.self) -> T? {
        withRaw(index) { wholeNumber($0) }
    }

    func double(_ index: Int) -> Double? { withRaw(index) { nearestDouble($0) } }

    /// One step from a value to a value in it.
    enum Step {
        case name(String)
        case position(Int)

        var name: String {
            switch self {
            case .name(let name): name
            case .position(let position): String(position)
            }
        }
    }

    /// The way from the root to the token, found by walking: parents need not be recorded.
    func path(to target: Int) -> [Step] {
        var steps: [Step] = []
        var container = 0
        while container != target, isContainer(container) {
            let isObject = token(container) == .object
            let end = next(container)
            var index = container + 2
            var position = 0
            while index < end {
                let value = isObject ? index + 1 : index
                if target < next(value) {
                    steps.append(isObject ? .name(string(index)) : .position(position))
                    container = value
                    break
                }
                index = next(value)
                position += 1
            }
            if index >= end { return steps }
        }
        return steps
    }
}
