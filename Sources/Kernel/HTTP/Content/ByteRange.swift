/// Which part of a content a request asks for (RFC 9110, 14).
enum ByteRange: Equatable {
    /// All of it: nothing else was asked for, or not in a way that has to be understood.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// What `request` asks for of a content of so many bytes with these fields.
    ///
    /// Several ranges at once are answered with the whole, which the standard allows: nobody needs them of an
    /// API, and they have served attacks.
    init(_ request: borrowing Request, of length: Int, _ headers: Headers) {
        self = .whole
        guard request.method == "GET", let asked = request.headers["Range"], asked.utf8.count <= 64,
            ByteRange.isUnchanged(request.headers["If-Range"], headers)
        else { return }
        let bytes = asked.utf8
        guard hasName(bytes.prefix(6), "bytes=") else { return }
        let spec = Substring(bytes.dropFirst(6)).trimmingBlanks
        let halves = spec.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard halves.count == 2 else { return }
        let (first, last) = (ByteRange.number(halves[0]), ByteRange.number(halves[1]))
        switch (first, last) {
        case (.absent, .some(let count)):
            self = count == 0 || length == 0 ? .unsatisfiable : .part(max(0, length - count)..<length)
        case (.some(let start), .absent):
            self = start >= length ? .unsatisfiable : .part(start..<length)
        case (.some(let start), .some(let end)) where start <= end:
            self = start >= length ? .unsatisfiable : .part(start..<(min(end, length - 1) + 1))
        default: break
        }
    }

    private enum Number {
        case absent, wrong
        case some(Int)
    }

    private static func number(_ digits: Substring.UTF8View.SubSequence) -> Number {
        if digits.isEmpty { return .absent }
        guard digits.count <= 18, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return .wrong }
        return .some(digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) })
    }

    /// `If-Range`: only a strong tag, or the very date, proves that the client has a part of the same
    /// (RFC 9110, 13.1.5).
    private static func isUnchanged(_ condition: String?, _ headers: Headers) -> Bool {
        guard let condition else { return true }
        if condition.utf8.first == UInt8(ascii: "\"") { return isSame(headers["ETag"], condition) }
        return isSame(headers["Last-Modified"], condition)
    }

    private static func isSame(_ one: String?, _ other: String) -> Bool {
        one.map { $0.utf8.elementsEqual(other.utf8) } ?? false
    }
}
