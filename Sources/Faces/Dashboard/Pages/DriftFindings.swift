import DriftAPI
import Vocabulary

extension Visitor {
    func findings(_ analysis: Analysis) -> HTML {
        panel("Findings", id: "findings", aside: causesNote(analysis)) {
            if analysis.findings.isEmpty {
                switch analysis.status {
                case .running: p(.class("quiet"), text: "The scan is at work; this page loads itself again.")
                case .failed: p(.class("quiet"), text: "The scan ended before it could tell.")
                case .completed:
                    div(.class("calm")) {
                        Glyph.check.drawn
                        p(text: "Everything is as the state records it.")
                    }
                }
            } else if analysis.causes.isEmpty {
                div(.class("changes")) { for finding in analysis.findings { entry(finding) } }
            } else {
                for cause in analysis.causes { group(cause, analysis) }
            }
        }
    }

    private func causesNote(_ analysis: Analysis) -> HTML {
        guard !analysis.causes.isEmpty else { return .nothing }
        return span(
            .class("quiet"),
            text:
                "\(counted(analysis.findings.count, "finding")) from \(counted(analysis.causes.count, "cause"))"
        )
    }

    private func group(_ cause: Cause, _ analysis: Analysis) -> HTML {
        let own = analysis.findings.filter { $0.cause == cause.id }
        return section(.class("cause")) {
            div(.class("row")) {
                cause.severity.mark.drawn
                h3(text: cause.title)
            }
            div(.class("changes")) {
                for (place, finding) in own.enumerated() { entry(finding, isOpen: place < 3) }
            }
        }
    }

    private func entry(_ finding: Finding, isOpen: Bool = true) -> HTML {
        let look = finding.look
        return details(.class("change " + look.style), .when(isOpen, .open)) {
            summary {
                span(.class("action")) {
                    look.glyph.drawn
                    span(text: look.word)
                }
                code(.class("address"), text: finding.address)
                if finding.suppression != nil { span(.class("quiet"), text: "ignored by a rule") }
            }
            if let risk = finding.risk {
                p(.class("row")) {
                    risk.severity.mark.drawn
                    span(text: risk.why)
                }
            }
            if let since = finding.since, since < now {
                p(.class("quiet")) {
                    "known since "
                    moment(since, now: now)
                }
            }
            if let attribution = finding.attribution {
                p(.class("quiet")) {
                    "by "
                    code(text: attribution.who)
                    " with \(attribution.event) "
                    moment(attribution.at, now: now)
                }
            }
            if let reason = finding.reason { p(text: reason) }
            if finding.kind == .unmanaged {
                p(.class("quiet"), text: "It exists in the account, and no state records it.")
            }
            if finding.kind == .missing {
                p(.class("quiet"), text: "It is recorded, and it is not there any more.")
            }
            if !finding.attributes.isEmpty {
                Comparison(
                    before: "Recorded", after: "Found", isDrift: true,
                    rows: finding.attributes.map { attribute in
                        Comparison.Row(
                            path: attribute.path, before: attribute.recorded, after: attribute.found,
                            isSensitive: attribute.isSensitive)
                    }
                ).drawn
            }
        }
    }

    // MARK: - Over time

    func trendPanel(_ trend: DriftTrend) -> HTML {
        let most = max(1, trend.days.map(\.open).max() ?? 1)
        let (width, height) = (12, 64)
        return panel("Thirty days", id: "trend", aside: span(.class("quiet"), text: Self.times(trend))) {
            svg(
                .class("course"), Attribute("viewBox", "0 0 \(trend.days.count * width) \(height + 2)"),
                Attribute("preserveAspectRatio", "none"), Attribute("role", "img"),
                Attribute(
                    "aria-label",
                    "Open findings by day: \(trend.days.suffix(7).map { "\($0.day) \($0.open)" }.joined(separator: ", "))"
                )
            ) {
                for (place, day) in trend.days.enumerated() {
                    let tall = day.open == 0 ? 1 : max(3, day.open * height / most)
                    rect(
                        .class(day.open == 0 ? (day.scans == 0 ? "blank" : "clean") : "open"),
                        Attribute("x", String(place * width + 1)), Attribute("y", String(height - tall + 1)),
                        Attribute("width", String(width - 2)), Attribute("height", String(tall))
                    ) {
                        title(text: "\(day.day): \(day.open) open, \(day.found) found, \(day.mended) mended")
                    }
                }
            }
        }
    }

    private static func times(_ trend: DriftTrend) -> String {
        var parts = [counted(trend.open, "open attribute")]
        if let detect = trend.secondsToDetect { parts.append("noticed within \(precisely(Int64(detect)))") }
        if let mend = trend.secondsToMend { parts.append("mended in \(precisely(Int64(mend)))") }
        return parts.joined(separator: " · ")
    }

    func riskPanel(_ risks: [RiskCount]) -> HTML {
        panel("Open risks", id: "risks") {
            tabular("Open risks", ["Severity", "What", "Resources", "Such as"]) {
                for risk in risks {
                    tr {
                        cell("Severity") { risk.severity.mark.drawn }
                        cell("What", "lead") { risk.why }
                        cell("Resources", "number") { String(risk.findings) }
                        cell("Such as", "clip") { code(text: risk.examples.first ?? "") }
                    }
                }
            }
        }
    }
}

extension Finding {
    fileprivate var look: (style: String, glyph: Glyph, word: String) {
        switch kind {
        case .missing: ("delete", .minus, "gone")
        case .changed: ("update", .wave, "changed")
        case .unmanaged: ("create", .plus, "unmanaged")
        case .notChecked: ("update", .ring, "not checked")
        }
    }
}

extension Risk.Severity {
    var mark: Mark {
        switch self {
        case .critical: Mark(word: "Critical", glyph: .warning, tone: .bad)
        case .high: Mark(word: "High", glyph: .warning, tone: .bad)
        case .medium: Mark(word: "Medium", glyph: .unequal, tone: .waiting)
        case .low: Mark(word: "Low", glyph: .ring, tone: .calm)
        }
    }
}
