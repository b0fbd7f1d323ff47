import FoundationEssentials
import HCL
import TerraformLanguage
import Values

/// Calls of functions, of operators, and expressions that call functions; `common` is where their files lie.
func judgesFunctions(common: String) -> [Judge] {
    ["hcl", "hcl-tofu"].map { corpus in
        Judge(
            corpus, folder: "hcl", file: "function_calls",
            applies: { isTofuCall($0) == (corpus == "hcl-tofu") }, { judgeCall($0, common) })
    } + [
        Judge("hcl", file: "tofu_functions") { judgeFunctionSource($0, common) }
    ]
}

/// Of a function that OpenTofu alone has, or of how deep its templates may nest.
private func isTofuCall(_ sample: JSON) -> Bool {
    sample["lang_func"]?.stringValue == "assumeequal"
        || sample["want_error"]?.stringValue?.contains("maximum recursion depth") ?? false
}

private func surroundings(_ map: @escaping @Sendable (String) -> String) -> Surroundings {
    var it = Surroundings()
    it.file = { path in
        var isFolder = false
        guard FileManager.default.fileExists(atPath: map(path), isDirectory: &isFolder), !isFolder else {
            return nil
        }
        return FileManager.default.contents(atPath: map(path)).map { Array($0) }
    }
    it.files = { folder in
        let top = map(folder)
        guard let all = try? FileManager.default.subpathsOfDirectory(atPath: top) else { return [] }
        return all.filter { path in
            var isFolder = false
            return FileManager.default.fileExists(atPath: top + "/" + path, isDirectory: &isFolder)
                && !isFolder
        }
    }
    it.home = "/home/someone"
    it.planned = "2004-04-25T15:00:00Z"
    return it
}

private func replaced(_ path: String, _ prefix: String, _ by: String) -> String {
    path == prefix || path.hasPrefix(prefix + "/") ? by + path.dropFirst(prefix.count) : path
}

@Sendable private func judgeFunctionSource(_ sample: JSON, _ common: String) -> String? {
    guard let source = goText(sample["src"]), let want = sample["want"].flatMap({ Value(fact: $0) }) else {
        return "the case can't be read"
    }
    let folder = "testdata/functions-test"
    let world = surroundings { replaced($0, folder, common + "/lang_testdata/functions-test") }
    var scope = Scope(functions: TerraformFunctions.all(world, folder: folder))
    scope.variables = [
        "marked": .string("marked").marked(.named("mark")), "unknown": .dynamicUnknown,
        "path": .object([("module", .string(folder))]),
    ]
    let parsed = Expression.parse(source)
    let (value, problems) = parsed.expression.value(in: scope)
    let all = parsed.diagnostics + problems
    if !all.isEmpty { return "failed: \(all.map(\.description))" }
    if sample["func"]?.stringValue == "base64gzip" {
        let again = scope.functions["base64gunzip"]
        let (a, b) = (try? again?.call([value]), try? again?.call([want]))
        return a == b && a != nil ? nil : "got \(value)"
    }
    return value.resembles(want) ? nil : "wanted \(want), got \(value)"
}

@Sendable private func judgeCall(_ sample: JSON, _ common: String) -> String? {
    guard let facts = sample["args"]?.arrayValue, let name = sample["func"]?.stringValue else {
        return "the case can't be read"
    }
    var world = surroundings { replaced($0, "testdata", common + "/funcs_testdata") }
    let files = world.files
    // The folder above has nothing but this one.
    world.files = { folder in folder == "." ? files("testdata").map { "testdata/" + $0 } : files(folder) }
    let functions = TerraformFunctions.all(world)
    // A host's nil is null of no type.
    let arguments = facts.map { Value(fact: $0) ?? .dynamicNull }
    do throws(Function.Failure) {
        let got: Value
        if let type = sample["target_type"].flatMap({ ValueType(fact: $0) }) {
            got = try Functions.conversion(type).call(arguments)
        } else if sample["operator"]?.boolValue == true || sample["lang_func"]?.stringValue == nil {
            guard let value = try hostCall(name, arguments, functions) else { return "there is no \(name)" }
            got = value
        } else {
            let language = sample["lang_func"]?.stringValue ?? ""
            guard let function = functions[name == "reverse" ? "reverse" : language] else {
                return "there is no \(language)"
            }
            got = try function.call(arguments)
        }
        if let wanted = sample["want_error"] { return "wanted the error \(wanted.text), got \(got)" }
        guard let want = sample["want"].flatMap({ Value(fact: $0) }) else { return "the case can't be read" }
        return got.resembles(want) ? nil : "wanted \(want), got \(got)"
    } catch {
        guard let wanted = sample["want_error"] else { return "failed: \(error.message)" }
        guard let text = wanted.stringValue else { return nil }
        return error.message == text.replacing("\\\"", with: "\"")
            ? nil : "wanted the error \(text), got \(error.message)"
    }
}

/// Operators and functions that no configuration calls by name.
private func hostCall(
    _ name: String, _ arguments: [Value], _ functions: [String: Function]
) throws(Function.Failure) -> Value? {
    if name == "urldecode(urlencode(_))" {
        guard let encode = functions["urlencode"], let decode = functions["urldecode"] else { return nil }
        return try decode.call([try encode.call(arguments)])
    }
    let operation = Operators.all[name == "reverse" ? "reverselist" : name]
    guard let function = operation ?? functions[name] ?? Functions.all[name] else { return nil }
    return try function.call(arguments)
}
