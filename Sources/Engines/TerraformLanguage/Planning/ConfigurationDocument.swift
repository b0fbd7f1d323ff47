import HCL
import Values

/// A configuration as the part of that name of a plan's JSON: what each expression refers to, or its constant
/// value, without evaluating anything else.
public struct ConfigurationDocument: Sendable {
    /// The object of `provider_config` and `root_module`.
    public private(set) var json: JSON = [:]
    private let configuration: Configuration
    private let schemas: ProviderSchemas
    private let providers: ProviderKeys

    /// With schemas, blocks are gathered as providers declare them; without, each as a list.
    public init(_ configuration: Configuration, schemas: ProviderSchemas = ProviderSchemas()) {
        self.configuration = configuration
        self.schemas = schemas
        providers = ProviderKeys(configuration)
        var all = JSON.Object()
        for entry in providers.own { all[entry.key] = provider(entry) }
        if !all.isEmpty { json["provider_config"] = .object(all) }
        json["root_module"] = module([])
    }

    private func provider(_ entry: ProviderKeys.Entry) -> JSON {
        var out: JSON = ["name": .string(entry.name), "full_name": .string(entry.source.description)]
        if let alias = entry.alias { out["alias"] = .string(alias) }
        if !entry.path.isEmpty { out["module_address"] = .string(ProviderKeys.address(entry.path)) }
        if let versions = entry.versions { out["version_constraint"] = .string(versions) }
        if let body = entry.body {
            let told = expressions(
                body, schemas.providers[entry.source]?.configuration, skipping: ["alias", "version"])
            if told != [:] { out["expressions"] = told }
        }
        return out
    }

    private func module(_ path: [String]) -> JSON {
        guard let module = configuration.modules[path] else { return [:] }
        var out: JSON = [:]
        if !module.outputs.isEmpty {
            out["outputs"] = .object(.init(module.outputs.map { (key: $0.name, value: output($0)) }))
        }
        let managed = module.resources.filter { $0.mode == .managed }.sorted { $0.address < $1.address }
        let others = module.resources.filter { $0.mode != .managed }.sorted { $0.address < $1.address }
        if !module.resources.isEmpty {
            out["resources"] = .array((managed + others).map { resource($0, module, path) })
        }
        if !module.calls.isEmpty {
            out["module_calls"] = .object(.init(module.calls.map { (key: $0.name, value: call($0, path)) }))
        }
        if !module.variables.isEmpty {
            out["variables"] = .object(.init(module.variables.map { (key: $0.name, value: variable($0)) }))
        }
        return out
    }

    private func output(_ output: Module.Output) -> JSON {
        var out: JSON = [:]
        if output.isSensitive { out["sensitive"] = true }
        if let value = output.value { out["expression"] = expression(value) }
        if let text = output.description { out["description"] = .string(text) }
        if !output.dependsOn.isEmpty { out["depends_on"] = names(output.dependsOn) }
        return out
    }

    private func variable(_ variable: Module.Variable) -> JSON {
        var out: JSON = [:]
        if variable.type != .dynamic { out["type"] = variable.type.fact }
        if variable.fallback == nil { out["required"] = true }
        if let fallback = variable.fallback?.knownDocument, !fallback.isNull { out["default"] = fallback }
        if let text = variable.description { out["description"] = .string(text) }
        if variable.isSensitive { out["sensitive"] = true }
        return out
    }

    private func names(_ references: [Reference]) -> JSON {
        .array(references.map { .string($0.addressText) })
    }

    private func call(_ call: Module.Call, _ path: [String]) -> JSON {
        var out: JSON = ["source": .string(call.source ?? "")]
        if let version = call.version { out["version_constraint"] = .string(version) }
        let told = call.arguments.sorted { $0.key < $1.key }.map {
            (key: $0.key, value: expression($0.value))
        }
        if !told.isEmpty { out["expressions"] = .object(.init(told)) }
        if let count = call.count { out["count_expression"] = expression(count) }
        if let each = call.forEach { out["for_each_expression"] = expression(each) }
        if !call.dependsOn.isEmpty { out["depends_on"] = names(call.dependsOn) }
        out["module"] = module(path + [call.name])
        return out
    }

    private func resource(_ resource: Module.Resource, _ module: Module, _ path: [String]) -> JSON {
        let source = module.provider(of: resource)
        var out: JSON = [
            "address": .string(resource.address), "mode": .string(resource.mode.rawValue),
            "type": .string(resource.type), "name": .string(resource.name),
            "provider_config_key": .string(providers.key(of: resource, at: path)),
            "schema_version": JSON(schemas.providers[source]?.versions[resource.type] ?? 0),
        ]
        let told = expressions(
            resource.body, schemas.schema(resource.mode, resource.type, of: source),
            skipping: Module.Resource.meta.union(Module.Resource.metaBlocks))
        if told != [:] { out["expressions"] = told }
        if let count = resource.count { out["count_expression"] = expression(count) }
        if let each = resource.forEach { out["for_each_expression"] = expression(each) }
        if !resource.dependsOn.isEmpty { out["depends_on"] = names(resource.dependsOn) }
        let provisioners = resource.body.everything().blocks.filter { $0.type == "provisioner" }
        if !provisioners.isEmpty {
            out["provisioners"] = .array(
                provisioners.map { block in
                    [
                        "type": .string(block.labels.first ?? ""),
                        "expressions": expressions(
                            block.body, nil, skipping: ["when", "on_failure", "connection"]),
                    ]
                })
        }
        return out
    }

    // MARK: Expressions

    private func expressions(_ body: Body, _ schema: BlockSchema?, skipping: Set<String>) -> JSON {
        let (attributes, blocks) = body.everything()
        var out = JSON.Object()
        for attribute in attributes where !skipping.contains(attribute.name) {
            out[attribute.name] = expression(attribute.expression)
        }
        var gathered: [String: [(label: String, value: JSON)]] = [:]
        for block in blocks where !skipping.contains(block.type) {
            let type = block.type == "dynamic" ? block.labels.first ?? "" : block.type
            let inner = expressions(block.body, schema?.blocks[type]?.schema, skipping: [])
            gathered[type, default: []].append((block.labels.first ?? "", inner))
        }
        for (type, all) in gathered.sorted(by: { $0.key < $1.key }) {
            switch schema?.blocks[type]?.nesting {
            case .single, .group: out[type] = all.first?.value
            case .map: out[type] = .object(.init(all.map { (key: $0.label, value: $0.value) }))
            default: out[type] = .array(all.map(\.value))
            }
        }
        return .object(out)
    }

    /// What it refers to, from the longest path to the object itself; or its value, if it refers to nothing.
    private func expression(_ expression: Expression) -> JSON {
        let references = expression.variables
        guard references.isEmpty else {
            return ["references": .array(references.flatMap(\.unwrapped).map { .string($0) })]
        }
        let (value, problems) = expression.value(in: nil)
        guard problems.isEmpty, let constant = value.knownDocument else { return [:] }
        return ["constant_value": constant]
    }
}
