import Bus
import Faults
import Schemas
import Values
import Vocabulary

/// Turns a blueprint's document into the files of a target. For other contexts only.
@Operation
public struct GenerateFiles: Operation {
    public typealias Output = GeneratedFiles
    public static let contract = Contract.query("generation.generate", nil, needs: .contexts)
    public let document: JSON
    /// `terraform`.
    public let target: String
    /// True to have Terraform's own formatter and validator agree before the files are handed out.
    public let isChecked: Bool
}

@Schema
public struct GeneratedFiles: Codable, Sendable {
    public let files: [GeneratedFile]
}

@Schema
public struct GeneratedFile: Codable, Sendable {
    public let path: String
    public let text: String
}

/// Holds a document against the providers' schemas. For other contexts only.
@Operation
public struct CheckDocument: Operation {
    public typealias Output = DocumentVerdict
    public static let contract = Contract.query("generation.check", nil, needs: .contexts)
    public let document: JSON
}

@Schema
public struct DocumentVerdict: Codable, Sendable {
    public let problems: [DocumentProblem]
}

@Schema
public struct DocumentProblem: Codable, Sendable {
    public let path: String
    public let message: String
}

/// Everything that `Generation` can be asked.
public enum GenerationOperations {
    public static let offered: [Offered] = [.operation(GenerateFiles.self), .operation(CheckDocument.self)]
}
