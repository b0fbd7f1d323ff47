import CLinux
import Foundation
import Glibc
import KernelTesting
import Testing

/// What the process gives back, and what it must not.
@Suite("Memory")
struct MemoryTests {
    /// The resident part of the mapping that begins there, in KB.
    private static func resident(_ start: UnsafeMutableRawPointer) throws -> Int? {
        let head = String(UInt(bitPattern: start), radix: 16) + "-"
        // Such a file tells no size, by which others would be read.
        let file = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
        let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        let lines = text.split(separator: "\n")
        let own = try #require(lines.firstIndex { $0.hasPrefix(head) }, "\(head) is not mapped")
        let line = lines[own...].first { $0.hasPrefix("Rss:") }
        return line?.split(separator: " ").compactMap { Int($0) }.first
    }

    private static func touched(_ start: UnsafeMutableRawPointer, _ size: Int) -> Int {
        UnsafeRawBufferPointer(start: start, count: size).reduce(0) { $0 &+ Int($1) }
    }

    @Test("pages of a file that was only read go and come again; what was written to stays")
    func code() throws {
        let scratch = Scratch()
        let size = 1 << 20
        let file = scratch.path + "/mapped"
        try Data(repeating: 7, count: size).write(to: URL(fileURLWithPath: file))
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        func map(_ access: Int32) throws -> UnsafeMutableRawPointer {
            let start = mmap(nil, size, access, MAP_PRIVATE, descriptor, 0)
            return try #require(start != MAP_FAILED ? start : nil)
        }
        let read = try map(PROT_READ)
        let written = try map(PROT_READ | PROT_WRITE)
        defer {
            munmap(read, size)
            munmap(written, size)
        }
        written.storeBytes(of: 9, as: UInt8.self)
        mprotect(written, size, PROT_READ)
        #expect(Self.touched(read, size) == 7 * size)
        let before = try Self.resident(read)
        #expect(before == 1024)
        plumb_give_code_back()
        let after = try Self.resident(read)
        #expect(after == 0)
        #expect(Self.touched(read, size) == 7 * size)
        #expect(written.load(as: UInt8.self) == 9)
    }
}
