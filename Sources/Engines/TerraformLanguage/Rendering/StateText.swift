import HCL
public import Values

/// A state as people read it, in the layout of `terraform show` without colors.
public struct StateText: Sendable {
    public let text: String

    /// `state` in the JSON of `terraform show -json`; secrets are not shown.
    public init(_ state: JSON, schemas: ProviderSchemas = ProviderSchemas()) {
        let values = state["values"]
        let resources = values?["root_module"].map(Self.resources) ?? []
        let outputs = values?["outputs"]?.objectValue ?? [:]
        guard !resources.isEmpty || !outputs.isEmpty else {
            text = "The state file is empty. No resources are represented.\n"
            return
        }
        let style = Difference.Style(hasNoSymbols: true, showsUnchanged: true)
        var out = resources.map { resource in
            let source = ProviderSource(resource["provider_name"]?.stringValue ?? "")
            let isData = resource["mode"]?.stringValue == "data"
            let type = resource["type"]?.stringValue ?? ""
            let schema = source.flatMap { schemas.schema(isData ? .data : .managed, type, of: $0) }
            let pair = ValuePair(same: resource["values"], sensitive: resource["sensitive_values"])
            let address = resource["address"]?.stringValue ?? ""
            let note =
                resource["deposed_key"]?.stringValue.map { " (deposed object \($0))" }
                ?? (resource["tainted"]?.boolValue == true ? " (tainted)" : "")
            return "# \(address):\(note)\n\(isData ? "data" : "resource") \(spelled(type)) "
                + "\(spelled(resource["name"]?.stringValue ?? "")) "
                + Differ().block(pair, schema).text(0, style) + "\n"
        }.joined(separator: "\n")
        if !outputs.isEmpty { out += "\n\nOutputs:\n\n" }
        for (name, output) in outputs.sorted(by: { $0.key < $1.key }) {
            let isSensitive = output["sensitive"]?.boolValue ?? false
            let pair = ValuePair(same: output["value"], sensitive: isSensitive ? true : nil)
            let type = output["type"].flatMap { ValueType(fact: $0) } ?? .dynamic
            out += "\(name) = \(Differ().value(pair, type).text(0, style))\n"
        }
        text = out
    }

    private static func resources(_ module: JSON) -> [JSON] {
        (module["resources"]?.arrayValue ?? [])
            + (module["child_modules"]?.arrayValue ?? []).flatMap(Self.resources)
    }
}
