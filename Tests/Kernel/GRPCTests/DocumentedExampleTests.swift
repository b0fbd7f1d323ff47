import GRPC
import Testing

/// What the module's page shows, to the line.
@Suite("The page of GRPC") struct DocumentedExampleTests {
    @Test("shows what runs") func example() async throws {
        let folder = Folder()
        let path = folder.file("s")
        let twice = GRPCServer.unary { (message, _) async throws(GRPCStatus) in message + message }
        let server = try GRPCServer(.unix(path), ["/shop.Prices/Twice": twice])
        let channel = try GRPCChannel(.unix(path))
        let answer = try await channel.unary("/shop.Prices/Twice", [1, 2])
        #expect(answer == [1, 2, 1, 2])
        server.close()
        withExtendedLifetime(folder) {}
    }
}
