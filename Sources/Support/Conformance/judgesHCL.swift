import HCL
import TerraformLanguage
import Values

/// What the language engines are held to.
let judgesHCL: [Judge] = [
    Judge("hcl", file: "hcl_expr") { judgeExpression($0, isTemplate: false) },
    Judge("hcl", file: "hcl_template") { judgeExpression($0, isTemplate: true) },
    Judge("hcl", file: "hcl_expr_errors", judgeExpressionError),
    Judge("hcl", file: "hcl_parse", judgeParse),
    Judge("hcl", file: "hcl_parse_diag", judgeParseDiagnostics),
    Judge("hcl", file: "hcl_format", judgeFormat),
    Judge("hcl", file: "fmt_pairs", judgeFormatFile),
    Judge("hcl", file: "hcl_typeexpr", judgeTypeExpression),
    Judge("hcl", file: "convert", judgeConversion),
    Judge("hcl", file: "unify_types", judgeUnification),
]

/// The Go calls that a few inputs are made by.
func goText(_ json: JSON?) -> String? {
    guard let json else { return nil }
    if let text = json.stringValue { return text }
    if let number = json["$num"]?.stringValue { return number }
    if json["$bin"]?.stringValue == "+", let a = goText(json["a"]), let b = goText(json["b"]) { return a + b }
    guard let call = json["$call"]?.stringValue, let arguments = json["args"]?.arrayValue else { return nil }
    switch call {
    case "strings.Repeat":
        guard let text = goText(arguments[0]),
            let count = goText(arguments[1]).flatMap({ Int($0) }) ?? arguments[1].intValue
        else { return nil }
        return String(repeating: text, count: count)
    case "fmt.Sprintf":
        guard var format = goText(arguments.first) else { return nil }
        for argument in arguments.dropFirst() {
            guard let text = goText(argument) else { return nil }
            let quoted = JSON.string(text).text
            guard let range = format.firstRange(of: "%#v") ?? format.firstRange(of: "%q") else { return nil }
            format.replaceSubrange(range, with: quoted)
        }
        return format
    default: return nil
    }
}

func scope(_ facts: JSON?) -> Scope? {
    guard let object = facts?.objectValue else { return nil }
    var scope = Scope()
    for (name, fact) in object["variables"]?.objectValue ?? [:] {
        scope.variables[name] = Value(fact: fact)
    }
    for (name, fact) in object["functions"]?.objectValue ?? [:] {
        if let text = fact.stringValue, let function = goFunction(text) { scope.functions[name] = function }
    }
    return scope
}

private func goFunction(_ name: String) -> Function? {
    let names = [
        "stdlib.UpperFunc": "upper", "stdlib.ConcatFunc": "concat", "stdlib.LengthFunc": "length",
        "stdlib.JSONDecodeFunc": "jsondecode", "stdlib.JSONEncodeFunc": "jsonencode",
        "stdlib.SplitFunc": "split",
        "stdlib.LowerFunc": "lower", "stdlib.RangeFunc": "range", "stdlib.MinFunc": "min",
        "stdlib.MaxFunc": "max",
        "stdlib.FormatFunc": "format", "stdlib.CoalesceFunc": "coalesce",
        "stdlib.SetProductFunc": "setproduct",
        "stdlib.RegexFunc": "regex", "stdlib.AbsoluteFunc": "abs", "stdlib.ReverseFunc": "strrev",
        "stdlib.HasIndexFunc": "hasindex", "stdlib.StrlenFunc": "strlen",
    ]
    if name == "stdlib.NegateFunc" { return Operators.all["negate"] }
    return names[name].flatMap { Functions.all[$0] }
}

@Sendable private func judgeExpression(_ sample: JSON, isTemplate: Bool) -> String? {
    guard let input = goText(sample["input"]), let wanted = sample["diag_count"]?.intValue else {
        return "the case is not complete"
    }
    let parsed = isTemplate ? Expression.parseTemplate(input) : Expression.parse(input)
    let (value, problems) = parsed.expression.value(in: scope(sample["ctx"]))
    let all = parsed.diagnostics + problems
    if all.count != wanted { return "wanted \(wanted) diagnostics, got \(all.map(\.description))" }
    guard let want = sample["want"].flatMap({ Value(fact: $0) }) else { return nil }
    if wanted == 0, !value.resembles(want) { return "wanted \(want), got \(value)" }
    return nil
}

@Sendable private func judgeExpressionError(_ sample: JSON) -> String? {
    let parsed = Expression.parse(goText(sample["input"]) ?? "")
    let (_, problems) = parsed.expression.value(in: scope(sample["ctx"]) ?? Scope())
    guard let first = (parsed.diagnostics + problems).first else { return "no diagnostics" }
    guard first.summary == sample["want_summary"]?.stringValue,
        first.detail == sample["want_detail"]?.stringValue
    else { return "got \(first)" }
    return nil
}

@Sendable private func judgeParse(_ sample: JSON) -> String? {
    let (_, problems) = SyntaxTree.parse(Array((goText(sample["input"]) ?? "").utf8))
    return problems.count == sample["diag_count"]?.intValue
        ? nil : "wanted \(sample["diag_count"]?.text ?? ""), got \(problems.map(\.description))"
}

@Sendable private func judgeParseDiagnostics(_ sample: JSON) -> String? {
    let (_, problems) = SyntaxTree.parse(Array((goText(sample["input"]) ?? "").utf8))
    func place(_ position: SourcePosition) -> JSON {
        [JSON(position.line), JSON(position.column), JSON(position.byte)]
    }
    let got = problems.map { problem -> JSON in
        [
            "summary": .string(problem.summary), "detail": .string(problem.detail),
            "subject": problem.subject.map { [place($0.start), place($0.end)] } ?? .null,
        ]
    }
    return JSON.array(got) == sample["want_diags"] ? nil : "got \(got)"
}

@Sendable private func judgeFormat(_ sample: JSON) -> String? {
    guard let input = goText(sample["input"]), let want = goText(sample["want"]) else {
        return "the case is not complete"
    }
    let got = String(decoding: format(Array(input.utf8)), as: UTF8.self)
    return Array(got.utf8) == Array(want.utf8)
        ? nil : "wanted \(want.debugDescription), got \(got.debugDescription)"
}

@Sendable private func judgeFormatFile(_ sample: JSON) -> String? {
    guard let input = goText(sample["input"]), let want = goText(sample["want"]) else {
        return "the case is not complete"
    }
    let got = String(decoding: formatFile(Array(input.utf8)) ?? [], as: UTF8.self)
    return Array(got.utf8) == Array(want.utf8) ? nil : "got \(got.debugDescription)"
}

@Sendable private func judgeConversion(_ sample: JSON) -> String? {
    if let text = sample["constraint_expr"]?.stringValue { return judgeConstraint(sample, text) }
    guard let value = sample["value"].flatMap({ Value(fact: $0) }),
        let type = sample["target_type"].flatMap({ ValueType(fact: $0) })
    else { return "the case can't be read" }
    do throws(Mismatch) {
        let got = try value.converted(to: type)
        if sample["want_error"] != nil { return "wanted an error, got \(got)" }
        guard let want = sample["want"].flatMap({ Value(fact: $0) }) else { return "the case can't be read" }
        return got.resembles(want) ? nil : "wanted \(want), got \(got)"
    } catch {
        return sample["want_error"] != nil ? nil : "failed: \(error.text)"
    }
}

@Sendable private func judgeUnification(_ sample: JSON) -> String? {
    let types = (sample["types"]?.arrayValue ?? sample["input"]?.arrayValue ?? []).compactMap {
        ValueType(fact: $0)
    }
    let got = unifiedType(types)
    let want = sample["want"].flatMap { ValueType(fact: $0) }
    return got == want
        ? nil : "wanted \(want?.constraintText ?? "none"), got \(got?.constraintText ?? "none")"
}

@Sendable private func judgeTypeExpression(_ sample: JSON) -> String? {
    var text = goText(sample["source"]) ?? ""
    if sample["json"]?.boolValue == true {
        guard let inner = (try? JSON(parsing: text))?["expr"]?.stringValue else {
            return "the case can't be read"
        }
        text = inner
    }
    let (type, problems) = Expression.parse(text).expression.type(
        isConstraint: sample["constraint"]?.boolValue ?? false)
    let want = sample["want"].flatMap { ValueType(fact: $0) }
    if type != want { return "wanted \(sample["want"]?.text ?? ""), got \(type.constraintText)" }
    let wantError = sample["want_error"]?.stringValue
    return problems.first?.detail == wantError ? nil : "got \(problems.map(\.description))"
}

/// A value made what a variable's type says, with what the type has for what is left out.
private func judgeConstraint(_ sample: JSON, _ text: String) -> String? {
    let read = Expression.parse(text).expression.typeConstraint()
    guard read.diagnostics.isEmpty, let value = sample["value"].flatMap({ Value(fact: $0) }),
        let want = sample["want"].flatMap({ Value(fact: $0) })
    else { return "the case can't be read: \(read.diagnostics)" }
    do throws(Mismatch) {
        let got = try (read.defaults?.applied(to: value) ?? value).converted(to: read.type)
        return got.resembles(want) ? nil : "wanted \(want), got \(got)"
    } catch {
        return "failed: \(error.text)"
    }
}
