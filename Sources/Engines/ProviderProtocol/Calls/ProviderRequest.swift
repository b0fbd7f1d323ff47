import Codecs

/// One call of a provider: the gRPC method and its message.
public struct ProviderRequest: Sendable, Equatable {
    /// `/tfplugin5.Provider/ReadResource`.
    public let path: String
    public let message: [UInt8]

    init(
        _ version: ProtocolVersion, _ five: String, six: String? = nil, _ body: (inout ProtobufWriter) -> Void
    ) {
        let method = version == .six ? six ?? five : five
        path = "/\(version.service)/\(method)"
        var writer = ProtobufWriter()
        body(&writer)
        message = writer.bytes
    }
}

/// The calls of both protocols; where they name a method differently, each gets its own name.
extension ProviderRequest {
    public static func schema(_ version: ProtocolVersion) -> ProviderRequest {
        ProviderRequest(version, "GetSchema", six: "GetProviderSchema") { _ in }
    }

    /// Protocol 5 fills in defaults; protocol 6 only looks.
    public static func prepareConfiguration(
        _ version: ProtocolVersion, _ configuration: [UInt8]
    ) -> ProviderRequest {
        ProviderRequest(version, "PrepareProviderConfig", six: "ValidateProviderConfig") {
            $0.value(1, configuration)
        }
    }

    public static func configure(
        _ version: ProtocolVersion, _ configuration: [UInt8], terraform: String
    ) -> ProviderRequest {
        ProviderRequest(version, "Configure", six: "ConfigureProvider") {
            $0.string(1, terraform)
            $0.value(2, configuration)
            $0.message(3) { _ in }
        }
    }

    /// `attributes` is the instance's JSON as the state has it, `schema` the version it was written under.
    public static func upgrade(
        _ version: ProtocolVersion, type: String, schema: Int, attributes: some Collection<UInt8>
    ) -> ProviderRequest {
        ProviderRequest(version, "UpgradeResourceState") {
            $0.string(1, type)
            $0.integer(2, Int64(schema))
            $0.message(3) { $0.data(1, attributes) }
        }
    }

    public static func read(
        _ version: ProtocolVersion, type: String, state: [UInt8], privateState: [UInt8]
    ) -> ProviderRequest {
        ProviderRequest(version, "ReadResource") {
            $0.string(1, type)
            $0.value(2, state)
            $0.data(3, privateState)
            $0.message(5) { _ in }
        }
    }

    public static func importState(_ version: ProtocolVersion, type: String, id: String) -> ProviderRequest {
        ProviderRequest(version, "ImportResourceState") {
            $0.string(1, type)
            $0.string(2, id)
            $0.message(3) { _ in }
        }
    }

    /// `prior`, `proposed` and `configuration` are values of the resource's type.
    public static func plan(
        _ version: ProtocolVersion, type: String, prior: [UInt8], proposed: [UInt8], configuration: [UInt8],
        privateState: [UInt8]
    ) -> ProviderRequest {
        ProviderRequest(version, "PlanResourceChange") {
            $0.string(1, type)
            $0.value(2, prior)
            $0.value(3, proposed)
            $0.value(4, configuration)
            $0.data(5, privateState)
            $0.message(7) { _ in }
        }
    }

    public static func apply(
        _ version: ProtocolVersion, type: String, prior: [UInt8], planned: [UInt8], configuration: [UInt8],
        privateState: [UInt8]
    ) -> ProviderRequest {
        ProviderRequest(version, "ApplyResourceChange") {
            $0.string(1, type)
            $0.value(2, prior)
            $0.value(3, planned)
            $0.value(4, configuration)
            $0.data(5, privateState)
        }
    }

    public static func validateResource(
        _ version: ProtocolVersion, type: String, configuration: [UInt8]
    ) -> ProviderRequest {
        ProviderRequest(version, "ValidateResourceTypeConfig", six: "ValidateResourceConfig") {
            $0.string(1, type)
            $0.value(2, configuration)
        }
    }

    /// Asks the provider to break off what it is doing.
    public static func stop(_ version: ProtocolVersion) -> ProviderRequest {
        ProviderRequest(version, "Stop", six: "StopProvider") { _ in }
    }
}

extension ProtobufWriter {
    /// A DynamicValue, whose first field is MessagePack.
    fileprivate mutating func value(_ field: Int, _ bytes: [UInt8]) { message(field) { $0.data(1, bytes) } }
}
