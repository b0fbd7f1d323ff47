import Faults
import ProviderProtocol
import Testing

@testable import Providers

@Suite("A plugin's start") struct HandshakeTests {
    @Test func `says the protocol and where it listens`() throws {
        let five = try Handshake("1|5|unix|/tmp/plumb.x/plugin1|grpc|")
        #expect(five.version == .five && five.socket == "/tmp/plumb.x/plugin1")
        #expect(try Handshake("1|6|unix|/s|grpc\r").version == .six)
    }

    @Test(arguments: [
        "", "hello", "2|5|unix|/s|grpc", "1|4|unix|/s|grpc", "1|5|tcp|127.0.0.1:1|grpc", "1|5|unix|/s|netrpc",
        "1|5|unix|/s|grpc|MIIB",
    ]) func `is refused when it is none of ours`(line: String) {
        let fault = #expect(throws: Fault.self) { try Handshake(line) }
        #expect(fault?.code == "providers.bad_handshake")
    }

    @Test func `versions are in order by their numbers`() {
        let versions = ["5.9.0", "5.100.0", "5.100.0-beta1", "10.0.0", "4.67.0"].sorted(
            by: ProviderBinary.isOlder)
        #expect(versions == ["4.67.0", "5.9.0", "5.100.0-beta1", "5.100.0", "10.0.0"])
    }
}
