/// Searches in UTF-8, byte by byte: what is found begins and ends where characters do.
enum Bytes {
    typealias Buffer = UnsafeBufferPointer<UInt8>

    static func hasPrefix(_ text: Buffer, _ prefix: Buffer) -> Bool {
        text.count >= prefix.count && text.prefix(prefix.count).elementsEqual(prefix)
    }

    static func hasSuffix(_ text: Buffer, _ suffix: Buffer) -> Bool {
        text.count >= suffix.count && text.suffix(suffix.count).elementsEqual(suffix)
    }

    /// The first place at or after `from`.
    static func find(
        _ wanted: some RandomAccessCollection<UInt8>, in text: some RandomAccessCollection<UInt8>,
        from: Int = 0
    )
        -> Int?
    {
        let wanted = Array(wanted)
        let text = Array(text)
        guard wanted.count <= text.count else { return nil }
        guard let first = wanted.first else { return from <= text.count ? from : nil }
        var at = from
        let last = text.count - wanted.count
        while at <= last {
            if text[at] == first, text[at..<at + wanted.count].elementsEqual(wanted) { return at }
            at += 1
        }
        return nil
    }

    /// Every place, none within an earlier one.
    static func places(of wanted: [UInt8], in text: [UInt8]) -> [Int] {
        guard let first = wanted.first, wanted.count <= text.count else { return [] }
        var all: [Int] = []
        var at = 0
        let last = text.count - wanted.count
        while at <= last {
            if text[at] == first, wanted.count == 1 || text[at..<at + wanted.count].elementsEqual(wanted) {
                all.append(at)
                at += wanted.count
            } else {
                at += 1
            }
        }
        return all
    }

    static func split(_ text: [UInt8], by separator: [UInt8], limit: Int = .max) -> [ArraySlice<UInt8>] {
        guard limit > 0 else { return [] }
        if separator.isEmpty {
            var parts: [ArraySlice<UInt8>] = []
            var start = 0
            for at in 0..<text.count where at + 1 == text.count || text[at + 1] & 0xc0 != 0x80 {
                if parts.count == limit - 1 {
                    parts.append(text[start...])
                    return parts
                }
                parts.append(text[start...at])
                start = at + 1
            }
            return parts
        }
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        for place in places(of: separator, in: text) {
            if parts.count == limit - 1 { break }
            parts.append(text[start..<place])
            start = place + separator.count
        }
        parts.append(text[start...])
        return parts
    }

    static func replace(_ old: [UInt8], with new: [UInt8], in text: [UInt8]) -> [UInt8] {
        if old.isEmpty {
            var out = new
            for at in 0..<text.count {
                out.append(text[at])
                if at + 1 == text.count || text[at + 1] & 0xc0 != 0x80 { out += new }
            }
            return out
        }
        var out: [UInt8] = []
        var start = 0
        for place in places(of: old, in: text) {
            out += text[start..<place]
            out += new
            start = place + old.count
        }
        return out + text[start...]
    }
}
