extension S3Endpoint {
    /// What an ARN stands for instead of a bucket: access points, those of functions, of several regions and
    /// of outposts.
    func named(
        _ name: ResourceName, _ custom: WebAddress?, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        switch (name.service, name.parts[0]) {
        case ("s3-outposts", let kind) where !kind.isEmpty:
            return try outpost(name, custom, region, partition)
        case (_, "accesspoint") where name.region.isEmpty && name.service == "s3":
            return try ofSeveralRegions(name, partition)
        case ("s3-object-lambda", "accesspoint"), ("s3", "accesspoint"):
            return try accessPoint(name, custom, region, partition)
        default: throw .init("The ARN is none of what S3 takes for a bucket.")
        }
    }

    private func accessPoint(
        _ name: ResourceName, _ custom: WebAddress?, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        let isLambda = name.service == "s3-object-lambda"
        guard let point = name.part(1), !point.isEmpty, name.part(2) == nil else {
            throw .init("The ARN names no access point, or more than one.")
        }
        if isAccelerated { throw .init("Access points are not accelerated.") }
        if isLambda, place.isDualStack { throw .init("Access points of functions have no dual stack.") }
        if place.isTrue("DisableAccessPoints") { throw .init("Access points can't be used here.") }
        try check(name, against: region, partition)
        guard HostLabel.isValid(point) else { throw .init("\(point) can't stand in a host's name.") }
        let owner = "\(point)-\(name.account)"
        let service = isLambda ? "s3-object-lambda" : "s3"
        if let custom {
            return signed(
                "\(custom.scheme)://\(owner).\(custom.authority)\(custom.path)", name.region, as: service)
        }
        let label = (isLambda ? service : "s3-accesspoint") + (place.isFIPS ? "-fips" : "")
        let stack = place.isDualStack ? ".dualstack" : ""
        return signed(
            "https://\(owner).\(label)\(stack).\(name.region).\(partition.suffix)", name.region, as: service)
    }

    private func ofSeveralRegions(
        _ name: ResourceName, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        guard let point = name.part(1), !point.isEmpty, HostLabel.areValid(point) else {
            throw .init("The ARN names no access point.")
        }
        if place.isDualStack || place.isFIPS || isAccelerated {
            throw .init("Access points of several regions have one endpoint alone.")
        }
        if place.isTrue("DisableMultiRegionAccessPoints") {
            throw .init("Access points of several regions are switched off.")
        }
        guard name.partition == partition.id.rawValue else {
            throw .init("The ARN is of the partition \(name.partition), not of \(partition.id.rawValue).")
        }
        return AWSEndpoint(
            "https://\(point).accesspoint.s3-global.\(partition.suffix)",
            schemes: [.init("sigv4a", service: "s3", regions: ["*"], isPathVerbatim: true)])
    }

    /// The ARN's region in the same partition, the region of this client where another is not allowed, and an
    /// account.
    private func check(
        _ name: ResourceName, against region: String, _ partition: AWSPartition
    ) throws(Refusal) {
        if place.parameters["UseArnRegion"] == false, name.region != region {
            throw .init("The ARN's region is \(name.region), not \(region).")
        }
        guard HostLabel.areValid(name.region) else { throw .init("\(name.region) is no region's name.") }
        guard AWSPartition(of: name.region).id == partition.id else {
            throw .init("The ARN is of another partition than \(partition.id.rawValue).")
        }
        guard HostLabel.isValid(name.account) else { throw .init("The ARN's account is none.") }
    }

    func lambda(_ region: String, _ partition: AWSPartition) throws(Refusal) -> AWSEndpoint {
        if place.isDualStack { throw .init("Functions over objects have no dual stack.") }
        if isAccelerated { throw .init("Functions over objects are not accelerated.") }
        let service = "s3-object-lambda"
        if let custom = place.custom.flatMap(WebAddress.init) {
            return signed("\(custom.scheme)://\(custom.authority)\(custom.path)", region, as: service)
        }
        let label = service + (place.isFIPS ? "-fips" : "")
        return signed("https://\(label).\(region).\(partition.suffix)", region, as: service)
    }

    // MARK: - Outposts

    private func outpost(
        _ name: ResourceName, _ custom: WebAddress?, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        if place.isDualStack || place.isFIPS || isAccelerated {
            throw .init("Outposts have one endpoint alone.")
        }
        guard let outpost = name.part(1), HostLabel.isValid(outpost), name.part(2) == "accesspoint",
            let point = name.part(3), HostLabel.isValid(point), name.part(4) == nil
        else { throw .init("The ARN names no access point of an outpost.") }
        try check(name, against: region, partition)
        let host = custom?.authority ?? "s3-outposts.\(name.region).\(partition.suffix)"
        return signedForOutpost("https://\(point)-\(name.account).\(outpost).\(host)", name.region)
    }

    /// An access point's alias is a bucket's name that tells the outpost and its kind by fixed places: the
    /// hardware 50 letters before the end, the outpost in 17 behind it, and a region's short name.
    func outpostAlias(
        _ bucket: String, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint? {
        let bytes = Array(bucket.utf8)
        guard bucket.hasSuffix("--op-s3"), bytes.count >= 50 else { return nil }
        func text(_ from: Int, _ to: Int) -> String {
            String(decoding: bytes[(bytes.count - to)..<(bytes.count - from)], as: UTF8.self)
        }
        let outpost = text(32, 49)
        guard HostLabel.isValid(outpost) else { throw .init("\(outpost) is no outpost.") }
        guard S3Bucket.isHostable(bucket) else { throw .init("\(bucket) can't stand in a host's name.") }
        let middle: String
        switch text(49, 50) {
        case "e": middle = "ec2"
        case "o": middle = "op-" + outpost
        default: throw .init("\(bucket) tells no kind of outpost.")
        }
        guard text(8, 12) == "beta" else {
            return signedForOutpost(
                "https://\(bucket).\(middle).s3-outposts.\(region).\(partition.suffix)", region)
        }
        guard let custom = place.custom.flatMap(WebAddress.init) else {
            throw .init("An outpost under trial needs a custom endpoint.")
        }
        return signedForOutpost("https://\(bucket).\(middle).\(custom.authority)", region)
    }
}
