/// Something wrong with a module, as a person is told it.
public struct Problem: Error, Sendable, Equatable {
    /// `rego_parse_error`, `rego_unsafe_var_error` and the like.
    public var code: String
    public var message: String
    public var file: String
    public var location: Location
    /// Lines that show the place, or what was wanted.
    public var details: [String]

    public init(
        _ code: String, _ message: String, file: String, _ location: Location, details: [String] = []
    ) {
        self.code = code
        self.message = message
        self.file = file
        self.location = location
        self.details = details
    }

    /// `file:row: code: message`, then the details, each on a line of its own.
    public var text: String {
        let place = location.row > 0 ? (file.isEmpty ? "\(location.row)" : "\(file):\(location.row)") : file
        let line = (place.isEmpty ? "" : place + ": ") + code + ": " + message
        return ([line] + details.map { "\t" + $0 }).joined(separator: "\n")
    }
}

/// All that is wrong with some modules.
public struct Problems: Error, Sendable, Equatable {
    public var all: [Problem]

    public init(_ all: [Problem]) { self.all = all }

    /// One problem's text, or all under a line that counts them.
    public var text: String {
        all.count == 1
            ? "1 error occurred: " + all[0].text
            : "\(all.count) errors occurred:\n" + all.map(\.text).joined(separator: "\n")
    }
}
