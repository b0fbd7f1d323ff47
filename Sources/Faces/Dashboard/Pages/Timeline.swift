import DeploymentsAPI
import Vocabulary

/// The stations of a run, from queued to completed, with when each was reached.
struct Timeline: Sendable {
    let run: Deployment
    let reached: [Deployment.Status: Timestamp]
    let now: Timestamp

    private enum Stage { case passed, here, ahead, stopped }

    /// Stations that this run passes or may still pass, in their order.
    private var stations: [Deployment.Status] {
        var all: [Deployment.Status] = [.queued, .validating, .planning]
        if !run.isPlanOnly {
            // Most runs never stop there.
            if run.status == .awaitingOverride || reached[.awaitingOverride] != nil {
                all.append(.awaitingOverride)
            }
            all += [.awaitingApproval, .applying]
        }
        if run.status.isFinal {
            all = all.filter { reached[$0] != nil || reached.isEmpty && $0 == .queued }
            return all + [run.status]
        }
        return all + [.completed]
    }

    var drawn: HTML {
        ol(.class("timeline"), .label("Stations of this run")) {
            for (place, station) in stations.enumerated() { entry(station, stage(place)) }
        }
    }

    private func stage(_ place: Int) -> Stage {
        let station = stations[place]
        if station == run.status {
            return run.status == .failed || run.status == .cancelled ? .stopped : .here
        }
        guard let current = stations.firstIndex(of: run.status) else { return .ahead }
        return place < current ? .passed : .ahead
    }

    private func entry(_ station: Deployment.Status, _ stage: Stage) -> HTML {
        let glyph: Glyph =
            switch stage {
            case .passed: .check
            case .here: station.mark.glyph
            case .ahead: .ring
            case .stopped: station.mark.glyph
            }
        let tone =
            stage == .passed
            ? "passed" : stage == .ahead ? "ahead" : "here mark-\(station.mark.tone.rawValue)"
        return li(.class(tone), .when(stage == .here, Attribute("aria-current", "step"))) {
            glyph.drawn
            span {
                span(.class("word"), text: station.mark.word)
                if let at = time(of: station) {
                    moment(at, now: now)
                } else if stage == .ahead {
                    span(.class("heard"), text: " not yet")
                }
            }
        }
    }

    private func time(of station: Deployment.Status) -> Timestamp? {
        if let at = reached[station] { return at }
        if station == .queued { return run.created }
        return station == run.status && run.status.isFinal ? run.ended : nil
    }
}
