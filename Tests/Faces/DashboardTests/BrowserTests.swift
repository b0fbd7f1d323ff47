import AuditAPI
import BlueprintsAPI
import Bus
import Dashboard
import DeploymentsAPI
import DriftAPI
import Foundation
import FrontDoor
import Gateway
import HTTP
import IdentityAPI
import InventoryAPI
import MonitoringAPI
import PoliciesAPI
import ProvidersAPI
import RemediationAPI
import StatesAPI
import TenantsAPI
import Testing

@Suite("In a real browser")
struct BrowserTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let python = root.appendingPathComponent(".scratch/browser/bin/python3")
    static let isPrepared = FileManager.default.isExecutableFile(atPath: python.path)

    @Test(
        "every page passes axe, light and dark, on a desk and on a phone",
        .enabled(if: isPrepared, "The browser is not prepared: run scripts/prepare --browser."))
    func visit() async throws {
        let sample = Sample()
        let entrance = Entrance(node: sample.node, addressRate: 0, credentialRate: 0)
        let dashboard = Dashboard(entrance: entrance, version: "0.0.0-test")
        let hardening = Hardening(isTLS: false)
        let gateway = Gateway(Self.offered, entrance: entrance, objects: nil, version: "0.0.0-test")
        let server = Server { request in
            let trace = TraceContext.start()
            var response = await dashboard.respond(request, trace: trace)
            if response == nil { response = await gateway.respond(request, trace: trace) }
            return hardening.apply(
                to: response ?? Response(status: 404), of: request, trace: trace.traceID)
        }
        let port = try server.start()
        let status = try await visit(port)
        await server.drain(within: .zero)
        #expect(status == 0, "The runner's output has the list.")
    }

    private static let offered =
        MonitoringOperations.offered + IdentityOperations.offered + TenantsOperations.offered
        + AuditOperations.offered + StatesOperations.offered + BlueprintsOperations.offered
        + ProvidersOperations.offered + DeploymentsOperations.offered + DriftOperationList.offered
        + RemediationOperationList.offered + PoliciesOperations.offered + InventoryOperationList.offered
        + JobOperations.offered

    private func visit(_ port: Int) async throws -> Int32 {
        let child = Process()
        child.executableURL = BrowserTests.python
        child.arguments = [BrowserTests.root.appendingPathComponent("Tests/Browser/visit.py").path]
        child.environment = ProcessInfo.processInfo.environment.merging([
            "PLUMB_URL": "http://127.0.0.1:\(port)", "PLUMB_EMAIL": "ada@acme.example",
            "PLUMB_PASSWORD": "correct horse battery", "PLUMB_LIVE": "/deployments/\(Sample.Run.live.id)",
            "PLUMB_SHOTS": BrowserTests.root.appendingPathComponent(".scratch/shots").path,
        ]) { _, own in own }
        return try await withCheckedThrowingContinuation { done in
            child.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try child.run() } catch { done.resume(throwing: error) }
        }
    }
}
