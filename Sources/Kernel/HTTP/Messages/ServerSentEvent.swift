/// One event of a `text/event-stream` (WHATWG HTML, 9.2).
public struct ServerSentEvent: Sendable, Equatable {
    /// Comes back as `Last-Event-ID` after a reconnect; line breaks and NUL are left out.
    public var id: String?
    /// The event's type; `nil` is `message`. Line breaks are left out.
    public var event: String?
    /// May have several lines, of any line ending; the reader gets them back joined by LF.
    public var data: String

    public init(id: String? = nil, event: String? = nil, data: String) {
        self.id = id
        self.event = event
        self.data = data
    }

    /// The event on the wire, closed by its empty line.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        if let id { ServerSentEvent.append("id: ", id.utf8, to: &bytes) }
        if let event { ServerSentEvent.append("event: ", event.utf8, to: &bytes) }
        var rest = Substring(data).utf8
        while true {
            let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D }
            ServerSentEvent.append("data: ", rest[..<(end ?? rest.endIndex)], to: &bytes)
            guard let end else { break }
            let isPair = rest[end...].starts(with: [0x0D, 0x0A])
            rest = rest[rest.index(end, offsetBy: isPair ? 2 : 1)...]
        }
        bytes.append(0x0A)
        return bytes
    }

    private static func append(_ field: String, _ value: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        bytes += field.utf8
        for byte in value where byte != 0x0A && byte != 0x0D && byte != 0 { bytes.append(byte) }
        bytes.append(0x0A)
    }
}
