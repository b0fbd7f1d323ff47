import FoundationEssentials
import Glibc
import Rego
import RegoBuiltIns
import RegoSyntax
import Values

// Decides one workload again and again: FOLDER holds policy.rego, data.json, input.json and query.txt.
// Prints, as JSON, the seconds of preparation, the median seconds of a decision with the input parsed before
// and with JSON text in, the resident megabytes, and the answer's size.

func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

func measured(_ body: () throws -> Void) rethrows -> Double {
    var times: [Double] = []
    let begin = ContinuousClock.now
    repeat {
        let start = ContinuousClock.now
        try body()
        times.append(seconds(ContinuousClock.now - start))
    } while times.count < 5 || times.count < 20_000 && ContinuousClock.now - begin < .seconds(2)
    return median(times)
}

func residentMegabytes() -> Double {
    let status = FileManager.default.contents(atPath: "/proc/self/status").map {
        String(decoding: $0, as: UTF8.self)
    }
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
    return Double(line?.split(whereSeparator: { !$0.isNumber }).first ?? "0").map { $0 / 1024 } ?? 0
}

guard CommandLine.arguments.count == 2 else {
    print("usage: rego-deciding FOLDER")
    exit(1)
}
let folder = CommandLine.arguments[1]
func read(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: folder + "/" + name).map { Array($0) } ?? []
}
let policyText = read("policy.rego")
let dataText = read("data.json")
let inputText = read("input.json")
let queryText = String(decoding: read("query.txt"), as: UTF8.self)

let start = ContinuousClock.now
let policy = try Policy(
    [Module(parsing: policyText, file: "policy.rego")], library: .standard, data: JSON(parsing: dataText))
let query = try policy.query(queryText)
let preparation = seconds(ContinuousClock.now - start)
var answer = ""
let document = try JSONDocument(parsing: inputText)
answer = try query.evaluate(.document(document)).map(\.text).joined()
let parsed = try measured {
    try query.withAnswers(.document(document)) { answers in precondition(answers.count == 1) }
}
let text = try measured {
    let document = try JSONDocument(parsing: inputText)
    try query.withAnswers(.document(document)) { answers in precondition(answers.count == 1) }
}
print(
    #"{"preparation":\#(preparation),"parsed":\#(parsed),"text":\#(text),"megabytes":\#(residentMegabytes()),"answer":\#(answer.utf8.count)}"#
)
