/// How a response is compressed (RFC 9110, 12.5.3), and what that does to its entity tag.
///
/// A strong tag names exact bytes, so a compressed form gets the tag with `-gzip` or `-br` appended; a client
/// that sends such a tag back is understood as if it had sent the handler's own.
enum ContentCoding: String {
    case gzip
    case brotli = "br"

    private static let smallest = 1 << 10

    private var suffix: String { "-\(rawValue)\"" }

    func makeCompressor() -> any Compressor {
        switch self {
        case .gzip: Gzip()
        case .brotli: Brotli()
        }
    }

    static func apply(
        to plan: inout ResponsePlan, for request: borrowing Request, isCurrent: Bool, isStream: Bool
    ) {
        guard let type = plan.headers["Content-Type"], isCompressible(type),
            plan.headers["Content-Encoding"] == nil, plan.status != 206
        else { return }
        plan.varies = true
        var isLargeEnough = true
        if case .length(let length) = plan.framing { isLargeEnough = length >= Self.smallest }
        if case .none = plan.framing { isLargeEnough = false }
        guard isLargeEnough, let coding = chosen(request.headers) else { return }
        plan.coding = coding
        if isStream { plan.framing = isCurrent ? .chunked : .untilClose }
        if let tag = plan.headers["ETag"], tag.hasPrefix("\""), tag.hasSuffix("\"") {
            plan.headers.set("ETag", String(tag.dropLast()) + coding.suffix)
        }
    }

    /// The coding that the client likes best, brotli of two that it likes the same; `nil` when it likes none,
    /// or the plain content better.
    private static func chosen(_ headers: Headers) -> ContentCoding? {
        var (gzip, brotli, plain, any): (Int?, Int?, Int?, Int?) = (nil, nil, nil, nil)
        for member in headers.list("Accept-Encoding") {
            let parts = member.utf8.split(separator: UInt8(ascii: ";")).map { Substring($0).trimmingBlanks }
            guard let name = parts.first else { continue }
            let weight = parts.dropFirst().lazy.compactMap { Self.weight($0) }.first ?? 1000
            if sameName(name, "gzip") || sameName(name, "x-gzip") { gzip = weight }
            if sameName(name, "br") { brotli = weight }
            if sameName(name, "identity") { plain = weight }
            if name == "*" { any = weight }
        }
        let (ofGzip, ofBrotli) = (gzip ?? any ?? 0, brotli ?? any ?? 0)
        let best = max(ofGzip, ofBrotli)
        guard best > 0, best >= plain ?? 0 else { return nil }
        return ofBrotli >= ofGzip ? .brotli : .gzip
    }

    /// A weight in thousandths (RFC 9110, 12.4.2); `nil` for another parameter, 0 for a weight that is none.
    private static func weight(_ parameter: Substring) -> Int? {
        let bytes = Array(parameter.utf8)
        guard bytes.count >= 2, hasName(bytes.prefix(2), "q=") else { return nil }
        let digits = bytes.dropFirst(2)
        guard let first = digits.first, first == 0x30 || first == 0x31, digits.count <= 5 else { return 0 }
        guard digits.count > 1 else { return first == 0x31 ? 1000 : 0 }
        guard digits.dropFirst().first == UInt8(ascii: ".") else { return 0 }
        var (weight, place) = (first == 0x31 ? 1000 : 0, 100)
        for digit in digits.dropFirst(2) {
            guard digit &- 0x30 < 10 else { return 0 }
            weight += Int(digit &- 0x30) * place
            place /= 10
        }
        return weight <= 1000 ? weight : 0
    }

    /// Text of any kind but an event stream, whose events must not wait for a full block.
    static func isCompressible(_ type: String) -> Bool {
        var type = type
        return type.withUTF8 { bytes in
            let end = bytes.firstIndex { $0 == UInt8(ascii: ";") || $0 == 0x20 } ?? bytes.count
            let name = bytes[..<end]
            if hasName(name.prefix(5), "text/") { return !hasName(name, "text/event-stream") }
            return hasName(name.suffix(4), "json") || hasName(name.suffix(3), "xml")
                || hasName(name.suffix(10), "javascript")
        }
    }

    private static func restoreTags(_ name: String, _ headers: inout Headers) {
        guard var value = headers[name] else { return }
        guard [ContentCoding.gzip, .brotli].contains(where: { value.contains($0.suffix) }) else { return }
        value = headers.all(name).joined(separator: ", ")
        for coding in [ContentCoding.gzip, .brotli] { value.replace(coding.suffix, with: "\"") }
        headers.set(name, value)
    }

    /// Removes from conditional fields what `apply` appended to tags.
    static func restoreTags(_ headers: inout Headers) {
        restoreTags("If-None-Match", &headers)
        restoreTags("If-Match", &headers)
    }
}
