import FoundationEssentials

/// Where one `Encoder` writes: its own bytes when it was opened beside others (`nestedContainer`,
/// `superEncoder`), its parent's when it lives only as long as a call. Confined to one encoding.
final class EncodingFrame {
    private enum Shape { case nothing, scalar, array, object }

    private let sink: Sink
    private var shape = Shape.nothing
    private(set) var count = 0
    /// The frame around this one, while its call lasts.
    private let parent: EncodingFrame?
    /// The way to a frame that has no parent.
    private let steps: [any CodingKey]
    /// The one step from the parent; no array, as almost no path is ever asked for.
    private let place: (any CodingKey)?

    /// `room` is that of an ordinary answer, so that most are written without moving.
    init(path: [any CodingKey] = [], room: Int = 512) {
        sink = Sink(room: room)
        parent = nil
        steps = path
        place = nil
    }

    private init(in parent: EncodingFrame, at place: (any CodingKey)?) {
        sink = parent.sink
        self.parent = parent
        steps = []
        self.place = place
    }

    var path: [any CodingKey] { (parent?.path ?? []) + steps + (place.map { [$0] } ?? []) }

    // MARK: Shapes

    func openObject() {
        if shape == .nothing { sink.writer.put(UInt8(ascii: "{")) }
        precondition(shape == .nothing || shape == .object, "One value is encoded as two kinds of container.")
        shape = .object
    }

    func openArray() {
        if shape == .nothing { sink.writer.put(UInt8(ascii: "[")) }
        precondition(shape == .nothing || shape == .array, "One value is encoded as two kinds of container.")
        shape = .array
    }

    /// Ends the value; one that encoded nothing is an empty object.
    func close() {
        switch shape {
        case .nothing: sink.writer.put(ascii: "{}")
        case .scalar: break
        case .array: sink.writer.put(UInt8(ascii: "]"))
        case .object: sink.writer.put(UInt8(ascii: "}"))
        }
    }

    func finish() -> [UInt8] {
        close()
        return sink.finish()
    }

    // MARK: Parts

    @inline(__always)
    func name(_ key: some CodingKey) {
        if count > 0 { sink.writer.put(UInt8(ascii: ",")) }
        count += 1
        sink.writer.put(string: key.stringValue)
        sink.writer.put(UInt8(ascii: ":"))
    }

    @inline(__always)
    func element() {
        if count > 0 { sink.writer.put(UInt8(ascii: ",")) }
        count += 1
    }

    /// Writes a scalar or a finished value into whatever is open.
    @inline(__always)
    func raw(_ write: (inout JSONWriter) -> Void) {
        if shape == .nothing { shape = .scalar }
        write(&sink.writer)
    }

    func put(_ json: JSON) { raw { $0.put(json) } }

    /// A value whose encoder may outlive this call.
    func beside(at place: any CodingKey) -> EncodingFrame {
        let frame = EncodingFrame(path: path + [place], room: 0)
        sink.splice(frame)
        return frame
    }

    func encode<T: FixedWidthInteger>(integer value: T) { raw { $0.put(raw: String(value)) } }

    func encode<T: BinaryFloatingPoint & LosslessStringConvertible>(
        real value: T, at place: (any CodingKey)? = nil
    ) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value,
                .init(
                    codingPath: path + (place.map { [$0] } ?? []),
                    debugDescription: "\(value) is not a number in JSON"))
        }
        raw { $0.put(raw: value.jsonText) }
    }

    /// A value in this frame: what JSON or the house has its own way for, and otherwise its own code.
    func encode<T: Encodable>(_ value: T, at place: (any CodingKey)? = nil) throws {
        if T.self == String.self, let text = value as? String {
            raw { $0.put(string: text) }
        } else if T.self == Int.self, let number = value as? Int {
            encode(integer: number)
        } else if T.self == Bool.self, let bool = value as? Bool {
            raw { $0.put(bool) }
        } else if T.self == Double.self, let number = value as? Double {
            try encode(real: number, at: place)
        } else if T.self == JSON.self, let json = value as? JSON {
            put(json)
        } else if T.self == Date.self, let date = value as? Date {
            raw { $0.put(string: date.rfc3339) }
        } else if T.self == Data.self, let data = value as? Data {
            raw { $0.put(string: data.base64EncodedString()) }
        } else if T.self == URL.self, let url = value as? URL {
            raw { $0.put(string: url.absoluteString) }
        } else {
            let inner = EncodingFrame(in: self, at: place)
            if shape == .nothing { shape = .scalar }
            // A dictionary is one word; for all else the look-up of the conformance is spared.
            if MemoryLayout<T>.size == MemoryLayout<[String: Bool]>.size, let map = value as? any TextKeyed {
                try map.encodeSorted(into: inner)
            } else {
                try value.encode(to: ValueEncoder(frame: inner))
            }
            inner.close()
        }
    }
}

/// A dictionary with text keys, whose own order changes from run to run.
private protocol TextKeyed {
    func encodeSorted(into frame: EncodingFrame) throws
}

extension Dictionary: TextKeyed where Key == String, Value: Encodable {
    fileprivate func encodeSorted(into frame: EncodingFrame) throws {
        frame.openObject()
        for (key, value) in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let place = Place(stringValue: key)
            frame.name(place)
            try frame.encode(value, at: place)
        }
    }
}

/// Bytes with gaps, each filled by a frame that is written beside this one.
private final class Sink {
    var writer: JSONWriter
    private var gaps: [(position: Int, frame: EncodingFrame)] = []

    init(room: Int) {
        writer = JSONWriter()
        writer.bytes.reserveCapacity(room)
    }

    func splice(_ frame: EncodingFrame) { gaps.append((writer.bytes.count, frame)) }

    func finish() -> [UInt8] {
        if gaps.isEmpty { return writer.bytes }
        var whole: [UInt8] = []
        var start = 0
        for (position, frame) in gaps {
            whole += writer.bytes[start..<position]
            whole += frame.finish()
            start = position
        }
        return whole + writer.bytes[start...]
    }
}
