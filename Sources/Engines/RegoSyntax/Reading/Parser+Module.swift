extension Parser {
    mutating func module() throws(Problems) -> Module {
        var problems: [Problem] = []
        var module = Module(
            file: file, package: Package(path: [], location: Location()), imports: [], rules: [],
            comments: [], annotations: [], isVersion1: isVersion1, source: lexer.bytes)
        do throws(Problem) {
            guard token != .end else {
                throw Problem("rego_parse_error", "empty module", file: file, Location(row: 0))
            }
            module.package = try package()
        } catch {
            throw Problems([error])
        }
        while token != .end, problems.count < 10 {
            do throws(Problem) {
                if token == .import {
                    module.imports.append(try importing())
                } else {
                    module.rules += try rules()
                }
            } catch {
                problems.append(error)
                resynchronise(after: error.location)
            }
        }
        module.comments = lexer.comments
        module.isVersion1 = isVersion1
        if problems.isEmpty {
            do throws(Problem) {
                module.annotations = try annotations(of: module)
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return module
    }

    /// Goes on at the next statement: a word at the start of a line.
    private mutating func resynchronise(after place: Location) {
        while token != .end {
            let isStart = now.isOnNewLine && now.location.column == 1 && now.location.start > place.start
            if isStart, [.identifier, .default, .import].contains(token) { return }
            advance()
        }
    }

    private mutating func package() throws(Problem) -> Package {
        let location = now.location
        guard token == .package else {
            throw problem("package expected", location)
        }
        advance()
        guard token == .identifier else { throw unexpected("expected ident") }
        let path = try refPath()
        for term in path.dropFirst() where term.string == nil {
            throw problem("unexpected \(term.typeName): expecting string", term.location)
        }
        guard now.isOnNewLine || token == .end || token == .semicolon else { throw unexpected() }
        _ = accept(.semicolon)
        let head = path[0]
        return Package(
            path: [Term(.variable("data"), head.location), Term(.string(head.variable ?? ""), head.location)]
                + path.dropFirst(), location: spanning(location))
    }

    /// A variable and what follows it in dots and brackets.
    private mutating func refPath() throws(Problem) -> [Term] {
        let term = try finished(variableTerm(), calls: false)
        if case .ref(let terms) = term.kind { return terms }
        return [term]
    }

    private mutating func importing() throws(Problem) -> Import {
        let location = now.location
        advance()
        guard token == .identifier else { throw unexpected("expected ident") }
        let terms = try refPath()
        let path = Term(.ref(terms), spanning(terms[0].location))
        guard let root = terms[0].variable, ["data", "input", "future", "rego"].contains(root) else {
            throw problem(
                "unexpected import path, must begin with one of: {data, future, input, rego}, "
                    + "got: \(terms[0].variable ?? "")", terms[0].location)
        }
        for term in terms.dropFirst() where term.string == nil {
            throw problem("unexpected \(term.typeName): expecting string", term.location)
        }
        var alias: String?
        if accept(.as) {
            guard token == .identifier else { throw unexpected("expected var") }
            alias = text
            advance()
        }
        guard now.isOnNewLine || token == .end || token == .semicolon else { throw unexpected() }
        _ = accept(.semicolon)
        let names = terms.dropFirst().compactMap(\.string)
        if root == "future" { try importKeywords(names, alias, path.location) }
        if root == "rego" { try importVersion(names, alias, path.location) }
        return Import(path: path, alias: alias, location: spanning(location))
    }

    private mutating func importVersion(
        _ names: [String], _ alias: String?, _ location: Location
    ) throws(Problem) {
        guard names == ["v1"] else {
            throw problem(
                "invalid import `rego.\(names.joined(separator: "."))`, must be `rego.v1`", location)
        }
        guard alias == nil else { throw problem("`rego` imports cannot be aliased", location) }
        isVersion1 = true
        enable(Token.futureKeywords)
    }

    private mutating func importKeywords(
        _ names: [String], _ alias: String?, _ location: Location
    ) throws(Problem) {
        guard names.first == "keywords", names.count <= 2 else {
            throw problem("invalid import, must be `future.keywords`", location)
        }
        guard alias == nil else { throw problem("`future` imports cannot be aliased", location) }
        guard let name = names.dropFirst().first else { return enable(Token.futureKeywords) }
        if let keyword = Token.futureKeywords[name] {
            enable(name == "every" ? ["every": .every, "in": .in] : [name: keyword])
        } else if name == "not" {
            negatesBodies = true
        } else if options.allowsExperimentalKeywords, name == "and" || name == "or" {
            enable([name: name == "and" ? .and : .or])
        } else {
            throw problem(
                "unexpected keyword, must be one of [contains every if in not]", location)
        }
    }

    private mutating func enable(_ keywords: [String: Token]) {
        lexer.extraKeywords.merge(keywords) { $1 }
        if token == .identifier, let keyword = keywords[text],
            Int(now.location.end) >= lexer.bytes.count
                || lexer.bytes[Int(now.location.end)] != UInt8(ascii: ".")
        {
            now.token = keyword
        }
    }
}

extension Term {
    /// The kind of the term as error messages name it.
    public var typeName: String {
        switch kind {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .variable: "var"
        case .ref: "ref"
        case .array: "array"
        case .object: "object"
        case .set: "set"
        case .call: "call"
        case .arrayComprehension: "arraycomprehension"
        case .setComprehension: "setcomprehension"
        case .objectComprehension: "objectcomprehension"
        case .template: "templatestring"
        }
    }
}
