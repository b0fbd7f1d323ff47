public import Faults

/// How a call ended, when it did not end well.
///
/// Source: gRPC, Status codes and their use in gRPC.
public struct GRPCStatus: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: Int, Sendable, CaseIterable {
        case ok, cancelled, unknown, invalidArgument, deadlineExceeded, notFound, alreadyExists
        case permissionDenied, resourceExhausted, failedPrecondition, aborted, outOfRange, unimplemented
        case `internal`, unavailable, dataLoss, unauthenticated
    }

    public let code: Code
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "gRPC status \(code.rawValue) (\(code)): \(message)" }

    /// The fault that tells it in the house's own terms.
    public func fault(_ faultCode: Fault.Code, _ text: String) -> Fault {
        Fault(kind, faultCode, text, note: description)
    }

    private var kind: Fault.Kind {
        switch code {
        case .ok, .unknown, .internal, .dataLoss: .broken
        case .cancelled: .cancelled
        case .invalidArgument, .outOfRange: .invalid
        case .deadlineExceeded: .deadlineExceeded
        case .notFound: .missing
        case .alreadyExists, .aborted: .conflict
        case .permissionDenied: .forbidden
        case .resourceExhausted: .exhausted
        case .failedPrecondition: .precondition
        case .unimplemented: .unsupported
        case .unavailable: .unavailable
        case .unauthenticated: .unauthenticated
        }
    }

    /// What an HTTP status means where no gRPC status came (gRPC, HTTP to gRPC status code mapping).
    static func of(http status: Int) -> GRPCStatus {
        let code: Code =
            switch status {
            case 400: .internal
            case 401: .unauthenticated
            case 403: .permissionDenied
            case 404: .unimplemented
            case 429, 502, 503, 504: .unavailable
            default: .unknown
            }
        return GRPCStatus(code, "the server answered with HTTP status \(status)")
    }

    /// What the reset of a stream means where no gRPC status came (gRPC over HTTP2, Errors).
    static func of(reset code: UInt32) -> GRPCStatus {
        switch code {
        case 7: GRPCStatus(.unavailable, "the peer refused the call")
        case 8: GRPCStatus(.cancelled, "the peer cancelled the call")
        case 11: GRPCStatus(.resourceExhausted, "the peer asks for fewer calls")
        case 12: GRPCStatus(.permissionDenied, "the peer wants a more secure connection")
        default: GRPCStatus(.internal, "the call was cut off with HTTP/2 error \(code)")
        }
    }
}

/// The escapes of `grpc-message` (gRPC over HTTP2, Status-Message).
enum StatusText {
    static func encode(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            if (0x20...0x7e).contains(byte), byte != 0x25 {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return out
    }

    static func decode(_ text: String) -> String {
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x25, at + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                at += 3
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
