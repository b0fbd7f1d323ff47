import Bus

/// Everything that `Policies` can be asked.
public enum PoliciesOperations {
    public static let offered: [Offered] = [
        .operation(PutPack.self), .operation(ImportPack.self), .operation(ListPacks.self),
        .operation(GetPack.self), .operation(ListPackVersions.self), .operation(DeletePack.self),
        .operation(BindPack.self), .operation(ListPackBindings.self), .operation(UnbindPack.self),
        .operation(WorkspacePolicies.self), .operation(EvaluatePolicies.self),
        .operation(ListDecisions.self), .operation(GetDecision.self), .operation(ExplainDecision.self),
        .job(ReplayDecisions.self),
        .operation(GrantWaiver.self), .operation(ListWaivers.self), .operation(EndWaiver.self),
        .operation(OverridePolicies.self), .operation(ListOverrides.self),
    ]
}
