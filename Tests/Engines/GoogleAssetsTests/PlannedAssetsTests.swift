import HCL
import Testing
import TerraformLanguage
import Values

@testable import GoogleAssets

@Suite("Assets of a configuration")
struct PlannedAssetsTests {
    private func assets(_ text: String, project: String? = nil) -> [GoogleAsset] {
        PlannedAssets(configuration: Configuration(["main.tf": Array(text.utf8)]), project: project).assets
    }

    @Test("the provider's project is that of resources without one, and what is asked for is before it")
    func projects() {
        let text = """
            variable "home" { default = "shop" }
            provider "google" { project = var.home }
            resource "google_pubsub_topic" "one" { name = "orders" }
            """
        #expect(assets(text).map(\.name) == ["//pubsub.googleapis.com/projects/shop/topics/orders"])
        let other = assets(text, project: "other")
        #expect(other.map(\.name) == ["//pubsub.googleapis.com/projects/other/topics/orders"])
    }

    @Test("what the page says")
    func page() {
        let text = """
            provider "google" { project = "shop" }
            resource "google_storage_bucket" "one" {
              name     = "pictures"
              location = "EU"
            }
            """
        let planned = PlannedAssets(configuration: Configuration(["main.tf": Array(text.utf8)]))
        let names = planned.assets.map(\.name)
        #expect(names == ["//storage.googleapis.com/pictures"])
    }

    @Test("roles are of the asset that they are given on, members of one role together")
    func roles() throws {
        let got = assets(
            """
            provider "google" { project = "shop" }
            resource "google_storage_bucket" "b" {
              name     = "pictures"
              location = "EU"
            }
            resource "google_storage_bucket_iam_member" "one" {
              bucket = google_storage_bucket.b.name
              role   = "roles/storage.admin"
              member = "user:ada@example.com"
            }
            resource "google_storage_bucket_iam_binding" "two" {
              bucket  = google_storage_bucket.b.name
              role    = "roles/storage.admin"
              members = ["user:ada@example.com", "user:bob@example.com"]
            }
            """)
        #expect(got.count == 1)
        let bucket = try #require(got.first)
        #expect(bucket.name == "//storage.googleapis.com/pictures")
        #expect(bucket.bindings?.count == 1)
        #expect(Set(bucket.bindings?[0].members ?? []) == ["user:ada@example.com", "user:bob@example.com"])
        #expect(bucket.addresses.count == 3)
        #expect(bucket.resource?.data?["storageClass"] == "STANDARD")
    }

    @Test("a name that is not known is a placeholder of the resource's own")
    func placeholders() {
        let got = assets(
            """
            provider "google" { project = "shop" }
            resource "random_id" "r" { byte_length = 4 }
            resource "google_storage_bucket" "b" {
              count    = 2
              name     = "pictures-${random_id.r.hex}-${count.index}"
              location = "EU"
            }
            """
        ).map(\.name)
        #expect(got.count == 2 && Set(got).count == 2)
        #expect(got.allSatisfy { $0.hasPrefix("//storage.googleapis.com/placeholder-") })
    }

    @Test("an account's address is known to others before it is made")
    func foresight() throws {
        let got = assets(
            """
            provider "google" { project = "shop" }
            resource "google_service_account" "a" { account_id = "runner" }
            resource "google_pubsub_topic_iam_member" "m" {
              topic  = "orders"
              role   = "roles/pubsub.publisher"
              member = "serviceAccount:${google_service_account.a.email}"
            }
            """)
        let topic = try #require(got.first { $0.type == "pubsub.googleapis.com/Topic" })
        #expect(topic.bindings?.first?.members == ["serviceAccount:runner@shop.iam.gserviceaccount.com"])
        #expect(topic.resource == nil)
    }

    @Test("short names of keys stand for their whole paths")
    func keys() {
        let names = ["global/ring/key", "shop/global/ring/key"].map { id in
            assets(
                """
                resource "google_kms_crypto_key_iam_member" "m" {
                  crypto_key_id = "\(id)"
                  role          = "roles/owner"
                  member        = "user:ada@example.com"
                }
                """, project: "shop"
            ).map(\.name)
        }
        let whole = "//cloudkms.googleapis.com/projects/shop/locations/global/keyRings/ring/cryptoKeys/key"
        #expect(names == [[whole], [whole]])
    }

    @Test("a provider's own texts stay texts though they look like numbers")
    func texts() {
        let got = assets(
            """
            provider "google" { project = "shop" }
            resource "google_logging_metric" "m" {
              name   = "errors"
              filter = "severity>=ERROR"
              metric_descriptor {
                metric_kind = "DELTA"
                value_type  = "INT64"
              }
            }
            """)
        let told = got.first?.resource?.data?["metricDescriptor"]
        #expect(told == ["metricKind": "DELTA", "valueType": "INT64", "unit": "1"])
    }

    @Test("policies of organizations stand with what they are of")
    func policies() throws {
        let got = assets(
            """
            resource "google_folder_organization_policy" "p" {
              folder     = "folders/1"
              constraint = "compute.vmExternalIpAccess"
              list_policy {
                deny {
                  all = true
                }
              }
            }
            """)
        let folder = try #require(got.first)
        #expect(folder.name == "//cloudresourcemanager.googleapis.com/folders/1")
        #expect(
            folder.policies == [
                ["constraint": "constraints/compute.vmExternalIpAccess", "list_policy": ["all_values": 2]]
            ])
    }

    @Test("what a state records tells the name of a listing, though its id is another")
    func names() {
        let account: JSON = [
            "id": "projects/shop/serviceAccounts/r@shop.iam.gserviceaccount.com", "project": "shop",
            "unique_id": "1234",
        ]
        #expect(
            GoogleAsset.names(of: "google_service_account", account)
                == ["//iam.googleapis.com/projects/shop/serviceAccounts/1234"])
        let project: JSON = ["project_id": "shop", "number": "99", "id": "projects/shop"]
        #expect(
            GoogleAsset.names(of: "google_project", project) == [
                "//cloudresourcemanager.googleapis.com/projects/99",
                "//cloudresourcemanager.googleapis.com/projects/shop",
            ])
        #expect(GoogleAsset.names(of: "google_spanner_instance", ["name": "s"]).isEmpty)
        #expect(GoogleAsset.names(of: "google_unheard_of", ["name": "s"]).isEmpty)
    }
}
