import AWSProtocol
import Testing

/// What the module's page shows, to the line.
@Suite("The page of AWSProtocol") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let call = TokenService.assumeRole(
            "arn:aws:iam::123456789012:role/reader", session: "nightly look", externalID: nil, seconds: 900)
        let signed = try call.request().signed(
            by: .init(accessKey: "AKIDEXAMPLE", secretKey: "secret"), for: TokenService.service,
            in: "eu-central-1", endpoint: nil, at: "2026-01-02T03:04:05Z")
        #expect(signed.url == "https://sts.eu-central-1.amazonaws.com/")
        #expect(signed.headers.contains { $0.name == "X-Amz-Date" && $0.value == "20260102T030405Z" })
    }
}
