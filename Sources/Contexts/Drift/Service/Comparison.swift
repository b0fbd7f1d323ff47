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
            if change.action == "delete" { return missing(change.address, change.type) }
            let attributes = change.attributes.filter { !isNoise($0) }.map {
                attribute($0.path, of: change.type, $0.before, $0.after, isSensitive: $0.isSensitive)
            }
            return attributes.isEmpty ? nil : changed(change.address, change.type, attributes)
        }
    }

    /// The same from what hosted providers saw, with what they could not look at.
    static func findings(_ resources: [ObservedResource]) -> [Finding] {
        resources.sorted { $0.address < $1.address }.compactMap { resource in
            switch resource.outcome {
            case .same: return nil
            case .gone: return missing(resource.address, resource.type)
            case .notChecked:
                return Finding(
                    id: .next(), address: resource.address, type: resource.type, kind: .notChecked,
                    attributes: [], reason: resource.reason ?? "The provider gave no reason.")
            case .changed:
                return changed(
                    resource.address, resource.type,
                    resource.differences.map {
                        attribute(
                            $0.path, of: resource.type, $0.recorded, $0.found, isSensitive: $0.isSensitive)
                    })
            }
        }
    }

    private static func missing(_ address: String, _ type: String) -> Finding {
        Finding(
            id: .next(), address: address, type: type, kind: .missing, attributes: [],
            risk: RiskRules.missing(type))
    }

    private static func changed(_ address: String, _ type: String, _ attributes: [DriftedAttribute])
        -> Finding
    {
        Finding(
            id: .next(), address: address, type: type, kind: .changed, attributes: attributes,
            risk: attributes.compactMap(\.risk).max { $0.severity < $1.severity })
    }

    private static func attribute(
        _ path: String, of type: String, _ recorded: String?, _ found: String?, isSensitive: Bool
    ) -> DriftedAttribute {
        DriftedAttribute(
            path: path, recorded: recorded, found: found, isSensitive: isSensitive,
            risk: RiskRules.judge(
                type: type, path: path, recorded: recorded, found: found, isSensitive: isSensitive))
    }

    private static func isNoise(_ attribute: PlannedAttribute) -> Bool {
        let empty: Set<String?> = [nil, "null", "[]", "{}", "\"\""]
        return !attribute.isSensitive && empty.contains(attribute.before) && empty.contains(attribute.after)
    }
}
