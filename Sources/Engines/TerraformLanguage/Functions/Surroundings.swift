public import HCL

/// What functions may know of the world beside their arguments; nothing else is read.
public struct Surroundings: Sendable {
    /// A file's bytes, nil where there is none.
    public var file: @Sendable (_ path: String) -> [UInt8]?
    /// All files below a folder, as paths from it; for `fileset`.
    public var files: @Sendable (_ folder: String) -> [String]
    public var home: String
    /// The folder that relative paths are made absolute by.
    public var workingFolder: String
    /// RFC 3339, the time of evaluation.
    public var now: @Sendable () -> String
    /// RFC 3339, the time at which the plan was made; nil while there is none.
    public var planned: String?
    /// Bytes that nobody can guess; without them `uuid` and `bcrypt` fail.
    public var random: (@Sendable (_ count: Int) -> [UInt8])?

    /// Without anything: no files, no clock, no randomness.
    public init() {
        file = { _ in nil }
        files = { _ in [] }
        home = "/"
        workingFolder = "/"
        now = { "1970-01-01T00:00:00Z" }
        random = nil
    }
}

/// The functions of Terraform's language.
public enum TerraformFunctions {
    /// Shared functions that Terraform's language doesn't have.
    private static let hostOnly = ["int", "setsymmetricdifference", "regexreplace"]

    /// All of them, also under `core::`. Paths that they are given are told to `surroundings` as joined to
    /// `folder`.
    public static func all(_ surroundings: Surroundings = Surroundings(), folder: String = ".") -> [String:
        Function]
    {
        var all = Functions.all
        for name in Self.hostOnly { all[name] = nil }
        for group in [
            networks, secrets, hashes(surroundings, folder), text, yaml, time(surroundings), attempts,
            files(surroundings, folder), assumptions,
        ] { all.merge(group) { $1 } }
        all.merge(templates(surroundings, folder, all)) { $1 }
        for (name, function) in all { all["core::" + name] = function }
        return all
    }
}

extension Surroundings {
    /// Fails where the caller passed none: a salt or an identifier that can be guessed would be worse.
    func randomBytes(_ count: Int, for function: String) throws(Function.Failure) -> [UInt8] {
        guard let random else {
            throw Function.Failure("\(function)() needs randomness, and there is none here")
        }
        let bytes = random(count)
        guard bytes.count == count else {
            throw Function.Failure("\(function)() needs \(count) bytes of randomness, and got \(bytes.count)")
        }
        return bytes
    }
}

typealias Failure = Function.Failure
typealias Parameter = Function.Parameter

func string(_ name: String, _ allow: String = "") -> Parameter { Parameter(name, .string, allow) }
func number(_ name: String, _ allow: String = "") -> Parameter { Parameter(name, .number, allow) }
func any(_ name: String, _ allow: String = "") -> Parameter { Parameter(name, .dynamic, allow) }

/// As messages tell it: never what is sensitive.
func shown(_ value: Value) -> String {
    if value.has(.ephemeral) { return "(ephemeral value)" }
    if value.has(.sensitive) { return "(sensitive value)" }
    return value.stringValue.map { "\"\($0)\"" } ?? value.numberValue?.text ?? "value"
}
