import BlueprintsAPI
import Bus
import Codecs
import Faults
import GenerationAPI
import Ledgers
import Rendering
import Values
import Vocabulary

extension BlueprintsService {
    func registerRendering() {
        ledger.handle(ExportBlueprint.self) { [self] (request, scope) async throws(Fault) in
            let document = try await document(request.blueprint, request.version, scope)
            let text = request.format == .yaml ? document.yaml() : document.pretty() + "\n"
            return BlueprintText(format: request.format, text: text)
        }
        ledger.handle(ValidateBlueprint.self) { [self] (request, scope) async throws(Fault) in
            try await validate(request, scope)
        }
        ledger.handle(RenderBlueprint.self) { [self] (request, scope) async throws(Fault) in
            let source = try await document(request.blueprint, request.version, scope)
            let generated = try await scope.call(
                GenerateFiles(document: source, target: request.target, isChecked: false))
            let variables = try BlueprintDocument(source).variables.map { variable in
                BlueprintVariable(
                    name: variable.name, type: variable.type, description: variable.description,
                    byDefault: variable.byDefault, isRequired: variable.byDefault == nil,
                    isSensitive: variable.isSensitive, allowed: variable.allowed)
            }
            return RenderedBlueprint(
                files: generated.files.map { RenderedFile(path: $0.path, text: $0.text) },
                variables: variables)
        }
    }

    private func validate(_ request: ValidateBlueprint, _ scope: Scope) async throws(Fault)
        -> BlueprintVerdict
    {
        if let document = request.document {
            return try await judged(document, nil, request, scope)
        }
        guard let text = request.text else {
            throw Fault(
                .invalid, "blueprints.nothing", "Send a `document`, or YAML or JSON as `text`.",
                problems: [.init("/document", "is missing")])
        }
        let source: YAMLDocument
        do throws(Fault) {
            source = try YAMLDocument(parsing: text)
        } catch {
            guard error.kind == .invalid else { throw error }
            let problems = error.problems.isEmpty ? [Fault.Problem("", error.message)] : error.problems
            return verdict(problems, nil)
        }
        return try await judged(source.json, source, request, scope)
    }

    private func judged(
        _ document: JSON, _ source: YAMLDocument?, _ request: ValidateBlueprint, _ scope: Scope
    ) async throws(Fault) -> BlueprintVerdict {
        var verdict = verdict(try await problems(of: document, scope), source)
        guard request.render, verdict.isValid else { return verdict }
        let generated = try await scope.call(
            GenerateFiles(document: document, target: "terraform", isChecked: false))
        verdict.files = generated.files.map { RenderedFile(path: $0.path, text: $0.text) }
        return verdict
    }

    private func verdict(_ problems: [Fault.Problem], _ source: YAMLDocument?) -> BlueprintVerdict {
        let list = problems.map { problem in
            guard let source else {
                // Text that could not be read has no pointers yet, only places: `line,column`.
                let place = problem.path.split(separator: ",").compactMap { Int($0) }
                return BlueprintProblem(
                    path: place.count == 2 ? "" : problem.path, message: problem.message, line: place.first,
                    column: place.last)
            }
            let place = position(of: problem.path, in: source)
            return BlueprintProblem(
                path: problem.path, message: problem.message, line: place?.line, column: place?.column)
        }
        return BlueprintVerdict(isValid: list.isEmpty, problems: list)
    }

    /// Of the value itself, or of the nearest thing around it that stands in the text.
    private func position(of path: String, in source: YAMLDocument) -> YAMLDocument.Position? {
        var steps = path.split(separator: "/").map(String.init)
        while true {
            let pointer = JSONPointer(steps)
            if let found = source.namePosition(of: pointer) ?? source.position(of: pointer) { return found }
            if steps.isEmpty { return nil }
            steps.removeLast()
        }
    }
}
