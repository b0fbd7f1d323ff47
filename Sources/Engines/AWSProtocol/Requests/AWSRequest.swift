import Codecs
import Crypto
public import Values

/// A request as it goes out, before it is signed and has a host.
public struct AWSRequest: Sendable, Equatable {
    public var method: String
    /// Path and query.
    public var target: String
    /// In the order in which they were put together.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// What goes before the service's host; empty for nothing.
    public var hostPrefix: String

    /// What can't be told in the operation's protocol.
    public struct Unfit: Error, Equatable, CustomStringConvertible {
        public let description: String
    }

    public static func == (left: AWSRequest, right: AWSRequest) -> Bool {
        left.method == right.method && left.target == right.target && left.body == right.body
            && left.hostPrefix == right.hostPrefix && left.headers.elementsEqual(right.headers, by: ==)
    }

    /// The operation's request with `parameters`; times are seconds since 1970, blobs texts of UTF-8. `token`
    /// gives what the model wants for a call that may be repeated.
    public init(
        _ operation: AWSOperation, _ parameters: JSON, token: @autoclosure () -> String
    ) throws(Unfit) {
        let parameters = AWSRequest.filled(parameters, operation.input, token)
        self =
            switch operation.kind {
            case .query, .ec2: AWSRequest.query(operation, parameters)
            case .json: AWSRequest.json(operation, parameters)
            case .cbor: try AWSRequest.cbor(operation, parameters)
            case .restJSON, .restXML: try AWSRequest.rest(operation, parameters)
            }
        hostPrefix = try AWSRequest.prefix(operation, parameters)
    }

    init(method: String, target: String, headers: [(String, String)], body: [UInt8]) {
        (self.method, self.target, self.body, hostPrefix) = (method, target, body, "")
        self.headers = headers.map { (name: $0.0, value: $0.1) }
    }

    private static func filled(_ parameters: JSON, _ input: AWSShape?, _ token: () -> String) -> JSON {
        guard let input, var object = parameters.objectValue else { return parameters }
        for (name, shape) in input.members where shape.isIdempotencyToken && object[name] == nil {
            object[name] = .string(token())
        }
        return .object(object)
    }

    private static func prefix(_ operation: AWSOperation, _ parameters: JSON) throws(Unfit) -> String {
        guard var prefix = operation.hostPrefix else { return "" }
        for (name, shape) in operation.input?.members ?? [] where shape.isHostLabel {
            guard let label = parameters[name]?.stringValue, !label.isEmpty else {
                throw Unfit(description: "\(name) stands in the host's name and is missing")
            }
            prefix = prefix.replacing("{\(name)}", with: label)
        }
        return prefix
    }

    // MARK: - One target for everything

    private static func query(_ operation: AWSOperation, _ parameters: JSON) -> AWSRequest {
        var writer = QueryWriter(isEC2: operation.kind == .ec2)
        writer.add("Action", operation.name)
        writer.add("Version", operation.version)
        if let input = operation.input { writer.write(parameters, input, "") }
        return AWSRequest(
            method: operation.method, target: operation.path,
            headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array(writer.text.utf8))
    }

    private static func json(_ operation: AWSOperation, _ parameters: JSON) -> AWSRequest {
        let version = operation.metadata["jsonVersion"]?.stringValue ?? "1.0"
        let prefix = operation.targetPrefix
        let body = operation.input.map { JSONBody.tree(parameters, $0) } ?? [:]
        return AWSRequest(
            method: operation.method, target: operation.path,
            headers: [
                ("X-Amz-Target", prefix.isEmpty ? operation.name : "\(prefix).\(operation.name)"),
                ("Content-Type", "application/x-amz-json-\(version)"),
            ] + queryMode(operation), body: body.bytes())
    }

    private static func cbor(_ operation: AWSOperation, _ parameters: JSON) throws(Unfit) -> AWSRequest {
        var headers = [("Smithy-Protocol", "rpc-v2-cbor"), ("Accept", "application/cbor")]
        var body: [UInt8] = []
        if let input = operation.input {
            headers.append(("Content-Type", "application/cbor"))
            body = try CBORBody.tree(parameters, input).encoded()
        }
        return AWSRequest(
            method: "POST", target: "/service/\(operation.targetPrefix)/operation/\(operation.name)",
            headers: headers + queryMode(operation), body: body)
    }

    /// Asks for the codes of errors that the service had in the query protocol.
    private static func queryMode(_ operation: AWSOperation) -> [(String, String)] {
        operation.isQueryCompatible ? [("X-Amzn-Query-Mode", "true")] : []
    }
}
