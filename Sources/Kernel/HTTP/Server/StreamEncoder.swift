/// Frames the content of one streamed response, compressing it first when that was agreed.
struct StreamEncoder {
    private let isChunked: Bool
    /// Bytes still owed under Content-Length.
    private var owed: Int?
    private let compressor: (any Compressor)?

    /// Over HTTP/2 nothing is chunked: its own frames tell where content ends.
    init(_ plan: ResponsePlan, chunks: Bool = true) {
        isChunked = if case .chunked = plan.framing { chunks } else { false }
        owed = if case .length(let length) = plan.framing { length } else { nil }
        compressor = plan.coding?.makeCompressor()
    }

    /// `false` when this is more than was announced.
    mutating func write(_ bytes: [UInt8], to outbox: inout Outbox) -> Bool {
        if let owed {
            guard bytes.count <= owed else { return false }
            self.owed = owed - bytes.count
        }
        frame(compressor?.feed(bytes[...], .none) ?? bytes, &outbox)
        return true
    }

    func flush(to outbox: inout Outbox) {
        if let compressor { frame(compressor.feed([], .sync), &outbox) }
    }

    /// `false` when less was written than announced.
    func finish(to outbox: inout Outbox) -> Bool {
        if let compressor { frame(compressor.feed([], .finish), &outbox) }
        if isChunked { outbox.append(Array("0\r\n\r\n".utf8)) }
        return (owed ?? 0) == 0
    }

    private func frame(_ bytes: [UInt8], _ outbox: inout Outbox) {
        guard !bytes.isEmpty else { return }
        guard isChunked else { return outbox.append(bytes) }
        outbox.append(Array("\(String(bytes.count, radix: 16))\r\n".utf8))
        outbox.append(bytes)
        outbox.append([0x0D, 0x0A])
    }
}
