/// Whether a response is sent as gzip (RFC 9110, 12.5.3), and what that does to its entity tag.
///
/// A strong tag names exact bytes, so the compressed form gets the tag with `-gzip` appended; a client
/// that sends such a tag back is understood as if it had sent the handler's own.
enum ContentCoding {
    private static let smallest = 1 << 10
    private static let suffix = "-gzip\""

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
        guard isLargeEnough, acceptsGzip(request.headers) else { return }
        plan.isGzipped = true
        if isStream { plan.framing = isCurrent ? .chunked : .untilClose }
        if let tag = plan.headers["ETag"], tag.hasPrefix("\""), tag.hasSuffix("\"") {
            plan.headers.set("ETag", String(tag.dropLast()) + suffix)
        }
    }

    private static func acceptsGzip(_ headers: Headers) -> Bool {
        var (gzip, any): (Bool?, Bool?) = (nil, nil)
        for member in headers.list("Accept-Encoding") {
            let parts = member.utf8.split(separator: UInt8(ascii: ";")).map { Substring($0).trimmingBlanks }
            guard let name = parts.first else { continue }
            let isRefused = parts.dropFirst().contains { isZero($0) }
            if sameName(name, "gzip") { gzip = !isRefused }
            if name == "*" { any = !isRefused }
        }
        return gzip ?? any ?? false
    }

    /// A weight of zero, which is a no (RFC 9110, 12.4.2).
    private static func isZero(_ parameter: Substring) -> Bool {
        let bytes = parameter.utf8
        return hasName(bytes.prefix(3), "q=0") && bytes.dropFirst(3).allSatisfy { $0 == 0x30 || $0 == 0x2E }
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

    /// Removes from conditional fields what `apply` appended to tags.
    static func restoreTags(_ headers: inout Headers) {
        for name in ["If-None-Match", "If-Match"] {
            guard let value = headers[name], value.contains(suffix) else { continue }
            let joined = headers.all(name).joined(separator: ", ")
            headers.set(name, joined.replacing(suffix, with: "\""))
        }
    }
}
