import Crypto
import Faults
import HCL

/// Files as the functions see them.
struct FileAccess: Sendable {
    let surroundings: Surroundings
    let folder: String

    func path(_ given: String) -> String {
        let expanded = given == "~" || given.hasPrefix("~/") ? surroundings.home + given.dropFirst() : given
        return cleaned(expanded.hasPrefix("/") ? expanded : folder + "/" + expanded)
    }

    func bytes(_ value: Value) throws -> [UInt8] {
        guard let bytes = surroundings.file(path(value.text)) else {
            throw Failure(
                "no file exists at \(shown(value)); this function works only with files that are distributed as part "
                    + "of the configuration source code, so if this file will be created by a resource in this "
                    + "configuration you must instead obtain this result from an attribute of that resource",
                argument: 0)
        }
        return bytes
    }

    func text(_ value: Value) throws -> String {
        guard let text = String(validating: try bytes(value), as: UTF8.self) else {
            throw Failure(
                "contents of \(shown(value)) are not valid UTF-8; use the filebase64 function to obtain the Base64 "
                    + "encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing "
                    + "results instead", argument: 0)
        }
        return text
    }
}

/// Without `.`, `..` and doubled slashes, as far as that goes.
func cleaned(_ path: String) -> String {
    var out: [Substring] = []
    let isAbsolute = path.hasPrefix("/")
    for part in path.split(separator: "/") where part != "." {
        if part == "..", let last = out.last, last != ".." {
            out.removeLast()
        } else if part != ".." || !isAbsolute {
            out.append(part)
        }
    }
    let joined = out.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
}

extension TerraformFunctions {
    static func hashes(_ surroundings: Surroundings, _ folder: String) -> [String: Function] {
        let access = FileAccess(surroundings: surroundings, folder: folder)
        func file(_ body: @escaping @Sendable ([UInt8]) -> String) -> Function {
            Function([string("path", "m")], gives: .string) { values in
                guard values[0].isKnown else { return Value.unknown(.string).marked(values[0].marks) }
                return Value.string(body(try access.bytes(values[0]))).marked(values[0].marks)
            }
        }
        return [
            "filemd5": file { Digest.md5($0).hex }, "filesha1": file { Digest.sha1($0).hex },
            "filesha256": file { Digest.sha256($0).hex }, "filesha512": file { Digest.sha512($0).hex },
            "filebase64": file { $0.base64 }, "filebase64sha256": file { Digest.sha256($0).base64 },
            "filebase64sha512": file { Digest.sha512($0).base64 },
            "uuid": Function([], gives: .string) { _ in
                var bytes = try surroundings.randomBytes(16, for: "uuid")
                bytes[6] = bytes[6] & 0x0f | 0x40
                bytes[8] = bytes[8] & 0x3f | 0x80
                return .string(identifier(bytes))
            },
            "bcrypt": bcrypt(surroundings),
            "uuidv5": Function([string("namespace"), string("name")], gives: .string, uuidv5),
        ]
    }

    /// A cost below the least counts as the usual ten; the highest ones would take hours.
    private static func bcrypt(_ surroundings: Surroundings) -> Function {
        Function([string("str")], variadic: number("cost"), gives: .string) { values in
            guard values.count <= 2 else { throw Failure("bcrypt() takes no more than two arguments") }
            var cost = 10
            if values.count == 2 {
                guard let given = values[1].numberValue?.int else {
                    throw Failure(
                        "value must be a whole number, between -9223372036854775808 and "
                            + "9223372036854775807 inclusive", argument: 1)
                }
                cost = given < Bcrypt.costs.lowerBound ? 10 : given
            }
            let failed = "error occured generating password "
            guard cost <= 31 else {
                throw Failure(failed + "crypto/bcrypt: cost \(cost) is outside allowed range (4,31)")
            }
            let password = Array(values[0].text.utf8)
            guard password.count <= 72 else {
                throw Failure(failed + "bcrypt: password length exceeds 72 bytes")
            }
            let salt = try surroundings.randomBytes(16, for: "bcrypt")
            do throws(Fault) {
                return .string(try Bcrypt.hash(password, cost: cost, salt: salt))
            } catch {
                throw Failure(failed + error.message)
            }
        }
    }

    private static func identifier(_ bytes: [UInt8]) -> String {
        let hex = Array(bytes[..<16]).hex
        var out = ""
        for (place, character) in hex.enumerated() {
            if [8, 12, 16, 20].contains(place) { out += "-" }
            out.append(character)
        }
        return out
    }

    @Sendable private static func uuidv5(_ values: [Value]) throws -> Value {
        let known = ["dns": "0", "url": "1", "oid": "2", "x500": "4"]
        let given = values[0].text
        let text = known[given].map { "6ba7b81\($0)9dad11d180b400c04fd430c8" } ?? given.filter { $0 != "-" }
        guard text.utf8.count == 32, let space = [UInt8](hex: text.lowercased()) else {
            throw Failure("uuidv5() doesn't support namespace \(given)", argument: 0)
        }
        var bytes = Digest.sha1(space + Array(values[1].text.utf8))
        bytes[6] = bytes[6] & 0x0f | 0x50
        bytes[8] = bytes[8] & 0x3f | 0x80
        return .string(identifier(bytes))
    }

    static func files(_ surroundings: Surroundings, _ folder: String) -> [String: Function] {
        let access = FileAccess(surroundings: surroundings, folder: folder)
        return [
            "file": Function([string("path", "m")], gives: .string) { values in
                guard values[0].isKnown else { return Value.unknown(.string).marked(values[0].marks) }
                return Value.string(try access.text(values[0])).marked(values[0].marks)
            },
            "fileexists": Function([string("path", "m")], gives: .bool) { values in
                guard values[0].isKnown else { return Value.unknown(.bool).marked(values[0].marks) }
                let path = access.path(values[0].text)
                if surroundings.file(path) == nil, !surroundings.files(path).isEmpty {
                    let told = values[0].marks.isEmpty ? "\"\(path)\"" : shown(values[0])
                    throw Failure("\(told) is a directory, not a file", argument: 0)
                }
                return Value.bool(surroundings.file(path) != nil).marked(values[0].marks)
            },
            "fileset": Function([string("path", "m"), string("pattern", "m")], gives: .set(.string)) {
                values in
                let marks = values[0].marks.union(values[1].marks)
                guard values[0].isKnown, values[1].isKnown else {
                    return Value.unknown(.set(.string)).marked(marks)
                }
                let glob = try Glob(values[1], isSensitive: !marks.isEmpty)
                let found = surroundings.files(access.path(values[0].text)).filter { glob.matches($0) }
                return Value.set(found.map { .string($0) }, of: .string).marked(marks)
            },
            "basename": Function([string("path")], gives: .string) { values in
                var path = values[0].text[...]
                while path.count > 1, path.hasSuffix("/") { path.removeLast() }
                if path.isEmpty { return .string(".") }
                if path == "/" { return .string("/") }
                return .string(String(path.split(separator: "/").last ?? ""))
            },
            "dirname": Function([string("path")], gives: .string) { values in
                let path = values[0].text
                guard let slash = path.lastIndex(of: "/") else { return .string(".") }
                return .string(cleaned(slash == path.startIndex ? "/" : String(path[..<slash])))
            },
            "pathexpand": Function([string("path")], gives: .string) { values in
                let path = values[0].text
                guard path == "~" || path.hasPrefix("~/") else {
                    if path.hasPrefix("~") {
                        throw Failure("failed to expand \"\(path)\": cannot expand user-specific home dir")
                    }
                    return .string(path)
                }
                return .string(cleaned(surroundings.home + path.dropFirst()))
            },
            "abspath": Function([string("path")], gives: .string) { values in
                let path = values[0].text
                return .string(cleaned(path.hasPrefix("/") ? path : surroundings.workingFolder + "/" + path))
            },
        ]
    }
}

/// Patterns of paths: `*`, `?`, `[a-z]`, `{a,b}`, and `**` for any number of folders.
struct Glob {
    private let parts: [[Unicode.Scalar]]

    init(_ pattern: Value, isSensitive: Bool) throws {
        let text = pattern.text
        var depth = 0
        var inClass = false
        for scalar in text.unicodeScalars {
            if scalar == "[" { inClass = true } else if scalar == "]" { inClass = false }
            if scalar == "{" { depth += 1 } else if scalar == "}" { depth -= 1 }
        }
        guard depth == 0, !inClass else {
            throw Failure(
                "failed to glob pattern \(isSensitive ? shown(pattern) : text): syntax error in pattern",
                argument: 1)
        }
        parts = cleaned(text).split(separator: "/").map { Array($0.unicodeScalars) }
    }

    func matches(_ path: String) -> Bool {
        matches(parts[...], path.split(separator: "/").map { Array($0.unicodeScalars) }[...])
    }

    private func matches(_ pattern: ArraySlice<[Unicode.Scalar]>, _ path: ArraySlice<[Unicode.Scalar]>)
        -> Bool
    {
        guard let first = pattern.first else { return path.isEmpty }
        if first == ["*", "*"] {
            return (0...path.count).contains { matches(pattern.dropFirst(), path.dropFirst($0)) }
        }
        guard let name = path.first else { return false }
        return Self.name(first[...], name[...]) && matches(pattern.dropFirst(), path.dropFirst())
    }

    private static func name(_ pattern: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Unicode.Scalar>)
        -> Bool
    {
        guard let first = pattern.first else { return name.isEmpty }
        switch first {
        case "*": return (0...name.count).contains { self.name(pattern.dropFirst(), name.dropFirst($0)) }
        case "?": return !name.isEmpty && self.name(pattern.dropFirst(), name.dropFirst())
        case "{":
            guard let end = pattern.firstIndex(of: "}") else { return false }
            let choices = pattern[(pattern.startIndex + 1)..<end].split(
                separator: ",", omittingEmptySubsequences: false)
            return choices.contains { self.name(Array($0 + pattern[(end + 1)...])[...], name) }
        case "[":
            guard let end = pattern.firstIndex(of: "]"), let scalar = name.first else { return false }
            var set = pattern[(pattern.startIndex + 1)..<end]
            let isNegated = set.first == "^" || set.first == "!"
            if isNegated { set = set.dropFirst() }
            var isIn = false
            var place = set.startIndex
            while place < set.endIndex {
                if place + 2 < set.endIndex, set[place + 1] == "-" {
                    if set[place] <= scalar && scalar <= set[place + 2] { isIn = true }
                    place += 3
                } else {
                    if set[place] == scalar { isIn = true }
                    place += 1
                }
            }
            return isIn != isNegated && self.name(pattern[(end + 1)...], name.dropFirst())
        case "\\" where pattern.count > 1:
            return name.first == pattern[pattern.startIndex + 1]
                && self.name(pattern.dropFirst(2), name.dropFirst())
        default: return name.first == first && self.name(pattern.dropFirst(), name.dropFirst())
        }
    }
}
