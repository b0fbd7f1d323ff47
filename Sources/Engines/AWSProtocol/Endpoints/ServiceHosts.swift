/// How a service's hosts are named: the rule of most, and where it does otherwise.
///
/// Source: the endpoint rules that AWS publishes with its service models.
struct ServiceHosts: Sendable {
    /// What stands between a service's name and the partition's suffix.
    enum Form: Sendable { case region, home, nothing }

    struct Choice: Sendable, Equatable {
        let isFIPS: Bool
        let isDualStack: Bool

        static let plain = Choice(isFIPS: false, isDualStack: false)
        static let fips = Choice(isFIPS: true, isDualStack: false)
        static let dual = Choice(isFIPS: false, isDualStack: true)
        static let both = Choice(isFIPS: true, isDualStack: true)
    }

    struct Exception: Sendable {
        /// None for all.
        let partitions: [AWSPartition.ID]
        let region: String?
        let choices: [Choice]
        /// With `{region}`, `{home}`, `{suffix}` and `{dual}`.
        let host: String
        /// The region that signatures name, where it is not the one that is asked for.
        let signed: String?

        init(
            _ partitions: [AWSPartition.ID], _ choices: Choice..., region: String? = nil, host: String,
            signed: String? = nil
        ) {
            (self.partitions, self.choices, self.region) = (partitions, choices, region)
            (self.host, self.signed) = (host, signed)
        }

        func fits(_ partition: AWSPartition.ID, _ region: String, _ choice: Choice) -> Bool {
            choices.contains(choice) && (partitions.isEmpty || partitions.contains(partition))
                && (self.region == nil || self.region == region)
        }
    }

    var form = Form.region
    /// All of its hosts answer over IPv6.
    var isAlwaysDual = false
    /// Its signatures name the service as well where they name a region.
    var isNamedInSignature = false
    var exceptions: [Exception] = []

    func host(of service: String, _ choice: Choice) -> String {
        let suffix = choice.isDualStack || isAlwaysDual ? "{dual}" : "{suffix}"
        let label = service + (choice.isFIPS ? "-fips" : "")
        return switch form {
        case .region: "\(label).{region}.\(suffix)"
        case .home: "\(label).{home}.\(suffix)"
        case .nothing: "\(label).\(suffix)"
        }
    }

    /// What has no region is signed for the one that stands for it.
    var signed: String? { form == .region ? nil : "{home}" }
}
