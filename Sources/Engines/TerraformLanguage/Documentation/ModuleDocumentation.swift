import HCL
public import Values

/// What somebody who uses a module wants to know of it.
public struct ModuleDocumentation: Sendable {
    public struct Input: Sendable {
        public let name: String
        public let type: String
        public let description: String
        /// As JSON; nil where a value must be given, and for sensitive ones.
        public let fallback: String?
        public let isRequired: Bool
        public let isSensitive: Bool
    }

    public let inputs: [Input]
    public let outputs: [(name: String, description: String, isSensitive: Bool)]
    public let resources: [(address: String, mode: Module.Resource.Mode)]
    public let providers: [(name: String, source: String, version: String)]
    public let submodules: [(name: String, source: String, version: String)]

    public init(_ module: Module) {
        inputs = module.variables.sorted { $0.name < $1.name }.map { variable in
            Input(
                name: variable.name, type: variable.type.constraintText,
                description: variable.description ?? "",
                fallback: variable.isSensitive
                    ? nil : variable.fallback.flatMap { value in try? Encoding.json(value) },
                isRequired: variable.fallback == nil, isSensitive: variable.isSensitive)
        }
        outputs = module.outputs.sorted { $0.name < $1.name }.map {
            ($0.name, $0.description ?? "", $0.isSensitive)
        }
        resources = module.resources.map { ($0.address, $0.mode) }.sorted { $0.0 < $1.0 }
        let required = Dictionary(module.requirements.map { ($0.name, $0) }) { $1 }
        let used = module.resources.map { $0.provider?.root ?? String($0.type.prefix { $0 != "_" }) }
        providers = Set(required.keys).union(used).sorted().map {
            ($0, required[$0]?.source ?? "hashicorp/\($0)", required[$0]?.version ?? "")
        }
        submodules = module.calls.sorted { $0.name < $1.name }.map {
            ($0.name, $0.source ?? "", $0.version ?? "")
        }
    }

    /// All of it as one JSON object.
    public var json: JSON {
        [
            "inputs": .array(
                inputs.map { input in
                    [
                        "name": .string(input.name), "type": .string(input.type),
                        "description": .string(input.description),
                        "default": input.fallback.flatMap { try? JSON(parsing: $0) } ?? .null,
                        "required": .bool(input.isRequired), "sensitive": .bool(input.isSensitive),
                    ]
                }),
            "outputs": .array(
                outputs.map {
                    [
                        "name": .string($0.name), "description": .string($0.description),
                        "sensitive": .bool($0.isSensitive),
                    ]
                }),
            "resources": .array(
                resources.map { ["address": .string($0.address), "mode": .string($0.mode.rawValue)] }),
            "providers": .array(
                providers.map {
                    ["name": .string($0.name), "source": .string($0.source), "version": .string($0.version)]
                }),
            "modules": .array(
                submodules.map {
                    ["name": .string($0.name), "source": .string($0.source), "version": .string($0.version)]
                }),
        ]
    }

    /// All of it as tables; a section without rows is left out.
    public var markdown: String {
        func cell(_ text: String) -> String {
            let plain = text.replacing("|", with: "\\|").replacing("\n", with: "<br>")
            return plain.isEmpty ? "–" : plain
        }
        func table(_ title: String, _ head: [String], _ rows: [[String]]) -> String {
            if rows.isEmpty { return "" }
            let lines = [head, head.map { _ in "---" }] + rows.map { $0.map(cell) }
            return "## \(title)\n\n" + lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
                + "\n"
        }
        let parts = [
            table(
                "Inputs", ["Name", "Description", "Type", "Default"],
                inputs.map { input in
                    [
                        input.name, input.description, "`\(input.type)`",
                        input.isRequired ? "required" : input.fallback.map { "`\($0)`" } ?? "sensitive",
                    ]
                }),
            table("Outputs", ["Name", "Description"], outputs.map { [$0.name, $0.description] }),
            table("Resources", ["Address", "Kind"], resources.map { [$0.address, $0.mode.rawValue] }),
            table(
                "Providers", ["Name", "Source", "Version"],
                providers.map { [$0.name, $0.source, $0.version] }),
            table(
                "Modules", ["Name", "Source", "Version"], submodules.map { [$0.name, $0.source, $0.version] }),
        ]
        return parts.joined()
    }
}
