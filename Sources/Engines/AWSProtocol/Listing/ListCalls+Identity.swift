extension ListCalls {
    static let identity: [ListCall] = [
        ListCall(
            "aws_iam_role", iam, "ListRoles", "Roles.member", id: "{RoleName}", name: "{RoleName}",
            arn: "{Arn}"),
        ListCall(
            "aws_iam_user", iam, "ListUsers", "Users.member", id: "{UserName}", name: "{UserName}",
            arn: "{Arn}"),
        ListCall(
            "aws_iam_group", iam, "ListGroups", "Groups.member", id: "{GroupName}", name: "{GroupName}",
            arn: "{Arn}"),
        ListCall(
            "aws_iam_policy", iam, "ListPolicies", "Policies.member", id: "{Arn}", name: "{PolicyName}",
            arn: "{Arn}", parameters: ["Scope": "Local"]),
        ListCall(
            "aws_iam_instance_profile", iam, "ListInstanceProfiles", "InstanceProfiles.member",
            id: "{InstanceProfileName}", name: "{InstanceProfileName}", arn: "{Arn}"),
        ListCall(
            "aws_iam_openid_connect_provider", iam, "ListOpenIDConnectProviders",
            "OpenIDConnectProviderList.member", id: "{Arn}", arn: "{Arn}"),
        ListCall(
            "aws_iam_saml_provider", iam, "ListSAMLProviders", "SAMLProviderList.member", id: "{Arn}",
            name: "{Arn|last}", arn: "{Arn}"),
        ListCall("aws_kms_key", keys, "ListKeys", "Keys", id: "{KeyId}", arn: "{KeyArn}"),
        ListCall(
            "aws_kms_alias", keys, "ListAliases", "Aliases", id: "{AliasName}", name: "{AliasName}",
            arn: "{AliasArn}"),
        ListCall(
            "aws_secretsmanager_secret", secrets, "ListSecrets", "SecretList", id: "{ARN}",
            name: "{Name}", arn: "{ARN}", tags: "Tags"),
        ListCall(
            "aws_ssm_parameter", parameters, "DescribeParameters", "Parameters", id: "{Name}",
            name: "{Name}"),
        ListCall(
            "aws_acm_certificate", certificates, "ListCertificates", "CertificateSummaryList",
            id: "{CertificateArn}", name: "{DomainName}", arn: "{CertificateArn}"),
        ListCall(
            "aws_cognito_user_pool", cognito, "ListUserPools", "UserPools", id: "{Id}", name: "{Name}",
            arn: "arn:aws:cognito-idp:{@region}:{@account}:userpool/{Id}", parameters: ["MaxResults": 60]),
    ]

    private static let iam = ListedService(
        "iam", .query, "2010-05-08", isGlobal: true, token: ("Marker", "Marker"))
    private static let keys = ListedService("kms", .json, "TrentService", token: ("Marker", "NextMarker"))
    private static let secrets = ListedService(
        "secretsmanager", .json, "secretsmanager", token: ("NextToken", "NextToken"))
    private static let parameters = ListedService(
        "ssm", .json, "AmazonSSM", token: ("NextToken", "NextToken"))
    private static let certificates = ListedService(
        "acm", .json, "CertificateManager", token: ("NextToken", "NextToken"))
    private static let cognito = ListedService(
        "cognito-idp", .json, "AWSCognitoIdentityProviderService", token: ("NextToken", "NextToken"))
}
