import Bus
import Faults
import FoundationEssentials
import Guardrails
import PoliciesAPI
import Rego
import RegoSyntax
import Synchronization
import Values
import Vocabulary

/// A pack with what it is made of.
struct LoadedPack: Sendable {
    let stored: StoredPack
    let source: PackSource
}

extension PoliciesService {
    func load(_ packs: [StoredPack], _ scope: Scope) async throws(Fault) -> [LoadedPack] {
        var loaded: [LoadedPack] = []
        for pack in packs {
            let source: PackSource
            if let known = builtIn[pack.slug], known.reference == pack.content {
                source = known.source
            } else {
                source = try await self.source(pack.content, scope)
            }
            loaded.append(LoadedPack(stored: pack, source: source))
        }
        return loaded
    }

    /// What packs say of an input. A pack that can't be compiled, a rule that fails, takes too long or grows
    /// too large is the ruling's failure, never a fault.
    func rule(
        _ packs: [LoadedPack], _ input: JSONDocument, _ exceptions: Exceptions
    ) async throws(Fault) -> Ruling {
        let (bounds, compiled, now) = (bounds, compiled, now)
        let stop = Stop()
        return try await withTaskCancellationHandlerFaulting(stop) { [workers] () async throws(Fault) in
            try await workers.run("policies.evaluate") {
                var ruling = Ruling(findings: [], failure: nil)
                for pack in packs {
                    let outcome = Self.judge(pack, input, compiled, bounds, now, stop)
                    ruling.findings += outcome.findings.map { $0.standing(exceptions.standing($0)) }
                    if ruling.failure == nil { ruling.failure = outcome.failure }
                }
                ruling.findings.sort { one, other in
                    (one.rank, one.rule, one.address ?? "", one.message)
                        < (other.rank, other.rule, other.address ?? "", other.message)
                }
                return ruling
            }
        }
    }

    private static func judge(
        _ pack: LoadedPack, _ input: JSONDocument, _ compiled: CompiledPacks, _ bounds: Bounds,
        _ now: Timestamp, _ stop: Stop
    ) -> Ruling {
        let slug = pack.stored.slug
        do throws(Problems) {
            let made = try compiled.pack(pack.stored.content.digest, isTraced: false) {
                () throws(Problems) in try Pack(pack.source)
            }
            do throws(EvaluationFault) {
                let found = try made.judge(.document(input), options: options(bounds, now, stop))
                return Ruling(findings: found.map { PolicyFinding($0, pack.stored) }, failure: nil)
            } catch {
                let rule = error.rule.isEmpty ? "" : " in the rule \(error.rule)"
                return Ruling(
                    findings: [],
                    failure: "The pack \(slug) could not be evaluated\(rule): \(error.text)")
            }
        } catch {
            return Ruling(findings: [], failure: "The pack \(slug) does not compile: \(error.all[0].text)")
        }
    }

    /// How the findings came about, package by package. Faults: `policies.not_explained`.
    func explain(
        _ packs: [LoadedPack], _ input: JSONDocument, _ findings: [PolicyFinding]
    ) async throws(Fault) -> [PolicyExplanation] {
        let (bounds, now) = (bounds, now)
        var all: [PolicyExplanation] = []
        for pack in packs {
            let traced = try await compile(pack.source, pack.stored.content.digest, isTraced: true)
            let slug = pack.stored.slug
            let asked = traced.targets.filter { target in
                findings.contains { $0.pack == slug && $0.package == target.package }
            }
            let stop = Stop()
            all += try await withTaskCancellationHandlerFaulting(stop) { [workers] () async throws(Fault) in
                try await workers.run("policies.not_explained") {
                    try asked.map { target in
                        let made = try traced.explain(
                            target, .document(input), options: Self.options(bounds, now, stop))
                        return PolicyExplanation(slug, target, made, traced)
                    }
                }
            }
        }
        return all
    }

    /// Time is told, nothing else of the world: no network, no environment.
    private static func options(_ bounds: Bounds, _ now: Timestamp, _ stop: Stop) -> EvaluationOptions {
        var options = EvaluationOptions()
        options.surroundings = Rego.Surroundings(
            now: Int(now.milliseconds) * 1_000_000,
            timeZone: { name in
                guard !name.contains("..") else { return nil }
                return FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name).map(Array.init)
            })
        options.limits.memory = bounds.memory
        let end = ContinuousClock.now + bounds.time
        options.limits.stop = {
            if stop.isWished { return "the caller went away" }
            return ContinuousClock.now < end ? nil : "it took longer than \(bounds.time.components.seconds) s"
        }
        return options
    }
}

/// Somebody's wish that an evaluation end.
final class Stop: Sendable {
    private let flag = Atomic<Bool>(false)
    var isWished: Bool { flag.load(ordering: .relaxed) }
    func wish() { flag.store(true, ordering: .relaxed) }
}

/// Wishes the stop when the task is cancelled.
private func withTaskCancellationHandlerFaulting<T: Sendable>(
    _ stop: Stop, _ body: @Sendable () async throws(Fault) -> T
) async throws(Fault) -> T {
    let result: Result<T, Fault> = await withTaskCancellationHandler {
        do throws(Fault) {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    } onCancel: {
        stop.wish()
    }
    return try result.get()
}

extension PolicyFinding {
    init(_ finding: Finding, _ pack: StoredPack) {
        self.init(
            rule: finding.rule, title: finding.title, severity: finding.severity, address: finding.address,
            message: finding.message, remediation: finding.remediation, pack: pack.slug,
            package: finding.package,
            // A warning only warns, however strictly its pack is bound.
            enforcement: finding.name == "warn" ? .advisory : pack.enforcement, standing: .stands,
            details: finding.details)
    }
}

extension PolicyExplanation {
    init(_ slug: Slug, _ target: Pack.Target, _ explanation: Explanation, _ pack: Pack) {
        self.init(
            pack: slug, package: target.package, name: target.name,
            steps: explanation.steps.filter { !$0.file.isEmpty }.map { step in
                PolicyStep(
                    rule: step.rule, file: step.file, line: step.row,
                    source: pack.line(step.row, of: step.file), depth: step.depth, held: step.held,
                    values: step.values)
            }, isCut: explanation.isCut)
    }
}
