import Faults
import Values

/// A Terraform state as its backend sees it: version 4, or OpenTofu's encrypted wrapper, whose content
/// only OpenTofu can read.
public struct StateDocument: Sendable {
    public let serial: Int
    public let lineage: String
    /// Nil for an encrypted state.
    public let version: Int?
    public let terraformVersion: String?
    public let isEncrypted: Bool
    private let document: JSONDocument

    /// Faults: `states.not_a_state`, with what is missing.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        document = try JSONDocument(parsing: bytes)
        let root = document.root
        var missing: [Fault.Problem] = []
        if root["serial"]?.int == nil { missing.append(.init("/serial", "a whole number is missing")) }
        if root["lineage"]?.string == nil { missing.append(.init("/lineage", "a text is missing")) }
        isEncrypted = root["encrypted_data"]?.string != nil
        version = root["version"]?.int
        if !isEncrypted, version != 4 {
            missing.append(
                .init("/version", "4 is the version that Plumb keeps; upgrade with a current Terraform"))
        }
        guard missing.isEmpty, let serial = root["serial"]?.int, let lineage = root["lineage"]?.string,
            serial >= 0
        else {
            throw Fault(
                .invalid, "states.not_a_state", "This is not a Terraform state of version 4.",
                problems: missing)
        }
        self.serial = serial
        self.lineage = lineage
        terraformVersion = root["terraform_version"]?.string
    }

    /// One instance of a resource as the state records it.
    public struct Instance: Sendable, Equatable {
        public let address: String
        public let type: String
        public let name: String
        public let provider: String
        public let isData: Bool
        /// With sensitive attributes blanked.
        public let attributes: JSON
        public let isTainted: Bool
        public let isDeposed: Bool
        /// Addresses of resources that it needs, without indexes.
        public let dependencies: [String]
    }

    /// Every instance in the order of the state; none for an encrypted one.
    public var instances: [Instance] { instances { _ in .string(Masking.mask) } }

    /// As `instances`, with what `blank` makes of each sensitive value in its place.
    func instances(_ blank: (JSON) -> JSON) -> [Instance] {
        guard let resources = document.root["resources"] else { return [] }
        return resources.elements.flatMap { resource -> [Instance] in
            let type = resource["type"]?.string ?? ""
            let name = resource["name"]?.string ?? ""
            let isData = resource["mode"]?.string == "data"
            let module = resource["module"]?.string.map { $0 + "." } ?? ""
            let base = module + (isData ? "data." : "") + type + "." + name
            return (resource["instances"]?.elements).map { elements in
                elements.map { instance in
                    Instance(
                        address: base + StateDocument.key(instance["index_key"]), type: type, name: name,
                        provider: resource["provider"]?.string ?? "", isData: isData,
                        attributes: StateDocument.attributes(of: instance, blank),
                        isTainted: instance["status"]?.string == "tainted",
                        isDeposed: instance["deposed"] != nil,
                        dependencies: instance["dependencies"]?.elements.compactMap(\.string) ?? [])
                }
            } ?? []
        }
    }

    public var resourceCount: Int {
        (document.root["resources"].map { Array($0.elements) } ?? [])
            .filter { $0["mode"]?.string != "data" }
            .reduce(0) { $0 + ($1["instances"]?.count ?? 0) }
    }

    /// Outputs by name; sensitive ones blanked.
    public var outputs: [(name: String, value: JSON, isSensitive: Bool)] {
        outputs { _ in .string(Masking.mask) }
    }

    func outputs(_ blank: (JSON) -> JSON) -> [(name: String, value: JSON, isSensitive: Bool)] {
        (document.root["outputs"].map { Array($0.members) } ?? []).map { name, output in
            let isSensitive = output["sensitive"]?.bool == true
            let value = output["value"]?.json ?? .null
            return (name, isSensitive ? blank(value) : value, isSensitive)
        }
    }

    /// The same state under another serial, all else to the byte as far as the writer keeps it; a new
    /// version with old content.
    public func withSerial(_ serial: Int) -> [UInt8] {
        var tree = document.root.json
        tree["serial"] = JSON(serial)
        return Array((tree.pretty() + "\n").utf8)
    }

    /// The same state with every provider written the way it is now, as Terraform writes a state back.
    public func withCurrentProviders() -> [UInt8] {
        var tree = document.root.json
        let resources = (tree["resources"]?.arrayValue ?? []).map { resource -> JSON in
            guard let address = resource["provider"]?.stringValue.flatMap({ ProviderAddress($0) }) else {
                return resource
            }
            var out = resource
            out["provider"] = .string(address.description)
            return out
        }
        if tree["resources"] != nil { tree["resources"] = .array(resources) }
        return Array((tree.pretty() + "\n").utf8)
    }

    private static func key(_ key: JSONDocument.Node?) -> String {
        guard let key else { return "" }
        return "[\(key.json.text)]"
    }

    /// The same state with nothing in it, as the next version of its lineage.
    public func emptied() -> [UInt8] {
        var tree = document.root.json
        tree["serial"] = JSON(serial + 1)
        tree["outputs"] = [:]
        tree["resources"] = []
        tree["check_results"] = .null
        return Array((tree.pretty() + "\n").utf8)
    }

    private static func attributes(of instance: JSONDocument.Node, _ blank: (JSON) -> JSON) -> JSON {
        let values = instance["attributes"]?.json ?? .null
        guard let paths = instance["sensitive_attributes"]?.json.arrayValue, !paths.isEmpty else {
            return values
        }
        return paths.reduce(values) { blanked($0, at: ($1.arrayValue ?? [])[...], blank) }
    }

    /// Blanks the value at a cty path: steps of `get_attr` and `index`.
    private static func blanked(
        _ value: JSON, at path: ArraySlice<JSON>, _ blank: (JSON) -> JSON
    ) -> JSON {
        guard let step = path.first else { return blank(value) }
        let rest = path.dropFirst()
        let key = step["value"]?["value"] ?? step["value"] ?? .null
        switch (value, key) {
        case (.object(var object), .string(let name)):
            if let inner = object[name] { object[name] = blanked(inner, at: rest, blank) }
            return .object(object)
        case (.array(var elements), .number(let number)):
            if let index = number.int, elements.indices.contains(index) {
                elements[index] = blanked(elements[index], at: rest, blank)
            }
            return .array(elements)
        default: return value
        }
    }
}
