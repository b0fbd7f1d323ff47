import Bus
import DriftAPI
import Faults
import InventoryAPI
import Ledgers
import StatesAPI
import Store
import Values
import Vocabulary

extension DriftService {
    /// How far back the trail is asked where no scan found the workspace clean: CloudTrail keeps ninety days.
    private static let farthest: Int64 = 90 * 86_400_000

    /// The report with who changed what, as far as the cloud's audit trail tells, and why it does not.
    func attribute(
        _ analysis: Analysis, of workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> (Analysis, reason: String?) {
        let drifted = analysis.findings.filter { $0.kind == .changed || $0.kind == .missing }
        guard !drifted.isEmpty else { return (analysis, nil) }
        let answer: FoundChanges
        do throws(Fault) {
            let state = try await scope.call(ReadState(workspace: workspace))
            let attributes = Dictionary(state.resources.map { ($0.address, $0.attributes) }) { first, _ in
                first
            }
            answer = try await scope.call(
                LookUpChanges(
                    workspace: workspace,
                    resources: drifted.map { finding in
                        ChangedResource(
                            address: finding.address, type: finding.type,
                            names: Self.names(attributes[finding.address]))
                    }, since: try await cleanBefore(analysis, scope), until: ledger.node.clock.now))
        } catch {
            if error.kind == .cancelled { throw error }
            // A report without names is a report still.
            return (analysis, error.message)
        }
        guard !answer.changes.isEmpty else { return (analysis, answer.reason) }
        let named = analysis.findings.map { finding in
            var named = finding
            named.attribution = answer.changes[finding.address]
            return named
        }
        try await ledger.write(scope) { try $0.keep(analysis.id, named, analysis.causes) }
        return (try await self.analysis(analysis.id, scope), answer.reason)
    }

    private static func names(_ attributes: JSON?) -> [String] {
        var names: [String] = []
        for key in ["id", "name", "arn"] {
            if let text = attributes?[key]?.stringValue, !text.isEmpty, !names.contains(text) {
                names.append(text)
            }
        }
        return names
    }

    /// The last moment at which all of it was known to be as recorded.
    private func cleanBefore(
        _ analysis: Analysis, _ scope: Scope
    ) async throws(Fault) -> Timestamp {
        let earliest = Timestamp(milliseconds: analysis.started.milliseconds - Self.farthest)
        let workspace = analysis.workspace?.text
        let clean = try await ledger.read(scope) { query in
            try query.first(
                "SELECT min(coalesce(clean_before, 0)) AS clean FROM drift_episodes "
                    + "WHERE tenant = :tenant AND workspace = :workspace AND mended IS NULL",
                ["workspace": SQLValue(workspace)])?.int64(ifPresent: "clean")
        }
        return Timestamp(milliseconds: max(earliest.milliseconds, clean ?? 0))
    }
}
