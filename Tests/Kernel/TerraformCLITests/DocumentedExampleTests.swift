import TerraformCLI
import Testing

/// What the module's page shows, to the line.
@Suite("The page of TerraformCLI") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let mirrors = ProviderMirror.find(environment: [:])
        let configuration = mirrors.configuration
        #expect(configuration.isEmpty == mirrors.isEmpty)
        #expect(mirrors.allSatisfy { configuration.contains($0.path) })
    }
}
