import Codecs
public import Values

/// What a service refused, and why.
public struct AWSError: Error, Sendable, CustomStringConvertible {
    /// `AccessDenied`, `ThrottlingException`; the HTTP status where the service said nothing.
    public let code: String
    public let message: String
    public let status: Int
    /// `Sender` or `Receiver`, where the service says whose fault it is.
    public let blame: String?
    public let requestID: String?
    /// What the operation's model says of this error.
    public let members: JSON

    public var description: String { "\(code): \(message) (HTTP \(status))" }

    /// True when asking less often, or again, may help.
    public var isThrottling: Bool {
        status == 429
            || [
                "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
                "RequestThrottledException", "RequestLimitExceeded", "TooManyRequestsException", "SlowDown",
                "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "BandwidthLimitExceeded",
                "LimitExceededException", "TransactionInProgressException", "EC2ThrottledException",
            ].contains(code)
    }

    /// True when the same request may succeed in a moment.
    public var isTransient: Bool {
        isThrottling || [500, 502, 503, 504].contains(status)
            || ["RequestTimeout", "RequestTimeoutException", "InternalError", "ServiceUnavailable"].contains(
                code)
    }

    /// True when the credentials may not do this; the rest may go on.
    public var isDenied: Bool {
        [
            "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError",
            "AuthorizationErrorException", "Forbidden",
        ].contains(code)
    }

    /// True when the credentials themselves are no good any more.
    public var isExpired: Bool {
        [
            "ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId",
            "UnrecognizedClientException", "SignatureDoesNotMatch", "InvalidAccessKeyId", "AuthFailure",
        ].contains(code)
    }

    /// What came within an answer that began well.
    init(code: String, message: String) {
        (self.code, self.message, status) = (code, message, 200)
        (blame, requestID, members) = (nil, nil, [:])
    }

    init(_ answer: AWSAnswer, _ operation: AWSOperation) throws(AWSAnswer.Malformed) {
        status = answer.status
        switch operation.kind {
        case .json, .restJSON:
            let body = answer.body.isEmpty ? [:] : (try? JSON(parsing: answer.body)) ?? [:]
            let named =
                answer.header("x-amzn-errortype") ?? body["__type"]?.stringValue ?? body["code"]?.stringValue
                ?? body["Code"]?.stringValue
            let plain = named.map(Self.bare) ?? String(answer.status)
            let query = Self.queryCode(answer, operation)
            code = query?.code ?? plain
            message =
                body["message"]?.stringValue ?? body["Message"]?.stringValue ?? body["errorMessage"]?
                .stringValue ?? ""
            (blame, requestID) = (query?.blame, answer.header("x-amzn-requestid"))
            let shape = Self.shape(plain, operation) ?? Self.shape(code, operation)
            var members = shape.map(answer.located) ?? [:]
            for (name, value) in shape.flatMap({ JSONResult.value(body, $0)?.objectValue }) ?? [:] {
                members[name] = value
            }
            self.members = .object(members)
        case .cbor:
            // What can't be read says nothing more than its status does.
            let body = (try? answer.cbor()) ?? .null
            let plain = CBORResult.text(body["__type"]).map(Self.bare) ?? String(answer.status)
            let query = Self.queryCode(answer, operation)
            code = query?.code ?? plain
            message = CBORResult.text(body["message"]) ?? CBORResult.text(body["Message"]) ?? ""
            (blame, requestID) = (query?.blame, answer.header("x-amzn-requestid"))
            let shape = Self.shape(plain, operation) ?? Self.shape(code, operation)
            members =
                try shape.flatMap { shape throws(AWSAnswer.Malformed) in
                    try CBORResult.value(body, shape)
                } ?? [:]
        case .query, .ec2, .restXML:
            let root = answer.body.isEmpty ? nil : try? XMLDocument(parsing: answer.body).root
            let error = root.flatMap {
                $0["Errors"]?["Error"] ?? $0["Error"] ?? ($0.name == "Error" ? $0 : nil)
            }
            code = error?["Code"]?.text ?? String(answer.status)
            message = error?["Message"]?.text ?? error?["message"]?.text ?? ""
            blame = error?["Type"]?.text
            requestID = root?["RequestId"]?.text ?? root?["RequestID"]?.text ?? error?["RequestId"]?.text
            let shape = Self.shape(code, operation)
            var members = shape.map(answer.located) ?? [:]
            if let shape, let error {
                for (name, value) in XMLResult.structure(error, shape) { members[name] = value }
                // Some services put an error's members beside it.
                let beside: JSON.Object = root.map { XMLResult.structure($0, shape) } ?? [:]
                for (name, value) in beside where members[name] == nil { members[name] = value }
            }
            self.members = .object(members)
        }
    }

    /// Without a namespace before and an address behind.
    private static func bare(_ text: String) -> String {
        let name = text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? text
        return name.split(separator: "#").last.map(String.init) ?? name
    }

    /// The code that the query protocol had for the error, and whose fault it is: `Code;Sender`.
    private static func queryCode(
        _ answer: AWSAnswer, _ operation: AWSOperation
    ) -> (code: String, blame: String?)? {
        guard operation.isQueryCompatible,
            let parts = answer.header("x-amzn-query-error")?.split(separator: ";").map(String.init),
            let code = parts.first
        else { return nil }
        return (code, parts.count > 1 ? parts[1] : nil)
    }

    private static func shape(_ code: String, _ operation: AWSOperation) -> AWSShape? {
        operation.errors.first { $0.name == code || $0.errorCode == code }
    }
}
