import DriftAPI
import Vocabulary

/// What episodes tell: patterns, risks and the course of time.
enum Insight {
    private static let day: Int64 = 86_400_000

    /// Places with at least two episodes, most often first.
    static func patterns(_ episodes: [Episode]) -> [DriftPattern] {
        let places = Dictionary(grouping: episodes, by: \.place).filter { $0.value.count > 1 }
        return places.map { place, all -> DriftPattern in
            let times = all.map(\.found).sorted()
            return DriftPattern(
                workspace: place.workspace, address: place.address, path: place.path, times: all.count,
                first: times[0], last: times[times.count - 1],
                hour: most(times.map { Int($0.milliseconds / 3_600_000 % 24) }),
                weekday: most(times.map { weekday($0) }), isOpen: all.contains { $0.mended == nil })
        }.sorted { ($1.times, $0.address, $0.path) < ($0.times, $1.address, $1.path) }
    }

    /// Open episodes by severity and category, gravest first. A resource counts once in each.
    static func risks(_ episodes: [Episode]) -> [RiskCount] {
        struct Kind: Hashable {
            let severity: Risk.Severity
            let category: Risk.Category
        }
        let open = episodes.filter { $0.mended == nil }
        return Dictionary(grouping: open) { Kind(severity: $0.risk.severity, category: $0.risk.category) }
            .map { kind, all -> RiskCount in
                let addresses = Set(all.map(\.place.address)).sorted()
                return RiskCount(
                    severity: kind.severity, category: kind.category, findings: addresses.count,
                    why: all.map(\.risk.why).sorted()[0], examples: Array(addresses.prefix(3)))
            }
            .sorted {
                ($1.severity, $1.findings, $0.category.rawValue) < (
                    $0.severity, $0.findings, $1.category.rawValue
                )
            }
    }

    /// `scans` are the ends of completed scans.
    static func trend(_ episodes: [Episode], scans: [Timestamp], days: Int, now: Timestamp) -> DriftTrend {
        let today = now.milliseconds / day
        let course = (0..<Int64(days)).reversed().map { back -> DriftTrend.Day in
            let number = today - back
            func isThen(_ time: Timestamp?) -> Bool { time.map { $0.milliseconds / day == number } ?? false }
            let end = (number + 1) * day
            return DriftTrend.Day(
                day: String(Timestamp(milliseconds: number * day).description.prefix(10)),
                scans: scans.count(where: isThen), found: episodes.count { isThen($0.found) },
                mended: episodes.count { isThen($0.mended) },
                open: episodes.count {
                    $0.found.milliseconds < end && ($0.mended.map { $0.milliseconds >= end } ?? true)
                })
        }
        return DriftTrend(
            days: course, open: episodes.count { $0.mended == nil },
            secondsToDetect: median(
                episodes.compactMap { episode in episode.cleanBefore.map { seconds($0, episode.found) } }),
            secondsToMend: median(
                episodes.compactMap { episode in episode.mended.map { seconds(episode.found, $0) } }))
    }

    private static func seconds(_ from: Timestamp, _ to: Timestamp) -> Int {
        Int((to.milliseconds - from.milliseconds) / 1000)
    }

    private static func median(_ values: [Int]) -> Int? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    /// The most frequent, the smallest of several.
    private static func most(_ values: [Int]) -> Int {
        let count = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
        return count.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
    }

    /// 1 January 1970 was a Thursday.
    private static func weekday(_ time: Timestamp) -> Int { Int((time.milliseconds / day + 3) % 7) + 1 }
}
