import Testing

@testable import TerraformCLI

@Suite("Provider mirrors")
struct ProviderMirrorTests {
    @Test("what mirrors have is taken from them, everything else from the registry")
    func mirrors() {
        let mirrors = [ProviderMirror(path: "/m", providers: ["registry.terraform.io/hashicorp/aws"])]
        #expect(mirrors.configuration.contains("include = [\"registry.terraform.io/hashicorp/aws\"]"))
        #expect(mirrors.configuration.contains("exclude = [\"registry.terraform.io/hashicorp/aws\"]"))
        #expect([ProviderMirror]().configuration.isEmpty)
    }
}
