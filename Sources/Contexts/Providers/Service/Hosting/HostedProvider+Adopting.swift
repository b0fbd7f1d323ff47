import Faults
import ProviderProtocol
import Values

/// An object as a provider reads it.
struct ReadObject: Sendable {
    let schema: ResourceSchema
    let type: String
    /// In the provider's own encoding.
    let state: [UInt8]
    let value: CtyValue
    let privateState: [UInt8]
}

extension HostedProvider {
    /// Reads an object by the id with which Terraform would import it.
    ///
    /// Faults: `providers.no_type`, `providers.no_object`, `providers.not_imported` in the provider's words,
    /// and those of calling.
    func read(type: String, id: String, within time: Duration = .seconds(300)) async throws(Fault)
        -> ReadObject
    {
        let answer = try await call(.importState(process.version, type: type, id: id), within: time)
        let imported = try Self.read { () throws(ProviderMessageError) in try ImportAnswer(answer) }
        if let error = imported.diagnostics.first(where: \.isError) { throw .notImported(error.text) }
        guard let first = imported.resources.first(where: { $0.type == type }) else {
            throw .notImported("it found nothing of the type \(type)")
        }
        return try await read(type: type, state: first.state, privateState: first.privateState, within: time)
    }

    /// Reads an object again, from what is known of it.
    func read(
        type: String, state: [UInt8], privateState: [UInt8], within time: Duration
    ) async throws(Fault) -> ReadObject {
        guard
            let schema = try Self.read({ () throws(ProviderMessageError) in try self.schema.resource(type) })
        else { throw Fault(.unsupported, "providers.no_type", "The provider has no type \(type).") }
        let answer = try await call(
            .read(process.version, type: type, state: state, privateState: privateState), within: time)
        let read = try Self.read { () throws(ProviderMessageError) in try ReadAnswer(answer) }
        if let error = read.diagnostics.first(where: \.isError) { throw .notImported(error.text) }
        guard !read.isGone else {
            throw Fault(.missing, "providers.no_object", "There is no such object in the account.")
        }
        return ReadObject(
            schema: schema, type: type, state: read.state, value: try decode(read.state, schema.type),
            privateState: read.privateState.isEmpty ? privateState : read.privateState)
    }

    func decode(_ bytes: [UInt8], _ type: CtyType) throws(Fault) -> CtyValue {
        do throws(CtyMismatch) { return try CtyValue(messagePack: bytes, type: type) } catch {
            throw Fault(
                .unavailable, "providers.garbage",
                "The provider's value does not fit its own schema: \(error).")
        }
    }

    func encode(_ value: CtyValue, _ type: CtyType) throws(Fault) -> [UInt8] {
        do throws(CtyMismatch) { return try value.messagePack(type: type) } catch {
            throw Fault(
                .invalid, "providers.unfit", "The value does not fit the provider's schema: \(error).")
        }
    }

    /// A configuration of an object that is there, such that the provider plans no change.
    ///
    /// Faults: `providers.not_adopted` with what stands against it.
    func adoptable(_ object: ReadObject) async throws(Fault) -> AdoptableConfiguration {
        var configuration = AdoptableConfiguration(object.value, block: object.schema.block)
        if !configuration.lacking.isEmpty {
            throw .notAdopted(
                "\(configuration.lacking.joined(separator: ", ")) must be given and is a secret, which the cloud does not tell"
            )
        }
        try await makeValid(&configuration, object.type, object.schema.type)
        try await settle(&configuration, object)
        return try await tidied(configuration, object)
    }

    /// Easier to read, as far as the provider sees no difference in that.
    private func tidied(
        _ configuration: AdoptableConfiguration, _ object: ReadObject
    ) async throws(Fault) -> AdoptableConfiguration {
        var kept: Set<String> = []
        for _ in 0..<8 {
            let tidy = configuration.tidied(keeping: kept)
            if tidy == configuration { break }
            var seen = try await errors(of: tidy, object.type, object.schema.type).map(\.path)
            if seen.isEmpty {
                switch try await plan(tidy, object) {
                case .refused(let errors): seen = errors.map(\.path)
                case .planned(let planned, _):
                    seen = tidy.differing(planned)
                    if seen.isEmpty { return tidy }
                }
            }
            let names = seen.map { String($0.prefix { $0 != "." && $0 != "[" }) }.filter { !$0.isEmpty }
            if names.isEmpty || kept.isSuperset(of: names) { break }
            kept.formUnion(names)
        }
        return configuration
    }

    /// Arguments are left out one by one until the provider accepts the rest.
    func makeValid(
        _ configuration: inout AdoptableConfiguration, _ name: String, _ type: CtyType
    ) async throws(Fault) {
        for _ in 0..<Self.trials {
            let errors = try await errors(of: configuration, name, type)
            guard !errors.isEmpty else { return }
            try leaveOutOne(of: errors, &configuration)
        }
        throw .notAdopted("no combination of its arguments is valid")
    }

    /// How many arguments are left out at most.
    private static let trials = 60

    private func errors(
        of configuration: AdoptableConfiguration, _ name: String, _ type: CtyType
    ) async throws(Fault) -> [ProviderDiagnostic] {
        let bytes = try encode(configuration.effective, type)
        let answer = try await call(
            .validateResource(process.version, type: name, configuration: bytes), within: .seconds(60))
        return try Self.read { () throws(ProviderMessageError) in try DiagnosticsAnswer(answer) }
            .diagnostics.filter(\.isError)
    }

    private func leaveOutOne(
        of errors: [ProviderDiagnostic], _ configuration: inout AdoptableConfiguration
    ) throws(Fault) {
        // Of two that exclude each other, the derived one goes rather than the plain one.
        let block = configuration.block
        func weight(_ path: String) -> Int {
            let name = String(path.prefix { $0 != "." && $0 != "[" })
            if name.hasSuffix("_prefix") { return 0 }
            let isEmpty = !configuration.tidied().names.contains(name)
            if isEmpty { return 1 }
            // A list of ids says what blocks of them say, in less.
            guard let attribute = block.attribute(name) else { return 2 }
            return attribute.traits.contains(.computed) ? 3 : 4
        }
        for error in errors.sorted(by: { (weight($0.path), $1.path) < (weight($1.path), $0.path) }) {
            if !error.path.isEmpty && configuration.leaveOut(error.path) { return }
        }
        // Some name the argument in words alone.
        for error in errors where error.path.isEmpty {
            let words = error.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
            let named = configuration.names.filter { words.contains($0) && $0.contains("_") }
            if let name = named.min(by: { weight($0) < weight($1) }), configuration.leaveOut(name) { return }
        }
        let said = errors.map(\.text).joined(separator: "; ")
        let secret = configuration.secrets.first { said.contains($0) }
        throw .notAdopted((secret.map { "\($0) is a secret and is not written down; " } ?? "") + said)
    }

    private enum Plan {
        case planned(CtyValue, replacedFor: [String])
        case refused([ProviderDiagnostic])
    }

    private func plan(
        _ configuration: AdoptableConfiguration, _ object: ReadObject
    ) async throws(Fault) -> Plan {
        let type = object.schema.type
        let proposed = ProposedState.merge(
            object.schema.block, prior: object.value, configuration: configuration.effective)
        let bytes = try await call(
            .plan(
                process.version, type: object.type, prior: object.state, proposed: try encode(proposed, type),
                configuration: try encode(configuration.effective, type), privateState: object.privateState),
            within: .seconds(120))
        let answer = try Self.read { () throws(ProviderMessageError) in try PlanAnswer(bytes) }
        let errors = answer.diagnostics.filter(\.isError)
        if !errors.isEmpty { return .refused(errors) }
        return .planned(try decode(answer.planned, type), replacedFor: answer.replacedFor)
    }

    /// Leaves out, or ignores, whatever makes the provider plan a change.
    private func settle(
        _ configuration: inout AdoptableConfiguration, _ object: ReadObject
    ) async throws(Fault) {
        for _ in 0..<Self.trials {
            switch try await plan(configuration, object) {
            case .refused(let errors): try leaveOutOne(of: errors, &configuration)
            case .planned(let planned, _):
                let differing = configuration.differing(planned)
                if differing.isEmpty { return }
                let settable = differing.filter { name in
                    guard let attribute = object.schema.block.attribute(name) else { return true }
                    return !attribute.traits.isDisjoint(with: [.required, .optional])
                }
                guard !settable.isEmpty else {
                    throw .notAdopted(
                        "the provider plans to change \(differing.joined(separator: ", ")) whatever is written"
                    )
                }
                for name in settable where !configuration.leaveOut(name) { configuration.ignore(name) }
            }
        }
        throw .notAdopted("the provider goes on planning changes")
    }
}

extension Fault {
    static func notImported(_ why: String) -> Fault {
        Fault(.unavailable, "providers.not_imported", "The provider can't read it: \(why)")
    }

    static func notAdopted(_ why: String) -> Fault {
        Fault(
            .conflict, "providers.not_adopted",
            "No configuration could be written that changes nothing: \(why).")
    }
}
