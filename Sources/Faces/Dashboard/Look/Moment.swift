import Vocabulary

/// A moment as people say it, with the exact one in the title; the browser keeps it up to date.
func moment(_ at: Timestamp, now: Timestamp) -> HTML {
    time(Attribute("datetime", at.description), .title(absolute(at)), text: relative(at, now: now))
}

/// `2026-01-31 12:00:07 UTC`
func absolute(_ at: Timestamp) -> String {
    let text = at.description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
}

/// `3 min ago`, `in 2 days`; the day itself beyond thirty.
func relative(_ at: Timestamp, now: Timestamp) -> String {
    let seconds = (now - at).milliseconds / 1000
    let isPast = seconds >= 0
    let size = abs(seconds)
    guard size < 30 * 86_400 else { return String(at.description.prefix(10)) }
    guard size >= 5 else { return "now" }
    let words = roughly(size)
    return isPast ? words + " ago" : "in " + words
}

/// `3 min`, `2 days`: a span in its largest unit.
func roughly(_ seconds: Int64) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3600) h"
    default: counted(Int(seconds / 86_400), "day")
    }
}

/// `1 h 05 min`, `42 s`: a span as exactly as people want it.
func precisely(_ seconds: Int64) -> String {
    let two = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
    if seconds < 60 { return "\(max(0, seconds)) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(two(seconds % 60)) s" }
    return "\(seconds / 3600) h \(two(seconds / 60 % 60)) min"
}
