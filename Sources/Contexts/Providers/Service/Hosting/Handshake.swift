import Faults
import ProviderProtocol

/// The line with which a plugin says where it listens.
///
/// Source: go-plugin, Guide to writing plugins without Go: `1|5|unix|/path|grpc|certificate`.
struct Handshake: Equatable {
    let version: ProtocolVersion
    let socket: String

    /// Faults: `providers.bad_handshake`, in whose note the line stands.
    init(_ line: String) throws(Fault) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.filter { !$0.isWhitespace }
        }
        func refused(_ why: String) -> Fault {
            Fault(
                .unavailable, "providers.bad_handshake",
                "The provider does not start as Terraform's plugins do: \(why).",
                note: String(line.prefix(200)))
        }
        guard parts.count >= 5, parts[0] == "1" else { throw refused("its first line is no handshake") }
        guard let version = Int(parts[1]).flatMap(ProtocolVersion.init(rawValue:)) else {
            throw refused("it speaks protocol \(parts[1]), and Plumb 5 and 6")
        }
        guard parts[2] == "unix", parts[4] == "grpc" else {
            throw refused("it speaks \(parts[4]) over \(parts[2])")
        }
        // A certificate means TLS, which nobody asked for.
        guard parts.count < 6 || parts[5].isEmpty else {
            throw refused("it wants TLS, which was not asked for")
        }
        self.version = version
        socket = parts[3]
    }
}
