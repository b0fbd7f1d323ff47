import HCL
import Values

/// The part `checks` of a plan's JSON: everything of a configuration that says what must hold, and how that
/// came out for each of its instances.
struct ChecksDocument {
    let json: [JSON]

    init(_ configuration: Configuration, _ conditions: [Evaluation.Condition]) {
        var byAddress: [String: [Evaluation.Condition]] = [:]
        for condition in conditions { byAddress[condition.address, default: []].append(condition) }
        var all: [(display: String, json: JSON)] = []
        for (path, module) in configuration.modules {
            for object in Self.objects(module) {
                let prefix = path.map { "module.\($0)." }.joined()
                let own = byAddress.filter { Self.isInstance($0.key, of: object.name, in: path) }
                all.append((prefix + object.name, Self.told(object, path, own)))
            }
        }
        json = all.sorted { $0.display < $1.display }.map(\.json)
    }

    /// What a module says something must hold of, with what an address has of it.
    private static func objects(_ module: Module) -> [(name: String, address: JSON)] {
        var out: [(name: String, address: JSON)] = []
        for variable in module.variables where !variable.validations.isEmpty {
            out.append(("var." + variable.name, ["kind": "var", "name": .string(variable.name)]))
        }
        for output in module.outputs where !output.preconditions.isEmpty {
            out.append(("output." + output.name, ["kind": "output_value", "name": .string(output.name)]))
        }
        for check in module.checks {
            out.append(("check." + check.name, ["kind": "check", "name": .string(check.name)]))
        }
        for resource in module.resources
        where !resource.preconditions.isEmpty || !resource.postconditions.isEmpty {
            out.append(
                (
                    resource.address,
                    [
                        "kind": "resource", "mode": .string(resource.mode.rawValue),
                        "type": .string(resource.type), "name": .string(resource.name),
                    ]
                ))
        }
        return out
    }

    /// Whether an address is that of the object in an instance of its module.
    private static func isInstance(_ address: String, of name: String, in path: [String]) -> Bool {
        guard let parts = InstanceParts(address) else { return false }
        return parts.path == path && (parts.rest == name || parts.rest.hasPrefix(name + "["))
    }

    private static func told(
        _ object: (name: String, address: JSON), _ path: [String],
        _ conditions: [String: [Evaluation.Condition]]
    ) -> JSON {
        var address = object.address
        let module = path.map { "module.\($0)" }.joined(separator: ".")
        if !path.isEmpty { address["module"] = .string(module) }
        address["to_display"] = .string((path.isEmpty ? "" : module + ".") + object.name)
        var statuses: Set<Evaluation.Condition.Status> = []
        var instances: [JSON] = []
        for (instance, own) in conditions.sorted(by: { $0.key < $1.key }) {
            guard let parts = InstanceParts(instance) else { continue }
            var place: JSON = ["to_display": .string(instance)]
            if !path.isEmpty { place["module"] = .string(parts.module) }
            let key = String(parts.rest.dropFirst(object.name.count))
            // Where it is not known how many there are, there is no instance to tell of yet.
            if key == "[*]" || parts.module.contains("[*]") {
                statuses.insert(.unknown)
                continue
            }
            if !key.isEmpty { place["instance_key"] = try? JSON(parsing: String(key.dropFirst().dropLast())) }
            let status = summed(Set(own.map(\.status)))
            statuses.insert(status)
            var entry: JSON = ["address": place, "status": .string(status.rawValue)]
            let problems = own.compactMap(\.message)
            if !problems.isEmpty {
                entry["problems"] = .array(problems.map { ["message": .string($0)] })
            }
            instances.append(entry)
        }
        var out: JSON = ["address": address, "status": .string(summed(statuses).rawValue)]
        if !instances.isEmpty { out["instances"] = .array(instances) }
        return out
    }

    /// Of several: the worst that is known.
    private static func summed(_ all: Set<Evaluation.Condition.Status>) -> Evaluation.Condition.Status {
        for status in [Evaluation.Condition.Status.error, .fail, .unknown] where all.contains(status) {
            return status
        }
        return .pass
    }
}

/// The address of anything in a module instance: `module.a["b"].` and what follows.
struct InstanceParts {
    /// The calls' names.
    let path: [String]
    /// `module.a["b"]`; empty for the root.
    let module: String
    let rest: String

    init?(_ address: String) {
        var path: [String] = []
        var steps: [String] = []
        var parts = InstanceAddress.parts(address)[...]
        while parts.count > 2, parts.first == "module" {
            guard let step = parts.dropFirst().first else { return nil }
            path.append(String(step.prefix { $0 != "[" }))
            steps.append("module." + step)
            parts = parts.dropFirst(2)
        }
        self.path = path
        module = steps.joined(separator: ".")
        rest = parts.joined(separator: ".")
    }
}
