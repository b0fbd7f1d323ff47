import TerraformLanguage
import Testing
import Values

@Suite("Providers of a configuration") struct ConfiguredProvidersTests {
    private let aws = "registry.terraform.io/hashicorp/aws"

    private func told(_ text: String, values: [String: String] = [:], wanted: [String]) -> ConfiguredProviders
    {
        ConfiguredProviders.of(["main.tf": text], values: values, wanted: wanted)
    }

    private func known(_ told: ConfiguredProviders) -> [ConfiguredProviders.Known]? {
        if case .known(let known) = told { known } else { nil }
    }

    @Test func `are evaluated, with variables, locals, functions, blocks and aliases`() {
        let found = known(
            told(
                """
                variable "region" { default = "eu-central-1" }
                variable "role" {}
                locals { west = replace(var.region, "central", "west") }
                provider "aws" {
                  region = var.region
                  default_tags {
                    tags = { Owner = upper("plumb") }
                  }
                }
                provider "aws" {
                  alias  = "west"
                  region = local.west
                  assume_role {
                    role_arn = var.role
                  }
                }
                """, values: ["plumb.auto.tfvars.json": "{\"role\":\"arn:aws:iam::1:role/x\"}"],
                wanted: [
                    "provider[\"\(aws)\"]", "provider[\"\(aws)\"].west",
                    "provider[\"terraform.io/builtin/terraform\"]",
                ]))
        #expect(
            found == [
                .init(
                    source: aws, alias: nil,
                    arguments: ["region": "eu-central-1", "default_tags": [["tags": ["Owner": "PLUMB"]]]]),
                .init(
                    source: aws, alias: "west",
                    arguments: [
                        "region": "eu-west-1", "assume_role": [["role_arn": "arn:aws:iam::1:role/x"]],
                    ]),
            ])
    }

    @Test func `are none where only Terraform's own resources are`() {
        #expect(known(told("", wanted: ["provider[\"terraform.io/builtin/terraform\"]"])) == [])
    }

    @Test func `without a block are configured by their environment`() {
        #expect(
            known(told("resource \"aws_sqs_queue\" \"a\" {}", wanted: ["provider[\"\(aws)\"]"])) == [
                .init(source: aws, alias: nil, arguments: [:])
            ])
    }

    @Test(arguments: [
        (
            "provider \"aws\" { region = aws_s3_bucket.b.region }\nresource \"aws_s3_bucket\" \"b\" {}",
            "provider[\"registry.terraform.io/hashicorp/aws\"]", "only known to Terraform"
        ),
        (
            "variable \"r\" {}\nprovider \"aws\" { region = var.r }",
            "provider[\"registry.terraform.io/hashicorp/aws\"]", "only known to Terraform"
        ),
        ("", "provider[\"registry.terraform.io/hashicorp/aws\"].west", "in no block"),
        ("", "module.a.provider[\"registry.terraform.io/hashicorp/aws\"]", "module of its own"),
    ])
    func `are left to Terraform when they can't be told`(text: String, wanted: String, why: String) {
        guard case .unknown(let reason) = told(text, wanted: [wanted]) else {
            Issue.record("it was told")
            return
        }
        #expect(reason.contains(why), "\(reason)")
    }
}
