import Schemas
import Values
import Vocabulary

/// A plan as a person wants to read it: what happens to which resource, and why, without secrets.
@Schema
public struct PlanView: Codable, Sendable, Equatable {
    public let summary: PlanSummary
    public let changes: [ResourceChange]
    /// What changed behind Terraform's back and was seen while planning.
    public let drift: [ResourceChange]
    public let outputs: [AttributeChange]
}

/// One resource of a plan.
@Schema
public struct ResourceChange: Codable, Sendable, Equatable {
    public enum Action: String, Codable, Sendable, CaseIterable, Described {
        case create, update, delete, replace, read, forget, imported, moved, none
    }

    public let address: String
    public let type: String
    public let provider: String
    public let action: Action
    /// Terraform's reason in words, where it gives one.
    public var reason: String?
    /// The address before, for what moved.
    public var previousAddress: String?
    public let attributes: [AttributeChange]
}

/// One attribute that changes. Values are JSON text.
@Schema
public struct AttributeChange: Codable, Sendable, Equatable {
    /// As people write it: `tags.Name`, `ingress[0].from_port`.
    public let path: String
    /// Absent where there was nothing, or where it must not be shown.
    public var before: String?
    public var after: String?
    /// True when the value is only known once applied.
    public var isUnknown: Bool = false
    public var isSensitive: Bool = false
    /// True when this is why the resource must be replaced.
    public var forcesReplacement: Bool = false
}

extension PlanView {
    /// The view of the same plan with secrets hidden, and with what only secrets tell apart: it is named, and
    /// neither value is.
    public func naming(hiddenIn masked: PlanView) -> PlanView {
        func merged(_ own: [ResourceChange], _ masked: [ResourceChange]) -> [ResourceChange] {
            let known = Dictionary(masked.map { ($0.address, $0) }) { first, _ in first }
            return own.map { change in
                let shown = known[change.address]?.attributes ?? []
                let attributes = change.attributes.map { attribute in
                    shown.first { $0.path == attribute.path }
                        ?? AttributeChange(
                            path: attribute.path, isUnknown: attribute.isUnknown, isSensitive: true,
                            forcesReplacement: attribute.forcesReplacement)
                }
                return ResourceChange(
                    address: change.address, type: change.type, provider: change.provider,
                    action: change.action, reason: change.reason, previousAddress: change.previousAddress,
                    attributes: attributes)
            }
        }
        return PlanView(
            summary: summary, changes: merged(changes, masked.changes), drift: merged(drift, masked.drift),
            outputs: masked.outputs)
    }
}
