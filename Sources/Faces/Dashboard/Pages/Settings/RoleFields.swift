import Bus
import Faults
import IdentityAPI
import Vocabulary

/// A role as its form shows it: what holds everywhere, and groups of permissions under one condition each.
struct RoleFields: Sendable {
    struct Group: Sendable {
        var permissions = ""
        var environments = ""
        var tags = ""
        var owner = ""
    }

    /// Groups that a form has at least, so that more can be said without a script.
    private static let empty = 2
    /// Groups that a form can bring.
    private static let most = 50

    let name: String
    let everywhere: String
    let groups: [Group]

    init(_ role: Role?) {
        name = role?.name ?? ""
        let permissions = role?.permissions ?? []
        everywhere = permissions.filter { $0.condition == nil }.map(\.description).joined(separator: "\n")
        var conditions: [Condition] = []
        for case let condition? in permissions.map(\.condition) where !conditions.contains(condition) {
            conditions.append(condition)
        }
        groups = conditions.map { condition in
            Group(
                permissions: permissions.filter { $0.condition == condition }.map(\.permission.description)
                    .joined(separator: " "),
                environments: (condition.environment ?? []).sorted().joined(separator: ", "),
                tags: condition.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: "\n"),
                owner: condition.owner?.text ?? "")
        }
    }

    /// One more than there are, and at least as many as came back with a form that failed.
    private func count(_ attempt: Attempt) -> Int {
        let typed = (0..<Self.most).last { attempt.form[Self.field($0, "may")] != nil } ?? -1
        return min(Self.most, max(groups.count + Self.empty, typed + 1))
    }

    /// True when something was typed into a group that did not come through.
    private static func isSaid(_ index: Int, _ attempt: Attempt) -> Bool {
        ["may", "environments", "tags", "owner"].contains { attempt.form.text(field(index, $0)) != nil }
    }

    private static func field(_ index: Int, _ part: String) -> String { "group-\(index)-\(part)" }

    func drawn(_ attempt: Attempt, people: [User]) -> HTML {
        group {
            attempt.field(
                "role", "Name", value: name, isRequired: true, placeholder: "release-crew"
            ).line
            attempt.field(
                "permissions", "On everything", value: everywhere,
                hint: "One a line, such as deployments:* or states:read. You can't give what you don't have."
            ).block
            for index in 0..<count(attempt) {
                if index < groups.count || Self.isSaid(index, attempt) {
                    fields(index, index < groups.count ? groups[index] : Group(), attempt, people)
                } else {
                    details {
                        summary(
                            text: index == 0 ? "Permissions on some workspaces only" : "And on some others")
                        fields(index, Group(), attempt, people)
                    }
                }
            }
            p(
                .class("hint"),
                text: "Each group holds on the workspaces that have all that is said of them, and on nothing "
                    + "else. Empty groups are left out; keep the role to get more of them.")
        }
    }

    private func fields(_ index: Int, _ known: Group, _ attempt: Attempt, _ people: [User]) -> HTML {
        func name(_ part: String) -> String { Self.field(index, part) }
        var owners = [("", "Whoever it is"), ("self", "Only one’s own")]
        owners += people.map { ($0.id.text, $0.name) }
        if !owners.contains(where: { $0.0 == known.owner }) {
            owners.append((known.owner, "Somebody, …\(known.owner.suffix(8))"))
        }
        return fieldset(.class("group")) {
            legend(text: "On some workspaces, group \(index + 1)")
            attempt.field(
                name("may"), "Permissions", value: known.permissions, placeholder: "deployments:approve"
            ).line
            div(.class("pair")) {
                attempt.field(
                    name("environments"), "Environments", value: known.environments,
                    hint: "Any of these, parted by commas."
                ).line
                attempt.field(name("owner"), "Owner", value: known.owner).choice(owners)
            }
            attempt.field(
                name("tags"), "Labels", value: known.tags,
                hint: "All of these, such as team=payments, one a line."
            ).block(rows: 2)
        }
    }

    /// What the form says. Faults: `dashboard.no_permissions`, `dashboard.no_condition`,
    /// `dashboard.bad_permission`, each with its field.
    static func permissions(of form: Form) throws(Fault) -> [Allowance] {
        var all = try permissions("permissions", form).map { Allowance($0) }
        for index in 0..<most {
            let permissions = try permissions(field(index, "may"), form)
            let environments = Set(
                (form.text(field(index, "environments")) ?? "").split(separator: ",")
                    .map { $0.trimmed }.filter { !$0.isEmpty })
            let owner = try owner(form, field(index, "owner"))
            let condition = Condition(
                environment: environments.isEmpty ? nil : environments,
                tags: try form.pairs(field(index, "tags")), owner: owner)
            switch (permissions.isEmpty, condition) {
            case (true, nil): continue
            case (true, _):
                throw wrong("dashboard.no_permissions", field(index, "may"), "say which permissions")
            case (false, nil):
                throw wrong(
                    "dashboard.no_condition", field(index, "environments"),
                    "say of which workspaces, or put the permissions under “On everything”")
            case (false, let condition):
                all += permissions.map { Allowance($0, where: condition) }
            }
        }
        guard !all.isEmpty else {
            throw wrong("dashboard.no_permissions", "permissions", "name at least one")
        }
        return all
    }

    private static func permissions(_ name: String, _ form: Form) throws(Fault) -> [Permission] {
        var all: [Permission] = []
        for word in form.list(name) {
            guard let permission = Permission(checking: word) else {
                throw wrong(
                    "dashboard.bad_permission", name,
                    "“\(word)” is none: states:read or blueprints:* was expected")
            }
            all.append(permission)
        }
        return all
    }

    private static func owner(_ form: Form, _ name: String) throws(Fault) -> Condition.Owner? {
        guard let text = form.text(name) else { return nil }
        if text == "self" { return .asking }
        guard let id = UserID(text) else { throw wrong("dashboard.bad_owner", name, "choose somebody") }
        return .user(id)
    }

    private static func wrong(_ code: Fault.Code, _ field: String, _ why: String) -> Fault {
        Fault(
            .invalid, code, "The role is not right.", problems: [.init("/" + field, why)])
    }
}

extension Substring {
    /// Without the spaces around it.
    fileprivate var trimmed: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
