import Codecs

/// The answer to a call that gives a value back: an upgrade, a prepared configuration.
public struct ValueAnswer: Sendable {
    /// Nil when the provider gave none.
    public var value: [UInt8]?
    public var diagnostics: [ProviderDiagnostic] = []

    public init(_ answer: [UInt8]) throws(ProviderMessageError) {
        var reader = ProtobufReader(answer)
        while let field = try reader.nextField() {
            if field.number == 1 { value = try reader.dynamicValue(field) }
            if field.number == 2 { diagnostics.append(try ProviderDiagnostic(reader.message(field))) }
        }
    }
}

/// The answer to a call that gives diagnostics alone.
public struct DiagnosticsAnswer: Sendable {
    public var diagnostics: [ProviderDiagnostic] = []

    public init(_ answer: [UInt8]) throws(ProviderMessageError) {
        var reader = ProtobufReader(answer)
        while let field = try reader.nextField() {
            if field.number == 1 { diagnostics.append(try ProviderDiagnostic(reader.message(field))) }
        }
    }
}

/// What a resource is now.
public struct ReadAnswer: Sendable {
    /// The resource's value; MessagePack's null when it is gone.
    public var state: [UInt8] = [0xc0]
    public var privateState: [UInt8] = []
    public var diagnostics: [ProviderDiagnostic] = []
    /// The provider could not look, and says why: nothing is known about the resource.
    public var isDeferred = false

    public var isGone: Bool { state == [0xc0] }

    public init(_ answer: [UInt8]) throws(ProviderMessageError) {
        var reader = ProtobufReader(answer)
        while let field = try reader.nextField() {
            switch field.number {
            case 1: state = try reader.dynamicValue(field)
            case 2: diagnostics.append(try ProviderDiagnostic(reader.message(field)))
            case 3: privateState = reader.data(field)
            case 4: isDeferred = true
            default: break
            }
        }
    }
}

/// What an import found, often several resources.
public struct ImportAnswer: Sendable {
    public struct Imported: Sendable {
        public var type = ""
        public var state: [UInt8] = []
        public var privateState: [UInt8] = []
    }

    public var resources: [Imported] = []
    public var diagnostics: [ProviderDiagnostic] = []

    public init(_ answer: [UInt8]) throws(ProviderMessageError) {
        var reader = ProtobufReader(answer)
        while let field = try reader.nextField() {
            if field.number == 1 {
                var entry = reader.message(field)
                var imported = Imported()
                while let part = try entry.nextField() {
                    switch part.number {
                    case 1: imported.type = entry.string(part)
                    case 2: imported.state = try entry.dynamicValue(part)
                    case 3: imported.privateState = entry.data(part)
                    default: break
                    }
                }
                resources.append(imported)
            }
            if field.number == 2 { diagnostics.append(try ProviderDiagnostic(reader.message(field))) }
        }
    }
}

/// What a provider would do.
public struct PlanAnswer: Sendable {
    public var planned: [UInt8] = []
    /// Attributes whose change needs a new resource.
    public var replacedFor: [String] = []
    public var privateState: [UInt8] = []
    public var diagnostics: [ProviderDiagnostic] = []

    public init(_ answer: [UInt8]) throws(ProviderMessageError) {
        var reader = ProtobufReader(answer)
        while let field = try reader.nextField() {
            switch field.number {
            case 1: planned = try reader.dynamicValue(field)
            case 2: replacedFor.append(try attributePath(reader.message(field)))
            case 3: privateState = reader.data(field)
            case 4: diagnostics.append(try ProviderDiagnostic(reader.message(field)))
            default: break
            }
        }
    }
}

/// What a provider has done. With errors, `state` is what became of the resource all the same.
public struct ApplyAnswer: Sendable {
    public var state: [UInt8] = []
    public var privateState: [UInt8] = []
    public var diagnostics: [ProviderDiagnostic] = []

    public init(_ answer: [UInt8]) throws(ProviderMessageError) {
        var reader = ProtobufReader(answer)
        while let field = try reader.nextField() {
            switch field.number {
            case 1: state = try reader.dynamicValue(field)
            case 2: privateState = reader.data(field)
            case 3: diagnostics.append(try ProviderDiagnostic(reader.message(field)))
            default: break
            }
        }
    }
}

extension ProtobufReader {
    fileprivate func dynamicValue(_ field: Field) throws(ProviderMessageError) -> [UInt8] {
        var inner = message(field)
        while let part = try inner.nextField() {
            if part.number == 1 { return inner.data(part) }
            if part.number == 2 { throw ProviderMessageError("the provider answered in JSON") }
        }
        return []
    }
}
