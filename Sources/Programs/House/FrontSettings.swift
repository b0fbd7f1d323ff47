import Faults
import HTTP
import Host

/// What the operator has set about the front door, checked.
struct FrontSettings {
    var server: ServerConfiguration
    /// Where the access log goes; `nil` for nowhere.
    var accessLog: String?

    /// Faults with `invalid`, code `host.bad_configuration`, and says which setting can't be.
    init(_ configuration: Configuration) throws(Fault) {
        server = ServerConfiguration(host: configuration.text("host"), port: configuration.integer("port"))
        server.speaksHTTP2 = configuration.flag("http2")
        server.speaksPlainHTTP2 = configuration.flag("plain-http2")
        server.tls = try Self.tls(configuration)
        server.proxies = try Self.proxies(configuration)
        server.limits = try Self.limits(configuration)
        let log = configuration.text("access-log")
        accessLog = log.isEmpty || log == "off" ? nil : log
    }

    private static func wrong(_ key: String, _ what: String) -> Fault {
        Fault(
            .invalid, "host.bad_configuration", "The configuration is not right: \(key) \(what)",
            problems: [.init(key, what)])
    }

    private static func tls(_ configuration: Configuration) throws(Fault) -> ServerConfiguration.TLS? {
        let demands = configuration.text("tls-clients")
        guard ["off", "optional", "required"].contains(demands) else {
            throw wrong("tls-clients", "is off, optional or required")
        }
        let authorities = configuration.textIfAny("tls-client-authorities")
        guard let certificate = configuration.textIfAny("tls-certificate") else {
            if configuration.textIfAny("tls-key") != nil { throw wrong("tls-key", "needs tls-certificate") }
            if demands != "off" { throw wrong("tls-clients", "needs tls-certificate and tls-key") }
            return nil
        }
        guard let key = configuration.textIfAny("tls-key") else {
            throw wrong("tls-certificate", "needs tls-key")
        }
        var tls = ServerConfiguration.TLS(
            chain: certificate, key: key, allowsTLS12: configuration.flag("tls12"))
        if demands != "off" {
            guard let authorities else { throw wrong("tls-clients", "needs tls-client-authorities") }
            tls.clients = .init(authorities: authorities, isRequired: demands == "required")
        }
        return tls
    }

    private static func proxies(_ configuration: Configuration) throws(Fault) -> ProxyTrust {
        var networks: [AddressRange] = []
        for text in configuration.list("trusted-proxies") {
            guard let network = AddressRange(text) else {
                throw wrong(
                    "trusted-proxies",
                    "has \(text), which is neither an address nor a network like 10.0.0.0/8")
            }
            networks.append(network)
        }
        guard let field = ProxyTrust.Field(rawValue: configuration.text("proxy-header")) else {
            throw wrong("proxy-header", "is x-forwarded-for, forwarded or none")
        }
        let speaks = configuration.flag("proxy-protocol")
        if speaks, networks.isEmpty { throw wrong("proxy-protocol", "needs trusted-proxies") }
        return ProxyTrust(networks: networks, field: field, speakProxyProtocol: speaks)
    }

    private static func limits(_ configuration: Configuration) throws(Fault) -> Limits {
        func number(_ key: String, _ range: ClosedRange<Int>) throws(Fault) -> Int {
            let value = configuration.integer(key)
            guard range.contains(value) else {
                throw wrong(key, "is a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return value
        }
        var limits = Limits()
        limits.body = try number("body-limit", 0...(1 << 40))
        limits.connections = try number("connections", 1...1_000_000)
        limits.connectionsPerAddress = try number("address-connections", 1...1_000_000)
        limits.concurrentStreams = try number("connection-streams", 1...10_000)
        let rate = try number("least-rate", 0...(1 << 30))
        (limits.bodyRate, limits.writeRate) = (rate, rate)
        return limits
    }
}
