/// Where S3's settings are made: per account, per outpost, or for directory buckets.
struct S3ControlEndpoint {
    typealias Refusal = AWSEndpoint.Refusal

    let place: AWSEndpoint.Place

    init(_ place: AWSEndpoint.Place) { self.place = place }

    func resolved() throws(Refusal) -> AWSEndpoint {
        let (region, partition) = try place.located()
        if place.isFIPS, partition.id == .china { throw .init("There is no FIPS in China.") }
        if let outpost = place.text("OutpostId") { return try self.outpost(outpost, region, partition) }
        if let found = try express(region, partition) { return found }
        if region == "snow", let custom = place.custom.flatMap(WebAddress.init) {
            if place.isDualStack || place.isFIPS { throw .init("A device has one endpoint alone.") }
            return signed("\(custom.scheme)://\(custom.authority)", "s3", region)
        }
        for (parameter, kind) in [("AccessPointName", "accesspoint"), ("Bucket", "bucket")] {
            guard let name = place.text(parameter).flatMap(ResourceName.init) else { continue }
            if name.parts[0].isEmpty { throw .init("The ARN tells no kind.") }
            if name.service == "s3-outposts" { return try onOutpost(name, kind, region, partition) }
        }
        return try ofAccount(region, partition)
    }

    private var fips: String { place.isFIPS ? "-fips" : "" }

    private func signed(_ url: String, _ service: String, _ region: String) -> AWSEndpoint {
        AWSEndpoint(url, schemes: [.init("sigv4", service: service, region: region, isPathVerbatim: true)])
    }

    private func refuseDualStackOfCustom() throws(Refusal) {
        if place.custom != nil, place.isDualStack {
            throw .init("A custom endpoint leaves no choice of dual stack.")
        }
    }

    /// The account that the operation wants in the host's name; nil where it wants none.
    private func account() throws(Refusal) -> String? {
        let account = place.text("AccountId"), isWanted = place.isTrue("RequiresAccountId")
        if isWanted, account == nil { throw .init("The account is missing.") }
        if let account, !HostLabel.isValid(account) { throw .init("\(account) is no account.") }
        return isWanted ? account : nil
    }

    private func ofAccount(_ region: String, _ partition: AWSPartition) throws(Refusal) -> AWSEndpoint {
        let owner = try account().map { $0 + "." } ?? ""
        if let custom = place.custom.flatMap(WebAddress.init) {
            try refuseDualStackOfCustom()
            return signed("\(custom.scheme)://\(owner)\(custom.authority)\(custom.path)", "s3", region)
        }
        let stack = place.isDualStack ? ".dualstack" : ""
        return signed(
            "https://\(owner)s3-control\(fips)\(stack).\(region).\(partition.suffix)", "s3", region)
    }

    // MARK: - Outposts

    private func outpostHost(_ region: String, _ partition: AWSPartition) -> String {
        "s3-outposts\(fips).\(region).\(place.isDualStack ? partition.dualStackSuffix : partition.suffix)"
    }

    private func outpost(
        _ outpost: String, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        _ = try account()
        guard HostLabel.isValid(outpost) else { throw .init("\(outpost) is no outpost.") }
        try refuseDualStackOfCustom()
        if let custom = place.custom.flatMap(WebAddress.init) {
            return signed("\(custom.scheme)://\(custom.authority)\(custom.path)", "s3-outposts", region)
        }
        return signed("https://" + outpostHost(region, partition), "s3-outposts", region)
    }

    /// What an ARN tells stands in headers, not in the host.
    private func onOutpost(
        _ name: ResourceName, _ kind: String, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        guard let outpost = name.part(1), HostLabel.isValid(outpost), name.part(2) == kind,
            name.part(3) != nil
        else { throw .init("The ARN names no \(kind) of an outpost.") }
        try refuseDualStackOfCustom()
        if place.parameters["UseArnRegion"] == false, name.region != region {
            throw .init("The ARN's region is \(name.region), not \(region).")
        }
        guard HostLabel.areValid(name.region), AWSPartition(of: name.region).id == partition.id else {
            throw .init("The ARN is of another partition than \(partition.id.rawValue).")
        }
        guard HostLabel.isValid(name.account) else { throw .init("The ARN's account is none.") }
        if let account = place.text("AccountId"), account != name.account {
            throw .init("The account is \(account), the ARN's is \(name.account).")
        }
        var endpoint = signed(
            "https://" + outpostHost(name.region, partition), "s3-outposts", name.region)
        if !place.isFIPS, !place.isDualStack, let custom = place.custom.flatMap(WebAddress.init) {
            endpoint = signed(
                "\(custom.scheme)://\(custom.authority)\(custom.path)", "s3-outposts", name.region)
        }
        endpoint.headers = ["x-amz-account-id": name.account, "x-amz-outpost-id": outpost]
        return endpoint
    }

    // MARK: - Directory buckets

    private func express(_ region: String, _ partition: AWSPartition) throws(Refusal) -> AWSEndpoint? {
        let name = place.text("ResourceArn").flatMap(ResourceName.init)
        let suffix = "--xa-s3"
        let point = place.text("AccessPointName").flatMap { $0.hasSuffix(suffix) ? $0 : nil }
        if let name, name.service == "s3express" {
            guard AWSPartition(of: name.region).id == partition.id else {
                throw .init("The ARN is of another partition than \(partition.id.rawValue).")
            }
            if place.parameters["UseArnRegion"] == false, name.region != region {
                throw .init("The ARN's region is \(name.region), not \(region).")
            }
        } else if point == nil, !place.isTrue("UseS3ExpressControlEndpoint") {
            return nil
        }
        if place.isDualStack { throw .init("Directory buckets have no dual stack here.") }
        if let custom = place.custom.flatMap(WebAddress.init) {
            return signed("\(custom.scheme)://\(custom.authority)", "s3express", region)
        }
        if let point, name?.service != "s3express", S3Bucket.zone(of: point, before: suffix) == nil {
            throw .init("\(point) tells no zone.")
        }
        return signed(
            "https://s3express-control\(fips).\(region).\(partition.suffix)", "s3express", region)
    }
}
