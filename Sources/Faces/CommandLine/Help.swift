import Bus
import Faults
import Schemas

/// What can be typed, from the verbs and the operations themselves.
struct Help {
    let offered: [Offered]
    let terminal: Terminal

    static let verbs: [(String, String)] = [
        ("serve", "Run the server. `plumb help serve` lists its settings."),
        (
            "policy fmt|check|test|eval|explain …",
            "Rego policies in files: laid out, checked, tested, evaluated, explained. No server is needed."
        ),
        (
            "policy push PACK PATH | packs | bind PACK --enforcement E",
            "Packs of policies on the server: taken in from a folder or bundle, listed, bound."
        ),
        ("keys list|rotate|rewrap|drop KEY [--data DIR]", "The master keys of a server that is stopped."),
        ("setup --code C --tenant T --email E", "Make the first tenant and administrator, and sign in."),
        ("login [--url U] [--email E]", "Sign in and keep a token for the next commands."),
        ("logout", "Revoke the kept token and forget it."),
        ("whoami", "Who you are and what you may do."),
        ("status", "How the server is doing."),
        ("project create|list", "Projects."),
        ("workspace create|list|show|set", "Workspaces: PROJECT/NAME."),
        ("blueprint import|list|validate|publish|render|export", "Blueprints."),
        (
            "deploy WORKSPACE [DIR | --blueprint B] [--version V] [--var k=v]",
            "Plan, show, and with approval apply."
        ),
        ("destroy WORKSPACE [--plan-only]", "Plan to remove everything."),
        ("approve|reject|cancel RUN", "Decide about a run."),
        ("override RUN --reason TEXT", "Let a run go on that breaks soft-mandatory policies."),
        ("rollback RUN", "Deploy an earlier run's configuration again."),
        ("runs [WORKSPACE]", "Runs, newest first."),
        ("plan RUN", "What a run's plan does."),
        ("logs RUN", "A run's log; live while it goes on."),
        ("state WORKSPACE [versions|diff|show|pull|push|rollback|lock|unlock]", "A workspace's state."),
        (
            "scan WORKSPACE | --project P | --all [--discover]",
            "Look for what changed behind Terraform's back; with --all for what is in no state too. Exit code 2 when there is something."
        ),
        ("drift WORKSPACE", "The same as scan."),
        (
            "watch WORKSPACE [--every SECONDS] [--off]",
            "Look again and again: a change is a finding as soon as it is seen."
        ),
        (
            "fix WORKSPACE|ANALYSIS [--direct]",
            "Put drift right: --strategy revert (the recorded values), accept, ignore, adopt or remove."
        ),
        (
            "adopt WORKSPACE TYPE=ID… | ASSET… | --all-of TYPE",
            "Write what exists into a workspace's configuration and import it, such that nothing else changes."
        ),
        ("inventory discover CONNECTION", "Look through a cloud account for what exists there."),
        (
            "inventory list [--unmanaged] [--type T] [--filter EXPRESSION]",
            "What exists, and what of it no state records."
        ),
        ("inventory coverage", "How much of what exists is in code."),
        (
            "demo [--workspace PROJECT/NAME]",
            "Walk the main job on this server with Terraform's built-in resources: no cloud, no provider."
        ),
    ]

    func show(_ topic: String?) throws(Fault) -> Int32 {
        guard let topic else {
            terminal.print(terminal.paint("plumb", .bold) + " keeps infrastructure true.\n")
            for (usage, help) in Self.verbs {
                terminal.print("  plumb \(usage)\n      \(terminal.paint(help, .grey))")
            }
            let contexts = Set(offered.map(\.contract.context)).sorted()
            terminal.print("\nEvery operation by its own name: plumb CONTEXT OPERATION --field value")
            terminal.print("  contexts: " + contexts.joined(separator: ", "))
            terminal.print("  `plumb help CONTEXT` lists a context's operations.")
            terminal.print(
                "\nEverywhere: --json for programs, --url and --token for another server (PLUMB_URL, PLUMB_TOKEN)."
            )
            terminal.print(
                "Exit codes: 0 done, 1 usage, 2 differences, 3 invalid, 4 signed out, 5 forbidden, 6 missing,"
            )
            terminal.print("  7 conflict, 8 unavailable, 9 cancelled, 10 internal.")
            return 0
        }
        let operations = offered.filter { $0.contract.context == topic || $0.contract.name == topic }
        if !operations.isEmpty {
            for operation in operations { describe(operation) }
            return 0
        }
        guard
            let verb = Self.verbs.first(where: {
                $0.0.split(whereSeparator: { " |".contains($0) }).contains(Substring(topic))
            })
        else { throw .usage("There is nothing named “\(topic)”.") }
        terminal.print("plumb \(verb.0)\n    \(verb.1)")
        return 0
    }

    private func describe(_ operation: Offered) {
        let contract = operation.contract
        let verb = contract.name.dropFirst(contract.context.count + 1)
        terminal.print(terminal.paint("plumb \(contract.context) \(verb)", .bold))
        terminal.print("    \(operation.help)")
        for field in operation.request.fields {
            let mark = field.isRequired ? "" : field.byDefault.map { " (\($0))" } ?? " (optional)"
            terminal.print("      --\(field.name)\(mark)  \(terminal.paint(field.help, .grey))")
        }
    }
}
