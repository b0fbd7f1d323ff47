import Bus
import DeploymentsAPI
import DriftAPI
import Faults
import Ledgers
import RemediationAPI
import Sagas
import Store
import Values
import Vocabulary

extension RemediationService {
    private static let mostAtATime = 8
    private static let mostItems = 500

    func registerBatches() {
        sagas.handle(RemediateBatch.self) { (request, _, scope) async throws(Fault) in
            var problems: [Fault.Problem] = []
            if !(1...Self.mostItems).contains(request.items.count) {
                problems.append(.init("/items", "from 1 to \(Self.mostItems) items were expected"))
            }
            if !(1...Self.mostAtATime).contains(request.parallel) {
                problems.append(.init("/parallel", "a number from 1 to \(Self.mostAtATime) was expected"))
            }
            guard problems.isEmpty else {
                throw Fault(
                    .invalid, "remediation.bad_batch", "The batch can't be begun as it is.",
                    problems: problems)
            }
            for report in Set(request.items.map(\.analysis)) {
                do throws(Fault) {
                    try await scope.demand(
                        Permission("remediation:write"), on: .thing(kind: "analysis", id: report.text))
                } catch {
                    // What there is not is told beside its item.
                    guard error.kind == .missing else { throw error }
                }
            }
            let tenant = try scope.tenant
            return { entry in
                try entry.audit("batch", after: ["items": JSON(request.items.count)])
                return Location(tenant: tenant)
            }
        } run: { [self] (request, saga, scope) async throws(Fault) in
            try await carryOut(request, saga, scope)
        }
        sagas.handle(RollBackRemediation.self) { [self] (request, job, scope) async throws(Fault) in
            let (errand, _) = try await way(back: request, RemediationID(job.uuid), scope)
            return try begin(errand, job, scope, rollbackOf: request.remediation)
        } run: { [self] (request, saga, scope) async throws(Fault) in
            let id = RemediationID(saga.job.uuid)
            return try await recording(id, scope) { [self] () async throws(Fault) in
                let (errand, earlier) = try await way(back: request, id, scope)
                return try await takeBack(errand, earlier, saga, scope)
            }
        }
    }

    private func way(
        back request: RollBackRemediation, _ id: RemediationID, _ scope: Scope
    ) async throws(Fault) -> (Errand, RemediationRecord) {
        let earlier = try await record(request.remediation, scope)
        guard earlier.status == .completed, !earlier.isDryRun else {
            throw Fault(
                .conflict, "remediation.not_carried_out",
                "Only a remediation that was carried out can be taken back.")
        }
        guard let report = earlier.analysis, earlier.strategy != .adopt, earlier.strategy != .remove else {
            throw Fault(
                .conflict, "remediation.no_way_back",
                earlier.strategy == .remove
                    ? "What was removed can't be brought back."
                    : "An adoption is taken back by a `removed` block that does not destroy.")
        }
        let analysis = try await scope.call(GetAnalysis(analysis: report))
        let findings = analysis.findings.filter { earlier.addresses.contains($0.address) }
        return (
            Errand(
                id: id, analysis: report, workspace: earlier.workspace, findings: findings,
                strategy: earlier.strategy, isDry: request.dryRun, reason: request.reason, until: nil),
            earlier
        )
    }

    /// A revert by putting what was found into configuration and cloud, an acceptance by the configuration
    /// from before it, an ignored finding by ending its rule.
    private func takeBack(
        _ errand: Errand, _ earlier: RemediationRecord, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> Result {
        switch earlier.strategy {
        case .ignore:
            for rule in earlier.suppressions where !errand.isDry {
                _ = try await scope.call(EndSuppression(suppression: rule))
            }
            return Result(
                steps: errand.addresses.map {
                    RemediationStep(address: $0, outcome: errand.isDry ? .notDone : .done, note: nil)
                })
        case .accept:
            let originals = try await originals(of: earlier.id, scope)
            let deploy = Deploy(
                workspace: try errand.place(), planOnly: errand.isDry, autoApply: true,
                targets: errand.addresses, replacing: originals)
            return try await deployed(deploy, errand, [:], saga, scope)
        case .revert:
            let acceptance = try await acceptance(errand.findings, try errand.place(), scope, asFound: true)
            return try await write(acceptance, errand, saga, scope)
        case .adopt, .remove: throw Fault(.broken, "remediation.no_way_back", "It has no way back.")
        }
    }

    // MARK: - Batches

    private enum End: Sendable {
        case record(RemediationRecord)
        case refused(RemediationBatch.Refusal)
    }

    private func carryOut(
        _ batch: RemediateBatch, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> RemediationBatch {
        let ends = try await faulting("remediation.batch") { [self] in
            try await withThrowingTaskGroup(of: (Int, End).self) { group in
                var (next, ends, isStopped) = (0, [Int: End](), false)
                func begin() {
                    guard next < batch.items.count, !isStopped else { return }
                    let index = next
                    next += 1
                    group.addTask {
                        (index, try await self.item(batch.items[index], index, of: batch, saga, scope))
                    }
                }
                for _ in 0..<batch.parallel { begin() }
                while let (index, end) = try await group.next() {
                    ends[index] = end
                    saga.tell("putting right", done: ends.count, of: batch.items.count)
                    if case .record(let record) = end, record.status == .completed {
                    } else if batch.stopAtFirstFailure {
                        isStopped = true
                    }
                    begin()
                }
                return ends
            }
        }
        var (records, refused) = ([RemediationRecord](), [RemediationBatch.Refusal]())
        for index in batch.items.indices {
            switch ends[index] {
            case .record(let record): records.append(record)
            case .refused(let refusal): refused.append(refusal)
            case nil: break
            }
        }
        return RemediationBatch(
            records: records, refused: refused, notBegun: batch.items.indices.filter { ends[$0] == nil })
    }

    private func item(
        _ item: RemediationItem, _ index: Int, of batch: RemediateBatch, _ saga: Saga, _ scope: Scope
    ) async throws(Fault) -> End {
        do throws(Fault) {
            let ticket = try await saga.step("item \(index)") { () async throws(Fault) in
                try await scope.start(
                    Remediate(
                        analysis: item.analysis, findings: item.findings, strategy: item.strategy,
                        dryRun: batch.dryRun, reason: batch.reason, until: item.until))
            }
            guard let id = RemediationID(ticket.id) else {
                throw Fault(.broken, "remediation.no_job", "The remediation did not start.")
            }
            await sagas.wait(for: ticket.job)
            var record = try await record(id, scope)
            while record.status == .running {
                try await faulting("remediation.wait") { try await Task.sleep(for: .milliseconds(100)) }
                record = try await self.record(id, scope)
            }
            return .record(record)
        } catch {
            if error.kind == .cancelled { throw error }
            return .refused(.init(item: index, code: error.code.rawValue, message: error.message))
        }
    }
}
