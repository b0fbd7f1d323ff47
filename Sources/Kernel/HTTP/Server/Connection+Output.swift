extension Connection {
    func queueFlush() {
        guard !isQueuedForFlush, !isClosed else { return }
        isQueuedForFlush = true
        home.flushLater(self)
    }

    /// Sends what the socket takes; once a turn, so that what one turn queued leaves together.
    func flush() {
        isQueuedForFlush = false
        guard !isClosed else { return }
        while isWritable, !outbox.isEmpty {
            let more = outbox.hasLater
            let outcome = outbox.offer { bytes -> (Transfer, taken: Int) in
                let outcome = transport.write(bytes, more: more)
                if case .bytes(let count) = outcome { return (outcome, count) }
                return (outcome, 0)
            }
            switch outcome {
            case .bytes: outputDeadline = .max
            case .again: isWritable = false
            case .ended, .failed: return close()
            }
        }
        if !outbox.isEmpty {
            if outputDeadline == .max { outputDeadline = loop.now + service.deadlines.stall }
            loop.wake(at: outputDeadline)
        }
        if outbox.count < Self.highWater / 2 { resumeWriters(true) }
        guard outbox.isEmpty else { return }
        switch phase {
        case .closing(let lingers): if lingers { linger() } else { close() }
        case .open: process()
        case .handshake, .lingering, .closed: break
        }
    }

    func resumeWriters(_ isAlive: Bool) {
        guard !writers.isEmpty else { return }
        let waiting = writers
        writers = []
        for writer in waiting { writer.resume(returning: isAlive) }
    }
}
