import Crypto
import Faults
import Foundation
import KernelTesting
import Testing

@testable import Identity

/// What a password must be.
@Suite("Passwords")
struct PasswordRulesTests {
    private func problem(_ password: String, _ rules: PasswordRules = PasswordRules(), about: [String] = [])
        async -> String?
    {
        do throws(Fault) {
            try await rules.check(password, about: about)
            return nil
        } catch {
            return error.code == "identity.bad_password" ? error.problems.first?.message : "\(error)"
        }
    }

    @Test("long ones pass, and what everybody tries does not")
    func rules() async {
        #expect(await problem("correct horse battery") == nil)
        #expect(await problem("žluťoučký kůň") == nil)
        #expect(await problem("short")?.contains("12 to 200") == true)
        #expect(await problem(String(repeating: "x1Y2z3", count: 50))?.contains("12 to 200") == true)
        #expect(await problem("aaaaaaaabbbb")?.contains("too few") == true)
        #expect(await problem("abcdefghijklm")?.contains("sequence") == true)
        #expect(await problem("zyxwvutsrqponm")?.contains("sequence") == true)
        let about = ["ada.lovelace@example.com", "Ada Lovelace"]
        #expect(await problem("i am Lovelace forever", about: about)?.contains("lovelace") == true)
        #expect(await problem("i am ada forever, you know", about: about) == nil)
        #expect(await problem("correct horse battery", PasswordRules(least: 30)) != nil)
        #expect(PasswordRules(least: 3).least == 8)
    }

    @Test("what was lost elsewhere is found in a file, wherever it stands, and nothing else")
    func breached() async throws {
        let scratch = Scratch()
        let lost = (0..<500).map { "lost password \($0)" }
        let lines = lost.enumerated().map { index, password in
            let digest = Digest.sha1(password.utf8).hex
            return (digest.uppercased()) + ":\(index * index)"
        }.sorted()
        for (name, end) in [("unix", "\n"), ("dos", "\r\n")] {
            let path = scratch.file(name)
            try (lines.joined(separator: end) + end).write(toFile: path, atomically: true, encoding: .utf8)
            let rules = PasswordRules(breached: try BreachList(path))
            for password in lost {
                #expect(await problem(password, rules)?.contains("lost elsewhere") == true)
            }
            for index in 500..<700 { #expect(await problem("lost password \(index)", rules) == nil) }
        }
        let single = scratch.file("single")
        try lines[7].write(toFile: single, atomically: true, encoding: .utf8)
        let one = try BreachList(single)
        var count = 0
        for password in lost where try await one.contains(password) { count += 1 }
        #expect(count == 1)
    }

    @Test("a file that is no such list is told at the start", arguments: ["", "passwords\n123456\n", "abc"])
    func wrongList(_ text: String) throws {
        let scratch = Scratch()
        try text.write(toFile: scratch.file("list"), atomically: true, encoding: .utf8)
        let fault = #expect(throws: Fault.self) { try BreachList(scratch.file("list")) }
        #expect(fault?.code == "identity.breach_list")
    }
}
