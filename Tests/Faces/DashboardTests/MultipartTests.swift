import Faults
import HTTP
import Synchronization
import Testing

@testable import Dashboard

@Suite("Forms with files")
struct MultipartTests {
    private let type = "multipart/form-data; boundary=x9"

    private func request(_ body: [UInt8], type: String? = nil) -> Request {
        Request(
            method: "POST", target: "/", headers: ["Content-Type": type ?? self.type],
            body: RequestBody(body))
    }

    private func part(_ name: String, _ value: String, filename: String? = nil) -> String {
        "--x9\r\nContent-Disposition: form-data; name=\"\(name)\""
            + (filename.map { "; filename=\"\($0)\"" } ?? "") + "\r\n\r\n\(value)\r\n"
    }

    @Test("give their fields and the file's exact bytes, whatever stands in them")
    func whole() async throws {
        let hostile = "\r\n--x\r\n--x8\r\n\0\r\n\r\n--"
        let body =
            part("once", "a key") + part("more", "line\r\nline") + part("f", hostile, filename: "a.zip")
        let upload = try await Multipart(request(Array((body + "--x9--\r\n").utf8)))
        #expect(upload.form["once"] == "a key" && upload.form["more"] == "line\r\nline")
        let file = try #require(upload.file)
        #expect(file.name == "a.zip")
        #expect(try await file.collect(upTo: 1000) == Array(hostile.utf8))
    }

    @Test("are the same in pieces of any size")
    func pieces() async throws {
        let content = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 3)) }
        let bytes =
            Array(
                (part("once", "k") + "--x9\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"")
                    .utf8)
            + Array("\r\n\r\n".utf8) + content + Array("\r\n--x9--\r\n".utf8)
        for size in [1, 2, 3, 7, 64, 1000, 4000] {
            let pieces = Mutex(
                stride(from: 0, to: bytes.count, by: size).map {
                    Array(bytes[$0..<min(bytes.count, $0 + size)])
                })
            let upload = try await Multipart(type: type) { () async throws(Fault) in
                pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            }
            #expect(upload.form["once"] == "k")
            #expect(try await upload.file?.collect(upTo: 10_000) == content, "\(size)")
        }
    }

    @Test("have no file where none was chosen")
    func none() async throws {
        let upload = try await Multipart(
            request(Array((part("once", "k") + part("f", "", filename: "") + "--x9--\r\n").utf8)))
        #expect(upload.file == nil && upload.form["once"] == "k")
        let bare = try await Multipart(request(Array((part("once", "k") + "--x9--\r\n").utf8)))
        #expect(bare.file == nil && bare.form["once"] == "k")
    }

    @Test(
        "are refused when they break off, go on behind the file, or are no forms at all",
        arguments: [
            "--x9\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nhalf",
            "--x9\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nx\r\n--x9\r\nContent",
            "--x9\r\nContent-Type: text/plain\r\n\r\nx\r\n--x9--\r\n", "nothing", "",
        ])
    func broken(body: String) async throws {
        await #expect(throws: Fault.self) {
            let upload = try await Multipart(request(Array(body.utf8)))
            _ = try await upload.file?.collect(upTo: 1000)
        }
    }

    @Test("are not taken from another media type, or beyond a ceiling")
    func bounds() async throws {
        for type in ["application/json", "multipart/form-data", "multipart/mixed; boundary=x9"] {
            await #expect(throws: Fault.self) { try await Multipart(request([], type: type)) }
        }
        let body = part("f", String(repeating: "x", count: 2000), filename: "f") + "--x9--\r\n"
        let upload = try await Multipart(request(Array(body.utf8)))
        await #expect(throws: Fault.self) { try await upload.file?.collect(upTo: 1000) }
        let long = part("a", String(repeating: "x", count: 100_000)) + "--x9--\r\n"
        await #expect(throws: Fault.self) { try await Multipart(request(Array(long.utf8))) }
    }
}
