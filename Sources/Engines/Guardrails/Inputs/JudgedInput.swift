public import Faults
import Terraform
public import Values

/// What policies look at, in the shape that users of OPA and conftest know.
public struct JudgedInput: Sendable {
    public enum Kind: String, Sendable { case plan, state, configuration }

    public let kind: Kind
    public let json: JSON

    /// A plan as `terraform show -json` writes it. Faults: `policies.not_a_plan`, with what was expected.
    public init(plan: JSON) throws(Fault) {
        guard let members = plan.objectValue else {
            throw Self.notAPlan([.init("", "an object was expected")])
        }
        let changes = members["resource_changes"]
        let planned = members["planned_values"]
        guard changes != nil || planned != nil || members["output_changes"] != nil else {
            let more = members["values"] != nil ? "; this is a state" : ""
            throw Self.notAPlan([.init("", "`resource_changes` or `planned_values` were expected" + more)])
        }
        var problems: [Fault.Problem] = []
        if let changes {
            guard let entries = changes.arrayValue else {
                throw Self.notAPlan([.init("/resource_changes", "an array was expected")])
            }
            for (index, entry) in entries.enumerated() where problems.count < 20 {
                let isChange =
                    entry["address"]?.stringValue != nil && entry["type"]?.stringValue != nil
                    && entry["change"]?.objectValue != nil
                if !isChange {
                    problems.append(
                        .init(
                            "/resource_changes/\(index)",
                            "an object with `address`, `type` and `change` was expected"))
                }
            }
        }
        if let planned, planned.objectValue == nil {
            problems.append(.init("/planned_values", "an object was expected"))
        }
        guard problems.isEmpty else { throw Self.notAPlan(problems) }
        kind = .plan
        json = plan
    }

    /// A state file, or what `terraform show -json` writes of one: the resources stand under `values`, and
    /// under `planned_values` too, where rules over plans find them. Faults: `policies.not_a_state`.
    public init(state: JSON) throws(Fault) {
        kind = .state
        if let values = state["values"], values.objectValue != nil {
            var json = state
            json["planned_values"] = values
            self.json = json
            return
        }
        let document: StateDocument
        do throws(Fault) {
            document = try StateDocument(parsing: state.bytes())
        } catch {
            throw Fault(
                .invalid, "policies.not_a_state",
                "This is no state: a state file of version 4 was expected, or what `terraform show -json` "
                    + "writes of one. \(error.message)")
        }
        guard !document.isEncrypted else {
            throw Fault(
                .invalid, "policies.not_a_state", "The state is encrypted; only OpenTofu can read it.")
        }
        let resources = document.instances.filter { !$0.isDeposed }.map { instance -> JSON in
            [
                "address": .string(instance.address), "mode": instance.isData ? "data" : "managed",
                "type": .string(instance.type), "name": .string(instance.name),
                "provider_name": .string(instance.provider), "values": instance.attributes,
            ]
        }
        let outputs = document.outputs.map { output in
            (
                key: output.name,
                value: ["value": output.value, "sensitive": .bool(output.isSensitive)] as JSON
            )
        }
        let values: JSON = [
            "root_module": ["resources": .array(resources)], "outputs": .object(.init(outputs)),
        ]
        json = [
            "format_version": "1.0", "terraform_version": .string(document.terraformVersion ?? ""),
            "values": values, "planned_values": values,
        ]
    }

    init(configuration json: JSON) {
        kind = .configuration
        self.json = json
    }

    private static func notAPlan(_ problems: [Fault.Problem]) -> Fault {
        Fault(
            .invalid, "policies.not_a_plan",
            "This is no plan: an object as `terraform show -json` writes it was expected.", problems: problems
        )
    }
}
