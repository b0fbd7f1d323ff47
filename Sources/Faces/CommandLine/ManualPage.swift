import Bus
import Schemas

/// The manual's page of `plumb`, in the man(7) macros, made of the verbs and the operations.
struct ManualPage {
    let offered: [Offered]
    let version: String

    func text() -> String {
        var out = """
            .TH PLUMB 1 "" "plumb \(Self.escaped(version))" "Plumb"
            .SH NAME
            plumb \\- keeps infrastructure true
            .SH SYNOPSIS
            .B plumb
            .I COMMAND
            .RI [ WORD \\&...]
            .RB [ \\-\\-option
            .RI [ VALUE ]]...
            .SH DESCRIPTION
            Plans, guards, deploys, records, watches and mends infrastructure that Terraform manages.
            The commands speak to a server, which
            .B plumb serve
            runs.
            .SH COMMANDS

            """
        for entry in VerbEntry.all {
            let usage = ([entry.words, entry.usage].filter { !$0.isEmpty }).joined(separator: " ")
            out += ".TP\n.B plumb \(Self.escaped(usage))\n\(Self.line(entry.help))\n"
            if !entry.options.isEmpty { out += ".RS\n" }
            for option in entry.options {
                let value = option.kind.map { " \(Self.value($0))" } ?? ""
                out += ".TP\n.B \\-\\-\(Self.escaped(option.name + value))\n\(Self.line(option.help))\n"
            }
            if !entry.options.isEmpty { out += ".RE\n" }
        }
        out += ".SH EVERYWHERE\n"
        for option in VerbEntry.everywhere {
            let value = option.kind.map { " \(Self.value($0))" } ?? ""
            out += ".TP\n.B \\-\\-\(Self.escaped(option.name + value))\n\(Self.line(option.help))\n"
        }
        out += ".SH OPERATIONS\nEvery operation of the server by its own name, each field an option.\n"
        for operation in offered.sorted(by: { $0.contract.name < $1.contract.name }) {
            let name = operation.contract.name.replacing(".", with: " ")
            let fields = operation.request.fields.map { field in
                let option = "\\-\\-" + Self.escaped(field.name)
                return field.isRequired ? option : "[" + option + "]"
            }
            let whole = (["plumb " + Self.escaped(name)] + fields).joined(separator: " ")
            out += ".TP\n.B \(whole)\n\(Self.line(operation.help))\n"
        }
        return out + Self.ending
    }

    private static let ending = """
        .SH ENVIRONMENT
        .TP
        .B PLUMB_URL, PLUMB_TOKEN
        The server, and the token to speak with, before what
        .B plumb login
        kept.
        .TP
        .B PLUMB_CA
        A file of certificates to trust.
        .TP
        .B PLUMB_PASSWORD
        Spares the prompt.
        .TP
        .B NO_COLOR
        Where it is set, nothing is coloured.
        .SH FILES
        .TP
        .I plumb.yaml
        A directory's server and workspace, which
        .B plumb init
        writes. Directories within find it too.
        .TP
        .I ~/.config/plumb/credentials.json
        What
        .B plumb login
        keeps, for you alone.
        .SH EXIT STATUS
        0 done, 1 usage, 2 there are differences, 3 invalid, 4 signed out, 5 forbidden, 6 missing, 7 conflict,
        8 unavailable, 9 cancelled, 10 internal.

        """

    private static func value(_ kind: VerbEntry.Kind) -> String {
        switch kind {
        case .text: "TEXT"
        case .workspace: "WORKSPACE"
        case .project: "PROJECT"
        case .blueprint: "BLUEPRINT"
        case .run: "RUN"
        case .connection: "CONNECTION"
        case .file: "FILE"
        case .directory: "DIRECTORY"
        case .oneOf(let words): words.joined(separator: "|")
        }
    }

    /// Backslashes begin requests within a line, and a hyphen is no minus.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    }

    /// A line of its own: one that begins with a dot or an apostrophe would be a request.
    private static func line(_ text: String) -> String {
        let text = escaped(text)
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
}
