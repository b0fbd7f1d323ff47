import Faults
import HTTP

/// A form with a file (RFC 7578): its other fields, and the file's bytes as they come.
///
/// The file has to be the form's last field, so that it can be passed on without being held.
struct Multipart: Sendable {
    typealias Next = @Sendable () async throws(Fault) -> [UInt8]?

    let form: Form
    /// Nil when none was chosen.
    let file: FilePieces?

    private static let headCeiling = 16 << 10, fieldCeiling = 64 << 10, fields = 50

    /// Reads up to the file's first byte. Faults: `dashboard.not_a_form`, `dashboard.bad_upload`, and those
    /// of the body.
    init(_ request: Request) async throws(Fault) {
        let body = request.body
        try await self.init(type: request.headers["Content-Type"] ?? "") { () async throws(Fault) in
            try await body.nextChunk()
        }
    }

    /// The same of bytes that `next` gives, nil at their end.
    init(type: String, next: @escaping Next) async throws(Fault) {
        guard let boundary = Self.boundary(type) else {
            throw Fault(
                .unsupported, "dashboard.not_a_form",
                "This address takes the dashboard's own forms. Programs use the API: see /docs.")
        }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter stands without the line's end before it.
        var buffer: [UInt8] = [0x0d, 0x0a]
        var pairs: [(String, String)] = []
        _ = try await Self.take(until: delimiter, &buffer, next, atMost: Self.headCeiling)
        while pairs.count < Self.fields {
            let rest = try await Self.take(until: [0x0d, 0x0a], &buffer, next, atMost: 64)
            if rest.starts(with: [0x2d, 0x2d]) { break }
            // A part without any header begins with the empty line itself; forms send none such.
            let head = try await Self.take(
                until: [0x0d, 0x0a, 0x0d, 0x0a], &buffer, next, atMost: Self.headCeiling)
            guard let name = Self.parameter("name", in: head) else { throw .badUpload("a part has no name") }
            if let filename = Self.parameter("filename", in: head) {
                form = Form(Parameters(pairs))
                file =
                    filename.isEmpty
                    ? nil : FilePieces(name: filename, first: buffer, next: next, delimiter: delimiter)
                return
            }
            let value = try await Self.take(until: delimiter, &buffer, next, atMost: Self.fieldCeiling)
            pairs.append((name, String(decoding: value, as: UTF8.self)))
        }
        form = Form(Parameters(pairs))
        file = nil
    }

    /// The bytes before the mark, which is taken too.
    private static func take(
        until mark: [UInt8], _ buffer: inout [UInt8], _ next: Next, atMost ceiling: Int
    ) async throws(Fault) -> [UInt8] {
        var from = 0
        while true {
            if let place = buffer.firstPlace(of: mark, from: from) {
                guard place <= ceiling else { throw .badUpload("a field is too long") }
                let taken = Array(buffer[..<place])
                buffer.removeFirst(place + mark.count)
                return taken
            }
            guard buffer.count <= ceiling + mark.count else { throw .badUpload("a field is too long") }
            from = max(0, buffer.count - mark.count + 1)
            guard let more = try await next() else { throw .badUpload("it ends early") }
            buffer += more
        }
    }

    /// Of RFC 2046, 5.1.1: 1 to 70 characters, perhaps quoted.
    private static func boundary(_ type: String) -> String? {
        let parts = type.split(separator: ";").map { $0.drop { $0 == " " } }
        guard parts.first?.lowercased() == "multipart/form-data",
            let given = parts.dropFirst().first(where: { $0.lowercased().hasPrefix("boundary=") })
        else { return nil }
        let value = given.dropFirst("boundary=".count).filter { $0 != "\"" }
        return (1...70).contains(value.utf8.count) ? value : nil
    }

    /// A parameter of the part's Content-Disposition; browsers escape a quote in it as `%22`.
    private static func parameter(_ name: String, in head: [UInt8]) -> String? {
        for line in String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            for part in line.split(separator: ";").dropFirst() {
                let halves = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                guard halves.count == 2, halves[0].lowercased() == name else { continue }
                return String(halves[1].filter { $0 != "\"" })
            }
        }
        return nil
    }
}

/// A file's bytes out of a form, piece by piece; it can be read once. Throws a `Fault`.
struct FilePieces: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    let name: String
    let first: [UInt8]
    let next: Multipart.Next
    let delimiter: [UInt8]

    func makeAsyncIterator() -> Iterator { Iterator(buffer: first, more: next, delimiter: delimiter) }

    /// All of it. Faults: `dashboard.too_large`, and those of reading.
    func collect(upTo ceiling: Int) async throws(Fault) -> [UInt8] {
        var whole: [UInt8] = []
        var pieces = makeAsyncIterator()
        while let piece = try await pieces.next() {
            whole += piece
            guard whole.count <= ceiling else {
                throw Fault(
                    .tooLarge, "dashboard.too_large", "The file has more than \(ceiling >> 10) KiB.")
            }
        }
        return whole
    }

    struct Iterator: AsyncIteratorProtocol {
        var buffer: [UInt8]
        let more: Multipart.Next
        let delimiter: [UInt8]
        private var hasEnded = false

        init(buffer: [UInt8], more: @escaping Multipart.Next, delimiter: [UInt8]) {
            self.buffer = buffer
            self.more = more
            self.delimiter = delimiter
        }

        mutating func next() async throws(Fault) -> [UInt8]? {
            guard !hasEnded else { return nil }
            while true {
                if let place = buffer.firstPlace(of: delimiter, from: 0) {
                    hasEnded = true
                    let piece = Array(buffer[..<place])
                    try await finish(Array(buffer[(place + delimiter.count)...]))
                    return piece.isEmpty ? nil : piece
                }
                // What may be the beginning of the delimiter is held back.
                let whole = buffer.count - delimiter.count + 1
                if whole > 0 {
                    let piece = Array(buffer[..<whole])
                    buffer.removeFirst(whole)
                    return piece
                }
                guard let piece = try await more() else { throw .badUpload("it ends early") }
                buffer += piece
            }
        }

        mutating func next(isolation actor: isolated (any Actor)?) async throws(Fault) -> [UInt8]? {
            try await next()
        }

        /// Nothing may follow: a field behind the file would be lost without a word.
        private func finish(_ after: [UInt8]) async throws(Fault) {
            var rest = after
            while rest.count <= 64, let piece = try await more() { rest += piece }
            guard rest.starts(with: [0x2d, 0x2d]), rest.count <= 64 else {
                throw .badUpload("the file is not its last field")
            }
        }
    }
}

extension Fault {
    fileprivate static func badUpload(_ what: String) -> Fault {
        Fault(.invalid, "dashboard.bad_upload", "The upload can't be read: \(what). Send it again.")
    }
}

extension [UInt8] {
    /// Where the bytes stand first at or behind `start`.
    func firstPlace(of mark: [UInt8], from start: Int) -> Int? {
        guard count >= mark.count, let head = mark.first else { return nil }
        return withUnsafeBufferPointer { bytes in
            var at = start
            let last = bytes.count - mark.count
            while at <= last {
                if bytes[at] == head, bytes[at..<(at + mark.count)].elementsEqual(mark) { return at }
                at += 1
            }
            return nil
        }
    }
}
