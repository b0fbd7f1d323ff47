import HTTP
import Testing

/// What the module's page shows, to the line.
@Suite("The page of HTTP") struct DocumentedExampleTests {
    @Test("shows what runs") func example() async throws {
        let server = Server { request in
            Response(
                headers: ["Content-Type": "text/plain"], body: .bytes(Array("you asked \(request.path)".utf8))
            )
        }
        let port = try server.start()
        let answer = try await Client().send(ClientRequest(url: "http://127.0.0.1:\(port)/hello"))
        await server.drain(within: .seconds(1))
        #expect(answer.status == 200 && answer.body == Array("you asked /hello".utf8))
    }
}
