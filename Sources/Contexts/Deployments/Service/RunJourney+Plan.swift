import Bus
import DeploymentsAPI
import Faults
import Host
import Ledgers
import Sagas
import Store
import Synchronization
import TenantsAPI
import Terraform
import TerraformCLI
import Values
import Vocabulary

/// Lines that are kept back.
private final class Spoken: Sendable {
    private let box = Mutex<[String]>([])
    func add(_ line: String) { if !line.isEmpty { box.withLock { $0.append(line) } } }
    var lines: [String] { box.withLock { $0 } }
}

extension RunJourney {
    func plan(_ row: RunRow, _ equipment: Equipment) async throws(Fault) {
        let started = row.deployment.started ?? service.now
        try await service.update(
            id, scope, status: .validating, ["started": .integer(started.milliseconds)])
        let span = Duration.seconds(equipment.settings.workspace.settings.planSeconds)
        try await command(["init", "-input=false", "-no-color"], equipment, within: span, isSetUp: true)
        try await validate(equipment)
        try checkpoint()
        try await service.update(id, scope, status: .planning)
        var arguments = ["plan", "-json", "-input=false", "-out=tfplan"]
        if row.deployment.isDestroy { arguments.append("-destroy") }
        if row.deployment.isRefreshOnly { arguments.append("-refresh-only") }
        arguments += equipment.targets
        // Plans that are never applied look without holding the state.
        arguments.append(row.deployment.isPlanOnly ? "-lock=false" : "-lock-timeout=60s")
        try await command(arguments, equipment, within: span)
        try await keepPlan(equipment)
    }

    /// Runs a command with its lines in the run's log. Faults: `deployments.terraform` with Terraform's own
    /// diagnostics, `deployments.timed_out`, `cancelled`.
    func command(
        _ arguments: [String], _ equipment: Equipment, within span: Duration, isSetUp: Bool = false
    ) async throws(Fault) {
        // First the tenant's own share, so that who waits for it keeps nobody else waiting.
        let tenant = equipment.settings.tenant
        let share = tenant.quotas.parallelRuns
        guard await service.shares.enter(tenant.id, width: share, cancellation) else {
            try checkpoint()
            return
        }
        defer { service.shares.leave(tenant.id) }
        guard await service.processes.enter("terraform", cancellation) else { try checkpoint(); return }
        defer { service.processes.leave("terraform") }
        try checkpoint()
        let terraform = equipment.terraform
        cancellation.onCancel { [terraform] in
            // Owned by the command below, which ends when Terraform has ended.
            Task { await terraform.stop() }
        }
        defer { cancellation.onCancel(nil) }
        let spoken = Spoken()
        let reader = Mutex(ProgressReader())
        let say: @Sendable ([String]) -> Void = { [log] lines in
            for line in lines {
                // Of setting up, people want to see providers and modules; the rest only when it failed.
                if !isSetUp || line.hasPrefix("- ") { log.add(line) } else { spoken.add(line) }
            }
        }
        let phase = Self.phase(of: arguments)
        if let phase { try await giveToken(for: phase, equipment, within: span) }
        defer { if phase != nil { directory.remove(Self.tokenFile) } }
        let outcome = try await terraform.stream(arguments, within: span) { source, bytes in
            say(reader.withLock { $0.take(bytes, from: source == .output ? .output : .error) })
        }
        let (rest, told) = reader.withLock { ($0.finish(), $0.diagnostics) }
        say(rest)
        if outcome.succeeded { return }
        for line in spoken.lines { log.add(line) }
        if outcome.timedOut {
            throw Fault(
                .deadlineExceeded, "deployments.timed_out",
                "terraform \(arguments[0]) took longer than the \(span.components.seconds) s that the workspace allows."
            )
        }
        try checkpoint()
        let found = told.isEmpty ? Diagnostic.ofText(spoken.lines) : told
        throw failure(arguments[0], found, outcome.exit)
    }

    /// Values given for variables that the configuration itself declares as sensitive are secrets from
    /// here on; an uploaded configuration is only known once Terraform has read it. `plan` is its JSON.
    func hideDeclared(_ plan: JSON, _ equipment: Equipment) {
        let declared = plan["configuration"]?["root_module"]?["variables"]
        let values = equipment.material.variables.filter { declared?[$0.key]?["sensitive"] == .bool(true) }
            .values
        log.hideToo(values.flatMap(\.texts))
    }

    private func failure(_ command: String, _ found: [Diagnostic], _ exit: Child.Exit) -> Fault {
        let masking = log.masking
        let diagnostics = found.filter { $0.severity == .error }.map { found in
            Diagnostic(
                severity: found.severity, summary: masking.text(found.summary),
                detail: masking.text(found.detail),
                address: found.address, file: found.file, line: found.line, column: found.column,
                snippet: found.snippet.map(masking.text))
        }
        let text = (try? JSONCoding.encode(diagnostics)).map { String(decoding: $0, as: UTF8.self) }
        let first = diagnostics.first.map { ": \($0.summary)" } ?? ""
        return Fault(
            .invalid, "deployments.terraform", "terraform \(command) failed\(first).", details: text,
            note: "exit \(exit)")
    }

    private func validate(_ equipment: Equipment) async throws(Fault) {
        let outcome = try await equipment.terraform.gather(["validate", "-json"], within: .seconds(300))
        let found = Diagnostic.ofValidation(outcome.output)
        for diagnostic in found {
            let place = diagnostic.file.map { " (\($0), line \(diagnostic.line ?? 1))" } ?? ""
            let word = diagnostic.severity == .error ? "Error" : "Warning"
            log.add("\(word): \(diagnostic.summary)\(place)")
        }
        guard outcome.succeeded else {
            let diagnostics = found.isEmpty ? outcome.diagnostics : found
            throw failure("validate", diagnostics, outcome.exit)
        }
    }

    /// Reads the plan, keeps it readable and masked, and puts its summary on the run.
    private func keepPlan(_ equipment: Equipment) async throws(Fault) {
        let shown = try await equipment.terraform.gather(["show", "-json", "tfplan"], within: .seconds(300))
        guard shown.succeeded else { throw failure("show", shown.diagnostics, shown.exit) }
        let raw = try JSON(parsing: shown.output)
        hideDeclared(raw, equipment)
        let masked = log.masking.plan(raw)
        let view = try PlanReader(raw).view.naming(hiddenIn: try PlanReader(masked).view)
        let tenant = try scope.tenant.text
        let viewBlob = try await service.objects.put(try JSONCoding.encode(view), tenant: tenant)
        let rawBlob = try await service.objects.put(masked.bytes(), tenant: tenant)
        let summary = try PlanReader(raw).summary
        try await service.update(
            id, scope,
            [
                "summary": .text(try text(summary)), "plan_view": .text(try text(viewBlob)),
                "plan_raw": .text(try text(rawBlob)),
            ])
    }

    func text(_ value: some Encodable) throws(Fault) -> String {
        String(decoding: try JSONCoding.encode(value), as: UTF8.self)
    }
}

extension JSON {
    /// Every text in it, and every other value as it is written.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let object): object.flatMap(\.value.texts)
        case .number: [text]
        case .null, .bool: []
        }
    }
}
