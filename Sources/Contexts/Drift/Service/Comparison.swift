import DeploymentsAPI
import DriftAPI
import ProvidersAPI
import Vocabulary

/// Decides what of a refresh is drift.
enum Comparison {
    /// In the order of addresses. What only turned from nothing to something empty is no drift, and a
    /// resource without a changed attribute is none either.
    static func findings(_ changes: [PlannedChange]) -> [Finding] {
        changes.sorted { $0.address < $1.address }.compactMap { change in
            let attributes = change.attributes.filter { !isNoise($0) }.map {
                DriftedAttribute(
                    path: $0.path, recorded: $0.before, found: $0.after, isSensitive: $0.isSensitive)
            }
            let isMissing = change.action == "delete"
            if attributes.isEmpty && !isMissing { return nil }
            return Finding(
                id: .next(), address: change.address, type: change.type,
                kind: isMissing ? .missing : .changed,
                attributes: isMissing ? [] : attributes)
        }
    }

    /// The same from what hosted providers saw.
    static func findings(_ resources: [ObservedResource]) -> [Finding] {
        resources.sorted { $0.address < $1.address }.compactMap { resource in
            guard resource.outcome == .changed || resource.outcome == .gone else { return nil }
            return Finding(
                id: .next(), address: resource.address, type: resource.type,
                kind: resource.outcome == .gone ? .missing : .changed,
                attributes: resource.outcome == .gone
                    ? []
                    : resource.differences.map {
                        DriftedAttribute(
                            path: $0.path, recorded: $0.recorded, found: $0.found, isSensitive: $0.isSensitive
                        )
                    })
        }
    }

    private static func isNoise(_ attribute: PlannedAttribute) -> Bool {
        let empty: Set<String?> = [nil, "null", "[]", "{}", "\"\""]
        return !attribute.isSensitive && empty.contains(attribute.before) && empty.contains(attribute.after)
    }
}
