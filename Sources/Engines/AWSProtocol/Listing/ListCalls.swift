/// The listings that are known.
public enum ListCalls {
    /// By type.
    public static let aws: [ListCall] =
        (network + machines + identity + storage + messages + running + watching).sorted { $0.type < $1.type }

    /// Whose credentials they are: the account is its one resource's id.
    public static let account = ListCall(
        "account", ListedService("sts", .query, "2011-06-15"), "GetCallerIdentity", "Account", id: "{.}")

    /// The regions that the account may use, by their names.
    public static let regions = of("region", "DescribeRegions", "regionInfo.item", "{regionName}", "region")

    static let ec2 = ListedService("ec2", .ec2, "2016-11-15", token: ("NextToken", "nextToken"))
}
