import Faults
import FoundationEssentials
import Rego
import RegoBuiltIns
import RegoSyntax
import Values

/// Every group of the corpus, three times: the language, operators of no release, and what needs a network.
public let regoJudges: [Judge] = [
    Judge("opa", file: "*", applies: { corpus(of: $0) == "opa" }, judgeRego),
    Judge(
        "opa-experimental", folder: "opa", file: "*", applies: { corpus(of: $0) == "opa-experimental" },
        judgeRego),
    Judge(
        "opa-network", folder: "opa", file: "*", applies: { corpus(of: $0) == "opa-network" }, judgeRego),
    Judge("opa", file: "_fmt", judgeFormat),
]

/// A module's text laid out anew.
@Sendable private func judgeFormat(_ sample: JSON) -> String? {
    guard let input = sample["input"]?.stringValue, let want = sample["want"]?.stringValue else {
        return "the case is not complete"
    }
    var reading = ParserOptions()
    reading.allowsExperimentalKeywords = true
    do throws(Problems) {
        let got = Formatter.format(try Module(parsing: input, file: "test.rego", options: reading))
        if got.utf8.elementsEqual(want.utf8) { return nil }
        let lines = zip(
            got.split(separator: "\n", omittingEmptySubsequences: false),
            want.split(separator: "\n", omittingEmptySubsequences: false))
        let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
        return
            "line \((first?.offset ?? 0) + 1): wanted \(first?.element.1 ?? "more or less"), got \(first?.element.0 ?? "")"
    } catch {
        return "does not parse: " + error.text
    }
}

private func corpus(of sample: JSON) -> String {
    if sample["experimental_keywords"]?.boolValue == true { return "opa-experimental" }
    let network = ["http.send", "net.lookup_ip_addr"]
    if sample["builtins"]?.arrayValue?.contains(where: { network.contains($0.stringValue ?? "") }) == true {
        return "opa-network"
    }
    return "opa"
}

/// What a case's query is answered, or the error that it ends with.
@Sendable private func judgeRego(_ sample: JSON) -> String? {
    let wantedError = sample["want_error"]?.stringValue
    let wantedCode = sample["want_error_code"]?.stringValue
    do {
        let got = try answers(sample)
        if wantedError != nil || wantedCode != nil {
            return "wanted the error \(wantedCode ?? "") \(wantedError ?? ""), got \(JSON(got).text)"
        }
        guard let want = sample["want_result"]?.arrayValue else { return nil }
        return difference(got, want, sample)
    } catch let fault as EvaluationFault {
        guard wantedError != nil || wantedCode != nil else { return fault.text }
        if let wantedCode, wantedCode != fault.code { return "wanted \(wantedCode), got \(fault.text)" }
        if let wantedError, !fault.text.contains(wantedError) {
            return "wanted \(wantedError), got \(fault.text)"
        }
        return nil
    } catch let problems as Problems {
        return "does not compile: " + problems.text
    } catch {
        return "\(error)"
    }
}

private func answers(_ sample: JSON) throws -> [JSON] {
    var reading = ParserOptions()
    reading.allowsExperimentalKeywords = sample["experimental_keywords"]?.boolValue == true
    let modules = try (sample["modules"]?.arrayValue ?? []).enumerated().map { place, text in
        try Module(parsing: text.stringValue ?? "", file: "test-\(place).rego", options: reading)
    }
    let policy = try Policy(modules, library: .standard, data: sample["data"] ?? .object([:]))
    let query = try policy.query(sample["query"]?.stringValue ?? "", options: reading)
    var options = EvaluationOptions()
    options.isStrict = sample["strict_error"]?.boolValue == true
    var environment: [String: String] = [:]
    for (name, value) in sample["env"]?.objectValue ?? [:] { environment[name] = value.stringValue ?? "" }
    options.surroundings = Surroundings(
        now: 1_735_689_600_000_000_000, environment: environment, timeZone: zone)
    let input: Input =
        if let term = sample["input_term"]?.stringValue {
            .term(term)
        } else if let json = sample["input"], !json.isNull {
            .document(try JSONDocument(parsing: json.bytes()))
        } else {
            .none
        }
    return try query.evaluate(input, options: options)
}

/// The system's file of a zone's rules.
@Sendable private func zone(_ name: String) -> [UInt8]? {
    guard !name.contains("..") else { return nil }
    return FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name).map { Array($0) }
}

/// Bindings are compared as sets, numbers by their values.
private func difference(_ got: [JSON], _ want: [JSON], _ sample: JSON) -> String? {
    let heap = Heap()
    let sorts = sample["sort_bindings"]?.boolValue == true
    func values(_ all: [JSON]) -> Value {
        heap.set(
            all.map { binding in
                var members: [(Value, Value)] = []
                for (name, value) in binding.objectValue ?? [:] where !name.hasPrefix("__localq") {
                    var made = heap.value(value)
                    if sorts, made.isArray { made = heap.array(made.elements.sorted()) }
                    members.append((heap.string(name), made))
                }
                return heap.object(members)
            })
    }
    let one = values(got)
    let other = values(want)
    return one == other ? nil : "wanted \(other.text), got \(one.text)"
}
