import TerraformLanguage
import Testing

/// Which version of a provider a configuration takes.
@Suite("Versions of providers")
struct ProviderVersionsTests {
    static let lock = """
        # This file is maintained automatically by "terraform init".
        provider "registry.terraform.io/hashicorp/aws" {
          version     = "5.1.0"
          constraints = "~> 5.0"
          hashes = [
            "h1:AAAA",
            "zh:bbbb",
          ]
        }

        """
    static let files = [
        "main.tf": """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws", version = "~> 5.0" }
          }
        }
        module "m" {
          source = "./m"
        }
        """,
        "m/main.tf": """
        terraform {
          required_providers {
            cloud = { source = "hashicorp/aws", version = "!= 5.2.0" }
            other = { source = "acme/aws", version = "1.0.0" }
          }
        }
        """,
    ]

    private func versions(lock: String?) throws -> ProviderVersions {
        let source = try #require(ProviderSource("hashicorp/aws"))
        return Configuration(Self.files.mapValues { Array($0.utf8) })
            .versions(of: source, lock: lock.map { Array($0.utf8) })
    }

    @Test("without a lock file it is the newest release that every module allows")
    func allowed() throws {
        let wanted = try versions(lock: nil)
        #expect(wanted.constraints == ["!= 5.2.0", "~> 5.0"] && wanted.locked == nil)
        #expect(wanted.selected(from: ["4.9.0", "5.1.0", "5.2.0", "5.3.0-beta1", "6.0.0"]) == "5.1.0")
        #expect(wanted.selected(from: ["4.9.0", "6.0.0"]) == nil)
        #expect(ProviderVersions().selected(from: ["1.0.0", "1.2.0", "2.0.0-rc1"]) == "1.2.0")
        #expect(
            ProviderVersions(constraints: ["2.0.0-rc1"]).selected(from: ["1.2.0", "2.0.0-rc1"]) == "2.0.0-rc1"
        )
    }

    @Test("the lock file's version, and no other")
    func locked() throws {
        let wanted = try versions(lock: Self.lock)
        #expect(wanted.locked == "5.1.0" && wanted.hashes == ["h1:AAAA", "zh:bbbb"])
        #expect(wanted.selected(from: ["5.0.0", "5.1.0", "5.3.0"]) == "5.1.0")
        #expect(wanted.selected(from: ["5.0.0", "5.3.0"]) == nil)
        #expect(try versions(lock: "provider {").locked == nil)
    }
}
