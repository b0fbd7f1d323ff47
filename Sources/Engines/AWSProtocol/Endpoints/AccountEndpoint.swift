/// Endpoints of services that have a host for each account, or each stream.
enum AccountEndpoint {
    typealias Place = AWSEndpoint.Place
    typealias Refusal = AWSEndpoint.Refusal

    // MARK: - DynamoDB

    static func dynamoDB(_ place: Place) throws(Refusal) -> AWSEndpoint {
        let search = place.isTrue("IsSearchOperation") ? "search-" : ""
        if let custom = try place.customEndpoint() {
            let names = place.region.map { region in
                ["", "search-"].map { "\($0)dynamodb.\(region).\(AWSPartition(of: region).dualStackSuffix)" }
            }
            if let names, let authority = WebAddress(custom.url)?.authority, names.contains(authority) {
                throw .init("The custom endpoint is the one for dual stack, which is chosen by its setting.")
            }
            return custom
        }
        let (region, partition) = try place.located()
        if region == "local" {
            if place.isFIPS || place.isDualStack { throw .init("A local database has one endpoint alone.") }
            return AWSEndpoint(
                "http://localhost:8000", schemes: [.init(service: "dynamodb", region: "us-east-1")])
        }
        let mode = place.text("AccountIdEndpointMode")
        let suffix = place.isDualStack ? partition.dualStackSuffix : partition.suffix
        let canBeOfAccount = partition.id == .aws && !place.isFIPS
        if mode == "required", !canBeOfAccount {
            throw .init("An account's own endpoint is wanted, and there is none.")
        }
        if canBeOfAccount, let mode, mode != "disabled" {
            if let account = try account(place, region) {
                return AWSEndpoint("https://\(account).\(search)ddb.\(region).\(suffix)")
            }
            if mode == "required" { throw .init("An account's own endpoint is wanted without an account.") }
        }
        let usual = try RegionalEndpoint("dynamodb").resolved(at: place).url
        return AWSEndpoint(usual.replacing("https://", with: "https://" + search))
    }

    /// That of the table, of the first of several, or of the credentials.
    private static func account(_ place: Place, _ region: String) throws(Refusal) -> String? {
        let tables = [
            place.text("ResourceArn"), place.parameters["ResourceArnList"]?.arrayValue?.first?.stringValue,
        ]
        for case let text? in tables {
            if let name = ResourceName(text), name.service == "dynamodb", name.region == region,
                HostLabel.isValid(name.account)
            {
                return name.account
            }
        }
        guard let account = place.text("AccountId") else { return nil }
        guard HostLabel.isValid(account) else { throw .init("\(account) is no account.") }
        return account
    }

    // MARK: - Kinesis

    static func kinesis(_ place: Place) throws(Refusal) -> AWSEndpoint {
        guard let region = place.region else { return try RegionalEndpoint("kinesis").resolved(at: place) }
        let partition = AWSPartition(of: region)
        // Two partitions have no hosts for accounts and streams.
        let isDivided = partition.id != .iso && partition.id != .isoB
        if isDivided, let id = place.text("StreamId"), let stream = streamLabels(id) {
            return try host(stream, "kinesis" + pod(place.custom), place)
        }
        guard place.custom == nil, isDivided else {
            return try RegionalEndpoint("kinesis").resolved(at: place)
        }
        for name in ["StreamARN", "ConsumerARN", "ResourceARN"] {
            guard let text = place.text(name) else { continue }
            return try kinesis(named: text, canBeOther: name == "ResourceARN", partition, place)
        }
        return try RegionalEndpoint("kinesis").resolved(at: place)
    }

    private static func kinesis(
        named text: String, canBeOther: Bool, _ partition: AWSPartition, _ place: Place
    ) throws(Refusal) -> AWSEndpoint {
        guard let name = ResourceName(text) else { throw .init("\(text) is no ARN.") }
        guard HostLabel.isValid(name.account), HostLabel.isValid(name.region), name.service == "kinesis",
            name.partition == partition.id.rawValue
        else { throw .init("\(text) is no ARN of Kinesis in \(partition.id.rawValue).") }
        switch (name.parts[0], canBeOther) {
        case ("stream", _): return try host(name.account, "kinesis", place)
        case ("channel", true), ("queue", true):
            guard name.parts.count > 1, HostLabel.isValid(name.parts[1]) else {
                throw .init("\(text) names nothing.")
            }
            return try host(
                name.parts[1], name.parts[0] == "queue" ? "kinesis-queues" : "kinesis", place)
        default: throw .init("\(text) is neither a stream nor what else may stand here.")
        }
    }

    private static func host(_ owner: String, _ name: String, _ place: Place) throws(Refusal) -> AWSEndpoint {
        guard let operation = place.text("OperationType") else {
            throw .init("Whether it is data or control that is asked for is not told.")
        }
        let (region, partition) = try place.located()
        let suffix = place.isDualStack ? partition.dualStackSuffix : partition.suffix
        return AWSEndpoint(
            "https://\(owner).\(operation)-\(name)\(place.isFIPS ? "-fips" : "").\(region).\(suffix)")
    }

    /// A stream's id is 20 characters, a hyphen and 3 more, which become two labels.
    private static func streamLabels(_ id: String) -> String? {
        let bytes = Array(id.utf8)
        guard bytes.count == 24, bytes[20] == UInt8(ascii: "-") else { return nil }
        return String(decoding: bytes[..<20], as: UTF8.self) + "."
            + String(decoding: bytes[21...], as: UTF8.self)
    }

    /// `-pod1` of a custom endpoint `kinesis-pod1.…`, which stays where the stream's host is chosen.
    private static func pod(_ custom: String?) -> String {
        guard let custom else { return "" }
        let bare = custom.hasPrefix("https://") ? custom.dropFirst(8) : Substring(custom)
        let label = bare.prefix { $0 != "." }
        guard label.hasPrefix("kinesis-"), label.utf8.count == 12, bare.utf8.count > 12 else { return "" }
        return String(label.dropFirst(7))
    }
}
