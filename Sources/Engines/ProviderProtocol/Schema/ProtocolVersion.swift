/// The major version of Terraform's plugin protocol that a provider speaks.
public enum ProtocolVersion: Int, Sendable, Hashable, Codable {
    case five = 5, six = 6

    /// The gRPC service's name.
    public var service: String { "tfplugin\(rawValue).Provider" }
}
