import Faults
import Rendering
import Values

/// One provider's part of `terraform providers schema -json`.
struct SchemaDocument: Sendable {
    private let document: JSONDocument
    private let resources: JSONDocument.Node
    let types: [String]

    init(parsing bytes: [UInt8], source: String) throws(Fault) {
        document = try JSONDocument(parsing: bytes)
        guard let resources = document.root["provider_schemas"]?[source]?["resource_schemas"] else {
            throw Fault(
                .unavailable, "providers.no_schema", "Terraform's answer holds no schema of this provider.",
                note: source)
        }
        self.resources = resources
        types = resources.members.map(\.name).sorted()
    }

    func shape(of type: String) -> ResourceShape? {
        resources[type]?["block"].map(shape)
    }

    private func shape(_ block: JSONDocument.Node) -> ResourceShape {
        let attributes = (block["attributes"].map { Array($0.members) } ?? []).map { name, attribute in
            let isRequired = attribute["required"]?.bool == true
            return AttributeShape(
                name: name, isRequired: isRequired,
                isSettable: isRequired || attribute["optional"]?.bool == true)
        }
        let blocks = (block["block_types"].map { Array($0.members) } ?? []).map { name, nested in
            let isSingle =
                nested["nesting_mode"]?.string == "single" || nested["nesting_mode"]?.string == "group"
            return BlockShape(
                name: name, least: nested["min_items"]?.int ?? 0,
                most: isSingle ? 1 : nested["max_items"]?.int,
                shape: nested["block"].map(shape) ?? ResourceShape(attributes: [], blocks: []))
        }
        return ResourceShape(attributes: attributes, blocks: blocks)
    }
}
