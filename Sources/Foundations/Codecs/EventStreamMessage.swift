public import Faults

/// One message of `application/vnd.amazon.eventstream`: headers with types, a payload, and checksums.
///
/// Source: AWS, Event stream encoding.
public struct EventStreamMessage: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
        case bool(Bool)
        /// Of 8, 16, 32 or 64 bits.
        case integer(Int64)
        case bytes([UInt8])
        case text(String)
        /// Milliseconds since 1970.
        case timestamp(Int64)
        case uuid([UInt8])
    }

    /// In their order.
    public let headers: [(name: String, value: Value)]
    public let payload: [UInt8]

    public init(headers: [(name: String, value: Value)], payload: [UInt8]) {
        (self.headers, self.payload) = (headers, payload)
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.payload == right.payload && left.headers.elementsEqual(right.headers, by: ==)
    }

    /// The last header of a name.
    public subscript(name: String) -> Value? { headers.last { $0.name == name }?.value }

    /// The text of a header that is one.
    public func text(_ name: String) -> String? {
        guard case .text(let text)? = self[name] else { return nil }
        return text
    }

    /// All messages of a stream that ended.
    ///
    /// Faults: `eventstream.malformed`, with the offset, for a stream that is cut off or whose checksums do
    /// not agree.
    public static func all(in bytes: [UInt8]) throws(Fault) -> [EventStreamMessage] {
        var reader = EventStreamReader(bytes: bytes)
        var out: [EventStreamMessage] = []
        while reader.position < bytes.count { out.append(try reader.message()) }
        return out
    }
}

private struct EventStreamReader {
    let bytes: [UInt8]
    var position = 0
    /// Nothing is read beyond.
    private var end: Int

    /// Two lengths and their checksum.
    private static let preludeLength = 12
    private static let checksumLength = 4

    init(bytes: [UInt8]) { (self.bytes, end) = (bytes, bytes.count) }

    private func malformed(_ what: String) -> Fault {
        Fault(
            .invalid, "eventstream.malformed", "The event stream is not valid: \(what) at byte \(position).")
    }

    private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count <= end - position else { throw malformed("it is cut off") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    private mutating func number(_ size: Int) throws(Fault) -> UInt64 {
        try take(size).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func check(since start: Int) throws(Fault) {
        let sum = CRC32.of(bytes[start..<position])
        guard try number(Self.checksumLength) == UInt64(sum) else {
            throw malformed("a checksum does not agree")
        }
    }

    mutating func message() throws(Fault) -> EventStreamMessage {
        let start = position
        end = bytes.count
        let total = Int(try number(4)), headersLength = Int(try number(4))
        try check(since: start)
        let least = Self.preludeLength + Self.checksumLength
        guard total >= least + headersLength, total <= bytes.count - start else {
            throw malformed("its lengths do not agree")
        }
        end = start + Self.preludeLength + headersLength
        var headers: [(name: String, value: EventStreamMessage.Value)] = []
        while position < end { headers.append(try header()) }
        end = start + total
        let payload = Array(try take(end - Self.checksumLength - position))
        try check(since: start)
        return EventStreamMessage(headers: headers, payload: payload)
    }

    private mutating func header() throws(Fault) -> (name: String, value: EventStreamMessage.Value) {
        let name = try text(Int(try number(1)))
        switch try number(1) {
        case 0: return (name, .bool(true))
        case 1: return (name, .bool(false))
        case 2: return (name, .integer(Int64(Int8(truncatingIfNeeded: try number(1)))))
        case 3: return (name, .integer(Int64(Int16(truncatingIfNeeded: try number(2)))))
        case 4: return (name, .integer(Int64(Int32(truncatingIfNeeded: try number(4)))))
        case 5: return (name, .integer(Int64(bitPattern: try number(8))))
        case 6: return (name, .bytes(Array(try take(Int(try number(2))))))
        case 7: return (name, .text(try text(Int(try number(2)))))
        case 8: return (name, .timestamp(Int64(bitPattern: try number(8))))
        case 9: return (name, .uuid(Array(try take(16))))
        default: throw malformed("a header is of no kind")
        }
    }

    private mutating func text(_ count: Int) throws(Fault) -> String {
        guard let text = String(validating: try take(count), as: UTF8.self) else {
            throw malformed("a text is not UTF-8")
        }
        return text
    }
}
