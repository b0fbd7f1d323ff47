import Schemas

/// How many resources a plan touches; a replacement counts as one removal and one creation, as
/// Terraform counts it.
@Schema
public struct PlanSummary: Codable, Sendable, Equatable {
    public var add: Int = 0
    public var change: Int = 0
    public var destroy: Int = 0
    public var imported: Int = 0
    /// Outputs that change.
    public var outputs: Int = 0

    /// Resources of which only the record changes: moved, forgotten, or, where nothing else is to be done,
    /// found to be as the configuration has it already.
    public var recorded: Int = 0

    /// True when applying would do nothing at all.
    public var isEmpty: Bool { add + change + destroy + imported + outputs + recorded == 0 }
}
