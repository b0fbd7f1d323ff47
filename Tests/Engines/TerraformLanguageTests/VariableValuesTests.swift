import Foundation
import HCL
import Testing
import Values

import TerraformLanguage

private let terraform: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite("Values of root variables")
struct VariableValuesTests {
    private static let declarations = """
        variable "plain" { default = [] }
        variable "text" {
          type    = string
          default = null
        }
        variable "number" {
          type    = number
          default = 0
        }
        variable "any" {
          type    = any
          default = null
        }
        variable "list" {
          type    = list(string)
          default = []
        }
        """

    struct Layout: Sendable, CustomStringConvertible {
        let description: String
        var files: [String: String] = [:]
        var environment: [String: String] = [:]
        /// As `-var` and `-var-file` have it.
        var arguments: [(flag: String, value: String)] = []
    }

    static let layouts: [Layout] = [
        Layout(
            description: "only the environment, texts and expressions",
            environment: [
                "TF_VAR_plain": "[\"x\"]", "TF_VAR_text": "[1]", "TF_VAR_number": "5",
                "TF_VAR_any": "{a = 1}",
                "TF_VAR_list": "[\"q\"]", "TF_VAR_other": "1",
            ]),
        Layout(
            description: "terraform.tfvars over the environment, its JSON over it",
            files: [
                "terraform.tfvars": "text = \"file\"\nnumber = 2\n",
                "terraform.tfvars.json": #"{"text": "a ${b} \" %{c} \\ $${d} é", "any": {"x": [1, null]}}"#,
            ], environment: ["TF_VAR_number": "5", "TF_VAR_list": "[\"e\"]"]),
        Layout(
            description: "automatic files in the order of their bytes",
            files: [
                "terraform.tfvars": "text = \"t\"\n", "a.auto.tfvars": "text = \"a\"\n",
                "B.auto.tfvars": "text = \"B\"\n", "a-b.auto.tfvars.json": #"{"text": "ab"}"#,
                "x.tfvars": "text = \"never\"\n",
            ]),
        Layout(
            description: "what is given last, in its order",
            files: [
                "a.auto.tfvars": "text = \"a\"\nlist = [\"a\"]\n", "x.tfvars": "text = \"x\"\nnumber = 7\n",
            ], arguments: [("-var", "text=first=1"), ("-var-file", "x.tfvars"), ("-var", "list=[\"z\"]")]),
    ]

    private func ours(_ layout: Layout) throws -> Value {
        let bytes = layout.files.mapValues { Array($0.utf8) }
        let given = try layout.arguments.map { flag, value -> VariableValues.Given in
            if flag == "-var-file" { return .file(name: value, bytes: try #require(bytes[value])) }
            let cut = try #require(value.firstIndex(of: "="))
            return .value(name: String(value[..<cut]), text: String(value[value.index(after: cut)...]))
        }
        let configuration = Configuration(["m.tf": Array(Self.declarations.utf8)])
        let module = try #require(configuration.modules[[]])
        let values = VariableValues(
            for: module, files: bytes, environment: layout.environment, given: given)
        #expect(values.diagnostics.isEmpty, "\(values.diagnostics)")
        let expression = Expression.parse(
            "jsonencode([var.plain, var.text, var.number, var.any, var.list])"
        ).expression
        let all = module.variables.map { variable in
            (variable.name, values.values[variable.name] ?? variable.fallback ?? .dynamicNull)
        }
        let converted = try zip(all, module.variables).map { ($0.0, try $0.1.converted(to: $1.type)) }
        return expression.value(
            in: Scope(variables: ["var": .object(converted)], functions: TerraformFunctions.all())
        ).value
    }

    @Test(
        "they are those of terraform console",
        .enabled(if: terraform != nil, "there is no terraform on the PATH"), arguments: layouts)
    func oracle(layout: Layout) throws {
        let folder = NSTemporaryDirectory() + "plumb-tfvars-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in layout.files.merging(["m.tf": Self.declarations], uniquingKeysWith: { $1 }) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(terraform))
        process.arguments = ["console"] + layout.arguments.flatMap { [$0.flag, $0.value] }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = layout.environment.merging(["PATH": "/usr/bin:/bin", "HOME": folder]) { $1 }
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        input.fileHandleForWriting.write(
            Data("jsonencode([var.plain, var.text, var.number, var.any, var.list])\n".utf8))
        try input.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let line = try #require(text.split(separator: "\n").last { $0.hasPrefix("\"") }, "\(text)")
        let theirs = Value.string(try #require(try JSON(parsing: String(line)).stringValue))
        let mine = try ours(layout)
        #expect(mine == theirs, "\(mine) against \(theirs) in \(line)")
    }

    private func told(
        _ files: [String: String] = [:], _ environment: [String: String] = [:],
        _ given: [VariableValues.Given] = []
    ) -> [String] {
        let (module, _) = ModuleLoader.load(["m.tf": Array(Self.declarations.utf8)])
        return VariableValues(
            for: module, files: files.mapValues { Array($0.utf8) }, environment: environment, given: given
        ).diagnostics.map { ($0.severity == .error ? "error " : "warning ") + $0.description }
    }

    @Test("a name that no variable declares is a warning in files, two told apart, and an error when given")
    func undeclared() {
        let files = told(["terraform.tfvars": "a = 1\nb = 1\nc = 1\nd = 1\n"])
        #expect(files.count == 3)
        #expect(files[0].hasPrefix("warning terraform.tfvars:1,1-2: Value for undeclared variable"))
        #expect(files[2].contains("2 other variable(s)"))
        #expect(told([:], ["TF_VAR_nope": "1"]).isEmpty)
        #expect(
            told([:], [:], [.value(name: "nope", text: "1")]).first?.hasPrefix(
                "error Value for undeclared variable") == true)
    }

    @Test(
        "what is no value is refused with its place",
        arguments: [
            ("variable \"x\" {}\n", "error terraform.tfvars:1,1-9: Variable declaration in .tfvars file"),
            ("other {}\n", "error terraform.tfvars:1,1-6: Unexpected \"other\" block"),
            ("list = [var.x]\n", "error terraform.tfvars:1,9-12: Variables not allowed"),
            ("list = [upper(\"x\")]\n", "error terraform.tfvars:1,9-19: Function calls not allowed"),
            ("list = [\n", "error terraform.tfvars:2,1-1: "),
        ])
    func refused(_ text: String, _ want: String) {
        let problems = told(["terraform.tfvars": text])
        #expect(problems.first?.hasPrefix(want) == true, "\(problems)")
    }

    @Test("an expression of the environment that is none is told by its variable")
    func environment() {
        let problems = told([:], ["TF_VAR_list": "[x]"])
        #expect(problems.first?.hasPrefix("error <value for var.list>:1,2-3: Variables not") == true)
    }
}
