extension ListCalls {
    static let messages: [ListCall] = [
        ListCall(
            "aws_sqs_queue", queues, "ListQueues", "QueueUrls", id: "{.}", name: "{.|last}",
            arn: "arn:aws:sqs:{@region}:{@account}:{.|last}", parameters: ["MaxResults": 1000]),
        ListCall("aws_sns_topic", topics, "ListTopics", "Topics.member", id: "{TopicArn}", arn: "{TopicArn}"),
        ListCall(
            "aws_sns_topic_subscription", topics, "ListSubscriptions", "Subscriptions.member",
            id: "{SubscriptionArn}", name: "{Endpoint}", arn: "{SubscriptionArn}",
            notIDs: ["PendingConfirmation", "Deleted"]),
        ListCall(
            "aws_kinesis_stream", streams, "ListStreams", "StreamNames", id: "{.}", name: "{.}",
            arn: "arn:aws:kinesis:{@region}:{@account}:stream/{.}"),
        ListCall(
            "aws_cloudwatch_event_rule", events, "ListRules", "Rules", id: "{Name}", name: "{Name}",
            arn: "{Arn}"),
        ListCall(
            "aws_cloudwatch_event_bus", events, "ListEventBuses", "EventBuses", id: "{Name}",
            name: "{Name}", arn: "{Arn}"),
        ListCall(
            "aws_sfn_state_machine", machinery, "ListStateMachines", "stateMachines",
            id: "{stateMachineArn}", name: "{name}", arn: "{stateMachineArn}"),
        ListCall(
            "aws_sfn_activity", machinery, "ListActivities", "activities", id: "{activityArn}",
            name: "{name}", arn: "{activityArn}"),
    ]

    private static let queues = ListedService(
        "sqs", .json, "AmazonSQS", jsonVersion: "1.0", token: ("NextToken", "NextToken"))
    private static let topics = ListedService("sns", .query, "2010-03-31", token: ("NextToken", "NextToken"))
    private static let streams = ListedService(
        "kinesis", .json, "Kinesis_20131202", token: ("NextToken", "NextToken"))
    private static let events = ListedService("events", .json, "AWSEvents", token: ("NextToken", "NextToken"))
    private static let machinery = ListedService(
        "states", .json, "AWSStepFunctions", jsonVersion: "1.0", token: ("nextToken", "nextToken"))
}
