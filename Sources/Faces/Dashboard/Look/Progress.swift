import Bus
import Vocabulary

/// How running work gets on: a bar that the work's own events move, and what it does in words.
struct Progress: Sendable {
    let job: JobID
    /// Nil where it is not told: the bar then only says that something goes on.
    let now: JobProgress?
    let title: String

    var drawn: HTML {
        div(.class("progress"), Attribute("data-events", Link("api", "v1", "jobs", "\(job)", "events").text))
        {
            HTML.element(
                bar, [.label(title)] + (now.map(measures) ?? []), [.text(now.map(words) ?? "going on")])
            span(.class("quiet"), text: now.map(words) ?? "Going on")
        }
    }

    private func measures(_ now: JobProgress) -> [Attribute] {
        guard now.total > 0 else { return [] }
        return [
            Attribute("max", String(now.total)), .value(String(min(now.done, now.total))),
        ]
    }

    /// The script of live pages says the same words.
    private func words(_ now: JobProgress) -> String {
        now.total > 0 ? "\(now.stage), \(now.done) of \(now.total)" : now.stage
    }
}

private let bar = Tag("progress")

/// A part of a page that moves by itself: every so many seconds, and when work in it tells of itself.
func live(every seconds: Int?, @Markup content: () -> [HTML]) -> HTML {
    div(.id("live"), Attribute("data-refresh", seconds.map { String($0) } ?? "")) { content() }
}

extension Visitor {
    /// How far a job is; only that it goes on, where that can't be told.
    func progress(_ context: String, _ uuid: UUIDv7, _ title: String) async -> Progress {
        let job = JobID(context: context, uuid: uuid)
        return Progress(job: job, now: await load(GetJob(job: job)).value?.progress ?? nil, title: title)
    }

    /// The same page again, for browsers without JavaScript.
    var lookAgain: HTML {
        guard let here = Link(local: request.target) else { return .nothing }
        return noscript {
            p(.class("row quiet")) {
                span(text: "It goes on while you read.")
                a(.href(here), text: "Look again")
            }
        }
    }
}
