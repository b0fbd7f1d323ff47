import TerraformLanguage
import Testing
import Values

/// What was found in the world, written into the configuration that declares it.
@Suite("Accepting values")
struct AcceptedValuesTests {
    static let shape = SettableShape(
        attributes: ["name", "size"], blocks: ["rule": SettableShape(attributes: ["port"])])

    private func written(
        _ current: JSON, _ names: [String], of address: String, recorded: [String] = [],
        in files: [String: String]
    ) throws -> [String: String] {
        try AcceptedValues.write(
            current, names: names, of: address, recorded: recorded.isEmpty ? [address] : recorded,
            shape: Self.shape, into: files)
    }

    private func refusal(
        _ names: [String] = ["size"], of address: String, recorded: [String] = [],
        in files: [String: String]
    ) -> String? {
        do {
            _ = try written(["size": 9], names, of: address, recorded: recorded, in: files)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("an instance of several is written beside what the others have")
    func oneOfSeveral() throws {
        let files = [
            "main.tf": """
            resource "disk" "d" {
              for_each = toset(["a", "b"])
              size     = var.size
            }

            resource "disk" "n" {
              count = 2
            }

            """
        ]
        let keyed = try written(
            ["size": 9], ["size"], of: "disk.d[\"a\"]", recorded: ["disk.d[\"a\"]", "disk.d[\"b\"]"],
            in: files)
        #expect(keyed["main.tf"]?.contains("size     = each.key == \"a\" ? 9 : (var.size)\n") == true)
        let counted = try written(
            ["name": "x"], ["name"], of: "disk.n[1]", recorded: ["disk.n[0]", "disk.n[1]"], in: keyed)
        #expect(counted["main.tf"]?.contains("name  = count.index == 1 ? \"x\" : (null)\n") == true)
        #expect(counted["main.tf"]?.contains("each.key == \"a\"") == true)
    }

    @Test("where it is the only one, the value stands as it is")
    func onlyOne() throws {
        let files = ["main.tf": "resource \"disk\" \"d\" {\n  count = 1\n  size  = 1\n}\n"]
        let changed = try written(
            ["size": 9], ["size"], of: "disk.d[0]", recorded: ["disk.d[0]", "disk.e"], in: files)
        #expect(changed["main.tf"] == "resource \"disk\" \"d\" {\n  count = 1\n  size  = 9\n}\n")
    }

    @Test("a module of the configuration is written where it is called once")
    func module() throws {
        let files = [
            "main.tf": "module \"m\" {\n  source = \"./parts/m\"\n}\n",
            "parts/m/main.tf": "resource \"disk\" \"d\" {\n  size = 1\n}\n",
            "other.tf": "resource \"disk\" \"d\" {\n  size = 1\n}\n",
        ]
        let changed = try written(
            ["size": 9], ["size"], of: "module.m.disk.d", recorded: ["disk.d", "module.m.disk.d"], in: files)
        #expect(changed["parts/m/main.tf"] == "resource \"disk\" \"d\" {\n  size = 9\n}\n")
        #expect(changed["other.tf"] == files["other.tf"])
    }

    @Test("what would change others too is refused with the reason")
    func refused() {
        let twice = [
            "main.tf": "module \"a\" {\n  source = \"./m\"\n}\nmodule \"b\" {\n  source = \"./m\"\n}\n",
            "m/main.tf": "resource \"disk\" \"d\" {\n  size = 1\n}\n",
        ]
        let both = ["module.a.disk.d", "module.b.disk.d"]
        #expect(refusal(of: both[0], recorded: both, in: twice)?.contains("called several times") == true)
        let keyed = ["module.a[0].disk.d", "module.a[1].disk.d"]
        #expect(refusal(of: keyed[0], recorded: keyed, in: twice)?.contains("called several times") == true)
        let away = ["main.tf": "module \"m\" {\n  source = \"acme/disk/any\"\n}\n"]
        #expect(refusal(of: "module.m.disk.d", in: away)?.contains("not among the files") == true)
        #expect(refusal(of: "disk.none", in: twice)?.contains("no file of the root module") == true)
        let several = ["main.tf": "resource \"disk\" \"d\" {\n  count = 2\n  rule {\n    port = 1\n  }\n}\n"]
        let rules = refusal(["rule"], of: "disk.d[0]", recorded: ["disk.d[0]", "disk.d[1]"], in: several)
        #expect(rules?.contains("blocks are those of all") == true)
        #expect(refusal(["arn"], of: "disk.d[0]", in: several)?.contains("none of what changed") == true)
    }
}
