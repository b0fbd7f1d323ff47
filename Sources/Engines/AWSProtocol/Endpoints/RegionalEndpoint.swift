/// The endpoint of a service whose host follows from its name, the region and two choices alone.
struct RegionalEndpoint {
    let service: String
    let names: ServiceHosts

    init(_ service: String) {
        (self.service, names) = (service, ServiceHosts.all[service] ?? ServiceHosts())
    }

    func resolved(at place: AWSEndpoint.Place) throws(AWSEndpoint.Refusal) -> AWSEndpoint {
        if let custom = try place.customEndpoint() { return custom }
        let (region, partition) = try place.located()
        let choice = ServiceHosts.Choice(isFIPS: place.isFIPS, isDualStack: place.isDualStack)
        let rule = names.exceptions.first { $0.fits(partition.id, region, choice) }
        func filled(_ template: String) -> String {
            template.replacing("{region}", with: region).replacing("{home}", with: partition.home)
                .replacing("{suffix}", with: partition.suffix)
                .replacing("{dual}", with: partition.dualStackSuffix)
        }
        let host = filled(rule?.host ?? names.host(of: service, choice))
        guard let signed = rule.map(\.signed) ?? names.signed else { return AWSEndpoint("https://" + host) }
        return AWSEndpoint(
            "https://" + host,
            schemes: [.init(service: names.isNamedInSignature ? service : nil, region: filled(signed))])
    }

    // MARK: - Services with a question more

    /// An event bus that several regions share has a host of its own, and signatures for all regions.
    static func events(_ place: AWSEndpoint.Place) throws(AWSEndpoint.Refusal) -> AWSEndpoint {
        guard let id = place.text("EndpointId"), place.region != nil else {
            return try RegionalEndpoint("events").resolved(at: place)
        }
        guard HostLabel.areValid(id) else { throw .init("\(id) can't stand in a host's name.") }
        if place.isFIPS { throw .init("Event buses of several regions have no FIPS endpoint.") }
        let partition = try place.located().partition
        let suffix = place.isDualStack ? partition.dualStackSuffix : partition.suffix
        return AWSEndpoint(
            place.custom ?? "https://\(id).endpoint.events.\(suffix)",
            schemes: [.init("sigv4a", service: "events", regions: ["*"])])
    }

    /// Certificates that are asked for by ACME come from hosts of their own.
    static func certificates(_ place: AWSEndpoint.Place) throws(AWSEndpoint.Refusal) -> AWSEndpoint {
        if let custom = place.custom { return AWSEndpoint(custom) }
        guard place.text("ServiceType") == "ACM-ACME" else {
            return try RegionalEndpoint("acm").resolved(at: place)
        }
        let (region, partition) = try place.located()
        guard partition.id == .aws else { throw .init("ACME is only there in AWS's usual partition.") }
        if place.isFIPS { throw .init("ACME has no FIPS endpoint.") }
        return AWSEndpoint("https://acm-acme.\(region).\(partition.dualStackSuffix)")
    }

    /// Tokens from before 2015 came from one host; the regions of that time may still ask for it.
    static func tokens(_ place: AWSEndpoint.Place) throws(AWSEndpoint.Refusal) -> AWSEndpoint {
        let isPlain = !place.isFIPS && !place.isDualStack && place.custom == nil
        guard place.isTrue("UseGlobalEndpoint"), isPlain, let region = place.region else {
            return try RegionalEndpoint("sts").resolved(at: place)
        }
        let isOld = region == "aws-global" || regionsOfOldTokens.contains(region)
        let partition = try place.located().partition
        return AWSEndpoint(
            isOld ? "https://sts.amazonaws.com" : "https://sts.\(region).\(partition.suffix)",
            schemes: [.init(service: "sts", region: isOld ? "us-east-1" : region)])
    }

    private static let regionsOfOldTokens: Set = [
        "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
        "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2",
        "us-west-1", "us-west-2",
    ]
}
