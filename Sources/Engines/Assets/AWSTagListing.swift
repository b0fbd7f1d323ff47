public import Values

/// Answers of AWS's Resource Groups Tagging API, `GetResources`.
public enum AWSTagListing {
    public static func page(_ body: JSON) -> AssetPage {
        let entries = body["ResourceTagMappingList"]?.arrayValue ?? body.arrayValue ?? []
        let token = body["PaginationToken"]?.stringValue
        return AssetPage(entries.compactMap(asset), next: token.flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func asset(_ entry: JSON) -> CloudAsset? {
        guard let text = entry["ResourceARN"]?.stringValue, let arn = ARN(text) else { return nil }
        var tags: [String: String] = [:]
        for tag in entry["Tags"]?.arrayValue ?? [] {
            if let key = tag["Key"]?.stringValue { tags[key] = tag["Value"]?.stringValue ?? "" }
        }
        return CloudAsset(
            cloud: .aws, type: arn.type.isEmpty ? arn.service : "\(arn.service):\(arn.type)", id: text,
            name: arn.name,
            location: arn.region.isEmpty ? nil : arn.region, account: arn.account.isEmpty ? nil : arn.account,
            tags: tags, content: .null)
    }
}

/// An Amazon Resource Name in its parts: `arn:aws:ec2:eu-central-1:1234:vpc/vpc-1`.
///
/// Source: AWS General Reference, Amazon Resource Names.
public struct ARN: Sendable, Equatable {
    public let partition: String
    public let service: String
    public let region: String
    public let account: String
    /// Empty where the service has one type alone, as S3 and SQS.
    public let type: String
    public let name: String

    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 6, parts[0] == "arn", !parts[2].isEmpty, !parts[5].isEmpty else { return nil }
        (partition, service, region, account) = (parts[1], parts[2], parts[3], parts[4])
        let rest = parts[5]
        if let mark = rest.firstIndex(where: { $0 == "/" || $0 == ":" }), rest.startIndex != mark,
            !["s3", "sqs"].contains(parts[2])
        {
            type = String(rest[..<mark])
            name = String(rest[rest.index(after: mark)...])
        } else {
            (type, name) = ("", rest)
        }
    }
}
