/// Where S3 answers for a bucket, an access point, or for none: the bucket's name goes into the host where it
/// can stand there, and into the path where it can't.
struct S3Endpoint {
    typealias Refusal = AWSEndpoint.Refusal

    let place: AWSEndpoint.Place
    let isAccelerated: Bool

    init(_ place: AWSEndpoint.Place) {
        self.place = place
        isAccelerated = place.isTrue("Accelerate")
    }

    func resolved() throws(Refusal) -> AWSEndpoint {
        let (region, partition) = try place.located()
        try refuseContradictions(partition)
        let bucket = place.text("Bucket")
        if let found = try expressEndpoint(bucket, region, partition) { return found }
        guard let bucket else {
            if place.isTrue("UseObjectLambdaEndpoint") { return try lambda(region, partition) }
            if let custom = try customAddress() {
                return signed("\(custom.scheme)://\(custom.authority)\(custom.path)", region)
            }
            return signed("https://" + host(region, partition), region)
        }
        if let found = try outpostAlias(bucket, region, partition) { return found }
        let custom = try customAddress()
        guard !place.isTrue("ForcePathStyle") else {
            if ResourceName(bucket) != nil { throw .init("What is named by an ARN has no place in a path.") }
            return try inPath(bucket, custom, region, partition)
        }
        if S3Bucket.isHostable(bucket) { return try inHost(bucket, custom, region, partition) }
        if let custom, custom.scheme == "http", S3Bucket.areHostable(bucket) {
            return signed("http://\(bucket).\(custom.authority)\(custom.path)", region)
        }
        if let name = ResourceName(bucket) { return try named(name, custom, region, partition) }
        return try inPath(bucket, custom, region, partition)
    }

    private func refuseContradictions(_ partition: AWSPartition) throws(Refusal) {
        if place.isFIPS, isAccelerated { throw .init("Acceleration and FIPS exclude one another.") }
        if place.isFIPS, partition.id == .china { throw .init("There is no FIPS in China.") }
        guard place.custom != nil else { return }
        if place.isDualStack { throw .init("A custom endpoint leaves no choice of dual stack.") }
        if place.isFIPS { throw .init("A custom endpoint leaves no choice of FIPS.") }
        if isAccelerated { throw .init("A custom endpoint leaves no choice of acceleration.") }
    }

    private func customAddress() throws(Refusal) -> WebAddress? {
        guard let custom = place.custom else { return nil }
        guard let address = WebAddress(custom) else { throw .init("\(custom) is no address.") }
        return address
    }

    // MARK: - Buckets

    private func inHost(
        _ bucket: String, _ custom: WebAddress?, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        if let custom {
            return signed(
                custom.isNumeric
                    ? "\(custom.scheme)://\(custom.authority)\(custom.pathWithSlash)\(bucket)"
                    : "\(custom.scheme)://\(bucket).\(custom.authority)\(custom.path)", region)
        }
        guard isAccelerated else { return signed("https://\(bucket).\(host(region, partition))", region) }
        if partition.id == .china { throw .init("There is no acceleration in China.") }
        let stack = place.isDualStack ? ".dualstack" + (region == Self.anywhere ? ".us-east-1" : "") : ""
        return signed("https://\(bucket).s3-accelerate\(stack).\(partition.suffix)", region)
    }

    private func inPath(
        _ bucket: String, _ custom: WebAddress?, _ region: String, _ partition: AWSPartition
    ) throws(Refusal) -> AWSEndpoint {
        if bucket.hasPrefix("arn:"), ResourceName(bucket) == nil { throw .init("\(bucket) is no ARN.") }
        if isAccelerated { throw .init("A bucket in the path is not accelerated.") }
        let encoded = PercentText.encode(bucket)
        if let custom {
            return signed("\(custom.scheme)://\(custom.authority)\(custom.pathWithSlash)\(encoded)", region)
        }
        return signed("https://\(host(region, partition))/\(encoded)", region)
    }

    /// The region's name that stands for the oldest host, which all regions share.
    private static let anywhere = "aws-global"

    private func host(_ region: String, _ partition: AWSPartition) -> String {
        let isPlain = !place.isFIPS && !place.isDualStack
        let isShared = region == Self.anywhere || region == "us-east-1" && place.isTrue("UseGlobalEndpoint")
        if isPlain, isShared { return "s3.\(partition.suffix)" }
        let actual = region == Self.anywhere ? "us-east-1" : region
        return "s3\(place.isFIPS ? "-fips" : "")\(place.isDualStack ? ".dualstack" : "").\(actual)"
            + ".\(partition.suffix)"
    }

    // MARK: - Signing

    func signed(_ url: String, _ region: String, as service: String = "s3") -> AWSEndpoint {
        let actual = region == Self.anywhere ? "us-east-1" : region
        return AWSEndpoint(
            url, schemes: [.init("sigv4", service: service, region: actual, isPathVerbatim: true)])
    }

    /// Outposts take signatures for all regions first.
    func signedForOutpost(_ url: String, _ region: String) -> AWSEndpoint {
        AWSEndpoint(
            url,
            schemes: [
                .init("sigv4a", service: "s3-outposts", regions: ["*"], isPathVerbatim: true),
                .init("sigv4", service: "s3-outposts", region: region, isPathVerbatim: true),
            ])
    }
}

/// What the names of buckets tell.
enum S3Bucket {
    /// True when the name can be a label of a host: 3 to 63 small letters, digits and inner hyphens.
    static func isHostable(_ name: some StringProtocol) -> Bool {
        name.utf8.count >= 3 && HostLabel.isValid(name)
            && name.utf8.allSatisfy { !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    /// As `isHostable`, several with dots between them that are no address in numbers.
    static func areHostable(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { isHostable($0) }
            && !(labels.count == 4 && labels.allSatisfy { UInt8($0) != nil })
    }

    /// The zone that a directory bucket's name tells before `suffix`: `--use1-az4--x-s3`.
    static func zone(of name: String, before suffix: String) -> String? {
        let bytes = Array(name.utf8.dropLast(suffix.utf8.count))
        let hyphens: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "-")]
        // The lengths that zones' ids have.
        for length in [8, 9, 13, 14, 20] where bytes.count >= length + 2 {
            let start = bytes.count - length
            if bytes[(start - 2)..<start].elementsEqual(hyphens) {
                return String(decoding: bytes[start...], as: UTF8.self)
            }
        }
        return nil
    }
}
