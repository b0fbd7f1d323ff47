import Testing
import Values

@testable import GoogleAssets

@Suite("Resources as assets")
struct ConversionTests {
    private static let around = Placement(project: "shop", region: "europe-west1")

    private func content(
        _ type: String, _ values: JSON, around: Placement = around, unknown: JSON = .null
    ) throws -> JSON? {
        let row = try #require(Rows.of(type).first)
        let resource = Resource(
            address: type + ".one", type: type, values: values.objectValue ?? [:], unknown: unknown)
        return Conversion(around: around).content(row, resource)
    }

    @Test("names are spelled as the API does, single blocks are objects, plural ones lists")
    func spelling() throws {
        let got = try content(
            "google_logging_metric",
            [
                "name": "errors", "filter": "severity>=ERROR", "bucket_name": "b",
                "metric_descriptor": [
                    ["metric_kind": "DELTA", "labels": [["key": "k", "value_type": "INT64"]]]
                ],
                "label_extractors": ["some_key": "EXTRACT(a)"],
            ])
        #expect(
            got == [
                "name": "errors", "filter": "severity>=ERROR", "bucketName": "b",
                "metricDescriptor": [
                    "metricKind": "DELTA", "labels": [["key": "k", "valueType": "INT64"]],
                ],
                "labelExtractors": ["some_key": "EXTRACT(a)"],
            ])
    }

    @Test("what is empty is left out, but for what is always sent")
    func emptiness() throws {
        let got = try content(
            "google_compute_network",
            [
                "name": "n", "auto_create_subnetworks": false, "description": "", "mtu": 0,
                "routing_mode": .null,
            ])
        #expect(got == ["name": "n", "autoCreateSubnetworks": false])
    }

    @Test(
        "a provider's own values are added to a configuration, not to a plan, nor over what is not known yet")
    func standards() throws {
        var configured = Self.around
        configured.isConfigured = true
        let values: JSON = ["name": "n"]
        let own = try content("google_compute_network", values, around: configured)
        #expect(own?["autoCreateSubnetworks"] == true)
        #expect(try content("google_compute_network", values)?["autoCreateSubnetworks"] == false)
        let open = try content(
            "google_bigquery_dataset", ["dataset_id": "d"], around: configured, unknown: ["location": true])
        #expect(open?["location"] == nil)
        #expect(open?["datasetReference"]?["datasetId"] == "d")
    }

    @Test(
        "what is named is its path below the project",
        arguments: [
            ("default", "projects/shop/global/networks/default"),
            ("global/networks/default", "projects/shop/global/networks/default"),
            ("projects/other/global/networks/n", "projects/other/global/networks/n"),
            (
                "https://www.googleapis.com/compute/v1/projects/other/global/networks/n",
                "projects/other/global/networks/n"
            ),
        ])
    func references(given: String, path: String) throws {
        let got = try content("google_compute_router", ["name": "r", "network": .string(given)])
        #expect(got?["network"] == .string(path))
    }

    @Test("disks of an instance are one list; a zone tells its region")
    func instances() throws {
        let got = try content(
            "google_compute_instance",
            [
                "name": "i", "zone": "us-central1-a", "machine_type": "e2-micro",
                "boot_disk": [["initialize_params": [["image": "projects/d/global/images/i", "size": 10]]]],
                "scratch_disk": [["interface": "NVME"]],
                "network_interface": [["subnetwork": "s", "subnetwork_project": "net"]],
                "metadata": ["b": "2", "a": "1"],
            ])
        let disks = try #require(got?["disks"]?.arrayValue)
        #expect(disks.count == 2 && disks[0]["boot"] == true && disks[1]["type"] == "SCRATCH")
        #expect(disks[0]["initializeParams"]?["diskSizeGb"] == "10")
        #expect(got?["machineType"] == "projects/shop/zones/us-central1-a/machineTypes/e2-micro")
        let subnet = got?["networkInterfaces"]?[0]?["subnetwork"]
        #expect(subnet == "projects/net/regions/us-central1/subnetworks/s")
        #expect(got?["metadata"] == ["items": [["key": "a", "value": "1"], ["key": "b", "value": "2"]]])
    }

    @Test("a set is sent in the order of its elements' checksums")
    func sets() throws {
        let got = try content(
            "google_project_iam_custom_role", ["permissions": ["a.list", "a.create", "a.get"]])
        let given = try content(
            "google_project_iam_custom_role", ["permissions": ["a.get", "a.list", "a.create"]])
        #expect(got?["includedPermissions"] == given?["includedPermissions"])
        // CRC-32 of `bar` is 1996459178, of `foo` 2356372769.
        let tags = try content("google_compute_instance", ["zone": "z-a", "tags": ["foo", "bar"]])
        #expect(tags?["tags"] == ["items": ["bar", "foo"]])
    }

    @Test("a provider's labels are those of the plan, and its mark in a configuration")
    func labels() throws {
        let planned = try content(
            "google_pubsub_topic",
            ["name": "t", "labels": ["a": "b"], "effective_labels": ["a": "b", "c": "d"]])
        #expect(planned?["labels"] == ["a": "b", "c": "d"])
        var configured = Self.around
        configured.isConfigured = true
        configured.labels = ["goog-terraform-provisioned": "true"]
        let marked = try content("google_pubsub_topic", ["name": "t"], around: configured)
        #expect(marked?["labels"] == ["goog-terraform-provisioned": "true"])
    }

    @Test("some lists are maps for the API")
    func maps() throws {
        let got = try content(
            "google_vmwareengine_private_cloud",
            [
                "type": "TIME_LIMITED",
                "management_cluster": [
                    [
                        "cluster_id": "one",
                        "node_type_configs": [["node_type_id": "standard-72", "node_count": 3]],
                    ]
                ],
            ])
        #expect(
            got == [
                "type": "TIME_LIMITED",
                "managementCluster": [
                    "clusterId": "one", "nodeTypeConfigs": ["standard-72": ["nodeCount": 3]],
                ],
            ])
    }
}
