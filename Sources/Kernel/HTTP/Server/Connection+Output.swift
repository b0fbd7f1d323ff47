extension Connection {
    func queueFlush() {
        guard !isQueuedForFlush, !isClosed else { return }
        isQueuedForFlush = true
        if !isProcessing { home.flushLater(self) }
    }

    /// Sends what the socket takes: at the end of processing, or of a turn, so that what has been queued
    /// by then leaves together.
    func flush() {
        guard isQueuedForFlush, !isClosed else { return }
        isQueuedForFlush = false
        multiplex?.fill(&outbox)
        while isWritable, !outbox.isEmpty {
            let more = outbox.hasLater
            let outcome = outbox.offer { bytes -> (TransportOutcome, taken: Int) in
                let outcome = transport.write(bytes, more: more)
                if case .bytes(let count) = outcome { return (outcome, count) }
                return (outcome, 0)
            }
            switch outcome {
            case .bytes(let count):
                taken += count
                if outbox.isEmpty { multiplex?.fill(&outbox) }
            case .again: isWritable = false
            case .ended, .failed: return close()
            }
        }
        if outbox.isEmpty {
            outputDeadline = .max
        } else if outputDeadline == .max {
            taken = 0
            outputDeadline = loop.now + service.deadlines.stall
            loop.wake(at: outputDeadline)
        }
        if outbox.count < Self.highWater / 2 { resumeWriters(true) }
        guard outbox.isEmpty else { return }
        outbox.giveBack(&home.spare)
        switch phase {
        case .closing(let lingers): if lingers { linger() } else { close() }
        case .open where multiplex?.isOver == true: closeWhenSent(lingers: true)
        case .open where exchange != nil: break
        case .open where isReadable || !pending.isEmpty: home.resumeLater(self)
        // An answer that had begun before the draining has promised to stay.
        case .open: if service.isDraining { closeIfIdle() }
        case .greeting, .handshake, .lingering, .closed: break
        }
    }

    func resumeWriters(_ isAlive: Bool) {
        guard !writers.isEmpty else { return }
        let waiting = writers
        writers = []
        for writer in waiting { writer.resume(returning: isAlive) }
    }
}
