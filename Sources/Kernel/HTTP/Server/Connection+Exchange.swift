import Faults

extension Connection {
    /// Content that a handler left unread is thrown away up to this; beyond it the connection ends.
    private static let smallRest = 64 << 10

    /// Runs the handler up to its first wait right here; the rest of it follows on the loop's turns.
    func startHandler() {
        guard let exchange, !exchange.hasStarted else { return }
        exchange.hasStarted = true
        home.handlers += 1
        let task = Task.immediate(executorPreference: loop.executor) { [self] in
            let path = ConnectionPath(connection: self, exchange: exchange)
            await path.serve(exchange.request, for: service, isCurrent: exchange.isCurrent)
            if loop.executor.isCurrent {
                home.handlers -= 1
            } else {
                loop.execute { self.home.handlers -= 1 }
            }
        }
        if self.exchange === exchange { exchange.task = task }
    }

    /// Whether this exchange may still write.
    func isCurrent(_ exchange: Exchange) -> Bool {
        if case .open = phase { self.exchange === exchange } else { false }
    }

    /// Queues the head, with the content when that is at hand, and decides whether the connection stays.
    func writeHead(_ plan: ResponsePlan, _ content: [UInt8], _ exchange: Exchange) {
        let isStream = exchange.isStreaming
        exchange.tally?.begins(plan)
        exchange.tally?.sends(content.count)
        var stays = exchange.keepsAlive && !plan.closes && !isInputBroken && !service.isDraining
        if case .untilClose = plan.framing { stays = false }
        // A client that was not asked for its content may send it or not: nobody could tell what follows.
        if exchange.owesContinue { stays = false }
        if !isStream, (exchange.remaining ?? 0) > Self.smallRest { stays = false }
        exchange.keepsAlive = stays
        outbox.borrow(&home.spare)
        if encode(plan, isCurrent: exchange.isCurrent, keepsAlive: stays) { return outbox.append(content) }
        let (problem, text) = ResponsePlan.problem(500, "The answer could not be written.")
        exchange.tally?.begins(problem)
        exchange.keepsAlive = false
        if isStream { exchange.answer = .pending }
        _ = encode(problem, isCurrent: exchange.isCurrent, keepsAlive: false)
        if plan.sendsContent { outbox.append(text) }
    }

    private func encode(_ plan: ResponsePlan, isCurrent: Bool, keepsAlive: Bool) -> Bool {
        queueFlush()
        let beginning = home.beginning(plan.status, isCurrent: isCurrent)
        return outbox.gather {
            plan.encode(beginning, isCurrent: isCurrent, keepsAlive: keepsAlive, into: &$0)
        }
    }

    /// The response is queued whole: what becomes of the connection?
    func endExchange(_ exchange: Exchange) {
        exchange.pipe?.fail(.bodyAbandoned)
        exchange.upgraded?.fail(.bodyAbandoned)
        exchange.task = nil
        exchange.tally?.ends(exchange.request, remote, for: service, isWhole: true)
        exchange.tally = nil
        if !exchange.keepsAlive || isInputBroken {
            closeWhenSent(lingers: !exchange.isReceived || isInputBroken)
        } else if exchange.isReceived {
            awaitNextRequest()
        } else {
            exchange.answer = .draining(left: Self.smallRest)
        }
    }

    func awaitNextRequest() {
        exchange = nil
        expectInput(within: service.deadlines.idle)
    }

    /// An answer without a handler, after which the connection ends.
    func answerItself(_ status: Int, _ detail: String) {
        let (plan, content) = ResponsePlan.problem(status, detail)
        _ = encode(plan, isCurrent: true, keepsAlive: false)
        outbox.append(content)
        if service.onAnswer != nil {
            let tally = exchange?.tally ?? AnswerTally()
            tally.begins(plan)
            tally.sends(content.count)
            tally.ends(exchange?.request, remote, for: service, isWhole: true)
            exchange?.tally = nil
        }
        closeWhenSent(lingers: true)
    }
}

extension Refusal {
    /// What a handler that reads the refused body is told.
    var fault: Fault {
        self == .bodyTooLarge
            ? Fault(.tooLarge, "http.body_too_large", reason) : Fault(.invalid, "http.bad_framing", reason)
    }
}

extension Fault {
    static let bodyAbandoned = Fault(
        .cancelled, "http.body_abandoned", "The response is complete; the request's body is gone.")
}
