import Foundation
import HCL
import Testing

/// Where the real program is, if it is.
let terraform: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

func run(_ arguments: [String], in folder: String, input: String = "") throws -> (
    status: Int32, output: String
) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(terraform))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["CHECKPOINT_DISABLE"] = "1"
    environment["TF_CLI_CONFIG_FILE"] = nil
    process.environment = environment
    let output = Pipe()
    let stdin = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = stdin
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
}

func scratch() throws -> String {
    let folder = NSTemporaryDirectory() + "plumb-hcl-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
}

@Suite(
    "Formatting against terraform fmt", .enabled(if: terraform != nil, "there is no terraform on the PATH"))
struct FormattingOracleTests {
    private static let expressions = [
        "1", "-1", "a.b", "\"x\"", "\"${a.b}\"", "\"${a}-${b}\"", "\"a ${ upper( \"x\" ) } b\"", "[1,2 ,3]",
        "[ ]", "{a=1,b = 2}", "{}",
        "{\n a = 1\n  bcd=2 # c\n}", "[\n1,\n  2,\n]", "foo( 1,a... )", "a==b?1:2", "!a", "a&&b", "( 1+2 )*3",
        "[for x in y:x]",
        "{for k,v in m:k=>v if v!=null}", "a[0].b", "a[*].c", "<<EOT\n  x\n ${ a }\nEOT",
        "<<-EOT\n    a\n  EOT",
        "foo(<<EOT\nx\nEOT\n)", "\"${\n  a\n}\"", "\"${a ? 1 :\n 2}\"", "- 2", "a - -1", "a-1",
        "provider::x::y(1)", "a  /* c */", "null",
        "[{\n a=1\n}]", "[\n  {a=1},{b=2}]", "\"%{ if a }x%{ endif }\"",
        "jsonencode({\n a=1,\n bb=[1,\n2]\n})",
    ]

    static func configuration(_ random: inout Seeded, depth: Int = 0) -> String {
        var out = ""
        func blank() -> String { String(repeating: " ", count: Int.random(in: 0..<4, using: &random)) }
        for number in 0..<Int.random(in: 1..<6, using: &random) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: out += "\n"
            case 1: out += blank() + ["# c", "// c", "/* c */"].randomElement(using: &random)! + "\n"
            case 2,
                3 where depth < 3:
                let labels = ["", " \"x\"", " foo", " \"a\" \"b\"", " a /* c */ \"b\""].randomElement(
                    using: &random)!
                out +=
                    blank() + ["variable", "resource", "locals", "b"].randomElement(using: &random)! + labels
                    + blank()
                out +=
                    "{\n" + configuration(&random, depth: depth + 1) + blank() + "}"
                    + (Bool.random(using: &random) ? " # end" : "") + "\n"
            default:
                let name = ["a", "type", "long_name", "é"].randomElement(using: &random)! + "\(number)"
                let value = expressions.randomElement(using: &random)!
                let comment =
                    value.hasPrefix("<<") || Int.random(in: 0..<4, using: &random) > 0
                    ? "" : blank() + "# note"
                out += blank() + name + blank() + "=" + blank() + value + comment + "\n"
            }
        }
        return out
    }

    @Test("generated files come out with the same bytes")
    func generated() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var random = Seeded(state: 42)
        var sources: [String: [UInt8]] = [:]
        for number in 0..<300 {
            let text = Self.configuration(&random)
            guard !SyntaxTree.parse(Array(text.utf8)).diagnostics.hasErrors else { continue }
            let name = "f\(number).tf"
            sources[name] = Array(text.utf8)
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        #expect(sources.count > 200)
        let (status, _) = try run(["fmt", "-list=false", "."], in: folder)
        #expect(status == 0)
        for (name, source) in sources {
            let theirs = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            let ours = try #require(formatFile(source))
            #expect(
                String(decoding: ours, as: UTF8.self) == String(decoding: theirs, as: UTF8.self),
                "of \(String(decoding: source, as: UTF8.self).debugDescription)")
        }
    }
}
