import CCurl
import Faults
import Glibc

/// One request on its way, and what has come back.
///
/// Sendable because, once begun, everything in it is touched on the engine's thread alone.
final class Transfer: @unchecked Sendable {
    typealias Outcome = Result<ClientResponse, Fault>

    let request: ClientRequest
    /// Takes the body of a stream; `nil` collects it in `body`.
    private(set) var pipe: ChunkPipe?
    var handle: UnsafeMutableRawPointer?
    var fields: UnsafeMutablePointer<curl_slist>?
    var waiter: CheckedContinuation<Outcome, Never>?
    var isCancelled = false
    var isPaused = false
    var isOverflowing = false
    var endsAt = Int64.max
    var addressGuard: AddressGuard?
    /// The last address that the guard refused.
    var refusedAddress: String?

    var status = 0
    var headers = Headers()
    private var hasHead = false
    private var body: [UInt8] = []
    private var received = 0
    private var source: UploadSource?

    /// Collects the response.
    init(_ request: ClientRequest) { self.request = request }

    /// Streams the response; `demand` is called when a paused transfer may go on.
    convenience init(streaming request: ClientRequest, demand: @escaping @Sendable (Transfer) -> Void) {
        self.init(request)
        pipe = ChunkPipe { [weak self] in
            if let self { demand(self) }
        }
    }

    /// Opens what is to be sent, and tells its length.
    func openSource() throws(Fault) -> Int? {
        source = try UploadSource(request)
        return source?.length
    }

    // MARK: - What curl calls

    /// One line of a head; a status line begins a new one, after 1xx or a redirect.
    func takeHeader(_ line: UnsafeRawBufferPointer) {
        guard !hasHead else { return }
        if line.starts(with: "HTTP/".utf8) {
            let digits = line.drop { $0 != 0x20 }.dropFirst().prefix(3)
            status = digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
            headers = Headers()
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let name = String(decoding: line[..<colon], as: UTF8.self)
            let rest = line[(colon + 1)...].filter { $0 != 0x0D && $0 != 0x0A }
            headers.add(name, String(Substring(decoding: rest, as: UTF8.self).trimmingBlanks))
        } else if status >= 200, !willBeFollowed {
            tellHead()
        }
    }

    private var willBeFollowed: Bool {
        request.followRedirects && (300..<400).contains(status) && headers["Location"] != nil
    }

    /// How many bytes were taken: all, none to end the transfer, or `CURL_WRITEFUNC_PAUSE`.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        tellHead()
        guard bytes.count <= request.maxBody - received else {
            isOverflowing = true
            return 0
        }
        if let pipe {
            guard pipe.wantsMore() else {
                isPaused = true
                return Int(CURL_WRITEFUNC_PAUSE)
            }
            pipe.push(Array(bytes))
        } else {
            body.append(contentsOf: bytes)
        }
        received += bytes.count
        return bytes.count
    }

    func fillUpload(_ room: UnsafeMutableRawBufferPointer) -> Int { source?.read(into: room) ?? 0 }

    /// Curl sends the body again, after a redirect or on a fresh connection.
    func seekUpload(_ offset: Int) -> Bool { source?.seek(to: offset) ?? false }

    /// A stream is handed over as soon as its head is known.
    private func tellHead() {
        guard !hasHead else { return }
        hasHead = true
        if pipe != nil { tell(.success(ClientResponse(status: status, headers: headers, body: []))) }
    }

    // MARK: - The end

    func finish(_ fault: Fault?) {
        source = nil
        if let fault {
            pipe?.fail(fault)
            return tell(.failure(fault))
        }
        tellHead()
        pipe?.finish()
        tell(.success(ClientResponse(status: status, headers: headers, body: body)))
    }

    private func tell(_ outcome: Outcome) {
        waiter?.resume(returning: outcome)
        waiter = nil
    }
}

extension Substring {
    fileprivate init(decoding bytes: some Collection<UInt8>, as encoding: UTF8.Type) {
        self = Substring(String(decoding: bytes, as: encoding))
    }
}
