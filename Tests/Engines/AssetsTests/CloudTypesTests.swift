import Crypto
import Testing
import Values

@testable import Assets

@Suite("Terraform's names of what clouds list")
struct CloudTypesTests {
    private func asset(_ cloud: CloudAsset.Cloud, _ entry: JSON) throws -> CloudAsset {
        let page =
            cloud == .azure
            ? AzureListing.page(["value": [entry]]) : GoogleListing.page(["results": [entry]])
        return try #require(page.assets.first)
    }

    @Test("Azure's, whatever the case of their letters, and by kind where the type says too little")
    func azure() throws {
        func name(_ type: String, _ kind: String? = nil) throws -> String {
            var entry: JSON = [
                "id": "/subscriptions/a/resourceGroups/g/x", "type": .string(type), "name": "x",
            ]
            entry["kind"] = kind.map { .string($0) }
            return try asset(.azure, entry).terraformType
        }
        #expect(try name("microsoft.network/VIRTUALNETWORKS") == "azurerm_virtual_network")
        #expect(try name("Microsoft.Web/sites", "functionapp,linux") == "azurerm_linux_function_app")
        #expect(try name("Microsoft.Web/sites", "app") == "azurerm_windows_web_app")
        #expect(try name("Microsoft.Foo/bars") == "Microsoft.Foo/bars")
    }

    @Test("Google's, global and regional kinds apart, with what import wants")
    func google() throws {
        let address = "//compute.googleapis.com/projects/p/regions/r/addresses/a"
        let regional = try asset(
            .google,
            ["name": .string(address), "assetType": "compute.googleapis.com/Address", "location": "r"])
        #expect(regional.terraformType == "google_compute_address")
        #expect(regional.importID == "projects/p/regions/r/addresses/a")
        let global = try asset(
            .google,
            [
                "name": "//compute.googleapis.com/projects/p/global/addresses/a",
                "assetType": "compute.googleapis.com/Address", "location": "global",
            ])
        #expect(global.terraformType == "google_compute_global_address")
        let bucket = try asset(
            .google,
            [
                "name": "//storage.googleapis.com/b", "assetType": "storage.googleapis.com/Bucket",
                "parentFullResourceName": "//cloudresourcemanager.googleapis.com/projects/1",
            ])
        #expect(bucket.importID == "b" && bucket.terraformType == "google_storage_bucket")
        #expect(bucket.parent == "//cloudresourcemanager.googleapis.com/projects/1")
    }

    @Test("a token's request carries secrets escaped; an answer without a token says what the cloud said")
    func token() throws {
        let request = CloudToken(azure: "d/1", client: "c", secret: "a&b=c", base: nil)
        #expect(request.url == "https://login.microsoftonline.com/d%2F1/oauth2/v2.0/token")
        #expect(request.form.contains("client_secret=a%26b%3Dc"))
        #expect(try CloudToken.token(status: 200, body: Array(#"{"access_token":"t"}"#.utf8)) == "t")
        let refusal = #expect(throws: (any Error).self) {
            try CloudToken.token(status: 401, body: Array(#"{"error_description":"expired"}"#.utf8))
        }
        #expect("\(refusal.map { "\($0)" } ?? "")".contains("expired"))
        #expect(throws: (any Error).self) { try ServiceAccount("{}") }
    }
}
