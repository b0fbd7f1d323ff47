extension S3Endpoint {
    /// Directory buckets and their access points, by what their names end with, and the host that makes them;
    /// nil for all others.
    func expressEndpoint(
        _ bucket: String?, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint? {
        let isControl = place.isTrue("UseS3ExpressControlEndpoint")
        let suffix = ["--x-s3", "--xa-s3"].first { bucket?.hasSuffix($0) ?? false }
        guard let bucket, let suffix else {
            guard isControl, bucket == nil else { return nil }
            if let custom = place.custom.flatMap(WebAddress.init) {
                return express("\(custom.scheme)://\(custom.authority)\(custom.path)", region)
            }
            return express("https://" + controlHost(region, partition), region)
        }
        if isAccelerated { throw .init("Directory buckets are not accelerated.") }
        let name = place.isTrue("DisableS3ExpressSessionAuth") ? "sigv4" : "sigv4-s3express"
        if let custom = place.custom.flatMap(WebAddress.init) {
            if custom.isNumeric {
                let encoded = PercentText.encode(bucket)
                return express(
                    "\(custom.scheme)://\(custom.authority)/\(encoded)\(custom.path)", region, name)
            }
            guard S3Bucket.isHostable(bucket) else { throw .init("\(bucket) can't stand in a host's name.") }
            return express("\(custom.scheme)://\(bucket).\(custom.authority)\(custom.path)", region, name)
        }
        if isControl, suffix == "--x-s3" {
            return express(
                "https://\(controlHost(region, partition))/\(PercentText.encode(bucket))", region)
        }
        guard S3Bucket.isHostable(bucket) else { throw .init("\(bucket) can't stand in a host's name.") }
        guard let zone = S3Bucket.zone(of: bucket, before: suffix) else {
            throw .init("\(bucket) tells no zone.")
        }
        return express(
            "https://\(bucket).s3express\(fips)-\(zone)\(stack).\(region).\(partition.suffix)", region, name)
    }

    private var fips: String { place.isFIPS ? "-fips" : "" }
    private var stack: String { place.isDualStack ? ".dualstack" : "" }

    private func controlHost(_ region: String, _ partition: AWSPartition) -> String {
        "s3express-control\(fips)\(stack).\(region).\(partition.suffix)"
    }

    private func express(_ url: String, _ region: String, _ name: String = "sigv4") -> AWSEndpoint {
        var endpoint = AWSEndpoint(
            url, schemes: [.init(name, service: "s3express", region: region, isPathVerbatim: true)])
        endpoint.backend = "S3Express"
        return endpoint
    }
}
