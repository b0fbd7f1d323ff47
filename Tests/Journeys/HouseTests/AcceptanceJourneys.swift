import Foundation
import Testing
import Values

/// Accepting what one of several instances, or a module's resource, has become; the real Terraform CLI and
/// AWS provider, a simulated AWS in which a role is assumed.
@Suite(
    "Accepting", .serialized,
    .enabled(
        if: terraform != nil && Simulator.isPresent && Simulator.hasProvider,
        "terraform, the simulator or a mirror with the AWS provider is not on this machine"))
struct AcceptanceJourneys {
    private static let files = [
        "main.tf": """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }
        provider "aws" {
          region = "eu-central-1"
        }
        resource "aws_sns_topic" "each" {
          for_each     = toset(["a", "b"])
          name         = each.key
          display_name = "Topic"
        }
        module "part" {
          source = "./part"
        }

        """,
        "part/main.tf": """
        resource "aws_sns_topic" "own" {
          name         = "own"
          display_name = "Topic"
        }

        """,
    ]

    @Test("one instance, and a module's resource, become what was found; the others stay")
    func accepts() async throws {
        let it = try await CloudWatcher(role: "arn:aws:iam::210987654321:role/deployer")
        let configuration = try await it.house.upload(Self.files, as: it.ada)
        _ = try await it.deploy(["configuration": configuration])
        // In the account of the role, not in that of the keys.
        try await it.simulator.python(
            """
            got = boto3.client('sts').assume_role(
                RoleArn='arn:aws:iam::210987654321:role/x', RoleSessionName='hand')['Credentials']
            sns = boto3.client('sns', aws_access_key_id=got['AccessKeyId'],
                aws_secret_access_key=got['SecretAccessKey'], aws_session_token=got['SessionToken'])
            for topic in sns.list_topics()['Topics']:
                if topic['TopicArn'].split(':')[-1] in ('a', 'own'):
                    sns.set_topic_attributes(
                        TopicArn=topic['TopicArn'], AttributeName='DisplayName', AttributeValue='Found')
            """)
        let report = try await it.scan()
        #expect(report["method"] == "hosted" && report["findings"]?.arrayValue?.count == 2, "\(report)")
        let done = try await it.remediate(
            ["analysis": report["id"] ?? .null, "strategy": "accept", "reason": "it is better so"])
        #expect(done["status"] == "completed", "\(done)")
        let patch = (done["patch"]?.arrayValue ?? []).compactMap { $0["diff"]?.stringValue }.joined()
        #expect(patch.contains("+  display_name = each.key == \"a\" ? \"Found\" : (\"Topic\")"), "\(patch)")
        #expect(patch.contains("part/main.tf") && patch.contains("+  display_name = \"Found\""), "\(patch)")
        let after = try await it.scan()
        #expect(after["findings"]?.arrayValue?.isEmpty == true, "\(after)")
        await it.stop()
    }
}
