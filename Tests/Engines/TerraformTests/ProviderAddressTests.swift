import Testing
import Values

@testable import Terraform

@Suite("Which provider a state names")
struct ProviderAddressTests {
    @Test(
        "is read in either way of writing, and written in today's",
        arguments: [
            ("provider.null", "provider[\"registry.terraform.io/-/null\"]"),
            ("provider. null", "provider[\"registry.terraform.io/-/null\"]"),
            ("provider.aws.west", "provider[\"registry.terraform.io/-/aws\"].west"),
            ("provider.terraform", "provider[\"terraform.io/builtin/terraform\"]"),
            ("module.a.provider.aws", "module.a.provider[\"registry.terraform.io/-/aws\"]"),
            ("provider[\"h.example/n/t\"].b", "provider[\"h.example/n/t\"].b"),
            ("module.a.provider[\"h/n/t\"]", "module.a.provider[\"h/n/t\"]"),
        ])
    func written(old: String, new: String) {
        #expect(ProviderAddress(old)?.description == new)
    }

    @Test(
        "is nothing else",
        arguments: ["", "null", "provider", "provider[\"a\"]x", "provider.", "provider.a.b.c"])
    func refused(text: String) {
        #expect(ProviderAddress(text) == nil)
    }

    @Test("a state is written back with it, and with all else as it was")
    func state() throws {
        let text = """
            {"version": 4, "serial": 1, "lineage": "l", "resources": [{"type": "a", "provider": "provider.a",
            "odd": 1.50}, {"type": "b", "provider": "what is this"}]}
            """
        let written = try JSON(parsing: StateDocument(parsing: Array(text.utf8)).withCurrentProviders())
        #expect(written["resources"]?[0]?["provider"] == "provider[\"registry.terraform.io/-/a\"]")
        #expect(written["resources"]?[0]?["odd"]?.text == "1.50")
        #expect(written["resources"]?[1]?["provider"] == "what is this")
    }
}
