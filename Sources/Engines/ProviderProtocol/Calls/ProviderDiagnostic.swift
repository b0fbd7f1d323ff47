import Codecs

/// What a provider has to say about a call: an error, or a warning.
public struct ProviderDiagnostic: Sendable, Equatable, Codable {
    public let isError: Bool
    public let summary: String
    public let detail: String
    /// The attribute that it is about, as people write it; empty for the whole.
    public let path: String

    public init(isError: Bool, summary: String, detail: String = "", path: String = "") {
        self.isError = isError
        self.summary = summary
        self.detail = detail
        self.path = path
    }

    /// Summary, detail and place in one line.
    public var text: String {
        let place = path.isEmpty ? "" : " (\(path))"
        return detail.isEmpty || detail == summary ? summary + place : "\(summary): \(detail)\(place)"
    }

    init(_ reader: ProtobufReader) throws(ProviderMessageError) {
        var reader = reader
        var (severity, summary, detail, path) = (0, "", "", "")
        while let field = try reader.nextField() {
            switch field.number {
            case 1: severity = Int(field.integer)
            case 2: summary = reader.string(field)
            case 3: detail = reader.string(field)
            case 4: path = try attributePath(reader.message(field))
            default: break
            }
        }
        self.init(isError: severity == 1, summary: summary, detail: detail, path: path)
    }
}

/// Steps by name, by key and by index.
func attributePath(_ reader: ProtobufReader) throws(ProviderMessageError) -> String {
    var reader = reader
    var path = ""
    while let field = try reader.nextField() {
        guard field.number == 1 else { continue }
        var step = reader.message(field)
        while let part = try step.nextField() {
            switch part.number {
            case 1: path += (path.isEmpty ? "" : ".") + step.string(part)
            case 2: path += "[\"\(step.string(part))\"]"
            case 3: path += "[\(part.integer)]"
            default: break
            }
        }
    }
    return path
}
