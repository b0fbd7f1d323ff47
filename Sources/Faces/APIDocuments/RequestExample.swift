import Bus
import Values

/// A request that is known to succeed: each was made by a journey through every operation, which also writes
/// them down. Ids stand for those that a reader has; secrets are left out.
public struct RequestExample: Sendable {
    /// The operation's name.
    public let operation: String
    /// Values of the parameters in the route.
    public let path: JSON.Object
    /// As in an address, already encoded; empty for none.
    public let query: String
    /// Nil where none is sent, and where the content is bytes.
    public let body: JSON?

    public init(operation: String, path: JSON.Object = [:], query: String = "", body: JSON? = nil) {
        (self.operation, self.path, self.query, self.body) = (operation, path, query, body)
    }

    /// One line of the record.
    public var line: String {
        var parts: JSON = ["operation": .string(operation)]
        if !path.isEmpty { parts["path"] = .object(path) }
        if !query.isEmpty { parts["query"] = .string(query) }
        if let body { parts["body"] = body }
        return parts.text
    }

    /// Nil for a line that is not of the record.
    init?(line: Substring) {
        guard let parts = try? JSON(parsing: String(line)), let name = parts["operation"]?.stringValue else {
            return nil
        }
        self.init(
            operation: name, path: parts["path"]?.objectValue ?? [:],
            query: parts["query"]?.stringValue ?? "", body: parts["body"])
    }

    /// Every example, by its operation's name.
    public static let recorded: [String: RequestExample] = {
        let examples = RecordedExamples.text.split(separator: "\n").compactMap { RequestExample(line: $0) }
        return Dictionary(examples.map { ($0.operation, $0) }) { first, _ in first }
    }()

    /// The address below the server's own.
    func address(_ route: Route) -> String {
        var address = route.path
        for (name, value) in path { address.replace("{\(name)}", with: value.stringValue ?? "") }
        return query.isEmpty ? address : address + "?" + query
    }

    /// The request as a command for a shell in which `PLUMB` and `TOKEN` are set.
    func command(_ contract: Contract, _ route: Route) -> String {
        var parts = ["curl"]
        if contract.shape == .stream { parts.append("-N") }
        if route.method != "GET" { parts.append("-X \(route.method)") }
        parts.append("\"$PLUMB\"'\(address(route))'")
        var lines = [parts.joined(separator: " ")]
        var isOpen = false
        if case .open = contract.access { isOpen = true }
        if !isOpen { lines.append("-H \"Authorization: Bearer $TOKEN\"") }
        if case .taken = contract.bytes {
            lines.append("--data-binary @content")
        } else if case .given = contract.bytes {
            lines.append("-o content")
        } else if let body {
            lines.append("-H 'Content-Type: application/json'")
            lines.append("-d '\(body.text.replacing("'", with: "'\\''"))'")
        }
        return lines.joined(separator: " \\\n  ")
    }
}
