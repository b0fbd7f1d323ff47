import Faults

extension Connection {
    /// Content that a handler left unread is thrown away up to this; beyond it the connection ends.
    private static let smallRest = 64 << 10

    /// Runs the handler up to its first wait right here; the rest of it follows on the loop's turns.
    func startHandler() {
        guard let exchange, let request = exchange.request else { return }
        let (id, isCurrent) = (exchange.id, exchange.isCurrent)
        self.exchange?.request = nil
        home.handlers += 1
        let task = Task.immediate(executorPreference: loop.executor) { [self] in
            await serve(request, id, isCurrent)
            loop.execute { self.home.handlers -= 1 }
        }
        if self.exchange?.id == id { self.exchange?.task = task }
    }

    private func serve(_ request: Request, _ id: UInt64, _ isCurrent: Bool) async {
        let response = await service.handler(request)
        var plan = ResponsePlan(response, for: request, isCurrent: isCurrent)
        switch response.body {
        case .stream(_, let produce) where plan.sendsContent: await stream(plan, id, produce)
        case .bytes(var bytes):
            if plan.isGzipped {
                bytes = await Gzip.compress(bytes)
                plan.framing = .length(bytes.count)
            }
            answer(plan, plan.sendsContent ? bytes : [], id)
        default: answer(plan, [], id)
        }
    }

    /// Sends a whole response, on the loop's thread wherever it is called.
    private func answer(_ plan: ResponsePlan, _ content: [UInt8], _ id: UInt64) {
        guard loop.executor.isCurrent else {
            return loop.execute { self.answer(plan, content, id) }
        }
        guard case .open = phase, exchange?.id == id else { return }
        writeHead(plan, content)
        endExchange()
        process()
    }

    /// Queues the head, with the content when that is at hand, and decides whether the connection stays.
    func writeHead(_ plan: ResponsePlan, _ content: [UInt8]) {
        guard let exchange else { return }
        let isStream = exchange.isStreaming
        var stays = exchange.keepsAlive && !plan.closes && !isInputBroken
        if case .untilClose = plan.framing { stays = false }
        if service.isDraining { stays = false }
        if !isStream, exchange.owesContinue || (exchange.remaining ?? 0) > Self.smallRest { stays = false }
        self.exchange?.keepsAlive = stays
        let stamp = home.stamp
        let isSafe = outbox.gather {
            plan.encode(isCurrent: exchange.isCurrent, keepsAlive: stays, stamp: stamp, into: &$0)
        }
        queueFlush()
        if isSafe { return outbox.append(content) }
        let (problem, text) = ResponsePlan.problem(500, "The answer could not be written.")
        self.exchange?.keepsAlive = false
        if isStream { self.exchange?.answer = .pending }
        _ = outbox.gather {
            problem.encode(isCurrent: exchange.isCurrent, keepsAlive: false, stamp: stamp, into: &$0)
        }
        if plan.sendsContent { outbox.append(text) }
    }

    /// The response is queued whole: what becomes of the connection?
    func endExchange() {
        guard let exchange else { return }
        exchange.pipe?.fail(.bodyAbandoned)
        self.exchange?.task = nil
        if !exchange.keepsAlive || isInputBroken {
            closeWhenSent(lingers: !exchange.isReceived || isInputBroken)
        } else if exchange.isReceived {
            awaitNextRequest()
        } else {
            self.exchange?.answer = .draining(left: Self.smallRest)
        }
    }

    func awaitNextRequest() {
        exchange = nil
        expectInput(within: service.deadlines.idle)
    }

    /// An answer without a handler, after which the connection ends.
    func answerItself(_ status: Int, _ detail: String, lingers: Bool) {
        let (plan, content) = ResponsePlan.problem(status, detail)
        let stamp = home.stamp
        _ = outbox.gather { plan.encode(isCurrent: true, keepsAlive: false, stamp: stamp, into: &$0) }
        outbox.append(content)
        exchange?.pipe?.fail(.bodyAbandoned)
        closeWhenSent(lingers: lingers)
    }
}

extension Refusal {
    /// What a handler that reads the refused body is told.
    var fault: Fault {
        status == 413
            ? Fault(.tooLarge, "http.body_too_large", reason) : Fault(.invalid, "http.bad_framing", reason)
    }
}

extension Fault {
    static let bodyAbandoned = Fault(
        .cancelled, "http.body_abandoned", "The response is complete; the request's body is gone.")
}
