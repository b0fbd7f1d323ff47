import AWSProtocol
import Testing
import Values

@Suite("AWS listings") struct ListCallTests {
    private let place = ListedPage.Place(region: "eu-central-1", account: "123456789012")

    private func call(_ type: String) throws -> ListCall {
        try #require(ListCalls.aws.first { $0.type == type })
    }

    private func page(_ type: String, _ body: String, status: Int = 200) throws -> ListedPage {
        try call(type).page(AWSAnswer(status: status, headers: [], body: Array(body.utf8)), in: place)
    }

    @Test func `over sixty types are listed, each once, and every call can be written`() throws {
        let types = ListCalls.aws.map(\.type)
        #expect(types.count >= 60 && Set(types).count == types.count)
        for call in ListCalls.aws + [ListCalls.account, ListCalls.regions] {
            let request = try call.request(after: "t")
            #expect(["GET", "POST"].contains(request.method) && request.target.hasPrefix("/"))
        }
    }

    @Test func `EC2's list of lists is gone through, with tags and links`() throws {
        let found = try page(
            "aws_instance",
            """
            <DescribeInstancesResponse><reservationSet><item><instancesSet>
            <item><instanceId>i-1</instanceId><vpcId>vpc-1</vpcId><subnetId>subnet-1</subnetId>
            <groupSet><item><groupId>sg-1</groupId></item></groupSet>
            <tagSet><item><key>Name</key><value>web</value></item></tagSet></item>
            <item><instanceId>i-2</instanceId></item></instancesSet></item></reservationSet>
            <nextToken>more</nextToken></DescribeInstancesResponse>
            """)
        #expect(found.resources.map(\.id) == ["i-1", "i-2"] && found.next == "more")
        #expect(found.resources[0].name == "web" && found.resources[1].name == "i-2")
        #expect(found.resources[0].arn == "arn:aws:ec2:eu-central-1:123456789012:instance/i-1")
        #expect(
            found.resources[0].links == [
                .init(.guardedBy, "sg-1"), .init(.inNetwork, "vpc-1"), .init(.inSubnet, "subnet-1"),
            ])
    }

    @Test func `a query's result, JSON's names and REST's path are read by the table`() throws {
        let roles = try page(
            "aws_iam_role",
            "<R><ListRolesResult><Roles><member><RoleName>a</RoleName><Arn>arn:a</Arn></member></Roles>"
                + "<Marker>m</Marker></ListRolesResult></R>")
        #expect(roles.resources.map(\.arn) == ["arn:a"] && roles.next == "m")
        let tables = try page("aws_dynamodb_table", #"{"TableNames":["a","b"]}"#)
        #expect(tables.resources.map(\.importID) == ["a", "b"] && tables.next == nil)
        let queues = try page("aws_sqs_queue", #"{"QueueUrls":["http://h/123456789012/q"]}"#)
        #expect(queues.resources[0].name == "q" && queues.resources[0].id == "http://h/123456789012/q")
        #expect(queues.resources[0].arn == "arn:aws:sqs:eu-central-1:123456789012:q")
        let functions = try call("aws_lambda_function").request(after: "x y")
        #expect(functions.method == "GET" && functions.target == "/2015-03-31/functions/?Marker=x%20y")
        #expect(try page("aws_vpc", "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>").resources == [])
    }

    @Test func `what is not there yet or no more is left out`() throws {
        let asked = String(decoding: try call("aws_instance").request().body, as: UTF8.self)
        #expect(asked.contains("Filter.1.Name=instance-state-name&Filter.1.Value.1=pending"))
        #expect(!asked.contains("terminated"))
        let found = try page(
            "aws_sns_topic_subscription",
            "<R><ListSubscriptionsResult><Subscriptions>"
                + "<member><SubscriptionArn>PendingConfirmation</SubscriptionArn></member>"
                + "<member><SubscriptionArn>arn:s</SubscriptionArn></member>"
                + "</Subscriptions></ListSubscriptionsResult></R>")
        #expect(found.resources.map(\.id) == ["arn:s"])
    }

    @Test func `a refusal is told as what it is`() throws {
        let throttled = #expect(throws: AWSError.self) {
            try page("aws_dynamodb_table", #"{"__type":"x#ThrottlingException"}"#, status: 400)
        }
        #expect(throttled?.isThrottling == true && throttled?.isDenied == false)
        let denied = #expect(throws: AWSError.self) {
            try page(
                "aws_vpc",
                "<Response><Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors></Response>",
                status: 403)
        }
        #expect(denied?.isDenied == true)
    }
}
