import Testing

@testable import HTTP

@Suite("Proxies before a server", .timeLimit(.minutes(1)))
struct ProxyTests {
    @Test("know an address by its network")
    func ranges() throws {
        for (range, inside, outside) in [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.1"), ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
            ("192.0.2.128/25", "192.0.2.200", "192.0.2.1"), ("fd00::/8", "fd12::1", "fe80::1"),
            ("0.0.0.0/0", "203.0.113.9", "::1"), ("::1", "::1", "::2"), ("10.1.2.3/8", "10.9.9.9", "9.9.9.9"),
        ] {
            let network = try #require(AddressRange(range))
            #expect(network.contains(inside) && !network.contains(outside), "\(range)")
            #expect(!network.contains("nonsense"))
        }
        for wrong in [
            "", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/", "10.0.0.0/8/8", "a", "10.0.0.0/+8",
        ] {
            #expect(AddressRange(wrong) == nil, "\(wrong)")
        }
    }

    private func client(
        _ field: ProxyTrust.Field, _ headers: [(String, String)], peer: String = "10.0.0.1"
    ) throws -> (String, Bool?) {
        let trust = ProxyTrust(networks: [try #require(AddressRange("10.0.0.0/8"))], field: field)
        let client = trust.client(behind: peer, Headers(headers))
        return (client.address, client.isTLS)
    }

    @Test("name the client, up to the first hop that is none of them")
    func forwarded() throws {
        let plain = "X-Forwarded-For"
        #expect(try client(.xForwardedFor, [(plain, "203.0.113.9")]) == ("203.0.113.9", nil))
        // What the client itself made up stands further to the left.
        #expect(
            try client(.xForwardedFor, [(plain, "1.2.3.4, 203.0.113.9, 10.0.0.2")]) == ("203.0.113.9", nil))
        #expect(
            try client(.xForwardedFor, [(plain, "1.2.3.4"), (plain, "203.0.113.9:4711")]) == (
                "203.0.113.9", nil
            ))
        #expect(try client(.xForwardedFor, [(plain, "[2001:DB8::1]:80")]) == ("2001:db8::1", nil))
        #expect(try client(.xForwardedFor, [(plain, "2001:db8::1")]) == ("2001:db8::1", nil))
        #expect(try client(.xForwardedFor, [(plain, "203.0.113.9, unknown")]) == ("10.0.0.1", nil))
        #expect(
            try client(.xForwardedFor, [(plain, "203.0.113.9"), ("X-Forwarded-Proto", "https")]) == (
                "203.0.113.9", true
            ))
        #expect(
            try client(.xForwardedFor, [(plain, "203.0.113.9"), ("X-Forwarded-Proto", "http")]) == (
                "203.0.113.9", false
            ))
        let element = #"for=1.2.3.4;proto=https, For="[2001:db8::1]:80";by=10.0.0.9;Proto=http, for=10.0.0.3"#
        #expect(try client(.forwarded, [("Forwarded", element)]) == ("2001:db8::1", false))
        #expect(try client(.forwarded, [("Forwarded", "for=_hidden")]) == ("10.0.0.1", nil))
    }

    @Test("are not believed when they are others, or write another field")
    func strangers() throws {
        let headers = [
            ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("Forwarded", "for=1.2.3.4"),
        ]
        #expect(try client(.xForwardedFor, headers, peer: "192.0.2.1") == ("192.0.2.1", nil))
        #expect(try client(.none, headers) == ("10.0.0.1", nil))
        #expect(try client(.forwarded, [headers[0], headers[1]]) == ("10.0.0.1", nil))
    }

    private static func binary(_ command: UInt8, _ family: UInt8, _ content: [UInt8]) -> [UInt8] {
        [
            13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10, command, family, UInt8(content.count >> 8),
            UInt8(content.count & 255),
        ]
            + content
    }

    private static let four: [UInt8] = [203, 0, 113, 9, 192, 0, 2, 1, 0x12, 0x67, 1, 0xBB]

    @Test("greet in both versions, however the bytes are split")
    func greetings() {
        let six: [UInt8] = [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1]
        let good: [([UInt8], String?)] = [
            (Self.binary(0x21, 0x11, Self.four), "203.0.113.9"),
            (Self.binary(0x21, 0x11, Self.four + [4, 0, 1, 7]), "203.0.113.9"),
            (Self.binary(0x21, 0x21, six + six + [0, 1, 0, 2]), "2001:db8::1"),
            (Self.binary(0x20, 0, []), nil), (Self.binary(0x21, 0, [1, 2]), nil),
            (Self.binary(0x21, 0x31, [UInt8](repeating: 0, count: 216)), nil),
            (Array("PROXY TCP4 203.0.113.9 192.0.2.1 4711 443\r\n".utf8), "203.0.113.9"),
            (Array("PROXY TCP6 2001:db8::1 ::1 4711 443\r\n".utf8), "2001:db8::1"),
            (Array("PROXY UNKNOWN\r\n".utf8), nil),
        ]
        for (bytes, address) in good {
            for count in 1...bytes.count {
                let header = bytes[..<count].withUnsafeBufferPointer { ProxyHeader($0) }
                #expect(header == (count < bytes.count ? .more : .header(length: count, address: address)))
            }
            let more = (bytes + [1, 2, 3]).withUnsafeBufferPointer { ProxyHeader($0) }
            #expect(more == .header(length: bytes.count, address: address))
        }
        let bad: [[UInt8]] = [
            Array("GET / HTTP/1.1\r\n".utf8), Self.binary(0x11, 0x11, Self.four),
            Self.binary(0x22, 0x11, Self.four),
            Self.binary(0x21, 0x11, Array(Self.four.dropLast())),
            Self.binary(0x21, 0x11, [UInt8](repeating: 0, count: 5000)),
            Array("PROXY TCP4 203.0.113.9 192.0.2.1 4711 443\n".utf8),
            Array("PROXY TCP4 ::1 ::1 1 2\r\n".utf8),
            Array("PROXY TCP4 203.0.113.9 192.0.2.1 4711 99999\r\n".utf8),
            Array("PROXY TCP5 a b c d\r\n".utf8),
            Array("PROXY TCP4 \(String(repeating: "1", count: 120))".utf8),
        ]
        for bytes in bad { #expect(bytes.withUnsafeBufferPointer { ProxyHeader($0) } == .broken) }
    }

    private func serving(
        _ limits: Limits = Limits(), networks: [String], speaks: Bool, tls: ServerConfiguration.TLS? = nil,
        _ body: (Int) async throws -> Void
    ) async throws {
        var configuration = ServerConfiguration(tls: tls, limits: limits, loops: 1)
        configuration.proxies = ProxyTrust(
            networks: networks.compactMap { AddressRange($0) }, speakProxyProtocol: speaks)
        let server = Server(configuration) { request in
            Response(body: .bytes(Array("\(request.remote) \(request.isTLS)".utf8)))
        }
        try await body(try server.start())
        await server.drain(within: .zero)
    }

    private static let ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"

    private func refused(_ text: String, _ port: Int) async throws -> Bool {
        let socket = try RawSocket(port: port)
        return try await blocking {
            socket.send(text)
            return socket.read().isEmpty
        }
    }

    @Test("give a request its client's address, and count the client instead of themselves")
    func serving() async throws {
        var limits = Limits()
        limits.connectionsPerAddress = 1
        try await serving(limits, networks: ["127.0.0.0/8"], speaks: true) { port in
            let held = try RawSocket(port: port)
            let greeting = "PROXY TCP4 203.0.113.8 192.0.2.1 4711 443\r\n"
            let first = try await blocking {
                held.send(greeting + "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                return held.read(until: "203.0.113.8 false")
            }
            #expect(first != nil)
            let second = try await say(
                "PROXY TCP4 203.0.113.9 192.0.2.1 4711 443\r\n\(Self.ask)\r\n", to: port)
            #expect(second.hasSuffix("203.0.113.9 false"))
            let own = try await say("PROXY UNKNOWN\r\n\(Self.ask)\r\n", to: port)
            #expect(own.hasSuffix("127.0.0.1 false"))
            // One place for each client, and none without a greeting.
            let isRefused1 = try await refused("\(greeting)\(Self.ask)\r\n", port)
            #expect(isRefused1)
            let isRefused2 = try await refused("\(Self.ask)\r\n", port)
            #expect(isRefused2)
            withExtendedLifetime(held) {}
        }
        limits.headDeadline = .milliseconds(300)
        try await serving(limits, networks: ["127.0.0.0/8"], speaks: true) { port in
            let isRefused3 = try await refused("PROXY TCP4 203.0.1", port)
            #expect(isRefused3)
        }
        try await serving(networks: ["127.0.0.1"], speaks: false) { port in
            let told = "\(Self.ask)X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n\r\n"
            let answer = try await say(told, to: port)
            #expect(answer.hasSuffix("203.0.113.9 true"))
        }
        try await serving(networks: ["192.0.2.0/24"], speaks: true) { port in
            let told = "\(Self.ask)X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n\r\n"
            let answer = try await say(told, to: port)
            #expect(answer.hasSuffix("127.0.0.1 false"))
        }
    }

    @Test("greet before TLS too, and not a byte of the handshake is lost")
    func greetingBeforeTLS() async throws {
        try await withScratch { path in
            let made = try await run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=a "
                    + "-addext subjectAltName=IP:127.0.0.1 -keyout \(path)/key.pem -out \(path)/cert.pem")
            try #require(made == 0)
            let tls = ServerConfiguration.TLS(chain: "\(path)/cert.pem", key: "\(path)/key.pem")
            try await serving(networks: ["127.0.0.1"], speaks: true, tls: tls) { port in
                for version in ["--http1.1", "--http2"] {
                    let code = try await run(
                        "curl -sf --max-time 20 \(version) --haproxy-protocol --cacert \(path)/cert.pem "
                            + "-o \(path)/answer https://127.0.0.1:\(port)/")
                    #expect(code == 0)
                    #expect(String(decoding: read("\(path)/answer"), as: UTF8.self) == "127.0.0.1 true")
                }
                let without = try await run(
                    "curl -sf --max-time 20 --cacert \(path)/cert.pem https://127.0.0.1:\(port)/")
                #expect(without != 0)
            }
        }
    }
}
