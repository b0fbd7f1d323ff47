extension ListCalls {
    static let watching: [ListCall] = [
        ListCall(
            "aws_cloudwatch_log_group", logs, "DescribeLogGroups", "logGroups", id: "{logGroupName}",
            name: "{logGroupName}", arn: "arn:aws:logs:{@region}:{@account}:log-group:{logGroupName}"),
        ListCall(
            "aws_cloudwatch_metric_alarm", alarms, "DescribeAlarms", "MetricAlarms.member",
            id: "{AlarmName}", name: "{AlarmName}", arn: "{AlarmArn}"),
        ListCall(
            "aws_cloudwatch_dashboard", alarms, "ListDashboards", "DashboardEntries.member",
            id: "{DashboardName}", name: "{DashboardName}", arn: "{DashboardArn}"),
        ListCall(
            "aws_cloudtrail", trails, "ListTrails", "Trails", id: "{TrailARN}", name: "{Name}",
            arn: "{TrailARN}"),
        ListCall(
            "aws_config_configuration_recorder", recorders, "DescribeConfigurationRecorders",
            "ConfigurationRecorders", id: "{name}", name: "{name}"),
    ]

    private static let logs = ListedService(
        "logs", .json, "Logs_20140328", token: ("nextToken", "nextToken"))
    private static let alarms = ListedService(
        "monitoring", .query, "2010-08-01", token: ("NextToken", "NextToken"))
    static let trails = ListedService(
        "cloudtrail", .json, "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
        token: ("NextToken", "NextToken"))
    private static let recorders = ListedService("config", .json, "StarlingDoveService")
}
