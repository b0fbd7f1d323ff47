extension Fault.Kind {
    /// The HTTP status of RFC 9110 that this kind of fault is told with.
    public var httpStatus: Int {
        switch self {
        case .invalid: 422
        case .unauthenticated: 401
        case .forbidden: 403
        case .missing: 404
        case .conflict: 409
        case .locked: 423
        case .tooLarge: 413
        case .precondition: 412
        case .exhausted: 429
        case .unavailable: 503
        case .cancelled: 499
        case .deadlineExceeded: 504
        case .unsupported: 501
        case .broken: 500
        }
    }

    /// The exit code of the command line. 1 is kept for usage errors, 2 for "there are differences".
    public var exitCode: Int32 {
        switch self {
        case .invalid, .tooLarge, .unsupported: 3
        case .unauthenticated: 4
        case .forbidden: 5
        case .missing: 6
        case .conflict, .locked, .precondition: 7
        case .exhausted, .unavailable, .deadlineExceeded: 8
        case .cancelled: 9
        case .broken: 10
        }
    }
}
