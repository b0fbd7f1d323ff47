import Faults
import Glibc
import Testing

@testable import HTTP

@Suite("TLS, renewed and mutual", .timeLimit(.minutes(1)))
struct TLSReloadTests {
    private func make(_ name: String, in path: String, subject: String, more: String = "") async throws {
        let made = try await run(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '\(subject)' "
                + "-addext subjectAltName=IP:127.0.0.1 -keyout \(path)/\(name).key -out \(path)/\(name).pem \(more)"
        )
        try #require(made == 0)
    }

    private func shows(_ subject: String, _ port: Int) async throws -> Bool {
        try await run(
            "openssl s_client -connect 127.0.0.1:\(port) </dev/null | openssl x509 -noout -subject | grep -q '\(subject)'"
        )
            == 0
    }

    @Test("gives new connections the new certificate, and goes on with the old when the new is broken")
    func renewal() async throws {
        try await withScratch { path in
            try await make("old", in: path, subject: "/CN=first")
            try await make("new", in: path, subject: "/CN=second")
            _ = try await run("cp \(path)/old.pem \(path)/cert.pem && cp \(path)/old.key \(path)/key.pem")
            let tls = ServerConfiguration.TLS(chain: "\(path)/cert.pem", key: "\(path)/key.pem")
            let server = Server(ServerConfiguration(tls: tls, loops: 1), handler: echo)
            let port = try server.start()
            let first = try await shows("first", port)
            let unchanged = try server.reloadTLS(ifChanged: true)
            #expect(first && !unchanged)
            // Half of a renewal does not fit together, and is told once.
            _ = try await run("cp \(path)/new.pem \(path)/cert.pem")
            let fault = #expect(throws: Fault.self) { try server.reloadTLS(ifChanged: true) }
            #expect(fault?.code == "http.tls_files")
            let quiet = try server.reloadTLS(ifChanged: true)
            let still = try await shows("first", port)
            #expect(!quiet && still)
            _ = try await run("cp \(path)/new.key \(path)/key.pem")
            let renewed = try server.reloadTLS(ifChanged: true)
            let second = try await shows("second", port)
            #expect(renewed && second)
            let again = try server.reloadTLS()
            #expect(again)
            await server.drain(within: .zero)
        }
    }

    @Test("asks clients who they are, and tells the handler", arguments: [true, false])
    func mutual(isRequired: Bool) async throws {
        try await withScratch { path in
            try await make("server", in: path, subject: "/CN=server")
            try await make("client", in: path, subject: "/O=Acme\\, Inc./CN=runner")
            try await make("stranger", in: path, subject: "/CN=stranger")
            var tls = ServerConfiguration.TLS(chain: "\(path)/server.pem", key: "\(path)/server.key")
            tls.clients = .init(authorities: "\(path)/client.pem", isRequired: isRequired)
            try await withServer(
                tls: tls,
                handler: { request in
                    let subject = request.certificate?.subject ?? "nobody"
                    return Response(
                        body: .bytes(Array("\(subject) \(request.certificate?.digest.count ?? 0)".utf8)))
                }
            ) { port, _ in
                func ask(_ arguments: String) async throws -> (Int32, String) {
                    let code = try await run(
                        "rm -f \(path)/answer; curl -sf --max-time 20 --cacert \(path)/server.pem \(arguments) "
                            + "-o \(path)/answer https://127.0.0.1:\(port)/")
                    return (code, String(decoding: read("\(path)/answer"), as: UTF8.self))
                }
                for version in ["--http1.1", "--http2"] {
                    let known = try await ask("\(version) --cert \(path)/client.pem --key \(path)/client.key")
                    #expect(known.0 == 0 && known.1.hasPrefix("CN=runner,O=Acme") && known.1.hasSuffix(" 32"))
                    let nobody = try await ask(version)
                    #expect(isRequired ? nobody.0 != 0 : nobody.1 == "nobody 0")
                    let stranger = try await ask(
                        "\(version) --cert \(path)/stranger.pem --key \(path)/stranger.key")
                    #expect(stranger.0 != 0 && stranger.1.isEmpty)
                }
            }
        }
    }

    @Test("refuses to start with authorities that can't be read")
    func badAuthorities() async throws {
        try await withScratch { path in
            try await make("server", in: path, subject: "/CN=server")
            var tls = ServerConfiguration.TLS(chain: "\(path)/server.pem", key: "\(path)/server.key")
            tls.clients = .init(authorities: "\(path)/nowhere.pem", isRequired: true)
            let fault = #expect(throws: Fault.self) {
                try Server(ServerConfiguration(tls: tls), handler: echo).start()
            }
            #expect(fault?.code == "http.tls_files" && fault?.message.contains("authorities") == true)
        }
    }
}
