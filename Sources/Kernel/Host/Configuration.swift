import Codecs
import Faults
import FoundationEssentials
import Values

/// What an operator has set: defaults, then a YAML file, then `PLUMB_…` variables, then flags; the later
/// wins.
public struct Configuration: Sendable {
    /// Where a value came from, for `plumb config`.
    public enum Origin: String, Sendable { case byDefault = "default", file, environment, flag }

    public let settings: [Setting]
    private var values: [String: (text: String, origin: Origin)] = [:]

    /// Faults: `host.bad_configuration` with every value that is not right and every name that is none.
    public init(
        _ settings: [Setting], file: String? = nil, environment: [String: String], flags: [String: String]
    ) throws(Fault) {
        self.settings = settings
        var problems: [Fault.Problem] = []
        for setting in settings { values[setting.key] = (setting.byDefault, .byDefault) }
        let named = file ?? environment["PLUMB_CONFIG"]
        if let named {
            for (key, text) in try Self.read(named) { set(key, text, .file, "\(named): \(key)", &problems) }
        }
        for setting in settings {
            if let text = environment[setting.variable] {
                set(setting.key, text, .environment, setting.variable, &problems)
            }
        }
        for (key, text) in flags.sorted(by: { $0.key < $1.key }) {
            set(key, text, .flag, "--\(key)", &problems)
        }
        guard problems.isEmpty else {
            throw Fault(
                .invalid, "host.bad_configuration",
                "The configuration is not right: "
                    + problems.map { "\($0.path) \($0.message)" }.joined(separator: "; "),
                problems: problems)
        }
    }

    public func text(_ key: String) -> String { values[key]?.text ?? "" }

    /// Nil when the setting is empty.
    public func textIfAny(_ key: String) -> String? { text(key).isEmpty ? nil : text(key) }

    /// Whole numbers were checked when they were set.
    public func integer(_ key: String) -> Int { Int(text(key)) ?? 0 }

    public func flag(_ key: String) -> Bool { text(key) == "true" }

    /// Separated by commas or spaces.
    public func list(_ key: String) -> [String] {
        text(key).split { $0 == "," || $0 == " " }.map(String.init)
    }

    public func origin(_ key: String) -> Origin { values[key]?.origin ?? .byDefault }

    private mutating func set(
        _ key: String, _ text: String, _ origin: Origin, _ place: String, _ problems: inout [Fault.Problem]
    ) {
        guard let setting = settings.first(where: { $0.key == key }) else {
            problems.append(.init(place, "is not a setting; `plumb help serve` lists them"))
            return
        }
        switch setting.kind {
        case .integer where Int(text) == nil: problems.append(.init(place, "must be a whole number"))
        case .flag where text != "true" && text != "false":
            problems.append(.init(place, "must be true or false"))
        default: values[key] = (text, origin)
        }
    }

    private static func read(_ path: String) throws(Fault) -> [(String, String)] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw Fault(.invalid, "host.no_configuration", "The configuration file \(path) can't be read.")
        }
        let tree = try YAMLDocument(parsing: Array(content)).json
        guard case .object(let object) = tree else {
            throw Fault(.invalid, "host.bad_configuration", "\(path) must be a mapping of settings.")
        }
        return object.map { key, value in
            let list = value.arrayValue?.map { $0.stringValue ?? $0.text }.joined(separator: ",")
            return (key, list ?? value.stringValue ?? (value.isNull ? "" : value.text))
        }
    }
}
