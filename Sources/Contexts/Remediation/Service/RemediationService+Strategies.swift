import Bus
import DriftAPI
import Faults
import Ledgers
import RemediationAPI
import Vocabulary

extension RemediationService {
    func strategies(_ request: ListStrategies, _ scope: Scope) async throws(Fault) -> Page<Strategy> {
        let analysis: Analysis
        if let finding = request.finding {
            analysis = try await scope.call(FindFinding(finding: finding))
        } else if let report = request.analysis {
            analysis = try await scope.call(GetAnalysis(analysis: report))
        } else {
            throw Fault(
                .invalid, "remediation.which", "Say which finding, or which report.",
                problems: [.init("/finding", "is missing")])
        }
        let findings = analysis.findings.filter {
            $0.isDrift && (request.finding == nil || $0.id == request.finding)
        }
        let unmanaged = findings.filter { $0.kind == .unmanaged }.map(\.address)
        guard !findings.isEmpty, let workspace = analysis.workspace else {
            let ways = unmanaged.isEmpty ? [] : [adopt(unmanaged), remove(unmanaged), ignore(unmanaged)]
            return Page(items: ways, next: nil)
        }
        let addresses = findings.map(\.address)
        return Page(
            items: [
                revert(addresses), try await accept(findings, workspace, scope), ignore(addresses),
            ], next: nil)
    }

    private func revert(_ addresses: [String]) -> Strategy {
        Strategy(
            kind: .revert,
            summary:
                "Deploy the configuration that was applied last again, which puts the recorded values back.",
            risk:
                "Whatever was changed behind Terraform's back is undone; the plan shows it before it is applied.",
            seconds: 20 + 5 * addresses.count,
            steps: [
                "terraform plan"
                    + (addresses.count < 20 ? addresses.map { " -target='\($0)'" }.joined() : ""),
                "approval, where the workspace asks for it", "terraform apply",
            ], addresses: addresses, refused: [:])
    }

    private func adopt(_ addresses: [String]) -> Strategy {
        Strategy(
            kind: .adopt,
            summary:
                "Write it into a workspace's configuration and import it, such that nothing else changes.",
            risk: "Nothing in the cloud changes. From then on the workspace manages it.",
            seconds: 40 + addresses.count,
            steps: [
                "read each object", "write `import` and `resource` blocks",
                "terraform plan, which must change nothing", "terraform apply",
            ], addresses: addresses, refused: [:])
    }

    private func remove(_ addresses: [String]) -> Strategy {
        Strategy(
            kind: .remove, summary: "Delete it from the account, through its provider.",
            risk: "It can't be brought back, nor can what it holds. A reason is kept on the record.",
            seconds: 10 * addresses.count, steps: addresses.map { "delete \($0)" }, addresses: addresses,
            refused: [:])
    }

    private func accept(
        _ findings: [Finding], _ workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> Strategy {
        var (written, refused, steps) = ([String](), [String: String](), [String]())
        do throws(Fault) {
            let acceptance = try await acceptance(findings, workspace, scope)
            (written, refused) = (acceptance.written, acceptance.refused)
            steps = acceptance.patch.map { "change \($0.path):\n\($0.diff)" }
        } catch {
            if error.kind == .cancelled { throw error }
            for finding in findings { refused[finding.address] = error.message }
        }
        return Strategy(
            kind: .accept,
            summary:
                "Write what was found into the configuration and the state, so that both tell the truth.",
            risk:
                "Nothing in the cloud changes. A configuration that is kept elsewhere too needs the same change there.",
            seconds: 20 + findings.count,
            steps: steps + [
                "terraform plan", "approval, where the workspace asks for it", "terraform apply",
            ],
            addresses: written, refused: refused)
    }

    private func ignore(_ addresses: [String]) -> Strategy {
        Strategy(
            kind: .ignore,
            summary: "Keep it out of counts and alarms for thirty days, or until the day that is given.",
            risk: "It stays as it is; the rule is on the record with its reason and its owner.", seconds: 1,
            steps: addresses.map { "suppress \($0)" }, addresses: addresses, refused: [:])
    }
}
