extension Connection {
    func expectInput(within milliseconds: Int64) {
        inputDeadline = loop.now + milliseconds
        loop.wake(at: inputDeadline)
    }

    var nextDeadline: Int64 {
        min(inputDeadline, outputDeadline, multiplex?.nextDeadline ?? .max)
    }

    /// Ends what has taken too long.
    func expire(_ now: Int64) {
        if now >= outputDeadline { return close() }
        multiplex?.expire(now)
        guard now >= inputDeadline else { return }
        inputDeadline = .max
        guard case .open = phase else { return close() }
        guard let exchange else {
            // An idle connection ends without a word; a head that drips is told why.
            guard !parser.isIdle else { return close() }
            return answerItself(408, "The head of the request took too long.")
        }
        isInputBroken = true
        exchange.pipe?.fail(.bodyDeadline)
        if exchange.isDraining { closeWhenSent(lingers: true) }
    }
}
