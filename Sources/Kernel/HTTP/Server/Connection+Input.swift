extension Connection {
    private var mayParse: Bool {
        guard case .open = phase, !isInputBroken else { return false }
        if let multiplex { return multiplex.wantsInput && outbox.count < Self.highWater }
        if exchange?.upgraded != nil { return true }
        guard let exchange else { return outbox.count < Self.highWater }
        return !exchange.isReceived
    }

    private var wantsInput: Bool {
        if case .lingering = phase { return true }
        guard mayParse, pending.isEmpty else { return false }
        if let exchange, let upgraded = exchange.upgraded {
            return !exchange.isReceived && upgraded.wantsMore()
        }
        guard let exchange, !exchange.isDraining else { return true }
        guard let pipe = exchange.pipe, !pipe.wantsMore() else { return true }
        // What is not read here is not the client's fault.
        bodyCheck = .max
        return false
    }

    /// Parses and reads as far as someone wants it.
    func process() {
        guard !isProcessing else { return }
        guard !home.isProcessing else { return home.resumeLater(self) }
        isProcessing = true
        home.isProcessing = true
        defer {
            isProcessing = false
            home.isProcessing = false
            if isQueuedForFlush { flush() }
        }
        var budget = 16
        while true {
            if !pending.isEmpty, mayParse {
                var held: [UInt8] = []
                swap(&held, &pending)
                consume(held.span)
            }
            guard isReadable, wantsInput else { return }
            if budget == 0 { return home.resumeLater(self) }
            budget -= 1
            switch transport.read(into: home.buffer) {
            case .bytes(let count):
                if transport.isPlain, count < home.buffer.count, !isPeerDone { isReadable = false }
                if case .lingering = phase { continue }
                let bytes = UnsafeRawBufferPointer(rebasing: home.buffer[..<count])
                consume(bytes.assumingMemoryBound(to: UInt8.self).span)
            case .again: isReadable = false
            case .ended:
                guard let exchange, let upgraded = exchange.upgraded else { return close() }
                exchange.isReceived = true
                upgraded.finish()
            case .failed: return close()
            }
        }
    }

    private func consume(_ input: Span<UInt8>) {
        if let multiplex { return multiplex.receive(input) }
        if let upgraded = exchange?.upgraded {
            return upgraded.push(input.withUnsafeBufferPointer { Array($0) })
        }
        if preface != nil { return tellVersion(input) }
        var position = 0
        while mayParse, exchange?.upgraded == nil {
            switch parser.next(input, &position) {
            case .more: return exchange == nil ? noteHead() : startHandler()
            case .head: begin(parser.takeHead())
            case .body(let range): receive(input.extracting(range))
            case .end: endContent()
            case .refused(let refusal): return refuse(refusal)
            }
        }
        guard position < input.count, case .open = phase else { return }
        input.extracting(position..<input.count).withUnsafeBufferPointer { pending.append(contentsOf: $0) }
    }

    /// HTTP/2 begins with a text that HTTP/1 refuses (RFC 9113, 3.4).
    private func tellVersion(_ input: Span<UInt8>) {
        guard var start = preface else { return }
        input.withUnsafeBufferPointer { start.append(contentsOf: $0) }
        let known = HTTP2Session.preface
        let isHTTP2 = start.prefix(known.count).elementsEqual(known.prefix(start.count))
        guard !isHTTP2 || start.count >= known.count else {
            preface = start
            return
        }
        preface = nil
        if isHTTP2 { multiplex = HTTP2Session(self) }
        consume(start.span)
    }

    /// The time for a head runs from its first byte, and no later byte prolongs it.
    private func noteHead() {
        guard !awaitsHead, !parser.isIdle else { return }
        awaitsHead = true
        expectInput(within: service.deadlines.head)
    }

    private func begin(_ head: RequestHead) {
        served += 1
        awaitsHead = false
        let pipe = head.framing == .none ? nil : makePipe()
        var length: Int?
        if case .length(let told) = head.framing { length = told }
        var headers = head.headers
        ContentCoding.restoreTags(&headers)
        let (client, isTLS) = service.hasProxies ? client(headers) : (remote, !transport.isPlain)
        let request = Request(
            method: head.method, target: head.target, headers: headers,
            body: pipe.map { RequestBody(pipe: $0, length: length) } ?? .empty, remote: client,
            isTLS: isTLS, upgrade: head.upgrade,
            certificate: certificate)
        let stays = head.keepsAlive && served < service.limits.requestsPerConnection
        exchange = Exchange(request, head, pipe, keepsAlive: stays)
        if service.onAnswer != nil { exchange?.tally = AnswerTally() }
        inputDeadline = .max
        if pipe != nil { expectInput(within: service.deadlines.body) }
    }

    /// Who asks, and whether encrypted: the peer, or whom a trusted proxy names.
    func client(_ headers: Headers) -> (address: String, isTLS: Bool) {
        let (address, isTLS) = service.proxies.client(behind: remote, headers)
        return (address, isTLS ?? !transport.isPlain)
    }

    private func makePipe() -> ChunkPipe {
        let number = served
        return ChunkPipe { [weak self] in
            guard let self else { return }
            loop.execute { self.contentWanted(number) }
        }
    }

    /// The handler reads: this is what sends `100 Continue` and lets the socket be read.
    private func contentWanted(_ number: Int) {
        guard case .open = phase, served == number, let exchange else { return }
        if !exchange.isReceived { expectContent(of: exchange) }
        if exchange.owesContinue, case .pending = exchange.answer {
            exchange.owesContinue = false
            outbox.append(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
            queueFlush()
        }
        process()
    }

    private func receive(_ bytes: Span<UInt8>) {
        guard let exchange else { return }
        exchange.received += bytes.count
        exchange.owesContinue = false
        if case .draining(let left) = exchange.answer {
            guard bytes.count <= left else { return closeWhenSent(lingers: true) }
            exchange.answer = .draining(left: left - bytes.count)
        } else {
            exchange.pipe?.push(bytes.withUnsafeBufferPointer { Array($0) })
        }
    }

    private func endContent() {
        guard let exchange else { return }
        exchange.isReceived = true
        bodyCheck = .max
        exchange.pipe?.finish()
        inputDeadline = .max
        if exchange.isDraining { awaitNextRequest() } else { startHandler() }
    }

    /// A malformed message ends the connection; a handler that has begun keeps its say.
    private func refuse(_ refusal: Refusal) {
        isInputBroken = true
        guard let exchange, exchange.hasStarted else {
            return answerItself(refusal.status, refusal.reason)
        }
        inputDeadline = .max
        exchange.pipe?.fail(refusal.fault)
        if exchange.isDraining { closeWhenSent(lingers: true) }
    }
}
