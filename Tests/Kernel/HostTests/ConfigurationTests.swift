import Faults
import Foundation
import Host
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    let settings = [
        Setting("port", .integer, byDefault: "1", "x"), Setting("data", .text, byDefault: "d", "x"),
        Setting("open", .flag, byDefault: "false", "x"), Setting("cors-origins", .list, "x"),
    ]

    func file(_ text: String) throws -> String {
        let path = NSTemporaryDirectory() + UUID().uuidString + ".yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test("flags win over variables, variables over the file, the file over defaults")
    func order() throws {
        let path = try file("port: 2\ndata: f\nopen: true\ncors-origins: [a, b]\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try Configuration(
            settings, file: path, environment: ["PLUMB_PORT": "3", "PLUMB_DATA": "e"], flags: ["port": "4"])
        #expect(read.integer("port") == 4 && read.origin("port") == .flag)
        #expect(read.text("data") == "e" && read.origin("data") == .environment)
        #expect(read.flag("open") && read.origin("open") == .file)
        #expect(read.list("cors-origins") == ["a", "b"])
    }

    @Test("everything that is not right is told at once")
    func problems() throws {
        let path = try file("prot: 2\nopen: maybe\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let fault = #expect(throws: Fault.self) {
            try Configuration(settings, file: path, environment: ["PLUMB_PORT": "x"], flags: ["nope": "1"])
        }
        #expect(fault?.problems.count == 4)
        #expect(throws: Fault.self) {
            try Configuration(settings, file: "/no/such", environment: [:], flags: [:])
        }
    }
}
