import Bus

/// Everything that `Identity` can be asked.
public enum IdentityOperations {
    public static let offered: [Offered] = [
        .operation(Authenticate.self), .operation(GetSetUpStatus.self), .operation(SetUpFirstTenant.self),
        .operation(SignIn.self),
        .operation(SignOut.self), .operation(RenewSession.self), .operation(VerifyToken.self),
        .operation(MyPermissions.self), .operation(CreateToken.self), .operation(ListTokens.self),
        .operation(RevokeToken.self), .operation(IssueRunToken.self), .operation(EndRunTokens.self),
        .operation(CreateUser.self), .operation(ListUsers.self), .operation(GetUser.self),
        .operation(UpdateUser.self), .operation(DisableUser.self), .operation(EnableUser.self),
        .operation(ListRoles.self),
        .operation(PutRole.self), .operation(DeleteRole.self), .operation(ListBindings.self),
        .operation(Bind.self), .operation(Unbind.self), .operation(ListSessions.self),
        .operation(EndSession.self), .operation(BeginRecovery.self), .operation(Recover.self),
        .operation(GetAccessRules.self), .operation(PutAccessRules.self),
        .operation(GetKeySet.self), .operation(DescribeIssuer.self), .operation(ListSigningKeys.self),
        .operation(RotateKeys.self), .operation(IssueIdentityToken.self),
    ]
}
