public import Values

/// The ways in which AWS's services are spoken to.
public enum AWSProtocolKind: String, Sendable, CaseIterable {
    case query, ec2, json, restJSON = "rest-json", restXML = "rest-xml"
    case cbor = "smithy-rpc-v2-cbor"
}

/// One operation of a service, with all that reading and writing its messages needs.
public struct AWSOperation: Sendable {
    public let kind: AWSProtocolKind
    public let name: String
    let metadata: JSON
    let definition: JSON
    let shapes: AWSShapes

    /// `metadata` and `definition` are those of the service's model; nil for a protocol that is not spoken
    /// here.
    public init?(metadata: JSON, definition: JSON, shapes: AWSShapes) {
        guard let kind = metadata["protocol"]?.stringValue.flatMap(AWSProtocolKind.init(rawValue:)) else {
            return nil
        }
        self.kind = kind
        self.metadata = metadata
        self.definition = definition
        self.shapes = shapes
        name = definition["name"]?.stringValue ?? ""
    }

    var method: String { definition["http"]?["method"]?.stringValue ?? "POST" }
    var path: String { definition["http"]?["requestUri"]?.stringValue ?? "/" }
    var input: AWSShape? { definition["input"].flatMap { $0.isNull ? nil : shapes.resolve($0) } }
    var output: AWSShape? { definition["output"].flatMap { $0.isNull ? nil : shapes.resolve($0) } }
    /// The element that holds a query's result, by the model, or as the protocol has it.
    var resultWrapper: String {
        definition["output"]?["resultWrapper"]?.stringValue ?? output?.resultWrapper ?? name + "Result"
    }
    var hostPrefix: String? { definition["endpoint"]?["hostPrefix"]?.stringValue }
    var errors: [AWSShape] { (definition["errors"]?.arrayValue ?? []).map { shapes.resolve($0) } }
    /// A service that spoke the query protocol before, and still tells those codes of its errors in a header.
    var isQueryCompatible: Bool { metadata["awsQueryCompatible"] != nil }
    var targetPrefix: String { metadata["targetPrefix"]?.stringValue ?? "" }
    var version: String { metadata["apiVersion"]?.stringValue ?? "" }
}
