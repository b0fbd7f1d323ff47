public import Faults
import HCL
import Terraform
import TerraformLanguage
public import Values

extension JudgedInput {
    /// A configuration, evaluated without asking any provider: what a plan would create, as far as its own
    /// text tells. What is not written is absent, blocks are lists, and what only a provider knows is
    /// unknown. Given variables count before those of `*.tfvars` files.
    /// Faults: `policies.bad_configuration` with every error.
    public init(
        configuration files: [String: [UInt8]], variables: [String: JSON] = [:]
    ) throws(Fault) {
        let configuration = Configuration(files)
        var surroundings = Surroundings()
        surroundings.file = { path in
            files[path] ?? files[path.hasPrefix("./") ? String(path.dropFirst(2)) : path]
        }
        let own = Self.own(configuration, files)
        let values = own.values.merging(variables.mapValues { Encoding.value($0) }) { $1 }
        let evaluation = Evaluation(configuration, variables: values, surroundings: surroundings)
        let errors = (own.diagnostics + evaluation.diagnostics).filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw Fault(
                .invalid, "policies.bad_configuration", "The configuration can't be evaluated.",
                problems: errors.prefix(100).map { error in
                    .init(error.subject.map { "\($0)" } ?? "", error.summary + ": " + error.detail)
                })
        }
        self.init(evaluation, of: configuration)
    }

    /// As `init(configuration:variables:)` of what can be evaluated of a configuration with errors.
    public init(lenient files: [String: [UInt8]], folder: String = "") {
        let configuration = Configuration(files, folder: folder)
        let own = Self.own(configuration, files, folder: folder)
        self.init(Evaluation(configuration, variables: own.values), of: configuration)
    }

    /// The values that the folder's own files give its variables.
    private static func own(
        _ configuration: Configuration, _ files: [String: [UInt8]], folder: String = ""
    ) -> (values: [String: Value], diagnostics: [Diagnostic]) {
        guard let root = configuration.modules[[]] else { return ([:], []) }
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        var own: [String: [UInt8]] = [:]
        for (path, bytes) in files where path.hasPrefix(prefix) {
            let name = path.dropFirst(prefix.count)
            if !name.contains("/") { own[String(name)] = bytes }
        }
        let gathered = VariableValues(for: root, files: own)
        return (gathered.values, gathered.diagnostics)
    }

    init(_ evaluation: Evaluation, of configuration: Configuration) {
        var changes: [JSON] = []
        var planned: [JSON] = []
        for instance in evaluation.instances.sorted(by: { $0.address < $1.address }) {
            let (known, unknown) = Split.of(instance.arguments)
            let values = known ?? .object([:])
            let entry: JSON.Object = [
                "address": .string(instance.address), "mode": .string(instance.mode.rawValue),
                "type": .string(instance.type), "name": .string(instance.name),
            ]
            let isManaged = instance.mode == .managed
            var change = entry
            change["change"] = [
                "actions": isManaged ? ["create"] : ["read"], "before": .null, "after": values,
                "after_unknown": unknown ?? .object([:]),
            ]
            changes.append(.object(change))
            guard isManaged else { continue }
            var resource = entry
            resource["values"] = values
            planned.append(.object(resource))
        }
        self.init(configuration: [
            "format_version": "1.2", "resource_changes": .array(changes),
            "planned_values": ["root_module": ["resources": .array(planned)]],
            "configuration": ["root_module": Self.module([], configuration)],
        ])
    }

    /// A module as the plan's JSON tells of it: what each resource's arguments refer to.
    private static func module(_ path: [String], _ configuration: Configuration) -> JSON {
        guard let module = configuration.modules[path] else { return .object([:]) }
        let resources = module.resources.map { resource -> JSON in
            [
                "address": .string(resource.address), "mode": .string(resource.mode.rawValue),
                "type": .string(resource.type), "name": .string(resource.name),
                "expressions": expressions(resource.body),
            ]
        }
        let calls = module.calls.filter { configuration.modules[path + [$0.name]] != nil }.map { call in
            (
                key: call.name,
                value: [
                    "source": call.source.map(JSON.string) ?? .null,
                    "module": Self.module(path + [call.name], configuration),
                ] as JSON
            )
        }
        return ["resources": .array(resources), "module_calls": .object(.init(calls))]
    }

    private static func expressions(_ body: Body) -> JSON {
        let (attributes, blocks) = body.everything()
        var members: JSON.Object = [:]
        for attribute in attributes {
            let references = attribute.expression.variables.flatMap(Self.names)
            members[attribute.name] =
                references.isEmpty
                ? constant(attribute.expression) : ["references": .array(references.map(JSON.string))]
        }
        for block in blocks {
            let isDynamic = block.type == "dynamic"
            let inner = isDynamic ? block.body.everything().blocks.first?.body : block.body
            guard let type = isDynamic ? block.labels.first : block.type, let inner else { continue }
            members[type] = .array((members[type]?.arrayValue ?? []) + [expressions(inner)])
        }
        return .object(members)
    }

    /// An expression that spells its value out, as Terraform tells it.
    private static func constant(_ expression: Expression) -> JSON {
        let (value, diagnostics) = expression.value(in: nil)
        guard diagnostics.isEmpty, value.isWhollyKnown, let known = Split.of(value).known else {
            return .object([:])
        }
        return ["constant_value": known]
    }

    /// `aws_s3_bucket.a.id` and what it is of, `aws_s3_bucket.a`, as Terraform lists them.
    private static func names(_ reference: Reference) -> [String] {
        var text = reference.root
        var all: [String] = []
        for part in reference.parts {
            switch part {
            case .name(let name): text += "." + name
            case .key(let value):
                if let key = value.stringValue {
                    text += "[\"\(key)\"]"
                } else {
                    text += "[\(value.numberValue?.text ?? "")]"
                }
            }
            all.append(text)
        }
        // The root alone is no address.
        let least = ["var", "local", "each", "count", "path", "terraform", "self"].contains(reference.root)
        let isData = reference.root == "data"
        return Array(all.dropFirst(isData ? 1 : 0).reversed()) + (least && all.isEmpty ? [text] : [])
    }
}

/// A value as JSON in two parts, as plans have them: what is known, and where it is not.
private enum Split {
    static func of(_ value: Value) -> (known: JSON?, unknown: JSON?) {
        if value.has(.sensitive) { return (.string(Masking.mask), nil) }
        if !value.isKnown { return (nil, true) }
        if value.isNull { return (.null, nil) }
        if let named = value.namedValues {
            var (known, unknown): (JSON.Object, JSON.Object) = ([:], [:])
            for (name, value) in named {
                let parts = of(value)
                if let part = parts.known { known[name] = part }
                if let part = parts.unknown { unknown[name] = part }
            }
            return (.object(known), unknown.isEmpty ? nil : .object(unknown))
        }
        if let elements = value.elements {
            let parts = elements.map(of)
            let known = parts.map { $0.known ?? .null }
            guard parts.contains(where: { $0.unknown != nil }) else { return (.array(known), nil) }
            return (.array(known), .array(parts.map { $0.unknown ?? false }))
        }
        if let text = value.stringValue { return (.string(text), nil) }
        if let flag = value.boolValue { return (.bool(flag), nil) }
        let number = value.numberValue.flatMap { try? JSON(parsing: $0.text) }
        return (number ?? .null, nil)
    }
}
