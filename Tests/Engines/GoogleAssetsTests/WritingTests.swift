import HCL
import Testing
import TerraformLanguage
import Values

@testable import GoogleAssets

@Suite("Assets as resource blocks")
struct WritingTests {
    @Test("what the name tells is written, what only the API tells is not")
    func blocks() throws {
        let got = GoogleResource.all(
            name: "//certificatemanager.googleapis.com/projects/shop/locations/global/certificates/c",
            type: "certificatemanager.googleapis.com/Certificate",
            content: [
                "createTime": "2026-01-01T00:00:00Z", "name": "projects/shop/locations/global/certificates/c",
                "labels": ["a": "b", "goog-terraform-provisioned": "true"], "pemCertificate": "PEM",
                "selfManaged": [:],
            ])
        let one = try #require(got.first)
        #expect(got.count == 1 && one.type == "google_certificate_manager_certificate" && one.name == "c")
        #expect(one.importID == "projects/shop/locations/global/certificates/c")
        #expect(
            one.body["arguments"]
                == ["labels": ["a": "b"], "location": "global", "name": "c", "project": "shop"])
        #expect(one.body["blocks"]?[0]?["name"] == "self_managed")
        #expect(one.body["blocks"]?[0]?["body"]?["arguments"]?["pem_certificate"] == "PEM")
        #expect(one.untold == ["self_managed"])
    }

    @Test("a region's is another type than what is everywhere")
    func places() {
        func type(_ path: String) -> String? {
            GoogleResource.all(
                name: "//compute.googleapis.com/projects/p/\(path)/healthChecks/h",
                type: "compute.googleapis.com/HealthCheck", content: ["name": "h"]
            ).first?.type
        }
        #expect(type("global") == "google_compute_health_check")
        #expect(type("regions/europe-west1") == "google_compute_region_health_check")
    }

    @Test("what no row is about is written for one who knows the type alone")
    func unlisted() {
        func arguments(isOpen: Bool) -> JSON? {
            GoogleResource.all(
                name: "//compute.googleapis.com/projects/p/zones/z-a/disks/d",
                type: "compute.googleapis.com/Disk",
                content: [
                    "name": "d", "zone": "projects/p/zones/z-a", "sizeGb": "10", "userLicenses": ["x"],
                ],
                isOpen: isOpen
            ).first?.body["arguments"]
        }
        #expect(arguments(isOpen: false) == ["name": "d", "project": "p", "size": "10", "zone": "z-a"])
        #expect(arguments(isOpen: true)?["user_licenses"] == ["x"])
    }

    @Test("a listing's name tells Terraform's type")
    func types() {
        let pool = "//netapp.googleapis.com/projects/p/locations/l/storagePools/s"
        #expect(
            GoogleResource.type(of: pool, "netapp.googleapis.com/StoragePool") == "google_netapp_storage_pool"
        )
        let folder = "//logging.googleapis.com/folders/1/sinks/s"
        #expect(
            GoogleResource.type(of: folder, "logging.googleapis.com/LogSink") == "google_logging_folder_sink")
        #expect(GoogleResource.type(of: pool, "netapp.googleapis.com/Unheard") == nil)
    }

    @Test("who may do what is a policy of its own")
    func policies() throws {
        let got = GoogleResource.all(
            name: "//storage.googleapis.com/pictures", type: "storage.googleapis.com/Bucket", content: .null,
            policy: ["bindings": [["role": "roles/viewer", "members": ["user:a@example.com"]]], "etag": "x"])
        let policy = try #require(got.first)
        #expect(policy.type == "google_storage_bucket_iam_policy" && policy.name == "pictures_iam_policy")
        #expect(
            policy.body["arguments"]?["policy_data"]
                == "{\"bindings\":[{\"role\":\"roles/viewer\",\"members\":[\"user:a@example.com\"]}]}")
    }

    @Test("a project gets the billing account that another asset tells")
    func together() throws {
        let got = GoogleResource.all([
            (
                "//cloudresourcemanager.googleapis.com/projects/shop",
                "cloudresourcemanager.googleapis.com/Project",
                ["name": "Shop", "projectId": "shop", "parent": ["type": "folder", "id": "12"]], .null
            ),
            (
                "//cloudbilling.googleapis.com/projects/shop/billingInfo",
                "cloudbilling.googleapis.com/ProjectBillingInfo",
                ["billingAccountName": "billingAccounts/AA-BB", "projectId": "shop"], .null
            ),
        ])
        #expect(got.count == 1)
        #expect(
            got.first?.body["arguments"] == [
                "billing_account": "AA-BB", "folder_id": "12", "name": "Shop", "project_id": "shop",
            ])
    }

    @Test("a block that is written comes to the same asset again")
    func thereAndBack() throws {
        let name = "//compute.googleapis.com/projects/shop/global/firewalls/f"
        let content: JSON = [
            "name": "f", "network": "projects/shop/global/networks/default", "priority": 900,
            "allowed": [["IPProtocol": "tcp", "ports": ["22"]]], "sourceRanges": ["10.0.0.0/8"],
            "disabled": false, "logConfig": ["enable": false], "description": "ssh",
        ]
        let written = GoogleResource.all(
            name: name, type: "compute.googleapis.com/Firewall", content: content)
        let text = AdoptionText.text(
            of: written.map { .init(type: $0.type, name: $0.name, importID: $0.importID, body: $0.body) })
        let back = PlannedAssets(configuration: Configuration(["main.tf": Array(text.utf8)]))
        #expect(back.assets.map(\.name) == [name])
        #expect(back.assets.first?.resource?.data == content, "\(text)")
    }
}
