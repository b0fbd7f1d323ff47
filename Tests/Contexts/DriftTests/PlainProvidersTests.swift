import ProvidersAPI
import Testing
import Values

@testable import Drift

@Suite("Providers of a plan") struct PlainProvidersTests {
    private func plan(_ providers: JSON) -> JSON { ["configuration": ["provider_config": providers]] }

    private let aws: JSON = [
        "name": "aws", "full_name": "registry.terraform.io/hashicorp/aws",
        "expressions": ["region": ["constant_value": "eu-central-1"]],
    ]

    @Test func `are taken when they are plain`() {
        let found = PlainProviders.of(
            plan([
                "aws": aws,
                "terraform": ["name": "terraform", "full_name": "terraform.io/builtin/terraform"],
            ]))
        #expect(
            found == [
                ProviderArguments(
                    source: "registry.terraform.io/hashicorp/aws", arguments: ["region": "eu-central-1"])
            ])
    }

    @Test func `are left to Terraform when they are not`() {
        func changed(_ change: (inout JSON) -> Void) -> JSON {
            var provider = aws
            change(&provider)
            return plan(["aws": provider])
        }
        #expect(PlainProviders.of(changed { $0["alias"] = "west" }) == nil)
        #expect(PlainProviders.of(changed { $0["module_address"] = "module.a" }) == nil)
        #expect(
            PlainProviders.of(changed { $0["expressions"] = ["region": ["references": ["var.region"]]] })
                == nil)
        #expect(
            PlainProviders.of(
                changed { $0["expressions"] = ["token": ["constant_value": "(sensitive value)"]] })
                == nil)
        #expect(PlainProviders.of(plan(["aws": aws, "aws.b": aws])) == nil)
        #expect(PlainProviders.of(plan([:])) == nil)
        #expect(PlainProviders.of([:]) == nil)
    }
}
