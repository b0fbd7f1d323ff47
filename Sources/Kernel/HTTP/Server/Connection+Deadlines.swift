extension Connection {
    func expectInput(within milliseconds: Int64) {
        inputDeadline = loop.now + milliseconds
        loop.wake(at: inputDeadline)
    }

    /// A handler waits for content: so much has to come in the time ahead.
    func expectContent(of exchange: Exchange) {
        bodyMark = exchange.received
        bodyCheck = loop.now + service.deadlines.bodyStall
        loop.wake(at: bodyCheck)
    }

    var nextDeadline: Int64 {
        min(inputDeadline, outputDeadline, bodyCheck, multiplex?.nextDeadline ?? .max)
    }

    /// Ends what has taken too long.
    func expire(_ now: Int64) {
        if now >= outputDeadline {
            guard taken >= service.leastTaken else { return close() }
            taken = 0
            outputDeadline = now + service.deadlines.stall
        }
        multiplex?.expire(now)
        if now >= bodyCheck, let exchange {
            bodyCheck = .max
            if exchange.received - bodyMark >= service.leastReceived {
                expectContent(of: exchange)
            } else if !exchange.isReceived {
                return failBody(exchange)
            }
        }
        guard now >= inputDeadline else { return }
        inputDeadline = .max
        guard case .open = phase else { return close() }
        guard let exchange else {
            // An idle connection ends without a word; a head that drips is told why.
            guard !parser.isIdle else { return close() }
            return answerItself(408, "The head of the request took too long.")
        }
        failBody(exchange)
    }

    private func failBody(_ exchange: Exchange) {
        isInputBroken = true
        inputDeadline = .max
        bodyCheck = .max
        exchange.pipe?.fail(.bodyDeadline)
        if exchange.isDraining { closeWhenSent(lingers: true) }
    }
}
