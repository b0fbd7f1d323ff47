import Values

/// The shapes of a service's model, by name, in the notation that AWS publishes.
public struct AWSShapes: Sendable {
    private let shapes: JSON.Object

    public init(_ shapes: JSON) { self.shapes = shapes.objectValue ?? [:] }

    /// The shape that a reference names; what the reference says itself goes before what the shape says.
    func resolve(_ reference: JSON) -> AWSShape {
        let name = reference["shape"]?.stringValue ?? ""
        var traits = shapes[name]?.objectValue ?? [:]
        let ownName = traits["locationName"]
        for (key, value) in reference.objectValue ?? [:] where key != "shape" { traits[key] = value }
        return AWSShape(name: name, traits: .object(traits), ownName: ownName?.stringValue, shapes: self)
    }

    func resolve(named name: String) -> AWSShape { resolve(["shape": .string(name)]) }
}

/// One shape with the traits that it has where it is used.
struct AWSShape {
    let name: String
    private let traits: JSON
    /// The name that the shape itself has for the wire, whatever the reference says.
    let ownName: String?
    private let shapes: AWSShapes

    fileprivate init(name: String, traits: JSON, ownName: String?, shapes: AWSShapes) {
        (self.name, self.traits, self.ownName, self.shapes) = (name, traits, ownName, shapes)
    }

    enum Kind { case structure, list, map, string, blob, timestamp, boolean, integer, float }

    var kind: Kind {
        switch traits["type"]?.stringValue {
        case "structure": .structure
        case "list": .list
        case "map": .map
        case "blob": .blob
        case "timestamp": .timestamp
        case "boolean": .boolean
        case "integer", "long", "short", "byte", "bigInteger": .integer
        case "float", "double", "bigDecimal": .float
        default: .string
        }
    }

    /// Floating point of 32 bits.
    var isSingle: Bool { traits["type"]?.stringValue == "float" }

    /// In the model's order.
    var members: [(name: String, shape: AWSShape)] {
        (traits["members"]?.objectValue ?? [:]).map { ($0.key, shapes.resolve($0.value)) }
    }

    func member(_ name: String) -> AWSShape? { traits["members"]?[name].map { shapes.resolve($0) } }

    var element: AWSShape { shapes.resolve(traits["member"] ?? [:]) }
    var key: AWSShape { shapes.resolve(traits["key"] ?? [:]) }
    var value: AWSShape { shapes.resolve(traits["value"] ?? [:]) }

    var locationName: String? { traits["locationName"]?.stringValue }
    /// Where the member stands in an answer: a query's parameter has no place there but the body.
    var answerLocation: String? {
        location.flatMap { ["header", "headers", "statusCode"].contains($0) ? $0 : nil }
    }
    var queryName: String? { traits["queryName"]?.stringValue }
    /// `header`, `headers`, `querystring`, `uri`, `statusCode`; nil for the body.
    var location: String? { traits["location"]?.stringValue }
    var timestampFormat: String? { traits["timestampFormat"]?.stringValue }
    /// The member that is the whole body.
    var payload: String? { traits["payload"]?.stringValue }
    var isFlattened: Bool { traits["flattened"] == true }
    var isAttribute: Bool { traits["xmlAttribute"] == true }
    /// Any JSON, passed on as it is.
    var isDocument: Bool { traits["document"] == true }
    /// A text that holds JSON.
    var isJSONText: Bool { traits["jsonvalue"] == true }
    var isEventHeader: Bool { traits["eventheader"] == true }
    var isEventPayload: Bool { traits["eventpayload"] == true }
    var isEventStream: Bool { traits["eventstream"] == true }
    var isStreaming: Bool { traits["streaming"] == true }
    var isHostLabel: Bool { traits["hostLabel"] == true }
    var isIdempotencyToken: Bool { traits["idempotencyToken"] == true }
    var resultWrapper: String? { traits["resultWrapper"]?.stringValue }
    /// One member at a time; a service may send one that the model does not know.
    var isUnion: Bool { traits["union"] == true }
    var errorCode: String? { traits["error"]?["code"]?.stringValue }

    var namespace: (prefix: String?, uri: String)? {
        guard let namespace = traits["xmlNamespace"] else { return nil }
        if let uri = namespace.stringValue { return (nil, uri) }
        return namespace["uri"]?.stringValue.map { (namespace["prefix"]?.stringValue, $0) }
    }
}
