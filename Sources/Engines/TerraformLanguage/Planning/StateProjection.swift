public import Values

/// A state of version 4 in the JSON of `terraform show -json`: resources by their modules, with what schemas
/// call sensitive told apart.
public struct StateProjection: Sendable {
    public let json: JSON

    public init(_ state: JSON, schemas: ProviderSchemas = ProviderSchemas()) {
        var out: JSON = ["format_version": "1.0"]
        let items = RecordedObject.all(state, schemas).map(\.item)
        let outputs = (state["outputs"]?.objectValue ?? [:]).map {
            name, output -> (key: String, value: JSON) in
            var entry: JSON = ["sensitive": .bool(output["sensitive"]?.boolValue ?? false)]
            entry["type"] = output["type"]
            entry["value"] = output["value"]
            return (name, entry)
        }
        if !items.isEmpty || !outputs.isEmpty {
            out["terraform_version"] = state["terraform_version"]
            var values: JSON = ["root_module": ModuleTree(items).json]
            if !outputs.isEmpty { values["outputs"] = .object(.init(outputs)) }
            out["values"] = values
        }
        json = out
    }
}
