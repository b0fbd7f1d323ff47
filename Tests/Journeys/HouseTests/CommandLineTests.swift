import HTTP
import KernelTesting
import Testing
import Values

/// The command line as people and scripts use it: the real program against a real server.
@Suite("Command line", .enabled(if: PlumbProcess.program != nil, "plumb is not built"))
struct CommandLineTests {
    private func signedIn(_ body: (PlumbShell, TestHouse) async throws -> Void) async throws {
        let house = try await TestHouse()
        let shell = try PlumbShell(house.address)
        let code = try #require(house.house.setUpCode)
        let made = try await shell.run(
            ["setup", "--code", code, "--tenant", "acme", "--email", "ada@example.com"],
            environment: ["PLUMB_PASSWORD": "correct horse battery"])
        #expect(made.code == 0, "\(made)")
        do {
            try await body(shell, house)
        } catch {
            await house.stop()
            throw error
        }
        await house.stop()
    }

    @Test("the first hour: set up, a workspace, a run, its state, drift, and back, as snapshots")
    func firstHour() async throws {
        try #require(terraform != nil, "Terraform is not here")
        try await signedIn { shell, _ in
            try shell.write("infra/main.tf", TerraformClient.plain)
            var transcript = ""
            func say(_ line: String, exits code: Int32 = 0) async throws {
                let outcome = try await shell(line)
                #expect(outcome.code == code, "plumb \(line): \(outcome)")
                transcript += "$ plumb \(line)\n\(outcome.output)\n"
            }
            try await say("whoami")
            try await say("project create shop")
            try await say("workspace create shop/dev --environment development")
            try await say("workspace list")
            try await say("deploy shop/dev infra --auto-approve")
            try await say("runs shop/dev")
            try await say("state shop/dev")
            try shell.write(
                "infra/main.tf", TerraformClient.plain.replacingOccurrences(of: "\"one\"", with: "\"two\""))
            try await say("deploy shop/dev infra --plan-only")
            try await say("deploy shop/dev infra --auto-approve")
            try await say("state shop/dev versions")
            try await say("state shop/dev diff")
            try await say("state shop/dev lock")
            try await say("state shop/dev rollback 1")
            try await say("drift shop/dev")
            try await say("destroy shop/dev --plan-only")
            try await say("audit verify")
            try await say("tokens list-tokens", exits: 1)
            try await say("logout")
            try await say("whoami", exits: 4)
            try Snapshots.hold("command-line.txt", settled(transcript))
        }
    }

    @Test("labels, owners, roles with conditions and signing keys, as people type them")
    func access() async throws {
        try await signedIn { shell, house in
            func say(_ arguments: [String], exits code: Int32 = 0) async throws -> String {
                let outcome = try await shell.run(arguments)
                #expect(outcome.code == code, "plumb \(arguments): \(outcome)")
                return outcome.output
            }
            _ = try await say(["project", "create", "shop"])
            _ = try await say(["workspace", "create", "shop/live", "--label", "team=payments"])
            _ = try await say([
                "workspace", "set", "shop/live", "--label", "tier=1", "--owner", "ada@example.com",
            ])
            let shown = try JSON(
                parsing: Array(try await say(["workspace", "show", "shop/live", "--json"]).utf8))
            #expect(shown["settings"]?["labels"] == ["team": "payments", "tier": "1"], "\(shown)")
            #expect(shown["owner"]?.stringValue?.isEmpty == false)
            _ = try await say(["workspace", "set", "shop/live", "--label", "tier"], exits: 1)
            _ = try await say(["workspace", "set", "shop/live", "--owner", "nobody@example.com"], exits: 1)
            _ = try await say([
                "identity", "put-role", "--role", "crew", "--permissions", "states:read,drift:read",
                "--permissions",
                #"{"permission":"deployments:*","where":{"environment":["dev"],"tags":{"a":"b"}}}"#,
            ])
            let roles = try JSON(parsing: Array(try await say(["identity", "list-roles", "--json"]).utf8))
            let crew = roles["items"]?.arrayValue?.first { $0["name"] == "crew" }?["permissions"]?.arrayValue
            #expect(crew?.count == 3 && crew?.contains("states:read") == true, "\(roles)")
            #expect(crew?.contains { $0["where"]?["tags"] == ["a": "b"] } == true)
            #expect(try await say(["signing-key", "list"]).contains("current"))
            _ = try await say(["signing-key", "rotate"], exits: 7)
            #expect(try await say(["signing-key", "rotate", "--compromised"]).contains("next"))
            _ = house
        }
    }

    @Test("policies: pushed, bound, a run stopped and let go on, another failed, as snapshots")
    func policies() async throws {
        try #require(terraform != nil, "Terraform is not here")
        try await signedIn { shell, house in
            try shell.write("rules/words.rego", GateJourneys.words)
            try shell.write("broken/a.rego", "package terraform.a\n\np if {\n\tx == 1\n}\n")
            try shell.write("infra/main.tf", "resource \"terraform_data\" \"a\" {\n  input = \"bad\"\n}\n")
            var transcript = ""
            func say(_ line: String, exits code: Int32 = 0) async throws {
                let outcome = try await shell(line)
                #expect(outcome.code == code, "plumb \(line): \(outcome)")
                transcript += "$ plumb \(line)\n\(outcome.output)\n"
                if outcome.output.isEmpty { transcript += outcome.error + "\n" }
            }
            _ = try await shell("project create shop")
            _ = try await shell("workspace create shop/dev --environment development")
            try await say("policy push words broken", exits: 3)
            try await say("policy push words rules --title Words")
            try await say("policy push plumb-words rules", exits: 5)
            try await say("policy bind words --enforcement soft-mandatory --workspace shop/dev")
            try await say("deploy shop/dev infra --auto-approve")
            let run = try await shell("runs shop/dev --json").json["items"]?[0]?["id"]?.stringValue ?? ""
            try await say("override \(run) --reason because --auto-approve")
            try await say("policy bind words --enforcement hard-mandatory --environment development")
            try shell.write("infra/main.tf", "resource \"terraform_data\" \"b\" {\n  input = \"bad\"\n}\n")
            try await say("deploy shop/dev infra --auto-approve", exits: 3)
            try Snapshots.hold("command-line-policies.txt", settled(transcript))
        }
    }

    @Test("inventory: looked for with what was refused, listed, and its coverage")
    func inventory() async throws {
        let server = Server { request in
            let path = request.target.prefix { $0 != "?" }
            func answer(_ json: JSON, _ status: Int = 200) -> Response {
                Response(status: status, body: .bytes(json.bytes()))
            }
            switch path {
            case "/dir/oauth2/v2.0/token": return answer(["access_token": "t"])
            case "/subscriptions/a/resourcegroups": return answer(["error": ["message": "not yours"]], 403)
            default:
                let id = "/subscriptions/a/resourceGroups/g/providers/Microsoft.Compute/disks/d"
                return answer([
                    "value": [
                        [
                            "id": .string(id), "name": "d", "type": "Microsoft.Compute/disks",
                            "location": "westeurope",
                        ]
                    ]
                ])
            }
        }
        let port = try server.start()
        try await signedIn { shell, _ in
            let put = try await shell(
                "tenants put-connection --slug az --provider azure --region westeurope --accessKey c "
                    + "--secretKey s --directory dir --accounts a --endpoint http://127.0.0.1:\(port)")
            #expect(put.code == 0, "\(put)")
            let looked = try await shell("inventory discover az")
            #expect(looked.code == 0, "\(looked)")
            #expect(looked.output.contains("azurerm_resource_group in a: denied, not yours"))
            #expect(looked.output.contains("1 assets in a; 1 of 2 lists were not read."), "\(looked)")
            let listed = try await shell("inventory list --unmanaged --type azurerm_managed_disk")
            #expect(listed.output.contains("azurerm_managed_disk") && listed.output.contains("westeurope"))
            #expect(try await shell("inventory list --managed").output.hasPrefix("No asset."))
            let coverage = try await shell("inventory coverage --provider azure")
            #expect(coverage.output.contains("0% of what exists is in code: 0 of 1 assets."), "\(coverage)")
            #expect(try await shell("inventory list --json").json["items"]?.arrayValue?.count == 1)
            #expect(try await shell("inventory discover").code == 1)
        }
        await server.drain(within: .seconds(1))
    }

    @Test("the demonstration walks to its end, and once more on the same workspace")
    func demonstration() async throws {
        try #require(terraform != nil, "Terraform is not here")
        try await signedIn { shell, _ in
            for _ in 0..<2 {
                let outcome = try await shell("demo")
                #expect(outcome.code == 0, "\(outcome)")
                #expect(outcome.output.contains("Done. All of it can be seen at"))
            }
        }
    }

    @Test("what goes wrong has its exit code, and says what to do")
    func exitCodes() async throws {
        try await signedIn { shell, _ in
            try shell.write("bad.yaml", "name: Not A Slug\nresources: {a: {type: aws_nothing}}\n")
            try shell.write("nothing/.gitkeep", "")
            _ = try await shell("project create shop")
            let expected: [(String, Int32, String)] = [
                ("nonsense", 1, "plumb help"), ("project create", 1, "Say the project's name"),
                ("project create x --colour red", 1, "--colour"), ("state", 1, "Say which workspace"),
                ("workspace list one two", 1, "one word too many"),
                ("workspace show shop/none", 6, "plumb workspace list"),
                ("deploy shop/none ./nowhere", 6, "plumb workspace list"),
                ("blueprint publish none 1.0.0", 6, "plumb blueprint list"),
                ("blueprint validate missing.yaml", 6, "missing.yaml"),
                ("blueprint validate bad.yaml", 3, "bad.yaml:2"), ("project create Not_A_Slug", 3, "slug"),
                ("project create shop", 7, "shop"),
                ("workspace create none/dev", 6, "plumb project create none"),
                ("logs not-a-run", 3, "UUID"),
                ("approve 01a01a01-0000-7000-8000-000000000000", 6, "no such deployment"),
                ("help nonsense", 1, "nonsense"), ("tenants put-variable --workspace x", 1, "--name"),
            ]
            for (line, code, says) in expected {
                let outcome = try await shell(line)
                #expect(outcome.code == code, "plumb \(line): \(outcome)")
                #expect((outcome.error + outcome.output).contains(says), "plumb \(line): \(outcome)")
            }
        }
    }

    @Test("programs get JSON, for answers and for refusals")
    func json() async throws {
        try await signedIn { shell, _ in
            let list = try await shell("project list --json")
            #expect(list.code == 0 && list.json["items"]?.arrayValue == [])
            let refused = try await shell("project create Not_A_Slug --json")
            #expect(refused.code == 3)
            #expect(refused.json["error"]?["code"]?.stringValue?.isEmpty == false, "\(refused)")
            #expect(try await shell("status --json").json["health"]?["status"] == "ok")
        }
    }

    @Test("a kept token that has ended says so and shuts nobody out")
    func staleToken() async throws {
        try await signedIn { shell, house in
            let list = try await shell("identity list-tokens --json")
            let id = try #require(list.json["items"]?[0]?["id"]?.stringValue, "\(list)")
            #expect(try await shell("identity revoke-token --nonsense \(id)").code == 1)
            let revoked = try await shell("identity revoke-token --token \(id)")
            #expect(revoked.code == 0, "\(revoked)")
            let refused = try await shell("project list")
            #expect(refused.code == 4 && refused.error.contains("plumb login"), "\(refused)")
            let back = try await shell.run(
                ["login", "--email", "ada@example.com"],
                environment: ["PLUMB_PASSWORD": "correct horse battery"])
            #expect(back.code == 0, "\(back)")
            #expect(try await shell("project list").code == 0)
            let wrong = try await shell.run(
                ["login", "--email", "ada@example.com"],
                environment: ["PLUMB_PASSWORD": "something else entirely"])
            #expect(wrong.code == 4, "\(wrong)")
            #expect(!wrong.error.contains("something else entirely"))
        }
    }

    @Test("a server that is not there, or is none of ours, is told as that")
    func elsewhere() async throws {
        let nowhere = try PlumbShell("http://127.0.0.1:1")
        let outcome = try await nowhere("project list")
        #expect(outcome.code == 8, "\(outcome)")
        #expect(outcome.error.contains("127.0.0.1:1"), "\(outcome)")
    }

    @Test("a directory becomes a project, and commands in it need no workspace")
    func project() async throws {
        try #require(terraform != nil, "Terraform is not here")
        try await signedIn { shell, house in
            try shell.write("main.tf", TerraformClient.plain)
            let none = try await shell("init --workspace shop/dev")
            #expect(none.code == 6 && none.error.contains("no project shop"), "\(none)")
            let made = try await shell("init --workspace shop/dev --environment development --yes")
            #expect(made.code == 0, "\(made)")
            let again = try await shell("init --workspace shop/dev")
            #expect(again.code == 7 && again.error.contains("--force"), "\(again)")
            let done = try await shell("deploy --auto-approve")
            #expect(done.code == 0, "\(done)")
            let runs = try await shell("runs --output yaml")
            #expect(runs.output.contains("items:\n  - id: "), "\(runs)")
            let state = try await shell("state versions")
            #expect(state.code == 0 && state.output.contains("SERIAL"), "\(state)")
            let wrong = try await shell("deploy --plan-onyl")
            #expect(wrong.code == 1 && wrong.error.contains("Did you mean --plan-only?"), "\(wrong)")
            #expect(!wrong.error.contains("Uploading"))
            let plain = try await shell("status")
            #expect(!plain.output.contains("\u{1b}"))
            let written = try await shell("deploy --watch")
            #expect(written.code == 1 && written.error.contains("only reads"), "\(written)")
        }
    }

    @Test("bash completes verbs, options and what is on the server")
    func completion() async throws {
        try await signedIn { shell, house in
            _ = try await shell("project create shop")
            _ = try await shell("workspace create shop/dev")
            try shell.write(
                "ask",
                """
                source <(plumb completion bash)
                compopt() { echo "compopt $*"; }
                ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _plumb; echo "${COMPREPLY[*]}"; }
                ask plumb depl
                ask plumb runs sh
                ask plumb fix shop/dev --strategy re
                ask plumb deploy shop/dev ''
                """)
            let said = try await shell.bash("ask")
            #expect(said == "deploy deployments\nshop/dev\nrevert remove\ncompopt -o dirnames\n\n", "\(said)")
        }
    }

    @Test("the shell completes, keeps a history without secrets, and outlives a wrong line")
    func interactive() async throws {
        try await signedIn { shell, _ in
            try shell.write(
                "type.py",
                """
                import os, pty, re, select, sys, time
                pid, terminal = pty.fork()
                if pid == 0:
                    os.environ["TERM"] = "xterm"
                    os.execvp("plumb", ["plumb", "shell"])
                said = ""
                def until(pattern):
                    global said
                    end = time.time() + 60
                    while not (found := re.search(pattern, said)):
                        if time.time() > end: sys.exit("never came: " + pattern + " in " + repr(said))
                        if select.select([terminal], [], [], 1)[0]:
                            said += os.read(terminal, 4096).decode(errors="replace")
                    said = said[found.end():]
                def type(text): os.write(terminal, text.encode())
                until("plumb> ")
                type("whoa\\t"); until("mi "); type("\\r"); until("ada@example.com at"); until("plumb> ")
                type('"open\\r'); until("not closed"); until("plumb> ")
                type("tenants lis\\t\\t"); until("list-workspaces"); type("\\x03"); until("plumb> ")
                type("login --email a --password x --nonsense\\r"); until("no option --nonsense")
                until("plumb> ")
                type("status\\r"); until("store: answers"); until("plumb> ")
                type("exit\\r")
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                """)
            let ended = try await shell.python("type.py")
            #expect(ended.code == 0, "\(ended)")
            let history = try shell.read(".local/state/plumb/history")
            #expect(history.contains("whoami") && history.contains("status"))
            #expect(!history.contains("password"))
        }
    }
}
