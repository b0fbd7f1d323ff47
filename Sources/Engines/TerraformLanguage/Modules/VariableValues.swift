public import HCL
import Values

/// The values of a root module's variables, gathered from all places that Terraform takes them from. What is
/// named later stands: `TF_VAR_…`, `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars` and
/// `*.auto.tfvars.json` in the order of their names' bytes, then what the command is given, in its order.
public struct VariableValues: Sendable {
    /// What stands on the command line.
    public enum Given: Sendable {
        /// `-var 'name=value'`.
        case value(name: String, text: String)
        /// `-var-file=name`.
        case file(name: String, bytes: [UInt8])
    }

    /// As they were given, not yet of their variables' types: `Evaluation` converts and checks them.
    public private(set) var values: [String: Value] = [:]
    /// Where each comes from, in words: `the file "terraform.tfvars"`.
    public private(set) var origins: [String: String] = [:]
    public private(set) var diagnostics: [Diagnostic] = []
    private let variables: [String: Module.Variable]
    private var undeclared = 0

    /// More undeclared names in files than this are told together.
    private static let toldApart = 2

    /// `files` are those of the root module's folder; others than of values are left alone. Of the
    /// environment only `TF_VAR_…` counts, and there what no variable declares is passed over.
    public init(
        for module: Module, files: [String: [UInt8]] = [:], environment: [String: String] = [:],
        given: [Given] = []
    ) {
        variables = Dictionary(module.variables.map { ($0.name, $0) }) { first, _ in first }
        for (key, text) in environment.sorted(by: { $0.key < $1.key }) where key.hasPrefix("TF_VAR_") {
            let name = String(key.dropFirst(7))
            guard variables[name] != nil else { continue }
            self.text(text, name, "the environment variable \(key)")
        }
        for name in Self.automatic(files.keys) { file(name, files[name] ?? []) }
        for one in given {
            switch one {
            case .file(let name, let bytes): file(name, bytes)
            case .value(let name, let text):
                guard variables[name] != nil else {
                    fail(
                        "Value for undeclared variable",
                        "A variable named \"\(name)\" was assigned on the command line, but the root module "
                            + "does not declare a variable of that name. To use this value, add a \"variable\" "
                            + "block to the configuration.", nil)
                    continue
                }
                self.text(text, name, "the command line")
            }
        }
        if undeclared > Self.toldApart {
            diagnostics.append(
                Diagnostic(
                    .warning, "Values for undeclared variables",
                    "In addition to the other similar warnings shown, \(undeclared - Self.toldApart) other "
                        + "variable(s) defined without being declared."))
        }
    }

    /// The files of values that are read without being named, in the order in which they are.
    public static func automatic(_ names: some Sequence<String>) -> [String] {
        let all = Set(names)
        let own = ["terraform.tfvars", "terraform.tfvars.json"].filter(all.contains)
        let more = all.filter { $0.hasSuffix(".auto.tfvars") || $0.hasSuffix(".auto.tfvars.json") }
        return own + more.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    private mutating func fail(_ summary: String, _ detail: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(.error, summary, detail, at: range))
    }

    /// A text is the value itself for a variable without a type or of a primitive one, else an expression.
    private mutating func text(_ text: String, _ name: String, _ origin: String) {
        var value = Value.string(text)
        if variables[name]?.takesText == false {
            let parsed = Expression.parse(text, name: "<value for var.\(name)>")
            diagnostics += parsed.diagnostics
            guard !parsed.diagnostics.hasErrors else { return }
            let (read, problems) = parsed.expression.value(in: nil)
            diagnostics += problems
            guard !problems.hasErrors else { return }
            value = read
        }
        set(name, value, origin)
    }

    private mutating func set(_ name: String, _ value: Value, _ origin: String) {
        values[name] = value
        origins[name] = origin
    }

    // MARK: Files

    private mutating func file(_ name: String, _ bytes: [UInt8]) {
        let body: Body
        if name.hasSuffix(".json") {
            let (read, problems) = Body.parseJSON(bytes, name: name)
            diagnostics += problems
            guard let read else { return }
            body = read
        } else {
            let (tree, problems) = SyntaxTree.parse(bytes, name: name)
            diagnostics += problems
            body = Body(tree)
        }
        let (attributes, blocks) = body.everything()
        for block in blocks { misplaced(block, name) }
        for attribute in attributes {
            let (value, problems) = attribute.expression.value(in: nil)
            diagnostics += problems
            if problems.hasErrors { continue }
            guard variables[attribute.name] != nil else {
                undeclared += 1
                if undeclared <= Self.toldApart { tellUndeclared(attribute, name) }
                continue
            }
            set(attribute.name, value, "the file \"\(name)\"")
        }
    }

    private mutating func tellUndeclared(_ attribute: Body.Attribute, _ file: String) {
        diagnostics.append(
            Diagnostic(
                .warning, "Value for undeclared variable",
                "The root module does not declare a variable named \"\(attribute.name)\" but a value was found "
                    + "in file \"\(file)\". If you meant to use this value, add a \"variable\" block to the "
                    + "configuration.", at: attribute.nameRange))
    }

    private mutating func misplaced(_ block: Body.Block, _ file: String) {
        guard block.type == "variable", let name = block.labels.first else {
            return fail(
                "Unexpected \"\(block.type)\" block", "Blocks are not allowed here.", block.typeRange)
        }
        fail(
            "Variable declaration in .tfvars file",
            "A .tfvars file is used to assign values to variables that have already been declared in .tf files, "
                + "not to declare new variables. Write \(name) = <value> here, and move the block to a .tf file.",
            block.typeRange)
    }
}
