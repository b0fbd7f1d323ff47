/// How a response goes out: its head as decided, and how the end of its content will be known.
struct ResponsePlan: Sendable {
    /// RFC 9112, 6.
    enum Framing: Sendable {
        case none
        case length(Int)
        case chunked, untilClose
    }

    var status: Int
    var headers: Headers
    var framing: Framing
    /// False for HEAD and for statuses that have no content.
    let sendsContent: Bool
    var coding: ContentCoding?
    /// The part of the content that is sent.
    var part: Range<Int>?
    var varies = false
    var closes = false
    /// What follows the head is no HTTP.
    var upgrades = false

    init(_ response: Response, for request: Request, isCurrent: Bool) {
        let isBare = response.status == 204 || response.status == 304
        let isHead = request.method == "HEAD"
        status = response.status
        headers = response.headers
        sendsContent = !isBare && !isHead
        closes = headers.list("Connection").contains { sameName($0, "close") }
        switch response.body {
        case .none:
            let told = isHead ? headers["Content-Length"].flatMap { Int($0) } : nil
            framing = isBare ? .none : .length(max(0, told ?? 0))
        case .bytes(let bytes): framing = isBare ? .none : .length(bytes.count)
        case .stream(let length?, _): framing = isBare ? .none : .length(max(0, length))
        case .stream(nil, _): framing = isBare ? .none : isCurrent ? .chunked : .untilClose
        case .upgrade:
            framing = .none
            upgrades = true
        }
        if case .none = response.body { return }
        if upgrades { return }
        if case .bytes(let bytes) = response.body, status == 200, takePart(request, of: bytes.count) {
            return
        }
        let isStream = response.body.isStream
        ContentCoding.apply(to: &self, for: request, isCurrent: isCurrent, isStream: isStream)
    }

    /// Sends a part where one was asked for (RFC 9110, 14), in the coding that the handler gave.
    private mutating func takePart(_ request: Request, of length: Int) -> Bool {
        switch ByteRange(request, of: length, headers) {
        case .whole:
            if headers["ETag"] != nil { headers.set("Accept-Ranges", "bytes") }
            return false
        case .part(let range):
            status = 206
            part = range
            headers.set("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)")
        case .unsatisfiable:
            status = 416
            part = 0..<0
            headers.set("Content-Range", "bytes */\(length)")
        }
        framing = .length(part?.count ?? 0)
        varies = headers["Content-Type"].map { ContentCoding.isCompressible($0) } ?? false
        return true
    }

    /// An answer of the server itself, as a problem document (RFC 9457).
    static func problem(_ status: Int, _ detail: String) -> (plan: ResponsePlan, content: [UInt8]) {
        let title = reasonPhrase(status)
        let code = code(status)
        let content =
            Array(
                #"{"type":"/docs#\#(code)","title":"\#(title)","status":\#(status),"#.utf8)
            + Array(#""detail":"\#(detail)","code":"\#(code)"}"#.utf8)
        let response = Response(
            status: status, headers: ["Content-Type": "application/problem+json"], body: .bytes(content))
        var plan = ResponsePlan(response, for: Request(method: "POST", target: "/"), isCurrent: true)
        plan.closes = true
        return (plan, content)
    }

    /// Stable names for what the server refuses before a handler sees it.
    private static func code(_ status: Int) -> String {
        switch status {
        case 408: "http.head_deadline"
        case 413: "http.body_too_large"
        case 414, 431: "http.head_too_large"
        case 417: "http.expectation"
        case 500: "http.broken"
        case 501, 505: "http.unsupported"
        case 503: "http.busy"
        default: "http.bad_request"
        }
    }
}

extension ResponseBody {
    var isStream: Bool {
        if case .stream = self { true } else { false }
    }
}
