import DriftAPI
import Rendering
import RemediationAPI
import TerraformLanguage
import Values

/// What was found, written into a configuration.
struct Acceptance: Sendable {
    /// Texts of the files that change, by path.
    var changed: [String: String] = [:]
    /// The same files as they were.
    var originals: [String: String] = [:]
    var patch: [FilePatch] = []
    /// Why a finding can't be accepted, by address.
    var refused: [String: String] = [:]
    /// Addresses that are written.
    var written: [String] = []

    /// `current` are the resources as they are, by address; `recorded` the addresses of the whole state;
    /// `shapes` what may be set, by type.
    init(
        _ findings: [Finding], files: [String: String], current: [String: JSON], recorded: [String],
        shapes: [String: SettableShape]
    ) {
        var texts = files
        for finding in findings {
            guard finding.kind == .changed else {
                refused[finding.address] =
                    "only changed resources can be accepted, this one is \(finding.kind)"
                continue
            }
            guard let now = current[finding.address] else {
                refused[finding.address] = "it can't be looked at now"
                continue
            }
            guard let shape = shapes[finding.type] else {
                refused[finding.address] = "the schema of \(finding.type) is not known here"
                continue
            }
            if finding.attributes.contains(where: \.isSensitive) {
                refused[finding.address] = "a secret changed, and secrets are not written into configurations"
                continue
            }
            var names: [String] = []
            for attribute in finding.attributes {
                let name = String(attribute.path.prefix { $0 != "." && $0 != "[" })
                if !names.contains(name) { names.append(name) }
            }
            do throws(AcceptedValues.Refusal) {
                texts = try AcceptedValues.write(
                    now, names: names, of: finding.address, recorded: recorded, shape: shape, into: texts)
                written.append(finding.address)
            } catch {
                refused[finding.address] = error.description
            }
        }
        changed = texts.filter { files[$0.key] != $0.value }
        originals = files.filter { changed[$0.key] != nil }
        patch = changed.sorted { $0.key < $1.key }.map { path, text in
            FilePatch(path: path, diff: UnifiedDiff.of(path, files[path] ?? "", text))
        }
    }
}

extension SettableShape {
    init(_ shape: ResourceShape) {
        self.init(
            attributes: Set(shape.attributes.filter(\.isSettable).map(\.name)),
            blocks: Dictionary(shape.blocks.map { ($0.name, SettableShape($0.shape)) }) { first, _ in first })
    }
}
