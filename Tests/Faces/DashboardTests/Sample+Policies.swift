import Bus
import Schemas
import Faults
import PoliciesAPI
import Values
import Vocabulary

extension Sample {
    var stoppedDecision: DecisionID { fixed(0x71) }
    var brokenDecision: DecisionID { fixed(0x72) }
    var waiver: WaiverID { fixed(0x91) }
    var binding: PolicyBindingID { fixed(0x92) }

    private var acme: Slug { Slug("acme")! }
    private var aws: Slug { Slug("plumb-aws")! }

    private func pack(_ slug: Slug, version: Int = 2) -> PolicyPack {
        PolicyPack(
            slug: slug, title: text(slug == acme ? "The rules of Acme" : "AWS"), isBuiltIn: slug == aws,
            version: version, digest: String(repeating: "5c", count: 32), rules: slug == acme ? 6 : 310,
            notes: slug == acme ? [text("signatures were not checked")] : [], created: ago(86_400),
            author: "ada@acme.example")
    }

    private var rules: [PolicyRule] {
        let severities = ["low", "high", "critical", "medium", nil, "high"]
        return severities.enumerated().map { place, severity in
            PolicyRule(
                id: place == 1 ? "acme.tags.owner" : "acme.rule.\(place)",
                title: place == 4 ? nil : text("Rule \(place)"),
                description: text("What it is about."), severity: severity,
                remediation: text("Add the tag Owner."),
                frameworks: ["cis_aws_3": ["1.2", "1.3"], "soc_2": ["CC6.1"]], package: "terraform.acme",
                name: place == 0 ? "warn" : "deny", file: "tags.rego", line: 10 * (place + 1))
        }
    }

    private func finding(_ standing: PolicyFinding.Standing) -> PolicyFinding {
        PolicyFinding(
            rule: "acme.tags.owner", title: text("Owned"), severity: "high", address: "aws_instance.web[0]",
            message: text("it has no owner"), remediation: text("Add the tag Owner."), pack: acme,
            package: "terraform.acme", enforcement: .softMandatory, standing: standing, details: nil)
    }

    private func decision(_ id: DecisionID) -> PolicyDecision {
        let isBroken = id == brokenDecision
        return PolicyDecision(
            id: id, at: ago(90), by: text("ada@acme.example"), kind: .plan,
            result: isBroken ? .broken : .overridable, workspace: staging, deployment: Run.stopped.id,
            packs: [
                PackVersion(
                    pack: acme, version: 2, digest: String(repeating: "5c", count: 32),
                    enforcement: .softMandatory)
            ], findings: isBroken ? [] : [finding(.stands), finding(.waived)],
            failure: isBroken ? text("The pack acme could not be evaluated: it took longer than 10 s") : nil,
            input: BlobRef(digest: String(repeating: "1d", count: 32), size: 4711)!, milliseconds: 12)
    }

    func answerPolicies() {
        query(ListPacks.self) { [self] (_) throws(Fault) in page([pack(acme), pack(aws)]) }
        query(GetPack.self) { [self] (request) throws(Fault) in
            guard [acme, aws].contains(request.pack) else { throw .unknown("pack") }
            return PolicyPackContent(
                pack: pack(request.pack, version: request.version ?? 2), rules: rules, modules: [], data: nil)
        }
        query(ListPackVersions.self) { [self] (request) throws(Fault) in
            page([pack(request.pack), pack(request.pack, version: 1)])
        }
        query(ListPackBindings.self) { [self] (request) throws(Fault) in
            guard request.pack == acme else { return Page(items: [], next: nil) }
            return page([
                PolicyBinding(
                    id: binding, pack: acme, version: nil, enforcement: .softMandatory, workspace: staging,
                    project: nil, environment: nil, created: ago(4000), author: text("ada@acme.example")),
                PolicyBinding(
                    id: fixed(0x93), pack: acme, version: 1, enforcement: .hardMandatory, workspace: nil,
                    project: nil, environment: text("production"), created: ago(4100),
                    author: "ada@acme.example"),
                PolicyBinding(
                    id: fixed(0x94), pack: acme, version: nil, enforcement: .advisory, workspace: nil,
                    project: shop, environment: nil, created: ago(4200), author: "ada@acme.example"),
            ])
        }
        query(ListDecisions.self) { [self] (request) throws(Fault) in
            page(
                [decision(stoppedDecision), decision(brokenDecision)].filter {
                    request.result == nil || $0.result == request.result
                })
        }
        query(GetDecision.self) { [self] (request) throws(Fault) in decision(request.decision) }
        query(ExplainDecision.self) { [self] (_) throws(Fault) in
            page([
                PolicyExplanation(
                    pack: acme, package: "terraform.acme", name: "deny",
                    steps: [
                        PolicyStep(
                            rule: "data.terraform.acme.deny", file: "tags.rego", line: 12,
                            source: text("not change.change.after.tags.Owner"), depth: 1, held: true,
                            values: ["change": text("{\"address\": \"aws_instance.web[0]\"}")]),
                        PolicyStep(
                            rule: "data.terraform.acme.deny", file: "tags.rego", line: 13,
                            source: "count(change.actions) > 3", depth: 1, held: false, values: [:]),
                    ], isCut: true)
            ])
        }
        query(ListWaivers.self) { [self] (request) throws(Fault) in
            page(
                [granted(waiver, isInForce: true)]
                    + (request.past ? [granted(fixed(0x95), isInForce: false)] : []))
        }
        command(BindPack.self) { [self] (request) throws(Fault) in
            PolicyBinding(
                id: binding, pack: request.pack, version: request.version, enforcement: request.enforcement,
                workspace: request.workspace, project: nil, environment: request.environment, created: now,
                author: "ada@acme.example")
        }
        command(UnbindPack.self) { (_) throws(Fault) in Nothing() }
        command(GrantWaiver.self) { [self] (_) throws(Fault) in granted(waiver, isInForce: true) }
        command(EndWaiver.self) { [self] (_) throws(Fault) in granted(waiver, isInForce: false) }
    }

    private func granted(_ id: WaiverID, isInForce: Bool) -> PolicyWaiver {
        PolicyWaiver(
            id: id, rule: "acme.tags.owner", address: text("aws_instance.web[0]"), workspace: staging,
            owner: text("ada@acme.example"), reason: text("it moves in May"), until: ago(-864_000),
            created: ago(5000), author: "ada@acme.example", ended: isInForce ? nil : ago(100),
            endedBy: isInForce ? nil : text("bob@acme.example"), isInForce: isInForce)
    }
}
