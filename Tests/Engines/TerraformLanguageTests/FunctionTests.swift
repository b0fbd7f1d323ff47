import HCL
import Testing

@testable import TerraformLanguage

@Suite("Terraform functions")
struct FunctionTests {
    @Test("what would be gigantic is refused, and told so")
    func bounds() {
        let scope = Scope(functions: TerraformFunctions.all())
        for text in ["range(100000)", "indent(1000000000, \"a\\nb\")", "format(\"%999999999d\", 1)"] {
            let (value, problems) = Expression.parse(text).expression.value(in: scope)
            #expect(problems.hasErrors)
            #expect(!value.isKnown)
        }
    }

    private func value(_ text: String) -> (Value, [String]) {
        var world = Surroundings()
        world.random = { (0..<$0).map(UInt8.init) }
        let scope = Scope(functions: TerraformFunctions.all(world))
        let (value, problems) = Expression.parse(text).expression.value(in: scope)
        return (value, problems.map(\.description))
    }

    /// The results are those of `terraform console`.
    @Test(
        "texts are encoded as the registry's names say",
        arguments: [
            ("a", "UTF-16", "/v8AYQ=="), ("a", "IBM1047", "gQ=="), ("é", "ibm00858", "gg=="),
            ("é", "latin1", "6Q=="), ("a🤔", "gb18030", "YZUwzTQ="), ("日a", "iso-2022-jp", "GyRCRnwbKEJh"),
            ("日a", "EUC-KR", "7O1h"), ("é", "cp437", "gg=="),
        ])
    func encodings(_ text: String, _ name: String, _ want: String) {
        #expect(value("textencodebase64(\"\(text)\", \"\(name)\")").0 == .string(want))
        #expect(value("textdecodebase64(\"\(want)\", \"\(name)\")").0 == .string(text))
    }

    @Test("what an encoding cannot tell is refused by its registered name")
    func refusedEncodings() {
        for (given, name) in [
            ("csPC8CodePage437", "IBM437"), ("MS_Kanji", "Shift_JIS"), ("mac", "macintosh"),
        ] {
            let told = value("textencodebase64(\"🤔\", \"\(given)\")").1.joined()
            #expect(told.contains("cannot be represented in \(name)"), "\(told)")
        }
        for name in ["cp1252", "UTF-32", "sjis", "TIS-620"] {
            #expect(value("textencodebase64(\"a\", \"\(name)\")").1.joined().contains("not a supported IANA"))
        }
        #expect(
            value("textdecodebase64(\"gQ==\", \"windows-1252\")").1.joined().contains(
                "symbols that are not defined for windows-1252"))
    }

    @Test(
        "a text that is no JSON is complained of as the language does",
        arguments: [
            ("{a}", "invalid character 'a'"),
            ("[1,]", "invalid character ']' looking for beginning of value"),
            ("{\"a\" 1}", "invalid character '1' after object key"), ("[1", "EOF"), ("tru", "unexpected EOF"),
            ("1 2", "extraneous data after JSON object"),
            ("trux", "invalid character 'x' in literal true (expecting 'e')"),
            ("[1}", "invalid character '}' after array element"),
            ("{\"a\":1,}", "invalid character '}' looking for beginning of object key string"),
            ("\"a\nb\"", "invalid character '\\n' in string literal"),
            ("\"\\q\"", "invalid character 'q' in string escape code"),
            ("01", "extraneous data after JSON object"), ("-a", "invalid character 'a' in numeric literal"),
            ("1.a", "invalid character 'a' after decimal point in numeric literal"),
            ("1ea", "invalid character 'a' in exponent of numeric literal"),
            ("\"\\u12x\"", "invalid character 'x' in \\u hexadecimal character escape"),
            ("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair"),
            ("é", "invalid character 'Ã' looking for beginning of value"),
        ])
    func complaints(_ text: String, _ want: String) throws {
        let function = try #require(TerraformFunctions.all()["jsondecode"])
        let failure = #expect(throws: Function.Failure.self) { try function.call([.string(text)]) }
        #expect(failure?.message == want)
    }

    @Test("bcrypt takes its salt from the surroundings and refuses costs that it may not have")
    func bcrypt() {
        // The hash that crypt(3) gives for these sixteen bytes of salt.
        #expect(
            value("bcrypt(\"hello\", 4)").0.stringValue
                == "$2a$04$..CA.uOD/eaGAOmJB.yMBuXVkvC8b09bVi1XEpxb.PqgxJfLsB4Lu")
        #expect(value("bcrypt(\"hello\", 3)").0.stringValue?.hasPrefix("$2a$10$") == true)
        let told = value("bcrypt(\"hello\", 32)").1.joined()
        #expect(told.contains("crypto/bcrypt: cost 32 is outside allowed range (4,31)"))
        #expect(value("bcrypt(\"hello\", 20)").1.isEmpty == false)
    }

    @Test("base64gzip makes less of what repeats, and base64gunzip reads it")
    func gzip() {
        let text = String(repeating: "plumb ", count: 4000)
        let (packed, problems) = value("base64gzip(\"\(text)\")")
        #expect(problems.isEmpty)
        #expect((packed.stringValue?.utf8.count ?? .max) < 400)
        #expect(value("base64gunzip(\"\(packed.stringValue ?? "")\")").0 == .string(text))
        #expect(value("base64gunzip(base64gzip(\"\"))").0 == .string(""))
    }
}
