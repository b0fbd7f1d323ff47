import Archives
import Faults
import Testing

@Suite("Archive") struct ArchiveTests {
    private let archive = Archive(code: "test.bad", files: 2, bytes: 1 << 20) { $0.hasSuffix(".own") }

    /// A plain ustar archive.
    private func tar(_ files: [(String, String)]) -> [UInt8] {
        var out: [UInt8] = []
        for (name, text) in files {
            var block = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, _ at: Int) { for (i, b) in text.utf8.enumerated() { block[at + i] = b } }
            func octal(_ value: Int, _ width: Int) -> String {
                let digits = String(value, radix: 8)
                return String(repeating: "0", count: width - digits.count) + digits
            }
            put(name, 0)
            put("0000644", 100)
            put(octal(text.utf8.count, 11), 124)
            put("        ", 148)
            put("0", 156)
            put("ustar\u{0}00", 257)
            put(octal(block.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", 148)
            out += block + Array(text.utf8)
            out += [UInt8](repeating: 0, count: (512 - text.utf8.count % 512) % 512)
        }
        return out + [UInt8](repeating: 0, count: 1024)
    }

    @Test func `gives files by clean paths, without what is passed over`() throws {
        let bytes = tar([("./a/b.rego", "package b"), ("x.own", "mine"), ("c", "")])
        #expect(try archive.list(bytes) == ["a/b.rego", "c"])
        let files = try archive.unpack(bytes)
        #expect(files.map(\.path) == ["a/b.rego", "c"])
        #expect(files.first?.content == Array("package b".utf8))
    }

    @Test(arguments: ["../up", "/root", "a/../../b", "a\\b"])
    func `keeps paths from leading out`(path: String) {
        #expect { try archive.list(tar([(path, "x")])) } throws: { error in
            (error as? Fault)?.code == "test.bad"
        }
    }

    @Test func `has bounds, and wants to be one`() {
        for bytes in [
            tar([("a", ""), ("b", ""), ("c", "")]), tar([("a", String(repeating: "x", count: 2 << 20))]),
            Array("no archive".utf8), tar([]),
        ] {
            #expect { try archive.list(bytes) } throws: { ($0 as? Fault)?.code == "test.bad" }
        }
    }
}
