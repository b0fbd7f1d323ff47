import ProviderProtocol
import Values

/// What looking at one resource came to.
struct Observation: Sendable {
    enum Outcome: Sendable {
        /// As recorded, but for differences that mean nothing.
        case same([CtyDifference])
        case changed([CtyDifference])
        /// It is not there any more.
        case gone
        /// Nothing is known, with the reason why.
        case notChecked(String)

        /// The cloud asked for fewer calls; the words are those of AWS, Azure and Google.
        var isThrottled: Bool {
            guard case .notChecked(let reason) = self else { return false }
            return [
                "Throttling", "ThrottledException", "RequestLimitExceeded", "Rate exceeded",
                "TooManyRequests",
                "SlowDown", "RESOURCE_EXHAUSTED", "rateLimitExceeded", "StatusCode: 429", "Error 429",
            ].contains { reason.contains($0) }
        }
    }

    let address: String
    let type: String
    let outcome: Outcome
    /// As the provider has it now, for putting the record right; nil where nothing was read.
    let current: JSON?
}

/// One instance of a managed resource as a state records it.
struct RecordedResource: Sendable {
    let address: String
    let type: String
    let schemaVersion: Int
    /// The attributes' JSON as the state has it.
    let attributes: JSONDocument.Node
    let sensitive: JSON?
    /// Decoded from the state's base64.
    let privateState: [UInt8]

    /// The managed instances of a state that belong to this configuration of a provider, deposed ones
    /// excepted.
    static func all(of state: JSONDocument, provider source: String, alias: String? = nil)
        -> [RecordedResource]
    {
        let own = "provider[\"\(source)\"]" + (alias.map { "." + $0 } ?? "")
        return all(of: state) { $0 == own }
    }

    private static func all(of state: JSONDocument, whose isOwn: (String?) -> Bool) -> [RecordedResource] {
        guard let resources = state.root["resources"] else { return [] }
        return resources.elements.filter { resource in
            resource["mode"]?.string != "data" && isOwn(resource["provider"]?.string)
        }.flatMap { resource -> [RecordedResource] in
            let type = resource["type"]?.string ?? ""
            let module = resource["module"]?.string.map { $0 + "." } ?? ""
            let base = "\(module)\(type).\(resource["name"]?.string ?? "")"
            return (resource["instances"].map { Array($0.elements) } ?? []).compactMap { instance in
                guard instance["deposed"] == nil, let attributes = instance["attributes"], !attributes.isNull
                else {
                    return nil
                }
                return RecordedResource(
                    address: base + (instance["index_key"].map { "[\($0.json.text)]" } ?? ""), type: type,
                    schemaVersion: instance["schema_version"]?.int ?? 0, attributes: attributes,
                    sensitive: instance["sensitive_attributes"]?.json,
                    privateState: instance["private"]?.string.flatMap { [UInt8](base64: $0) } ?? [])
            }
        }
    }

    /// Where each address stands in a state.
    static func order(of state: JSONDocument) -> [String: Int] {
        var order: [String: Int] = [:]
        for resource in all(of: state, whose: { _ in true }) { order[resource.address] = order.count }
        return order
    }
}
