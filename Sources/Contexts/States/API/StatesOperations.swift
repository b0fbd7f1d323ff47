import Bus

/// Everything that `States` can be asked.
public enum StatesOperations {
    public static let offered: [Offered] = [
        .operation(ReadState.self), .operation(FindResources.self), .operation(ListVersions.self),
        .operation(GetVersion.self),
        .operation(DiffVersions.self), .operation(DownloadState.self), .operation(PushState.self),
        .operation(RollBackState.self), .operation(GetLock.self), .operation(BreakLock.self),
        .operation(FetchState.self), .operation(StoreState.self), .operation(LockState.self),
        .operation(UnlockState.self), .operation(DeleteState.self),
    ]
}
