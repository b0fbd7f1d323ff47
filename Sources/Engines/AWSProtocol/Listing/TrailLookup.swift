import Values

/// Asks AWS CloudTrail who changed a resource: `LookupEvents` by the resource's name, newest first.
public struct TrailLookup: Sendable {
    public static var service: ListedService { ListCalls.trails }
    private let call: ListCall

    /// `since` and `until` are seconds since 1970.
    public init(resource: String, since: Int64, until: Int64) {
        call = ListCall(
            "", ListCalls.trails, "LookupEvents", "Events[]", id: "{EventId}",
            parameters: [
                "LookupAttributes": [["AttributeKey": "ResourceName", "AttributeValue": .string(resource)]],
                "StartTime": .init(Int(since)), "EndTime": .init(Int(until)), "MaxResults": 50,
            ])
    }

    public func request(after token: String? = nil) throws(AWSRequest.Unfit) -> AWSRequest {
        try call.request(after: token)
    }

    /// - Throws: `AWSError` when the service refused; `Malformed` for an answer that can't be read.
    public func page(_ answer: AWSAnswer) throws -> (events: [TrailEvent], next: String?) {
        guard answer.status < 300 else { throw try call.refusal(answer) }
        let root = try answer.json()
        return (
            (root["Events"]?.arrayValue ?? []).compactMap(TrailEvent.init), root["NextToken"]?.stringValue
        )
    }
}

/// One call of somebody, as the trail has it.
public struct TrailEvent: Sendable, Equatable {
    public let id: String
    /// `AuthorizeSecurityGroupIngress`.
    public let name: String
    /// Seconds since 1970.
    public let time: Int64
    /// The ARN of who called, or the name where there is none.
    public let who: String
    public let address: String?
    public let agent: String?
    public let isRead: Bool
    /// True when the call was refused: it changed nothing.
    public let isRefused: Bool

    init?(_ json: JSON) {
        guard let id = json["EventId"]?.stringValue, let name = json["EventName"]?.stringValue,
            let time = json["EventTime"].flatMap(Self.seconds)
        else { return nil }
        (self.id, self.name, self.time) = (id, name, time)
        // The whole record is a text within it.
        let record = json["CloudTrailEvent"]?.stringValue.flatMap { try? JSON(parsing: $0) }
        let identity = record?["userIdentity"]
        who =
            identity?["arn"]?.stringValue ?? identity?["invokedBy"]?.stringValue
            ?? json["Username"]?.stringValue ?? "unknown"
        address = record?["sourceIPAddress"]?.stringValue
        agent = record?["userAgent"]?.stringValue
        isRead = json["ReadOnly"]?.stringValue == "true" || record?["readOnly"] == true
        isRefused = record?["errorCode"] != nil
    }

    private static func seconds(_ json: JSON) -> Int64? {
        (json.stringValue.flatMap(AWSTime.seconds) ?? json.doubleValue).map { Int64($0) }
    }
}
