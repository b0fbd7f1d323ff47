import Bus
import Faults
import HTTP
import IdentityAPI
import TenantsAPI
import Vocabulary

/// Labels and owner: beside the environment, what conditions of roles ask about.
extension Visitor {
    func belonging(_ workspace: Workspace, _ attempt: Attempt, _ people: [User]) -> HTML {
        panel("Labels and owner", id: "belonging") {
            posting(workspace.id.link(to: "belonging")) {
                input(.type("hidden"), .name("revision"), .value(String(workspace.revision)))
                p(
                    .class("quiet"),
                    text: "What it is found by, and, with the environment, what roles may go by.")
                attempt.field(
                    "labels", "Labels",
                    value: workspace.settings.labels.sorted { $0.key < $1.key }
                        .map { "\($0.key)=\($0.value)" }.joined(separator: "\n"),
                    hint: "One a line, such as team=payments."
                ).block
                owner(workspace, attempt, people)
                button(.type("submit"), text: "Keep it")
            }
        }
    }

    /// Who may not see the people keeps the owner as it is.
    private func owner(_ workspace: Workspace, _ attempt: Attempt, _ people: [User]) -> HTML {
        let known = workspace.owner?.text ?? ""
        guard !people.isEmpty else { return input(.type("hidden"), .name("owner"), .value(known)) }
        var options = people.map { ($0.id.text, $0.name) }
        if !options.contains(where: { $0.0 == known }) {
            options.insert((known, known.isEmpty ? "Nobody" : "Somebody, …\(known.suffix(8))"), at: 0)
        }
        return attempt.field("owner", "Owner", value: known).choice(options)
    }

    func changeBelonging(_ id: WorkspaceID) async throws(Fault) -> Response {
        let form = try await form()
        return try await tried(id, form, "belongs") { scope throws(Fault) in
            var change = UpdateWorkspace(
                workspace: id, labels: try form.pairs("labels"),
                ifRevision: form["revision"].flatMap { Int($0) })
            change.owner = form.text("owner").flatMap { UserID($0) }
            _ = try await scope.call(change)
        }
    }
}

extension Form {
    /// `name=value` on each line. Fault: `dashboard.bad_pairs`, with its field.
    func pairs(_ name: String) throws(Fault) -> [String: String] {
        var pairs: [String: String] = [:]
        for line in (lines(name) ?? "").split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.drop { $0.isWhitespace } }
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard parts.count == 2, !parts[0].isEmpty else {
                throw Fault(
                    .invalid, "dashboard.bad_pairs", "This is not name=value: \(line)",
                    problems: [.init("/" + name, "name=value on each line")])
            }
            pairs[String(parts[0])] = String(parts[1])
        }
        return pairs
    }
}
