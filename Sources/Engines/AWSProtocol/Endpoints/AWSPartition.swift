/// A part of AWS that stands by itself: its accounts, regions and names are none of another's.
public struct AWSPartition: Sendable, Equatable {
    public enum ID: String, Sendable, CaseIterable {
        case aws, china = "aws-cn", europe = "aws-eusc", iso = "aws-iso", isoB = "aws-iso-b"
        case isoE = "aws-iso-e", isoF = "aws-iso-f", government = "aws-us-gov"
    }

    public let id: ID
    /// What the names of its hosts end with, and of those that answer over IPv6 as well.
    public let suffix: String
    public let dualStackSuffix: String
    /// The region that stands for what has none.
    public let home: String
    /// What its regions' names begin with, before `-word-digits`.
    private let geographies: [String]

    /// The partition that `region` is of; AWS's usual one for a name that none has.
    public init(of region: String) {
        self = Self.all.first { $0.holds(region) } ?? Self.all[0]
    }

    private init(
        _ id: ID, _ suffix: String, _ dualStackSuffix: String, home: String, _ geographies: [String]
    ) {
        (self.id, self.suffix, self.dualStackSuffix) = (id, suffix, dualStackSuffix)
        (self.home, self.geographies) = (home, geographies)
    }

    private static let all: [AWSPartition] = [
        AWSPartition(
            .aws, "amazonaws.com", "api.aws", home: "us-east-1",
            ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"]),
        AWSPartition(
            .china, "amazonaws.com.cn", "api.amazonwebservices.com.cn", home: "cn-northwest-1", ["cn"]),
        AWSPartition(
            .europe, "amazonaws.eu", "api.amazonwebservices.eu", home: "eusc-de-east-1", ["eusc-de"]),
        AWSPartition(.iso, "c2s.ic.gov", "api.aws.ic.gov", home: "us-iso-east-1", ["us-iso"]),
        AWSPartition(.isoB, "sc2s.sgov.gov", "api.aws.scloud", home: "us-isob-east-1", ["us-isob"]),
        AWSPartition(.isoE, "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", home: "eu-isoe-west-1", ["eu-isoe"]),
        AWSPartition(.isoF, "csp.hci.ic.gov", "api.aws.hci.ic.gov", home: "us-isof-south-1", ["us-isof"]),
        AWSPartition(.government, "amazonaws.com", "api.aws", home: "us-gov-west-1", ["us-gov"]),
    ]

    /// `us-east-1` by its form, so that a region of next year is known today; `aws-global` by its name.
    private func holds(_ region: String) -> Bool {
        if region == "\(id.rawValue)-global" { return true }
        let parts = region.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count > 2, let number = parts.last, !number.isEmpty,
            number.allSatisfy({ (48...57).contains($0) }), !parts[parts.count - 2].isEmpty
        else { return false }
        let geography = parts.dropLast(2).map { String(Substring($0)) }.joined(separator: "-")
        return geographies.contains(geography)
    }
}
