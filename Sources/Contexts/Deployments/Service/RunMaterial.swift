import BlueprintsAPI
import Schemas
import TenantsAPI
import Values
import Vocabulary

/// What a run is made of, kept whole so that it can be repeated and rolled back to.
struct RunMaterial: Codable, Sendable, Equatable {
    struct File: Codable, Sendable, Equatable {
        let path: String
        let text: String
    }

    /// Generated files; empty for an uploaded configuration.
    let files: [File]
    /// The tar.gz of an uploaded configuration.
    let archive: BlobRef?
    let variables: [String: JSON]
    /// Names of variables whose values must not be shown.
    let sensitive: [String]
    /// Where it came from.
    let source: Source
    /// Laid over the archive's own files.
    var overlay: [File]?
    /// Addresses that the plan is limited to.
    var targets: [String]?

    /// With texts in the place of those of the same path.
    func replacing(_ texts: [String: String]) -> RunMaterial {
        guard !texts.isEmpty else { return self }
        let given = texts.sorted { $0.key < $1.key }.map { File(path: $0.key, text: $0.value) }
        func over(_ files: [File]) -> [File] { files.filter { texts[$0.path] == nil } + given }
        return RunMaterial(
            files: archive == nil ? over(files) : files, archive: archive, variables: variables,
            sensitive: sensitive, source: source, overlay: archive == nil ? overlay : over(overlay ?? []),
            targets: targets)
    }

    struct Source: Codable, Sendable, Equatable {
        var blueprint: BlueprintID?
        var blueprintName: Slug?
        var version: Version?
        var configuration: BlobRef?
    }
}

extension RunMaterial {
    /// The files that give the root module's variables their values, the workspace's own first.
    func valueFiles(_ settings: RunSettings) -> [String: String] {
        var values = JSON.Object()
        var expressions = ""
        for variable in settings.variables where variable.kind == .terraform {
            if variable.isExpression {
                expressions += "\(variable.name) = \(variable.value)\n"
            } else {
                values[variable.name] = .string(variable.value)
            }
        }
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) { values[name] = value }
        var files: [String: String] = [:]
        if !values.isEmpty { files["plumb.auto.tfvars.json"] = JSON.object(values).text }
        if !expressions.isEmpty { files["plumb_expressions.auto.tfvars"] = expressions }
        return files
    }
}
