import Bus

/// Everything that `Tenants` can be asked.
public enum TenantsOperations {
    public static let offered: [Offered] = [
        .operation(CreateTenant.self), .operation(ListTenants.self), .operation(GetTenant.self),
        .operation(UpdateTenant.self), .operation(PutQuotas.self), .operation(ArchiveTenant.self),
        .operation(RestoreTenant.self),
        .operation(FoundTenant.self), .operation(FindTenant.self),
        .operation(CreateProject.self), .operation(ListProjects.self), .operation(GetProject.self),
        .operation(UpdateProject.self), .operation(ArchiveProject.self), .operation(RestoreProject.self),
        .operation(CreateWorkspace.self), .operation(ListWorkspaces.self), .operation(GetWorkspace.self),
        .operation(UpdateWorkspace.self), .operation(ArchiveWorkspace.self),
        .operation(RestoreWorkspace.self),
        .operation(PutVariable.self), .operation(ListVariables.self), .operation(DeleteVariable.self),
        .operation(OpenRunSettings.self), .operation(RenewRunToken.self),
        .operation(OpenConnection.self),
        .operation(PutConnection.self), .operation(ListConnections.self), .operation(TestConnection.self),
        .operation(DeleteConnection.self),
    ]
}
