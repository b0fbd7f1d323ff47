import Faults
import Foundation
import KernelTesting
import Testing

@testable import CommandLine

/// `plumb.yaml`.
@Suite("A directory's project")
struct ProjectFileTests {
    @Test("what is written is found, from within too")
    func found() throws {
        let scratch = Scratch()
        let inner = scratch.path + "/a/b"
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        #expect(try ProjectFile.find(from: inner) == nil)
        let file = ProjectFile(directory: "", server: "https://plumb.example", workspace: "shop/dev")
        try file.text.write(toFile: scratch.path + "/plumb.yaml", atomically: true, encoding: .utf8)
        let found = try #require(try ProjectFile.find(from: inner))
        #expect(found.directory == scratch.path && found.server == file.server)
        #expect(found.workspace == "shop/dev")
    }

    @Test(
        "what is wrong with it is told with its path",
        arguments: [
            ("wrkspace: a/b", "not known"), ("- a", "names with values"), ("workspace: 1", "takes a text"),
            ("workspace: [", "plumb.yaml"),
        ])
    func wrong(_ text: String, _ why: String) throws {
        let scratch = Scratch()
        try text.write(toFile: scratch.path + "/plumb.yaml", atomically: true, encoding: .utf8)
        let fault = #expect(throws: Fault.self) { try ProjectFile.find(from: scratch.path) }
        #expect(fault?.message.contains(why) == true && fault?.message.contains("plumb.yaml") == true)
    }
}
