import Bus

/// Everything that `Deployments` can be asked.
public enum DeploymentsOperations {
    public static let offered: [Offered] = [
        .job(Deploy.self), .operation(ListDeployments.self), .operation(GetDeployment.self),
        .operation(GetPlan.self), .operation(OpenConfiguration.self), .stream(FollowDeployment.self),
        .operation(Approve.self),
        .operation(Reject.self), .operation(CancelDeployment.self), .job(RollBackDeployment.self),
        .operation(UploadConfiguration.self),
    ]
}
