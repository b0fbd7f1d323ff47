import HCL
import Testing

import TerraformLanguage

@Suite("Providers between modules")
struct ProviderChecksTests {
    private func problems(_ files: [String: String]) -> [String] {
        Configuration(files.mapValues { Array($0.utf8) }).diagnostics.map {
            ($0.severity == .error ? "error " : "warning ") + $0.description
        }
    }

    @Test("a child module that needs an alias is passed one, or its call is told")
    func aliases() {
        let child = """
            terraform {
              required_providers {
                aws = {
                  source                = "hashicorp/aws"
                  configuration_aliases = [aws.west]
                }
              }
            }
            """
        let without = problems(["main.tf": "module \"m\" {\n  source = \"./m\"\n}\n", "m/main.tf": child])
        #expect(without.count == 1)
        #expect(without.first?.hasPrefix("error main.tf:1,1-11: Missing required provider") == true)
        let with = """
            provider "aws" {
              alias  = "w"
              region = "x"
            }
            module "m" {
              source    = "./m"
              providers = { aws.west = aws.w }
            }
            """
        #expect(problems(["main.tf": with, "m/main.tf": child]).isEmpty)
    }

    @Test("a provider of another source than the child needs is an error at the name that is passed")
    func types() {
        let told = problems([
            "main.tf": "module \"m\" {\n  source = \"./m\"\n  providers = {\n    x = y\n  }\n}\n",
            "m/main.tf": "terraform {\n  required_providers {\n    x = { source = \"a/b\" }\n  }\n}\n",
        ])
        #expect(told.contains { $0.hasPrefix("error main.tf:4,9-10: Provider type mismatch") }, "\(told)")
        #expect(told.contains { $0.hasPrefix("warning main.tf:4,9-10: Reference to undefined") }, "\(told)")
    }

    @Test("a module with providers of its own may not be repeated, nor be passed others")
    func legacy() {
        let child = "provider \"aws\" {\n  region = \"x\"\n}\n"
        let repeated = problems([
            "main.tf": "module \"m\" {\n  source = \"./m\"\n  count = 2\n}\n", "m/main.tf": child,
        ])
        #expect(repeated.count == 1)
        #expect(repeated.first?.hasPrefix("error main.tf:3,11-12: Module is incompatible") == true)
        let passed = problems([
            "main.tf":
                "provider \"aws\" {\n  region = \"y\"\n}\nmodule \"m\" {\n  source = \"./m\"\n  providers = { aws = aws }\n}\n",
            "m/main.tf": child,
        ])
        #expect(passed.contains { $0.contains("Cannot override provider configuration") })
    }

    @Test("import blocks are of the root module only")
    func imports() {
        let block = "resource \"a_b\" \"c\" {}\nimport {\n  to = a_b.c\n  id = \"x\"\n}\n"
        #expect(problems(["main.tf": block]).isEmpty)
        let told = problems(["main.tf": "module \"m\" {\n  source = \"./m\"\n}\n", "m/x.tf": block])
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("error m/x.tf:2,1-7: Invalid import configuration") == true)
    }

    @Test(
        "a source names host, namespace and type",
        arguments: [
            ("aws", "registry.terraform.io/hashicorp/aws"), ("A/B", "registry.terraform.io/a/b"),
            ("h.io/a/b", "h.io/a/b"),
        ])
    func sources(_ text: String, _ want: String) {
        #expect(ProviderSource(text)?.description == want)
    }

    @Test("what is no source is none", arguments: ["", "a//b", "a/b/c/d", "/"])
    func noSources(_ text: String) { #expect(ProviderSource(text) == nil) }
}
