import HCL
import Values

/// The values that a configuration's own files give its variables: `terraform.tfvars`, then
/// `*.auto.tfvars` in the order of their names, and the same in JSON.
struct VariableFiles {
    private(set) var values: [String: Value] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    init(_ files: [String: [UInt8]]) {
        let automatic = files.keys.filter {
            !$0.contains("/") && ($0.hasSuffix(".auto.tfvars") || $0.hasSuffix(".auto.tfvars.json"))
        }
        for name in ["terraform.tfvars", "terraform.tfvars.json"] + automatic.sorted() {
            if let bytes = files[name] { read(bytes, name) }
        }
    }

    private mutating func read(_ bytes: [UInt8], _ name: String) {
        let body: Body
        if name.hasSuffix(".json") {
            let (parsed, problems) = Body.parseJSON(bytes, name: name)
            diagnostics += problems
            guard let parsed else { return }
            body = parsed
        } else {
            let (tree, problems) = SyntaxTree.parse(bytes, name: name)
            diagnostics += problems
            body = Body(tree)
        }
        let (attributes, problems) = body.attributes()
        diagnostics += problems
        for attribute in attributes {
            let (value, problems) = attribute.expression.value(in: nil)
            diagnostics += problems
            values[attribute.name] = value
        }
    }
}
