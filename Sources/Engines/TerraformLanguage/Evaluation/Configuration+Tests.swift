import HCL

extension Configuration {
    /// Providers of a test file whose name stands for different providers in what the file's runs test.
    static func testChecks(
        _ file: TestFile, _ main: Module, module: (_ source: String) -> Module?
    ) -> [Diagnostic] {
        var out: [Diagnostic] = []
        /// What each provider of the file stands for, as the first run that needs it tells.
        var known: [String: ProviderSource] = [:]
        for run in file.runs {
            guard let tested = run.source == nil ? main : run.source.flatMap(module) else { continue }
            let place = run.source == nil ? "the root module" : "the module of run \"\(run.name)\""
            for (inner, outer) in run.providers {
                let wanted = tested.source(ofProvider: inner.root)
                let has = known[outer.providerName] ?? tested.source(ofProvider: outer.root)
                known[outer.providerName] = has
                guard has != wanted else { continue }
                out.append(
                    told(
                        "The local name \"\(outer.root)\" in \(file.name) represents provider \"\(has)\", but "
                            + "\"\(inner.root)\" in \(place) represents \"\(wanted)\".", outer.root, file,
                        isDeclared: true, outer.rootRange))
            }
            guard run.providers.isEmpty else { continue }
            for provider in file.providers {
                let key = provider.localName
                let wanted = tested.source(ofProvider: provider.name)
                let has = known[key] ?? wanted
                known[key] = has
                // A run of another module only tells what the names stand for.
                guard has != wanted, run.source == nil else { continue }
                out.append(
                    told(
                        "The provider \"\(key)\" in \(file.name) represents provider \"\(has)\", but \"\(key)\" "
                            + "in \(place) represents \"\(wanted)\".", key, file,
                        isDeclared: tested.declaredSource(ofProvider: provider.name) != nil, provider.range))
            }
        }
        return out
    }

    private static func told(
        _ detail: String, _ key: String, _ file: TestFile, isDeclared: Bool, _ range: SourceRange
    ) -> Diagnostic {
        let others = isDeclared ? ", or other provider definitions with the same name, have" : " has"
        return Diagnostic(
            .error, "Provider type mismatch",
            "\(detail)\n\nThis means the provider definition for \"\(key)\" within \(file.name)\(others) been "
                + "referenced by multiple run blocks and assigned to different provider types.", at: range)
    }
}
