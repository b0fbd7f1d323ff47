import Faults
import Testing

@testable import HTTP

@Suite("TLS", .timeLimit(.minutes(1)))
struct TLSTests {
    /// Makes a certificate for 127.0.0.1 that signs itself.
    private func withCertificate(_ body: (ServerConfiguration.TLS) async throws -> Void) async throws {
        try await withScratch { path in
            let (chain, key) = ("\(path)/cert.pem", "\(path)/key.pem")
            let made = try await run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
                    + "-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout \(key) -out \(chain)")
            try #require(made == 0)
            try await body(ServerConfiguration.TLS(chain: chain, key: key))
        }
    }

    @Test("carries requests and large bodies both ways")
    func roundTrip() async throws {
        try await withCertificate { tls in
            try await withServer(
                tls: tls,
                handler: { request in
                    guard let body = try? await request.body.collect(upTo: 4 << 20) else {
                        return Response(status: 500)
                    }
                    return Response(headers: ["X-TLS": "\(request.isTLS)"], body: .bytes(body))
                }
            ) { port, _ in
                let client = Client(ClientConfiguration(caBundle: tls.chain))
                let bytes = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                let request = ClientRequest(
                    method: "PUT", url: "https://127.0.0.1:\(port)/", body: .bytes(bytes))
                for _ in 0..<2 {
                    let answer = try await client.send(request)
                    #expect(answer.status == 200 && answer.body == bytes && answer.headers["x-tls"] == "true")
                }
            }
        }
    }

    @Test("is not trusted without its root")
    func untrusted() async throws {
        try await withCertificate { tls in
            try await withServer(tls: tls, handler: echo) { port, _ in
                let request = ClientRequest(url: "https://127.0.0.1:\(port)/")
                let fault = await #expect(throws: Fault.self) { try await Client().send(request) }
                #expect(fault?.code == "http.unreachable" && fault?.message.contains("trusted") == true)
            }
        }
    }

    @Test("begins at 1.3 unless 1.2 is allowed, and speaks HTTP/2 and HTTP/1.1")
    func versions() async throws {
        try await withCertificate { tls in
            var relaxed = tls
            relaxed.allowsTLS12 = true
            for (configuration, allows) in [(tls, false), (relaxed, true)] {
                try await withServer(tls: configuration, handler: echo) { port, _ in
                    let connect = "openssl s_client -connect 127.0.0.1:\(port)"
                    let chosen = "-alpn h2,http/1.1 2>&1 | grep -q 'ALPN protocol: h2'"
                    let old = "-alpn http/1.1 2>&1 | grep -q 'ALPN protocol: http/1.1'"
                    for (arguments, works) in [
                        ("-tls1_2", allows), ("-tls1_3", true), ("-tls1_1", false), ("-alpn h3", false),
                        (chosen, true), (old, true),
                        ("-tls1_2 -cipher AES256-SHA", false),
                        ("-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA", false),
                    ] {
                        let code = try await run("\(connect) \(arguments)")
                        #expect((code == 0) == works, "\(arguments)")
                    }
                }
            }
        }
    }

    @Test("survives bytes that are no handshake")
    func garbage() async throws {
        try await withCertificate { tls in
            try await withServer(tls: tls, handler: echo) { port, _ in
                let socket = try RawSocket(port: port)
                let answer = try await blocking {
                    socket.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                    return socket.read()
                }
                #expect(!String(decoding: answer, as: UTF8.self).contains("HTTP/"))
                let code = try await run("openssl s_client -connect 127.0.0.1:\(port)")
                #expect(code == 0)
            }
        }
    }

    @Test("refuses to start with files that do not fit")
    func badFiles() throws {
        let tls = ServerConfiguration.TLS(chain: "/nowhere/cert.pem", key: "/nowhere/key.pem")
        let fault = #expect(throws: Fault.self) {
            try Server(ServerConfiguration(tls: tls), handler: echo).start()
        }
        #expect(fault?.code == "http.tls_files")
    }
}
