import Faults
import HTTP
import Values

extension Response {
    /// Problem details (RFC 9457) for a fault, with its stable code and the trace to ask the operator with.
    public static func problem(_ fault: Fault, trace: String? = nil, challenge: Bool = true) -> Response {
        let status = fault.status
        var members: [JSON.Object.Element] = [
            (key: "type", value: .string("/docs#" + fault.code.rawValue)),
            (key: "title", value: .string(fault.kind.title)),
            (key: "status", value: JSON(status)),
            (key: "detail", value: .string(fault.message)),
            (key: "code", value: .string(fault.code.rawValue)),
        ]
        if !fault.problems.isEmpty {
            let problems = fault.problems.map { problem -> JSON in
                ["path": .string(problem.path), "message": .string(problem.message)]
            }
            members.append((key: "problems", value: .array(problems)))
        }
        if let details = fault.details {
            let parsed = try? JSON(parsing: details)
            members.append((key: "details", value: parsed ?? .string(details)))
        }
        if let trace { members.append((key: "trace", value: .string(trace))) }
        var headers: Headers = ["Content-Type": "application/problem+json", "Cache-Control": "no-store"]
        if let seconds = fault.retryAfter { headers.set("Retry-After", String(seconds)) }
        if status == 401, challenge { headers.set("WWW-Authenticate", "Bearer realm=\"plumb\"") }
        return Response(status: status, headers: headers, body: .bytes(JSON.object(.init(members)).bytes()))
    }

    /// 200, or another success, with JSON.
    public static func json(_ bytes: [UInt8], status: Int = 200) -> Response {
        Response(
            status: status, headers: ["Content-Type": "application/json", "Cache-Control": "no-store"],
            body: .bytes(bytes))
    }
}

extension Fault {
    /// The kind's status, and the two that HTTP has of its own (RFC 9110, 15.5.6 and 15.5.16).
    fileprivate var status: Int {
        switch code {
        case "http.method": 405
        case "http.media_type": 415
        default: kind.httpStatus
        }
    }
}

extension Fault.Kind {
    /// The kind in a few words, the same for all faults of it.
    public var title: String {
        switch self {
        case .invalid: "The request is not right"
        case .unauthenticated: "Not signed in"
        case .forbidden: "Not allowed"
        case .missing: "Not found"
        case .conflict: "In conflict with what is there"
        case .locked: "Locked"
        case .tooLarge: "Too large"
        case .precondition: "Changed meanwhile"
        case .exhausted: "Too many requests"
        case .unavailable: "Not available now"
        case .cancelled: "Cancelled"
        case .deadlineExceeded: "Not in time"
        case .unsupported: "Not supported"
        case .broken: "Internal error"
        }
    }
}
