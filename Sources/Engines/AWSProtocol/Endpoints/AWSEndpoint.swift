public import Values

/// Where a service answers, and how a request to it is signed where that differs from the service's way.
public struct AWSEndpoint: Sendable, Equatable {
    /// Without a slash at its end, unless a custom endpoint has one.
    public let url: String
    /// In the order of preference; empty for the service's own name and the region that was asked for.
    public var schemes: [Scheme] = []
    /// What every request to it must carry.
    public var headers: [String: String] = [:]
    /// The kind of storage behind it, where S3 has several.
    public var backend: String?

    /// A way of signing.
    public struct Scheme: Sendable, Equatable {
        /// `sigv4`, `sigv4a`, `sigv4-s3express`.
        public let name: String
        public let service: String?
        public let region: String?
        /// For signatures that count in several regions.
        public let regions: [String]
        /// S3's way of encoding paths once.
        public let isPathVerbatim: Bool

        init(
            _ name: String = "sigv4", service: String? = nil, region: String? = nil, regions: [String] = [],
            isPathVerbatim: Bool = false
        ) {
            (self.name, self.service, self.region) = (name, service, region)
            (self.regions, self.isPathVerbatim) = (regions, isPathVerbatim)
        }
    }

    /// What is asked for.
    public struct Place: Sendable {
        public var region: String?
        /// Hosts with validated cryptography.
        public var isFIPS = false
        /// Hosts that answer over IPv6 as well.
        public var isDualStack = false
        /// An address that stands for all others.
        public var custom: String?
        /// What a service's own rules ask for, by the names of AWS's rule sets (`AccountId`, `Bucket`).
        public var parameters: JSON.Object = [:]

        public init(region: String?) { self.region = region }
    }

    /// Why there is no endpoint for what is asked for.
    public struct Refusal: Error, Equatable, CustomStringConvertible {
        public let description: String

        init(_ description: String) { self.description = description }
    }

    init(_ url: String, schemes: [Scheme] = []) {
        self.url = url
        self.schemes = schemes
    }

    /// The endpoint of a service by its name in host names (`ec2`, `monitoring`, `api.ecr`), by AWS's
    /// published endpoint rules. A service that is not known by name follows the rule of most.
    ///
    /// - Throws: `Refusal` without a region, for a region that can't stand in a host's name, and for what
    ///   excludes one another, as FIPS and a custom endpoint.
    public init(_ service: String, at place: Place) throws(Refusal) {
        self =
            switch service {
            case "s3": try S3Endpoint(place).resolved()
            case "s3-control": try S3ControlEndpoint(place).resolved()
            case "dynamodb": try AccountEndpoint.dynamoDB(place)
            case "kinesis": try AccountEndpoint.kinesis(place)
            case "events": try RegionalEndpoint.events(place)
            case "acm": try RegionalEndpoint.certificates(place)
            case "sts": try RegionalEndpoint.tokens(place)
            default: try RegionalEndpoint(service).resolved(at: place)
            }
    }
}

extension AWSEndpoint.Place {
    func text(_ name: String) -> String? { parameters[name]?.stringValue }
    func isTrue(_ name: String) -> Bool { parameters[name] == true }

    /// The region with its partition.
    func located() throws(AWSEndpoint.Refusal) -> (region: String, partition: AWSPartition) {
        guard let region else { throw .init("There is no region.") }
        guard HostLabel.isValid(region) else { throw .init("\(region) is no region's name.") }
        return (region, AWSPartition(of: region))
    }

    /// The custom endpoint, which leaves no choice of another.
    func customEndpoint() throws(AWSEndpoint.Refusal) -> AWSEndpoint? {
        guard let custom else { return nil }
        if isFIPS { throw .init("A custom endpoint leaves no choice of FIPS.") }
        if isDualStack { throw .init("A custom endpoint leaves no choice of dual stack.") }
        return AWSEndpoint(custom)
    }
}
