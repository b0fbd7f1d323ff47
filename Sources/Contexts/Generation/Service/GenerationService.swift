import Bus
import Faults
import FoundationEssentials
import GenerationAPI
import ProvidersAPI
import Rendering
import Terraform
import TerraformCLI
import Values
import Vocabulary

/// Turns blueprints into the files of a target, and has the target's own tools agree with them.
public final class GenerationService: Sendable {
    public static let context = "generation"
    public static let calls = ["providers"]

    private let node: Node
    private let tools: ToolchainFinder
    private let directory: String

    /// `directory` is where files are checked.
    public init(node: Node, tools: ToolchainFinder, directory: String) {
        self.node = node
        self.tools = tools
        self.directory = directory
    }

    public func register() {
        node.allow(Self.context, toCall: Self.calls)
        node.handle(GenerateFiles.self) { [self] (request, scope) async throws(Fault) in
            guard request.target == "terraform" else {
                throw Fault(
                    .invalid, "generation.no_target",
                    "There is no target \(request.target); `terraform` is one.",
                    problems: [.init("/target", "terraform was expected")])
            }
            let document = try BlueprintDocument(request.document)
            let (_, shapes) = try await describe(document, scope)
            let files = TerraformFiles(document, shapes: shapes).files.map {
                GeneratedFile(path: $0.name, text: $0.text)
            }
            if request.isChecked { try await check(files) }
            return GeneratedFiles(files: files)
        }
        node.handle(CheckDocument.self) { [self] (request, scope) async throws(Fault) in
            let document: BlueprintDocument
            do throws(Fault) {
                document = try BlueprintDocument(request.document)
            } catch {
                guard !error.problems.isEmpty else { throw error }
                return DocumentVerdict(
                    problems: error.problems.map { DocumentProblem(path: $0.path, message: $0.message) })
            }
            let (types, shapes) = try await describe(document, scope)
            let problems = ShapeCheck(document, shapes: shapes).problems(types: types)
            return DocumentVerdict(
                problems: problems.map { DocumentProblem(path: $0.path, message: $0.message) })
        }
    }

    private func describe(
        _ document: BlueprintDocument, _ scope: Scope
    ) async throws(Fault) -> (types: [String], shapes: [String: ResourceShape]) {
        var types: [String] = []
        var shapes: [String: ResourceShape] = [:]
        for provider in document.providers {
            let wanted = document.resources.map(\.type).filter { $0.hasPrefix(provider.name + "_") }
            let described = try await scope.call(DescribeTypes(provider: provider.name, types: wanted))
            types += described.known
            for (type, shape) in described.shapes {
                shapes[type] = try JSONCoding.decode(ResourceShape.self, from: shape)
            }
        }
        return (types, shapes)
    }

    /// `terraform fmt` must have nothing to change and `terraform validate` nothing to say.
    private func check(_ files: [GeneratedFile]) async throws(Fault) {
        let folder = directory + "/" + UUIDv7.next().text
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault.from(error, "generation.no_directory")
        }
        defer { remove(folder) }
        let run = try TerraformRun(try await tools.find(), in: folder, variables: [:])
        for file in files { try run.place(file.path, Array(file.text.utf8)) }
        let format = try await run.gather(["fmt", "-check", "-list=true"])
        guard format.succeeded else {
            throw Fault(
                .broken, "generation.not_formatted", "Something went wrong inside Plumb.",
                note: "terraform fmt would change \(String(decoding: format.output, as: UTF8.self))")
        }
        let ready = try await run.gather(
            ["init", "-backend=false", "-input=false", "-no-color"], within: .seconds(300))
        guard ready.succeeded else {
            throw .refused(ready.diagnostics, "The providers could not be installed.")
        }
        let verdict = try await run.gather(["validate", "-json"], within: .seconds(120))
        let errors = Diagnostic.ofValidation(verdict.output).filter { $0.severity == .error }
        guard verdict.succeeded, errors.isEmpty else {
            throw .refused(
                errors.isEmpty ? verdict.diagnostics : errors, "Terraform does not accept the configuration.")
        }
    }

    private func remove(_ folder: String) {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // What is left is removed when the server starts again.
        }
    }
}

extension Fault {
    static func refused(_ diagnostics: [Diagnostic], _ message: String) -> Fault {
        let problems = diagnostics.map { diagnostic in
            Problem(
                diagnostic.file.map { file in "\(file):\(diagnostic.line ?? 1)" } ?? diagnostic.address ?? "",
                [diagnostic.summary, diagnostic.detail].filter { !$0.isEmpty }.joined(separator: ": "))
        }
        return Fault(.invalid, "generation.refused", message, problems: problems)
    }
}
