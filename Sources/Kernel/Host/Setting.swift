/// One thing that an operator can set, with the sentence that documents it.
public struct Setting: Sendable {
    public enum Kind: String, Sendable { case text, integer, flag, list }

    /// As in the file and, behind two dashes, on the command line: `master-key-file`.
    public let key: String
    public let kind: Kind
    /// As text; empty for none.
    public let byDefault: String
    public let help: String

    public init(_ key: String, _ kind: Kind, byDefault: String = "", _ help: String) {
        self.key = key
        self.kind = kind
        self.byDefault = byDefault
        self.help = help
    }

    /// `PLUMB_MASTER_KEY_FILE`.
    public var variable: String {
        "PLUMB_" + key.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }
}
