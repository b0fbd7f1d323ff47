public import HCL

/// A file of tests for a module, `x.tftest.hcl`: the providers that its runs share, and what each run tests.
public struct TestFile: Sendable {
    public struct Run: Sendable {
        public let name: String
        /// The module that is run in the place of the one that the file belongs to.
        public let source: String?
        public let providers: [(inner: Reference, outer: Reference)]
        public let range: SourceRange
    }

    public let name: String
    public private(set) var providers: [Module.Provider] = []
    public private(set) var runs: [Run] = []

    /// Whether a file of this name holds tests.
    public static func isTestFile(_ name: String) -> Bool {
        name.hasSuffix(".tftest.hcl") || name.hasSuffix(".tftest.json")
    }

    private static let top = Body.Schema(
        blocks: [
            "provider": 1, "run": 1, "variables": 0, "test": 0, "mock_provider": 1, "override_resource": 0,
            "override_data": 0, "override_module": 0,
        ])
    private static let inRun = Body.Schema(
        ["command", "providers", "expect_failures", "state_key", "parallel"],
        blocks: [
            "module": 0, "assert": 0, "variables": 0, "plan_options": 0, "override_resource": 0,
            "override_data": 0, "override_module": 0,
        ])

    /// Reads what of the file concerns modules and providers.
    public static func parse(_ bytes: [UInt8], name: String) -> (file: TestFile, diagnostics: [Diagnostic]) {
        var loader = ModuleLoader()
        let body: Body?
        if name.hasSuffix(".json") {
            (body, loader.diagnostics) = Body.parseJSON(bytes, name: name)
        } else {
            let (tree, problems) = SyntaxTree.parse(bytes, name: name)
            loader.diagnostics = problems
            body = Body(tree)
        }
        var file = TestFile(name: name)
        guard let body else { return (file, loader.diagnostics) }
        let (content, problems) = body.content(top)
        loader.diagnostics += problems
        for block in content.blocks where block.type == "provider" { loader.provider(block) }
        for block in content.blocks where block.type == "run" {
            let (inner, problems) = block.body.content(inRun)
            loader.diagnostics += problems
            var call = Module.Call(name: block.labels[0], range: block.header)
            if let passed = inner.attributes["providers"] { loader.passed(passed, &call) }
            let module = inner.blocks.first { $0.type == "module" }?.body
            let settings = module?.content(Body.Schema(["version"], required: ["source"])).content
            let source = loader.text(settings?.attributes["source"])
            file.runs.append(
                Run(name: call.name, source: source, providers: call.providers, range: block.header))
        }
        file.providers = loader.module.providers
        return (file, loader.diagnostics)
    }

    private init(name: String) { self.name = name }
}
