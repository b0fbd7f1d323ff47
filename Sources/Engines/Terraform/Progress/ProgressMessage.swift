import Values
import Vocabulary

/// One line of what `terraform plan -json`, `apply -json` and their like say while they run. The object is
/// kept whole, so that what is not known here is lost nowhere: `json` is what was read, to the number.
public struct ProgressMessage: Sendable, Equatable {
    public enum Level: String, Sendable { case trace, debug, info, warn, error }

    /// The whole message.
    public let json: JSON

    /// Nil for anything but an object with a message, such as a line that a plug-in printed.
    public init?(_ json: JSON) {
        guard json["@message"]?.stringValue != nil else { return nil }
        self.json = json
    }

    /// Nil for a line that is no message.
    public init?(line: some Collection<UInt8>) {
        guard line.first == UInt8(ascii: "{"), let json = try? JSON(parsing: Array(line)) else { return nil }
        self.init(json)
    }

    /// What people read, without the reading program's own colours.
    public var text: String { json["@message"]?.stringValue ?? "" }
    public var level: Level? { json["@level"]?.stringValue.flatMap(Level.init) }
    /// The program's part that speaks: `terraform.ui`.
    public var module: String? { json["@module"]?.stringValue }
    /// RFC 3339, in the program's own time zone.
    public var timestamp: String? { json["@timestamp"]?.stringValue }
    /// Terraform's own word, also for kinds that came after this was written; nil of a log line.
    public var type: String? { json["type"]?.stringValue }

    /// What the message tells, by its type.
    public var event: Event {
        switch type {
        case "version":
            .version(terraform: json["terraform"]?.stringValue ?? "", ui: json["ui"]?.stringValue ?? "")
        case "log", nil: .log
        case "diagnostic": json["diagnostic"].map { .diagnostic(Diagnostic($0)) } ?? .other
        case "planned_change": json["change"].map { .plannedChange(Change($0)) } ?? .other
        case "resource_drift": json["change"].map { .drift(Change($0)) } ?? .other
        case "change_summary": json["changes"].map { .summary(Summary($0)) } ?? .other
        case "outputs": .outputs(outputs)
        default: json["hook"].flatMap { Hook($0, type: type ?? "") }.map(Event.hook) ?? .other
        }
    }

    private var outputs: [Output] {
        (json["outputs"]?.objectValue ?? [:]).map { name, output in
            Output(
                name: name, action: output["action"]?.stringValue, type: output["type"],
                value: output["value"], isSensitive: output["sensitive"]?.boolValue ?? false)
        }
    }
}

extension ProgressMessage {
    /// What happens, as far as it is known here; the message itself has the rest.
    public enum Event: Sendable, Equatable {
        case version(terraform: String, ui: String)
        case log
        case diagnostic(Diagnostic)
        /// One for each resource instance that the plan changes.
        case plannedChange(Change)
        /// One for each that changed behind Terraform's back.
        case drift(Change)
        case summary(Summary)
        case outputs([Output])
        /// The beginning, progress or end of something that is done to one resource instance.
        case hook(Hook)
        /// Of a kind that is not known here.
        case other
    }

    /// A resource instance.
    public struct Resource: Sendable, Equatable {
        public let address: String
        public let type: String
        public let name: String
        /// Empty in the root module.
        public let module: String
        /// A text, a number, or null without `count` and `for_each`.
        public let key: JSON
        public let provider: String

        init(_ json: JSON) {
            address = json["addr"]?.stringValue ?? ""
            type = json["resource_type"]?.stringValue ?? ""
            name = json["resource_name"]?.stringValue ?? ""
            module = json["module"]?.stringValue ?? ""
            key = json["resource_key"] ?? .null
            provider = json["implied_provider"]?.stringValue ?? ""
        }
    }

    /// What is to happen to a resource instance.
    public struct Change: Sendable, Equatable {
        public let resource: Resource
        /// Where it stood before it was moved.
        public let previous: Resource?
        /// `create`, `update`, `replace`, `delete`, `move`, `import`, `read`, `remove`, `noop`.
        public let action: String
        public let reason: String?
        /// By which it is imported.
        public let importID: String?

        init(_ json: JSON) {
            resource = Resource(json["resource"] ?? [:])
            previous = json["previous_resource"].map(Resource.init)
            action = json["action"]?.stringValue ?? ""
            reason = json["reason"]?.stringValue
            importID = json["importing"]?["id"]?.stringValue
        }
    }

    /// How many resource instances a plan, an apply or a destroy changes, or changed.
    public struct Summary: Sendable, Equatable {
        public let add: Int
        public let change: Int
        public let remove: Int
        public let imported: Int
        public let forgotten: Int
        /// `plan`, `apply` or `destroy`.
        public let operation: String

        init(_ json: JSON) {
            func count(_ key: String) -> Int { json[key]?.intValue ?? 0 }
            add = count("add")
            change = count("change")
            remove = count("remove")
            imported = count("import")
            forgotten = count("forget")
            operation = json["operation"]?.stringValue ?? ""
        }
    }

    /// An output of the root module; while planning, what happens to it.
    public struct Output: Sendable, Equatable {
        public let name: String
        public let action: String?
        /// As Terraform writes types in JSON.
        public let type: JSON?
        /// Absent of a sensitive one.
        public let value: JSON?
        public let isSensitive: Bool
    }

    /// A step of what is done to a resource instance.
    public struct Hook: Sendable, Equatable {
        public enum Phase: String, Sendable { case start, progress, complete, errored }

        /// `apply`, `refresh`, `provision`, `ephemeral_op`.
        public let operation: String
        public let phase: Phase
        public let resource: Resource
        public let action: String?
        /// What identifies the object in its provider: `id` and its value.
        public let identity: (key: String, value: String)?
        public let elapsedSeconds: Double?
        public let provisioner: String?
        /// What a provisioner printed.
        public let output: String?

        public static func == (a: Hook, b: Hook) -> Bool {
            a.operation == b.operation && a.phase == b.phase && a.resource == b.resource
                && a.action == b.action && a.identity?.key == b.identity?.key
                && a.identity?.value == b.identity?.value && a.elapsedSeconds == b.elapsedSeconds
                && a.provisioner == b.provisioner && a.output == b.output
        }

        /// Nil for a type that names no phase.
        init?(_ json: JSON, type: String) {
            guard let cut = type.lastIndex(of: "_"), let resource = json["resource"],
                let phase = Phase(rawValue: String(type[type.index(after: cut)...]))
            else { return nil }
            operation = String(type[..<cut])
            self.phase = phase
            self.resource = Resource(resource)
            action = json["action"]?.stringValue
            identity = json["id_key"]?.stringValue.flatMap { key in
                json["id_value"]?.stringValue.map { (key, $0) }
            }
            elapsedSeconds = json["elapsed_seconds"]?.doubleValue
            provisioner = json["provisioner"]?.stringValue
            output = json["output"]?.stringValue
        }
    }
}
