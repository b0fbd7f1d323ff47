import CNghttp2

/// One request and its answer on a connection of HTTP/2.
///
/// Sendable because its variables are touched on the connection's loop alone, which tasks enter through
/// `EventLoop.execute`.
final class HTTP2Stream: @unchecked Sendable {
    /// Above this a writer waits.
    static let highWater = 128 << 10
    /// The stream's window once its handler reads.
    static let window: Int32 = 256 << 10

    let session: HTTP2Session
    let id: Int32
    let loop: EventLoop
    var head = HTTP2Head()
    var request: Request?
    var pipe: ChunkPipe?
    /// What nobody has read yet, and the peer therefore was not given back.
    var withheld = 0
    var received = 0
    var isReceived = false
    var isReading = false
    var owesContinue = false
    var task: Task<Void, Never>?

    var outgoing = Outbox()
    var encoder: StreamEncoder?
    var writers: [CheckedContinuation<Bool, Never>] = []
    var hasAnswered = false
    /// Nothing more will be queued.
    var isFinished = false
    /// nghttp2 waits to be told that there is more.
    var isParked = false
    /// The client, or the connection, has gone.
    private(set) var isEnded = false
    var bodyDeadline = Int64.max
    /// When so much of a body has to have come since `bodyMark`.
    var bodyCheck = Int64.max
    var bodyMark = 0
    /// When so much of what waits has to be `taken`.
    var stallDeadline = Int64.max
    var taken = 0
    var tally: AnswerTally?

    init(_ session: HTTP2Session, _ id: Int32) {
        self.session = session
        self.id = id
        loop = session.loop
        head.limits = session.service.limits
    }

    // MARK: - The request

    func add(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        head.add(name, value)
        // What is dropped still has to be decompressed; there is an end to that too.
        if head.size > 16 * head.limits.head { session.terminate(NGHTTP2_ENHANCE_YOUR_CALM) }
    }

    /// The header block is complete: makes the request, or settles its refusal.
    func headIsWhole(hasContent: Bool) {
        isReceived = !hasContent
        if session.service.onAnswer != nil { tally = AnswerTally() }
        head.finish(hasContent: hasContent)
        guard head.refusal == nil else { return }
        owesContinue = head.awaitsContinue
        var body = RequestBody.empty
        if hasContent {
            let pipe = ChunkPipe { [weak self] in
                guard let self else { return }
                loop.execute { self.contentWanted() }
            }
            self.pipe = pipe
            body = RequestBody(pipe: pipe, length: head.length)
            if head.upgrade == nil { expectBody() }
        }
        ContentCoding.restoreTags(&head.headers)
        let (client, isTLS) = session.connection.client(head.headers)
        request = Request(
            method: head.upgrade == nil ? head.method : "GET", target: head.path, headers: head.headers,
            body: body, remote: client, isTLS: isTLS,
            upgrade: head.upgrade, isMultiplexed: true, certificate: session.connection.certificate)
    }

    /// Runs the handler up to its first wait; the rest of it follows on the loop's turns.
    func start() {
        guard !isEnded else { return }
        guard let request else { return refuse(head.refusal ?? .method) }
        head = HTTP2Head()
        session.handlers += 1
        session.home.handlers += 1
        let task = Task.immediate(executorPreference: loop.executor) { [self] in
            await serve(request, for: session.service, isCurrent: true)
            loop.execute {
                self.session.handlers -= 1
                self.session.home.handlers -= 1
            }
        }
        if !isEnded { self.task = task }
    }

    private func refuse(_ refusal: Refusal) {
        let (plan, content) = ResponsePlan.problem(refusal.status, refusal.reason)
        answer(plan, head.method == "HEAD" ? [] : content)
    }

    // MARK: - Its content

    func receive(_ bytes: UnsafeBufferPointer<UInt8>) {
        received += bytes.count
        owesContinue = false
        // What nobody will read gets no more room; the connection has its own back already.
        guard let pipe, !isFinished else { return }
        guard received <= session.service.limits.body || request?.upgrade != nil else {
            self.pipe = nil
            bodyDeadline = .max
            return pipe.fail(Refusal.bodyTooLarge.fault)
        }
        pipe.push(Array(bytes))
        withheld += bytes.count
        giveBack()
    }

    func contentIsWhole() {
        isReceived = true
        bodyDeadline = .max
        bodyCheck = .max
        pipe?.finish()
    }

    /// The handler reads: this is what sends `100` and opens the window.
    private func contentWanted() {
        guard !isEnded, pipe != nil else { return }
        if !isReceived, request?.upgrade == nil { expectContent() }
        if owesContinue, !hasAnswered {
            owesContinue = false
            HeaderBlock.inform(100, session.session, id)
            session.connection.queueFlush()
        }
        if !isReading, !isReceived {
            isReading = true
            nghttp2_session_set_local_window_size(session.session, 0, id, Self.window)
            session.connection.queueFlush()
        }
        giveBack()
    }

    private func giveBack() {
        guard withheld > 0 else { return }
        guard pipe?.wantsMore() == true else {
            // What is not read here is not the client's fault.
            bodyCheck = .max
            return
        }
        nghttp2_session_consume_stream(session.session, id, withheld)
        withheld = 0
        session.connection.queueFlush()
    }

    // MARK: - Time and the end

    private func expectBody() {
        bodyDeadline = loop.now + session.service.deadlines.body
        loop.wake(at: bodyDeadline)
    }

    /// The handler waits for content: so much has to come in the time ahead.
    private func expectContent() {
        bodyMark = received
        bodyCheck = loop.now + session.service.deadlines.bodyStall
        loop.wake(at: bodyCheck)
    }

    var nextDeadline: Int64 { min(bodyDeadline, bodyCheck, stallDeadline) }

    func expire(_ now: Int64) {
        let service = session.service
        let isSlow = now >= bodyCheck && received - bodyMark < service.leastReceived
        if isSlow || now >= bodyDeadline {
            bodyDeadline = .max
            bodyCheck = .max
            pipe?.fail(.bodyDeadline)
            pipe = nil
        } else if now >= bodyCheck {
            expectContent()
        }
        guard now >= stallDeadline else { return }
        if taken >= service.leastTaken {
            taken = 0
            stallDeadline = now + service.deadlines.stall
        } else {
            stallDeadline = .max
            session.reset(id, NGHTTP2_CANCEL)
        }
    }

    /// The stream is closed: a reader, a writer and a streaming handler are told.
    func ended(cancelling: Bool) {
        guard !isEnded else { return }
        isEnded = true
        bodyDeadline = .max
        bodyCheck = .max
        stallDeadline = .max
        if hasAnswered || task != nil {
            let isWhole = isFinished && outgoing.isEmpty
            tally?.ends(request, session.remote, for: session.service, isWhole: isWhole)
        }
        outgoing.removeAll()
        pipe?.fail(.clientGone)
        pipe = nil
        resumeWriters(false)
        if cancelling || (encoder != nil && !isFinished) { task?.cancel() }
        task = nil
    }

    func resumeWriters(_ isAlive: Bool) {
        guard !writers.isEmpty else { return }
        let waiting = writers
        writers = []
        for writer in waiting { writer.resume(returning: isAlive) }
    }
}
