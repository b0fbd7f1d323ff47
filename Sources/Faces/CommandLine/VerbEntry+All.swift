extension VerbEntry {
    static let entering = [
        VerbEntry(
            "setup", "--code C --tenant T --email E",
            "Make the first tenant and its administrator, and sign in.",
            [
                Option("code", .text, "The code that the server printed at its first start."),
                Option("tenant", .text, "The first tenant's name."),
                Option("email", .text, "Who you are."),
                Option("password", .text, "Asked for where it is left out (PLUMB_PASSWORD)."),
            ]),
        VerbEntry(
            "login", "[--email E] [--tenant T]", "Sign in and keep a token for the next commands.",
            [
                Option("email", .text, "Who you are."),
                Option("tenant", .text, "Where you are known in several."),
                Option("password", .text, "Asked for where it is left out (PLUMB_PASSWORD)."),
            ]),
        VerbEntry("logout", "Revoke the kept token and forget it."),
        VerbEntry("whoami", "Who you are and what you may do."),
        VerbEntry("status", "How the server is doing."),
        VerbEntry(
            "init", "[--workspace PROJECT/NAME] [--environment E]",
            "Make this directory a project: asks what is not given, and writes plumb.yaml.",
            [
                Option("workspace", .workspace, "The workspace that the directory's runs belong to."),
                Option("environment", .text, "That of a workspace that is made."),
                Option("yes", nil, "Make a project and workspace that are not there without asking."),
                Option("force", nil, "Write over a plumb.yaml that is there."),
            ]),
    ]

    static let places = [
        VerbEntry("project list", "Your projects."),
        VerbEntry("project create", "NAME", "Make a project.", takes: [.text]),
        VerbEntry("workspace list", "[PROJECT]", "Your workspaces.", takes: [.project]),
        VerbEntry(
            "workspace create", "PROJECT/NAME", "Make a workspace.", takes: [.project],
            [
                Option("environment", .text, "development, staging, production or one of your own."),
                Option("label", .text, "NAME=VALUE, which roles may go by; several may be given."),
            ]),
        VerbEntry("workspace show", "WORKSPACE", "A workspace with its settings.", takes: [.workspace]),
        VerbEntry(
            "workspace set", "WORKSPACE", "Change its settings.", takes: [.workspace],
            [
                Option("environment", .text, "What it is for."),
                Option("connection", .connection, "The cloud connection of its runs."),
                Option("gate", .text, "A gate that its runs wait at; several may be given."),
                Option("auto-apply", .oneOf(["true", "false"]), "Apply plans that no gate stops."),
                Option("label", .text, "NAME=VALUE, which roles may go by; several may be given."),
                Option("owner", .text, "Whose it is from now on: an e-mail address, or an id."),
            ]),
        VerbEntry("signing-key list", "The keys that sign what runs show to clouds."),
        VerbEntry(
            "signing-key rotate", "Let the next key sign, and publish one after it.",
            [Option("compromised", nil, "Withdraw all keys of now, and with them what they signed.")]),
        VerbEntry("blueprint list", "Your blueprints."),
        VerbEntry("blueprint import", "FILE", "Take a blueprint in, from YAML or JSON.", takes: [.file]),
        VerbEntry(
            "blueprint validate", "BLUEPRINT | FILE", "All that is wrong with it.", takes: [.blueprint]),
        VerbEntry(
            "blueprint publish", "BLUEPRINT VERSION", "Publish what it is now as a version.",
            takes: [.blueprint, .text], [Option("notes", .text, "What changed.")]),
        VerbEntry(
            "blueprint render", "BLUEPRINT [DIRECTORY]", "The Terraform that it makes.",
            takes: [.blueprint, .directory], [Option("version", .text, "A published version.")]),
        VerbEntry(
            "blueprint export", "BLUEPRINT", "As YAML.", takes: [.blueprint],
            [Option("version", .text, "A published version.")]),
    ]

    static let running = [
        VerbEntry(
            "deploy", "WORKSPACE [DIRECTORY | --blueprint B]", "Plan, show, and with approval apply.",
            takes: [.workspace, .directory],
            [
                Option("blueprint", .blueprint, "Instead of a directory."),
                Option("version", .text, "Of the blueprint; the newest where it is left out."),
                Option("var", .text, "name=value; several may be given."),
                Option("workspace", .workspace, "Instead of the first word."),
                Option("plan-only", nil, "Plan, and end."), approveIt,
                Option("no-wait", nil, "Begin the run and come back."),
            ]),
        VerbEntry(
            "destroy", "WORKSPACE", "Plan to remove everything.", takes: [.workspace],
            [
                Option("workspace", .workspace, "Instead of the first word."),
                Option("plan-only", nil, "Plan, and end."), approveIt,
                Option("no-wait", nil, "Begin the run and come back."),
            ]),
        VerbEntry(
            "approve|reject|cancel", "RUN", "Decide about a run.", takes: [.run],
            [Option("comment", .text, "What the next one should know."), wait]),
        VerbEntry(
            "override", "RUN --reason TEXT", "Let a run go on that breaks soft-mandatory policies.",
            takes: [.run], [why, wait, approveIt]),
        VerbEntry(
            "rollback", "RUN", "Deploy an earlier run's configuration again.", takes: [.run], [approveIt]),
        VerbEntry(
            "runs", "[WORKSPACE]", "Runs, newest first.", takes: [.workspace],
            [Option("limit", .text, "How many; 20 where it is left out.")]),
        VerbEntry("plan", "RUN", "What a run's plan does.", takes: [.run]),
        VerbEntry("logs", "RUN", "A run's log; live while it goes on.", takes: [.run]),
        VerbEntry(
            "state", "WORKSPACE [versions|diff|show|pull|push|rollback|lock|unlock]", "A workspace's state.",
            takes: [
                .workspace,
                .oneOf(["versions", "diff", "show", "pull", "push", "rollback", "lock", "unlock"]), .file,
            ],
            [
                Option("serial", .text, "A version; the newest where it is left out."),
                Option("from", .text, "The older version of a diff."),
                Option("to", .text, "The newer version of a diff."),
                Option("force", nil, "Push although lineage or serial speak against it."), why,
            ]),
    ]

    static let drifting = [
        VerbEntry(
            "scan|drift", "WORKSPACE | --project P | --all",
            "Look for what changed behind Terraform's back; with --all for what is in no state too. Exit code 2 when there is something.",
            takes: [.workspace],
            [
                Option("project", .project, "All its workspaces."), Option("all", nil, "Every workspace."),
                Option("discover", nil, "Look through the accounts first."),
            ]),
        VerbEntry(
            "watch", "WORKSPACE", "Look again and again: a change is a finding as soon as it is seen.",
            takes: [.workspace],
            [
                Option("every", .text, "Seconds between looks."), Option("off", nil, "Watch no more."),
            ]),
        VerbEntry(
            "fix", "WORKSPACE | ANALYSIS", "Put drift right.", takes: [.workspace],
            [
                Option(
                    "strategy", .oneOf(["revert", "accept", "ignore", "adopt", "remove"]),
                    "revert puts recorded values back."),
                Option("direct", nil, "Through the provider alone, without a run."),
                Option("finding", .text, "Only this one; several may be given."),
                Option("workspace", .workspace, "Where to adopt into."), why, dryRun, approveIt,
            ]),
        VerbEntry(
            "adopt", "WORKSPACE TYPE=ID… | ASSET… | --all-of TYPE",
            "Write what exists into a workspace's configuration and import it, such that nothing else changes.",
            takes: [.workspace], [Option("all-of", .text, "Every unmanaged one of a type."), why, dryRun]),
        VerbEntry(
            "inventory discover", "CONNECTION", "Look through a cloud account for what exists there.",
            takes: [.connection],
            [
                Option("connection", .connection, "Instead of the word."),
                Option("provider", .oneOf(["aws", "azure", "google"]), "The connection's own."),
                Option("region", .text, "One, or all."),
                Option("types", .text, "Only these Terraform types; several may be given."),
            ]),
        VerbEntry(
            "inventory list", "What exists, and what of it no state records.",
            [
                Option("unmanaged", nil, "Only what no state records."),
                Option("managed", nil, "Only what some state records."),
                Option("type", .text, "A Terraform type."),
                Option("filter", .text, "An expression of JMESPath that must hold."),
                Option("provider", .oneOf(["aws", "azure", "google"]), "A cloud."),
                Option("region", .text, "A place."),
                Option("workspace", .workspace, "What its state records."),
            ]),
        VerbEntry(
            "inventory coverage", "How much of what exists is in code.",
            [
                Option("provider", .oneOf(["aws", "azure", "google"]), "A cloud."),
                Option("region", .text, "A place."),
            ]),
    ]

    static let judging = [
        VerbEntry(
            "policy fmt", "PATH…", "Lay Rego out. No server is needed.", takes: [.file],
            [
                Option("write", nil, "Into the files."),
                Option("check", nil, "Only tell which files differ."),
            ]),
        VerbEntry(
            "policy check", "PATH…", "What is wrong with policies.", takes: [.file],
            [
                Option("strict", nil, "Refuse what OPA's strict mode does."),
                Option("v0-compatible", nil, "Read them as Rego version 0."),
            ]),
        VerbEntry(
            "policy test", "PATH…", "Run the tests among policies.", takes: [.file],
            [Option("coverage", nil, "Tell which lines no test reaches.")]),
        VerbEntry(
            "policy eval|explain", "QUERY PATH…", "Evaluate a query, and tell how it came about.",
            takes: [.text, .file],
            [
                Option("input", .file, "A JSON document."),
                Option("profile", nil, "What each expression cost."),
                Option("partial", nil, "What is left while a part is unknown."),
                Option("unknowns", .text, "Which parts are."),
            ]),
        VerbEntry(
            "policy push", "PACK PATH", "Take a pack of policies in, from a folder or bundle.",
            takes: [.text, .file], [Option("title", .text, "What people call it.")]),
        VerbEntry("policy packs", "The packs of the server."),
        VerbEntry(
            "policy bind", "PACK", "Have runs judged by a pack.", takes: [.text],
            [
                Option(
                    "enforcement", .oneOf(["advisory", "soft-mandatory", "hard-mandatory"]),
                    "What a broken rule does."),
                Option("workspace", .workspace, "One workspace."),
                Option("environment", .text, "All workspaces of an environment."),
            ]),
    ]

    private static let backing = [Option("key", .file, "The backups' key (PLUMB_BACKUP_KEY).")]
    private static let data = Option("data", .directory, "The server's data directory.")

    static let tending = [
        VerbEntry("serve", "[--SETTING VALUE…]", "Run the server. `plumb help serve` lists its settings."),
        VerbEntry(
            "keys list|rotate|rewrap|drop", "[KEY]", "The master keys of a server that is stopped.",
            [data]),
        VerbEntry(
            "backup create", "PLACE",
            "Back a server's data up, while it runs. PLACE is a directory or s3://BUCKET/PREFIX.",
            takes: [.directory], backing + [data]),
        VerbEntry(
            "backup restore", "PLACE [BACKUP]", "Bring a backup into an empty data directory.",
            takes: [.directory, .text], backing + [data]),
        VerbEntry(
            "backup verify", "PLACE [BACKUP]", "Read all of a backup, and check it.",
            takes: [.directory, .text], backing),
        VerbEntry("backup list", "PLACE", "The backups that are complete.", takes: [.directory], backing),
        VerbEntry(
            "backup prune", "PLACE --keep N", "Remove all but the newest backups.", takes: [.directory],
            backing + [Option("keep", .text, "How many stay.")]),
        VerbEntry("backup key", "FILE", "Make a key for backups. Keep it elsewhere.", takes: [.file]),
        VerbEntry("shell", "Type commands without `plumb`, with history and completion."),
        VerbEntry(
            "completion", "bash|zsh|fish", "What a shell needs to complete commands: see the output's head.",
            takes: [.oneOf(["bash", "zsh", "fish"])]),
        VerbEntry(
            "api", "python|typescript|openapi|changes [FILE]",
            "A client of the API in a language, its document, or what has changed (since an older document).",
            takes: [.oneOf(["python", "typescript", "openapi", "changes"]), .file]),
        VerbEntry("man", "The manual's page: `plumb man > plumb.1`."),
        VerbEntry(
            "demo", "[--workspace PROJECT/NAME]",
            "Walk the main job on this server with Terraform's built-in resources: no cloud, no provider.",
            [Option("workspace", .workspace, "Which to use or make.")]),
    ]
}
