import Faults
import Testing

@testable import HTTP

/// Calls that may not reach what only this machine and its network may.
@Suite("Guarded calls")
struct AddressGuardTests {
    @Test(
        "what is not reachable globally is refused, in whichever form it is told",
        arguments: [
            "127.0.0.1", "127.8.9.1", "::1", "0.0.0.0", "::", "10.1.2.3", "172.16.0.1", "172.31.255.255",
            "192.168.1.1", "169.254.169.254", "fd00:ec2::254", "fe80::1", "100.64.0.1", "224.0.0.1",
            "255.255.255.255",
            "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::1",
            "2002:a9fe:a9fe::", "ff02::1", "", "localhost", "127.1",
        ])
    func refused(_ address: String) { #expect(AddressGuard().refuses(address)) }

    @Test(
        "what everybody reaches is let through",
        arguments: [
            "1.1.1.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::1", "100.128.0.1",
        ])
    func open(_ address: String) { #expect(!AddressGuard().refuses(address)) }

    @Test("an operator allows networks, and nothing beside them")
    func allowed() {
        let some = AddressGuard(allowing: ["10.0.0.0/8", "::1"].compactMap { AddressRange($0) })
        #expect(!some.refuses("10.2.3.4") && !some.refuses("::ffff:10.2.3.4") && !some.refuses("::1"))
        #expect(some.refuses("127.0.0.1") && some.refuses("192.168.0.1"))
    }

    private static func client(allowing networks: [String] = []) -> Client {
        var configuration = ClientConfiguration()
        configuration.addressGuard = AddressGuard(allowing: networks.compactMap { AddressRange($0) })
        return Client(configuration)
    }

    private static func refusal(_ client: Client, _ url: String, follow: Bool = false) async -> Fault? {
        do throws(Fault) {
            _ = try await client.send(ClientRequest(url: url, followRedirects: follow))
            return nil
        } catch {
            return error
        }
    }

    @Test("neither a number, nor a name, nor a redirect leads to the loopback")
    func connecting() async throws {
        let target = Server { _ in Response(status: 200) }
        let port = try target.start()
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"] {
            let fault = await Self.refusal(Self.client(), "http://\(host):\(port)/")
            #expect(fault?.code == "http.address_refused", "\(host): \(fault.map { "\($0)" } ?? "nothing")")
            #expect(fault?.message.contains("outgoing-allow") == true)
        }
        let some = Self.client(allowing: ["127.0.0.1"])
        #expect(await Self.refusal(some, "http://127.0.0.1:\(port)/") == nil)
        let leading = Server { _ in
            Response(status: 302, headers: ["Location": "http://127.0.0.2:\(port)/"])
        }
        let other = try leading.start()
        let fault = await Self.refusal(some, "http://127.0.0.1:\(other)/", follow: true)
        #expect(fault?.code == "http.address_refused" && fault?.message.contains("127.0.0.2") == true)
        await target.drain(within: .seconds(1))
        await leading.drain(within: .seconds(1))
    }
}
