import DeploymentsAPI
import Vocabulary

/// The log of a run; a module appends what comes after it.
struct LogPanel: Sendable {
    let run: Deployment
    let log: RunLog

    var drawn: HTML {
        panel("Log", id: "log-title", aside: aside) {
            if let fault = log.fault { refusal(fault) }
            if log.left > 0 {
                p(
                    .class("quiet"),
                    text: "\(log.left) earlier lines are left out here; plumb logs \(run.id) shows all.")
            }
            div(
                .class("log"), .id("log"), .role("log"), Attribute("aria-live", "off"), .focusable,
                .label("Log of this run"),
                .when(!run.status.isFinal, Attribute("data-events", "/api/v1/deployments/\(run.id)/events")),
                .when(log.cursor != nil, Attribute("data-cursor", log.cursor ?? ""))
            ) {
                for event in log.events { line(event) }
            }
            if log.events.isEmpty {
                p(.class("quiet"), .id("log-empty"), text: "Nothing was said yet.")
            }
        }
    }

    private var aside: HTML {
        guard !run.status.isFinal else {
            return span(.class("quiet"), text: counted(log.events.count, "line"))
        }
        return span(.class("quiet"), .id("log-state")) {
            noscript { "Load the page again for what came since." }
        }
    }

    private func line(_ event: DeploymentEvent) -> HTML {
        div(.class(event.kind == .status ? "line station" : "line")) {
            time(
                Attribute("datetime", event.at.description),
                text: String(event.at.description.dropFirst(11).prefix(8)))
            span(text: event.kind == .status ? title(event.text) : event.text)
        }
    }

    private func title(_ status: String) -> String {
        Deployment.Status(rawValue: status)?.mark.word ?? status
    }
}
