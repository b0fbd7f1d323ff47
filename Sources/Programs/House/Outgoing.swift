import Faults
import HTTP
import Host

/// How the house calls addresses that users gave.
struct Outgoing {
    let addresses: AddressGuard

    /// Faults with `invalid`, code `host.bad_configuration`, for what is no network.
    init(_ configuration: Configuration) throws(Fault) {
        var allowed: [AddressRange] = []
        for text in configuration.list("outgoing-allow") {
            guard let network = AddressRange(text) else {
                throw Fault(
                    .invalid, "host.bad_configuration",
                    "outgoing-allow has \(text), which is neither an address nor a network like 10.0.0.0/8.")
            }
            allowed.append(network)
        }
        addresses = AddressGuard(allowing: allowed)
    }

    /// `repeating` is for callers that do not make calls again themselves.
    func client(repeating: Bool) -> Client {
        var configuration = ClientConfiguration()
        configuration.addressGuard = addresses
        configuration.breaker = CircuitBreaker.Policy()
        configuration.retries = repeating ? RetryPolicy() : nil
        return Client(configuration)
    }
}
