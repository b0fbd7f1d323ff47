public import HCL

/// Reads the files of one module's folder.
public struct ModuleLoader {
    /// Of the file that is read now.
    var module = Module()
    var diagnostics: [Diagnostic] = []
    var isOverride = false
    var isTofuFile = false
    var seen: [String: SourceRange] = [:]
    var hasRequirements: SourceRange?
    /// Off where a file is read alone.
    var checksNames = true

    init() {}

    /// The module in `files`, which are named without a folder; others than configuration are left alone.
    /// Whatever is wrong, what could be read is there.
    public static func load(_ files: [String: [UInt8]], in folder: String = "") -> (
        module: Module, diagnostics: [Diagnostic]
    ) {
        var loader = ModuleLoader()
        let names = files.keys.filter(isConfiguration).filter { name in
            // A file for one program alone stands before the one that others read too.
            guard name.contains(".tf") else { return true }
            return files[name.replacing(".tf", with: ".tofu", maxReplacements: 1)] == nil
        }.sorted()
        for isOverride in [false, true] {
            loader.isOverride = isOverride
            for name in names where isOverrideFile(name) == isOverride {
                loader.isTofuFile = name.contains(".tofu")
                loader.file(files[name] ?? [], folder.isEmpty ? name : folder + "/" + name)
            }
        }
        loader.finish()
        return (loader.module, loader.diagnostics)
    }

    /// One file by itself: what only the whole module can tell, such as names that are declared twice, is
    /// not looked at.
    public static func loadFile(_ bytes: [UInt8], name: String) -> (module: Module, diagnostics: [Diagnostic])
    {
        var loader = ModuleLoader()
        loader.checksNames = false
        loader.isTofuFile = name.contains(".tofu")
        loader.file(bytes, name)
        loader.finish()
        return (loader.module, loader.diagnostics)
    }

    static func isConfiguration(_ name: String) -> Bool {
        [".tf", ".tf.json", ".tofu", ".tofu.json"].contains { name.hasSuffix($0) } && !name.hasPrefix(".")
            && !name.hasSuffix("~")
    }

    private static func isOverrideFile(_ name: String) -> Bool {
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        return stem == "override" || stem.hasSuffix("_override")
    }

    mutating func fail(_ summary: String, _ detail: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(.error, summary, detail, at: range))
    }

    mutating func warn(_ summary: String, _ detail: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(.warning, summary, detail, at: range))
    }

    static let top = Body.Schema(blocks: [
        "terraform": 0, "provider": 1, "variable": 1, "locals": 0, "output": 1, "module": 1, "resource": 2,
        "data": 2,
        "ephemeral": 2, "moved": 0, "import": 0, "removed": 0, "check": 1, "language": 0,
    ])

    private mutating func file(_ bytes: [UInt8], _ name: String) {
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
        let (content, problems) = body.content(Self.top)
        let before = diagnostics.count
        for block in content.blocks where block.type == "language" { language(block) }
        // A module that wants another version may have blocks that this one does not know.
        if diagnostics.dropFirst(before).contains(where: { $0.summary == "Incompatible module" }) { return }
        diagnostics += problems
        for block in content.blocks { self.block(block) }
    }

    private mutating func block(_ block: Body.Block) {
        switch block.type {
        case "terraform": settings(block)
        case "provider": provider(block)
        case "variable": variable(block)
        case "locals": locals(block)
        case "output": output(block)
        case "module": call(block)
        case "resource": resource(block, .managed)
        case "data": resource(block, .data)
        case "ephemeral": resource(block, .ephemeral)
        case "moved", "import", "removed": refactoring(block)
        case "check": check(block)
        default: break
        }
    }

    // MARK: What several kinds share

    static func isName(_ text: String) -> Bool { TerraformFunctions.isIdentifier(text) }

    static let nameRule =
        "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes."

    /// Whether nothing of this kind and name was declared before; told otherwise.
    mutating func declare(
        _ key: String, _ range: SourceRange, _ summary: String, _ detail: (SourceRange) -> String
    ) -> Bool {
        if checksNames, let first = seen[key] {
            fail(summary, detail(first), range)
            return false
        }
        seen[key] = range
        return true
    }

    /// A value that may read nothing.
    mutating func constant(_ expression: Expression?) -> Value? {
        guard let expression else { return nil }
        let (value, problems) = expression.value(in: nil)
        diagnostics += problems
        return problems.hasErrors ? nil : value
    }

    mutating func flag(_ attribute: Body.Attribute?, otherwise: Bool = false) -> Bool {
        guard let attribute, let value = constant(attribute.expression) else { return otherwise }
        guard let flag = try? value.converted(to: .bool).boolValue else {
            fail("Unsuitable value type", "Unsuitable value: a bool is required", attribute.expression.range)
            return otherwise
        }
        return flag
    }

    mutating func text(_ attribute: Body.Attribute?) -> String? {
        guard let attribute, let value = constant(attribute.expression) else { return nil }
        if value.isNull { return nil }
        guard let text = try? value.converted(to: .string).stringValue else {
            fail("Unsuitable value type", "Unsuitable value: string required", attribute.expression.range)
            return nil
        }
        return text
    }

    mutating func references(_ attribute: Body.Attribute?) -> [Reference] {
        guard let attribute else { return [] }
        guard let items = attribute.expression.items else {
            fail("Invalid expression", "A static list expression is required.", attribute.expression.range)
            return []
        }
        return items.compactMap { item in
            if item.named.reference == nil {
                fail(
                    "Invalid expression",
                    "A single static variable reference is required: only attribute access and "
                        + "indexing with constant keys. No calculations, function calls, template expressions, etc are "
                        + "allowed here.", item.range)
            } else if !item.isJSON, item.literal != nil {
                warn(
                    "Quoted references are deprecated", "A reference is to be written without quotes.",
                    item.range)
            }
            return item.named.reference
        }
    }

    /// `condition` and `error_message`.
    mutating func rule(_ block: Body.Block, _ noun: String, itself: String? = nil) -> Module.Rule? {
        let (content, problems) = block.body.content(Body.Schema(required: ["condition", "error_message"]))
        diagnostics += problems
        guard let condition = content.attributes["condition"]?.expression,
            let message = content.attributes["error_message"]?.expression
        else { return nil }
        let read = condition.variables
        if read.isEmpty, noun != "validation" {
            fail(
                "Invalid \(noun) expression",
                "The condition expression must refer to at least one object from elsewhere in the configuration, or the "
                    + "result would not be checking anything.", condition.range)
        }
        if let itself {
            for reference in read + message.variables
            where (reference.root + "." + reference.names.joined(separator: ".") + ".").hasPrefix(
                itself + ".")
            {
                fail(
                    "Invalid reference in \(noun)",
                    "Configuration for \(itself) may not refer to itself.", reference.range)
            }
        }
        return Module.Rule(condition: condition, message: message, range: block.header)
    }

    private mutating func finish() {
        for variable in module.variables where !variable.isNullable && variable.fallback?.isNull == true {
            fail(
                "Invalid default value for variable",
                "A null default value is not valid when nullable=false.",
                variable.range)
        }
    }
}

extension Reference {
    /// The steps that are names, up to the first that is none.
    package var names: [String] {
        var out: [String] = []
        for part in parts {
            guard case .name(let name) = part else { break }
            out.append(name)
        }
        return out
    }
}
