import Bus
import Faults
import KernelTesting
import Testing
import Values
import Vocabulary

/// A stream of numbers that is the same each time.
private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// A small world in which every question can be asked.
private struct Draw {
    static let people = (0..<3).map { _ in UserID.next() }
    static let tenant = TenantID.next()
    static let projects = (0..<2).map { _ in ProjectID.next() }
    static let workspaces = (0..<3).map { _ in WorkspaceID.next() }
    static let environments = ["dev", "staging", "production"]
    static let contexts = ["states", "drift", "*"], verbs = ["read", "write", "*"]
    static let wanted = ["states", "drift"].flatMap { context in
        ["read", "write"].map { Permission("\(context):\($0)") }
    }

    var dice: Dice

    mutating func condition() -> Condition? {
        let environment = Bool.random(using: &dice) ? nil : some(of: Self.environments)
        var tags: [String: String] = [:]
        if Int.random(in: 0..<3, using: &dice) == 0 {
            tags["team"] = ["a", "b"].randomElement(using: &dice)!
        }
        if Int.random(in: 0..<4, using: &dice) == 0 { tags["tier"] = "1" }
        let owner: Condition.Owner? =
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: .asking
            case 1: .user(Self.people.randomElement(using: &dice)!)
            default: nil
            }
        return Condition(environment: environment, tags: tags, owner: owner)
    }

    private mutating func some(of all: [String]) -> Set<String> {
        Set(all.filter { _ in Bool.random(using: &dice) } + [all.randomElement(using: &dice)!])
    }

    mutating func allowance() -> Allowance {
        let text =
            "\(Self.contexts.randomElement(using: &dice)!):\(Self.verbs.randomElement(using: &dice)!)"
        return Allowance(Permission(text), where: condition())
    }

    mutating func allowances(_ most: Int) -> [Allowance] {
        (0..<Int.random(in: 1...most, using: &dice)).map { _ in allowance() }
    }

    mutating func principal() -> Principal {
        let grants = (0..<Int.random(in: 0...3, using: &dice)).map { _ -> Grant in
            let level: Grant.Level =
                switch Int.random(in: 0..<4, using: &dice) {
                case 0: .project(Self.projects.randomElement(using: &dice)!)
                case 1: .workspace(Self.workspaces.randomElement(using: &dice)!)
                default: .tenant
                }
            return Grant(at: level, allowances(3))
        }
        let ceiling = Int.random(in: 0..<4, using: &dice) == 0 ? allowances(2) : nil
        return Principal(
            kind: .user, id: Self.people.randomElement(using: &dice)!.text, name: "x", tenant: Self.tenant,
            grants: grants, ceiling: ceiling)
    }

    mutating func attributes() -> Attributes {
        var tags: [String: String] = [:]
        if Bool.random(using: &dice) { tags["team"] = ["a", "b"].randomElement(using: &dice)! }
        if Bool.random(using: &dice) { tags["tier"] = ["1", "2"].randomElement(using: &dice)! }
        return Attributes(
            environment: Self.environments.randomElement(using: &dice)!, tags: tags,
            owner: Bool.random(using: &dice) ? Self.people.randomElement(using: &dice)! : nil)
    }

    /// One in each project, and the tenant and a project themselves.
    mutating func place() -> Location {
        let project = Self.projects.randomElement(using: &dice)!
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: return Location(tenant: Self.tenant)
        case 1: return Location(tenant: Self.tenant, project: project)
        default:
            return Location(
                tenant: Self.tenant, project: project,
                workspace: Self.workspaces.randomElement(using: &dice)!)
        }
    }
}

/// The decision again, in other words: every way in which it could be allowed, written out.
private func oracle(_ who: Principal, _ wanted: Permission, _ place: Location, _ known: Attributes?) -> Bool {
    func met(_ condition: Condition?) -> Bool {
        guard let condition else { return true }
        guard place.workspace != nil, let known else { return false }
        var isMet = true
        if let any = condition.environment { isMet = any.filter { $0 == known.environment }.count == 1 }
        for tag in condition.tags { isMet = isMet && known.tags.contains { $0 == tag } }
        if case .user(let id)? = condition.owner { isMet = isMet && known.owner == id }
        if condition.owner == .asking { isMet = isMet && known.owner.map(\.text) == .some(who.id) }
        return isMet
    }
    func covers(_ pattern: Permission) -> Bool {
        [wanted.description, "\(wanted.context):*", "*:\(wanted.verb)", "*:*"].contains(pattern.description)
    }
    func gives(_ allowance: Allowance) -> Bool { covers(allowance.permission) && met(allowance.condition) }
    var ways: [Allowance] = []
    for grant in who.grants {
        switch grant.level {
        case .platform, .tenant: ways += grant.permissions
        case .project(let id): if place.project == id { ways += grant.permissions }
        case .workspace(let id): if place.workspace == id { ways += grant.permissions }
        }
    }
    return ways.filter(gives).isEmpty == false && (who.ceiling.map { !$0.filter(gives).isEmpty } ?? true)
}

@Suite("Conditions of roles")
struct ConditionTests {
    @Test("every decision is the plain oracle's, and what is unknown is never allowed by a condition")
    func decisions() {
        var draw = Draw(dice: Dice(state: 1))
        var (allowed, conditional) = (0, 0)
        for _ in 0..<20_000 {
            let (who, place, known) = (draw.principal(), draw.place(), draw.attributes())
            for wanted in Draw.wanted {
                let is_ = who.may(wanted, at: place, knowing: known)
                #expect(is_ == oracle(who, wanted, place, known), "\(who) \(wanted) \(place) \(known)")
                let blind = who.may(wanted, at: place)
                #expect(blind == oracle(who, wanted, place, nil))
                #expect(!blind || is_, "what is allowed blindly is allowed with attributes")
                if is_ != blind {
                    #expect(who.dependsOnAttributes(for: wanted), "attributes would never be asked for")
                    #expect(place.workspace != nil)
                    conditional += 1
                }
                if is_ { allowed += 1 }
                if is_ { #expect(who.mayAnywhere(wanted)) }
            }
        }
        #expect(allowed > 5_000 && conditional > 1_000, "\(allowed) and \(conditional): the draw is too tame")
    }

    @Test("what may be given, its giver has wherever it would hold for the one who gets it")
    func giving() {
        var draw = Draw(dice: Dice(state: 2))
        var (given, conditional) = (0, 0)
        for _ in 0..<20_000 {
            let (giver, one) = (draw.principal(), draw.allowance())
            let holder = Draw.people.randomElement(using: &draw.dice)!.text
            guard giver.mayGive(one, at: .tenant, to: holder) else { continue }
            given += 1
            if one.condition != nil { conditional += 1 }
            let taker = Principal(
                kind: .user, id: holder, name: "y", tenant: Draw.tenant,
                grants: [Grant(at: .tenant, [one])])
            for _ in 0..<20 {
                let (place, known) = (draw.place(), draw.attributes())
                for wanted in Draw.wanted where taker.may(wanted, at: place, knowing: known) {
                    #expect(
                        giver.may(wanted, at: place, knowing: known),
                        "\(giver) gives \(one) to \(holder), who may \(wanted) at \(place) \(known)")
                }
            }
        }
        #expect(given > 500 && conditional > 200, "\(given) and \(conditional): the draw is too tame")
    }

    @Test("a change of attributes is a gain whenever it allows something that was not")
    func gains() {
        var draw = Draw(dice: Dice(state: 3))
        var gains = 0
        for _ in 0..<20_000 {
            let (who, before, after) = (draw.principal(), draw.attributes(), draw.attributes())
            let place = Location(
                tenant: Draw.tenant, project: Draw.projects[0], workspace: Draw.workspaces[0])
            let isTold = who.gain(at: place, from: before, to: after) != nil
            let isReal = Draw.wanted.contains {
                !who.may($0, at: place, knowing: before) && who.may($0, at: place, knowing: after)
            }
            #expect(!isReal || isTold, "\(who) gains from \(before) to \(after)")
            if isReal { gains += 1 }
            #expect(who.gain(at: place, from: before, to: before) == nil)
        }
        #expect(gains > 300, "\(gains): the draw is too tame")
    }

    @Test("whoever holds it with the same or a weaker condition gives it on, piece by piece too")
    func sameOrWeaker() throws {
        func who(_ held: [Allowance]) -> Principal {
            Principal(
                kind: .user, id: Draw.people[0].text, name: "x", tenant: Draw.tenant,
                grants: [Grant(at: .tenant, held)])
        }
        let write = Permission("states:write")
        func on(_ environments: String..., tags: [String: String] = [:]) -> Allowance {
            Allowance(
                write,
                where: Condition(environment: environments.isEmpty ? nil : Set(environments), tags: tags))
        }
        let other = Draw.people[1].text
        #expect(who([on("dev")]).mayGive(on("dev"), at: .tenant, to: other))
        #expect(who([on("dev", "staging")]).mayGive(on("dev"), at: .tenant, to: other))
        #expect(!who([on("dev")]).mayGive(on("dev", "staging"), at: .tenant, to: other))
        #expect(who([on("dev"), on("staging")]).mayGive(on("dev", "staging"), at: .tenant, to: other))
        #expect(who([on("dev")]).mayGive(on("dev", tags: ["team": "a"]), at: .tenant, to: other))
        #expect(!who([on("dev", tags: ["team": "a"])]).mayGive(on("dev"), at: .tenant, to: other))
        #expect(!who([on("dev")]).mayGive(Allowance(write), at: .tenant, to: other))
        #expect(who([Allowance(Permission("*:*"))]).mayGive(on("dev"), at: .tenant, to: other))
        let own = Allowance(write, where: Condition(owner: .asking))
        #expect(who([own]).mayGive(own, at: .tenant, to: Draw.people[0].text))
        #expect(!who([own]).mayGive(own, at: .tenant, to: other), "another person's own are others")
        #expect(!who([own]).mayGive(own, at: .tenant, to: nil))
    }

    @Test("plain texts stay plain texts, and what is no condition is refused where it stands")
    func json() throws {
        let text =
            #"["states:read",{"permission":"drift:*","where":"#
            + #"{"environment":["dev","staging"],"tags":{"team":"payments"},"owner":"self"}}]"#
        let read = try JSONCoding.decode([Allowance].self, from: Array(text.utf8))
        #expect(read[0] == Allowance(Permission("states:read")))
        let condition = try #require(
            Condition(environment: ["staging", "dev"], tags: ["team": "payments"], owner: .asking))
        #expect(read[1] == Allowance(Permission("drift:*"), where: condition))
        #expect(String(decoding: try JSONCoding.encode(read), as: UTF8.self) == text)
        for wrong in [
            #"{"permission":"drift:*","where":{}}"#, #"{"permission":"drift:*","where":{"environment":[]}}"#,
            #"{"permission":"drift:*","where":{"owner":"Bob"}}"#, #"{"where":{"owner":"self"}}"#,
            #"{"permission":"drift:*","where":{"enviroment":["dev"]}}"#, #""drift""#, "7", "null",
            #"{"permission":"drift:*","where":{"tags":{"":"x"}}}"#, #"{"permission":"x","where":null}"#,
        ] {
            #expect(throws: Fault.self, "\(wrong)") {
                try JSONCoding.decodeStrictly(Allowance.self, from: Array(wrong.utf8))
            }
        }
        // As a grant stood in the store before there were conditions.
        let old = #"{"level":{"tenant":{}},"permissions":["states:read","drift:*"]}"#
        let grant = try JSONCoding.decode(Grant.self, from: Array(old.utf8))
        #expect(grant == Grant(at: .tenant, [Permission("states:read"), Permission("drift:*")]))
        #expect(String(decoding: try JSONCoding.encode(grant), as: UTF8.self) == old)
    }
}
