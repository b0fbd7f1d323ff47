import Foundation
import HCL
import Testing

@testable import TerraformLanguage

private let terraform: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite(
    "Evaluation against terraform console",
    .enabled(if: terraform != nil, "there is no terraform on the PATH"))
struct ConsoleOracleTests {
    static let expressions = [
        "1 + 2 * 3", "10 / 4", "7 % 3", "0.1 + 0.2", "2.5 * 4", "1e3", "100000000000000000000 + 1", "-5 % 3",
        "1 / 8",
        "\"a${1 + 1}b\"", "true ? 1 : 2", "[for x in [1, 2, 3] : x * 2 if x > 1]",
        "{for k, v in {a = 1, b = 2} : v => k}",
        "{for s in [\"a\", \"b\", \"a\"] : s => s...}", "[{a = 1}, {a = 2}][*].a",
        "\"%{for x in [1, 2]}<${x}>%{endfor}\"",
        "merge({a = 1}, {b = 2, a = 3})", "keys({b = 1, a = 2})", "values({b = 1, a = 2})",
        "flatten([[1, [2]], [3]])",
        "distinct([1, 2, 1])", "concat([1], [\"a\"])", "slice([1, 2, 3, 4], 1, 3)", "chunklist([1, 2, 3], 2)",
        "compact([\"a\", \"\", \"b\"])", "element([1, 2, 3], 4)", "index([\"a\", \"b\"], \"b\")",
        "lookup({a = 1}, \"b\", 9)",
        "zipmap([\"a\", \"b\"], [1, 2])", "setproduct([1, 2], [\"a\", \"b\"])", "setunion([1], [2, 1])",
        "setsubtract([1, 2], [2])", "setintersection([1, 2], [2, 3])", "range(5)", "range(1, 10, 3)",
        "reverse([1, 2])",
        "sort([\"b\", \"a\"])", "sum([1, 2.5])", "transpose({a = [\"x\", \"y\"], b = [\"x\"]})",
        "coalesce(null, \"a\")",
        "coalescelist([], [1])", "alltrue([true, false])", "anytrue([true, false])", "one([1])",
        "length(\"日本\")",
        "upper(\"äbc\")", "title(\"hello world-wide\")", "trimspace(\"  a \")", "trim(\"xxaxx\", \"x\")",
        "chomp(\"a\\n\\n\")",
        "indent(2, \"a\\nb\")", "join(\",\", [\"a\", \"b\"])", "split(\",\", \"a,b,\")",
        "replace(\"a.b\", \"/[.]/\", \"-\")",
        "replace(\"hello\", \"/(l+)/\", \"<$1>\")", "regex(\"(a)(b)?\", \"ac\")",
        "regexall(\"[a-z]\", \"a1b\")", "substr(\"hello\", 1, -1)",
        "strrev(\"abc\")", "startswith(\"abc\", \"ab\")",
        "format(\"%05.1f|%-5s|%x|%q|%v\", 3.14159, \"a\", 255, \"b\", [1])",
        "format(\"%d%%\", 5)", "format(\"%+d % d\", 5, 6)", "format(\"%e %g\", 12345.678, 0.00001)",
        "formatlist(\"%s-%s\", [\"a\", \"b\"], \"x\")",
        "jsonencode({a = [1, null, \"<>\"], b = 1.50})", "jsondecode(\"{\\\"a\\\":[1,2.5,null]}\")",
        "yamlencode({a = [1, {b = \"x\"}], c = {}})",
        "yamldecode(\"a: [1, b]\\nc: true\")", "csvdecode(\"a,b\\n1,2\")", "base64encode(\"hi\")",
        "base64decode(\"aGk=\")", "urlencode(\"a b/c\")",
        "md5(\"a\")", "sha1(\"a\")", "sha256(\"a\")", "sha512(\"a\")", "base64sha256(\"a\")",
        "uuidv5(\"dns\", \"a.b\")",
        "cidrhost(\"10.0.0.0/8\", 300)", "cidrnetmask(\"10.0.0.0/12\")", "cidrsubnet(\"10.0.0.0/8\", 8, 3)",
        "cidrsubnets(\"10.0.0.0/8\", 4, 8)", "cidrhost(\"fd00::/64\", 5)",
        "cidrsubnet(\"fd00::/48\", 16, 162)", "abs(-3)", "ceil(1.2)", "floor(-1.2)",
        "log(8, 2)", "pow(2, 10)", "signum(-4)", "parseint(\"ff\", 16)", "max(1, 5)", "min(1, 5)",
        "tostring(1.5)", "tonumber(\"2.50\")",
        "toset([\"b\", \"a\", \"b\"])", "tomap({a = 1})", "tolist([1, \"a\"])", "try({}.a, \"x\")",
        "can(tonumber(\"x\"))",
        "timeadd(\"2020-01-01T00:00:00Z\", \"90m\")",
        "formatdate(\"EEE, DD MMM YYYY hh:mm:ss ZZZ\", \"2020-02-03T04:05:06+01:00\")",
        "timecmp(\"2020-01-01T00:00:00Z\", \"2020-01-01T01:00:00+01:00\")", "basename(\"/a/b.c\")",
        "dirname(\"/a/b.c\")",
        "strcontains(\"abc\", \"b\")", "matchkeys([1, 2], [\"a\", \"b\"], [\"b\"])",
        "textencodebase64(\"a\", \"UTF-16LE\")",
        "contains([\"a\"], \"a\")", "trimprefix(\"abc\", \"a\")", "trimsuffix(\"abc\", \"c\")",
        "endswith(\"abc\", \"bc\")",
        "templatestring(\"x\", {})", "1 == \"1\"", "[1] == [1]", "{a = 1} == {a = 1}", "null == null",
        "true && !false", "can(true ? [{a = 1}, null] : tolist([]))",
        "can(true ? [\"a\", null] : tolist([]))",
        "true ? [1, \"a\", null] : tolist([null])", "tomap({a = {b = 1}, c = null})",
        "try(tolist([{a = 1}, null]), \"no list\")", "try(toset([[1], null]), \"no set\")",
        "true ? [{a = 1}, null] : tolist([{a = 2}])",
    ].filter { !$0.hasPrefix("templatestring") }

    @Test("expressions have the same values")
    func expressions() throws {
        let folder = NSTemporaryDirectory() + "plumb-console-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(terraform))
        process.arguments = ["console"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Piped, the console prints the last result only: all are parts of one.
        let all = "jsonencode([" + Self.expressions.map { "jsonencode(\($0))" }.joined(separator: ", ") + "])"
        input.fileHandleForWriting.write(Data((all + "\n").utf8))
        try input.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let line = try #require(text.split(separator: "\n").last { $0.hasPrefix("\"") })
        let packed = Expression.parse(String(line)).expression.value(in: nil).value
        let theirs = try #require(try Encoding.value(json: packed.stringValue ?? "").elements)
        #expect(theirs.count == Self.expressions.count)
        let scope = Scope(functions: TerraformFunctions.all())
        for (expression, theirs) in zip(Self.expressions, theirs) {
            let (ours, problems) = Expression.parse("jsonencode(\(expression))").expression.value(in: scope)
            #expect(problems.isEmpty, "\(expression): \(problems)")
            #expect(ours == theirs, "\(expression)")
        }
    }
}
