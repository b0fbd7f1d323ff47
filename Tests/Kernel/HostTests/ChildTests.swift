import Glibc
import Host
import KernelTesting
import Synchronization
import Testing

/// Gathers what a child says.
final class Said: Sendable {
    private let bytes = Mutex<[Child.Source: [UInt8]]>([:])
    func add(_ source: Child.Source, _ chunk: [UInt8]) { bytes.withLock { $0[source, default: []] += chunk } }
    func text(_ source: Child.Source) -> String {
        String(decoding: bytes.withLock { $0[source] ?? [] }, as: UTF8.self)
    }
}

@Suite("Child")
struct ChildTests {
    func shell(_ script: String, _ said: Said, _ change: (inout Child.Command) -> Void = { _ in })
        async throws -> Child
    {
        var command = Child.Command(
            "/bin/sh", ["-c", script], environment: ["GREETING": "hi"], directory: "/")
        change(&command)
        return try await Child.start(command) { said.add($0, $1) }
    }

    @Test("output, errors, input, environment, directory and exit code come through")
    func plain() async throws {
        let said = Said()
        let child = try await shell(
            "cat; echo \"$GREETING from $PWD\"; echo bad >&2; env | wc -l >&2; exit 3", said
        ) {
            $0.input = Array("fed\n".utf8)
        }
        #expect(await child.wait() == .code(3))
        #expect(said.text(.output) == "fed\nhi from /\n")
        #expect(said.text(.error).hasPrefix("bad\n"))
        #expect(await child.wait() == .code(3))
    }

    @Test("a program that another process is about to let go of is waited for")
    func busyProgram() async throws {
        let scratch = Scratch()
        let path = scratch.file("fresh")
        let writer = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o755)
        let script = "#!/bin/sh\necho ran\n"
        #expect(script.withCString { write(writer, $0, script.utf8.count) } == script.utf8.count)
        let said = Said()
        async let child = Child.start(Child.Command(path, [], directory: "/")) { said.add($0, $1) }
        try await Task.sleep(for: .milliseconds(100))
        close(writer)
        #expect(try await child.wait() == .code(0))
        #expect(said.text(.output) == "ran\n")
    }

    @Test("a program or a directory that is not there is told")
    func missing() async {
        await #expect { try await Child.start(.init("/no/such", [], directory: "/")) { _, _ in } } throws: {
            "\($0)".contains("No such file")
        }
        await #expect {
            try await Child.start(.init("/bin/true", [], directory: "/no/such")) { _, _ in }
        } throws: {
            "\($0)".contains("No such file")
        }
    }

    @Test("stopping interrupts, and kills the whole group when nobody listens")
    func stopping() async throws {
        let said = Said()
        let polite = try await shell(
            "trap 'echo bye; exit 7' INT; echo up; while :; do sleep 0.05; done", said)
        while !said.text(.output).contains("up") { await Task.yield() }
        #expect(await polite.stop(grace: .seconds(30)) == .code(7))
        #expect(said.text(.output).contains("bye"))

        let deaf = Said()
        let stubborn = try await shell("trap '' INT; sh -c 'trap \"\" INT; echo $$; sleep 100' & wait", deaf)
        while !deaf.text(.output).contains("\n") { await Task.yield() }
        #expect(await stubborn.stop(grace: .milliseconds(50)) == .signal(SIGKILL))
        let grandchild = try #require(pid_t(deaf.text(.output).split(separator: "\n")[0]))
        while kill(grandchild, 0) == 0 { await Task.yield() }
        #expect(errno == ESRCH)
    }

    @Test("a grandchild that keeps the pipes open does not hold the end up")
    func leftovers() async throws {
        let said = Said()
        let child = try await shell("sleep 100 & echo done", said)
        #expect(await child.wait() == .code(0))
        #expect(said.text(.output) == "done\n")
    }

    @Test("megabytes of output arrive whole and in order")
    func flood() async throws {
        let said = Said()
        let child = try await shell("i=0; while [ $i -lt 200000 ]; do echo $i; i=$((i+1)); done", said)
        #expect(await child.wait() == .code(0))
        #expect(said.text(.output).split(separator: "\n").count == 200_000)
        #expect(said.text(.output).hasSuffix("\n199999\n"))
    }

    @Test("limits hold")
    func limits() async throws {
        let said = Said()
        let child = try await shell("ulimit -n; ulimit -t", said) {
            $0.limits.files = 64
            $0.limits.cpu = 5
        }
        #expect(await child.wait() == .code(0))
        #expect(said.text(.output) == "64\n5\n")
    }
}
