import Synchronization

/// Counters, gauges and histograms in the Prometheus text format, version 0.0.4.
public final class Metrics: Sendable {
    public typealias Labels = [(String, String)]

    enum Kind: String { case counter, gauge, histogram }

    struct Family {
        let kind: Kind
        let help: String
        let bounds: [Double]
        var values: [String: Double] = [:]
        var buckets: [String: Buckets] = [:]
    }

    struct Buckets {
        var counts: [UInt64]
        var sum = 0.0

        mutating func add(_ value: Double, at index: Int) {
            counts[index] += 1
            sum += value
        }
    }

    /// Seconds; for requests, runs and scans alike.
    public static let secondsBounds: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300,
    ]
    /// Label combinations of one family beyond this are counted under `other`.
    static let seriesCeiling = 2000

    private let families = Mutex<[String: Family]>([:])

    public init() {}

    public func count(_ name: String, _ help: String, _ labels: Labels = [], by step: Double = 1) {
        update(name, .counter, help) {
            $0.values[$1, default: 0] += step
        } key: {
            labels
        }
    }

    public func set(_ name: String, _ help: String, _ labels: Labels = [], to value: Double) {
        update(name, .gauge, help) {
            $0.values[$1] = value
        } key: {
            labels
        }
    }

    public func observe(
        _ name: String, _ help: String, _ labels: Labels = [], seconds: Double
    ) {
        update(name, .histogram, help) { family, key in
            let index = family.bounds.firstIndex { seconds <= $0 } ?? family.bounds.count
            let empty = family.bounds.count + 1
            family.buckets[key, default: Buckets(counts: Array(repeating: 0, count: empty))].add(
                seconds, at: index)
        } key: {
            labels
        }
    }

    private func update(
        _ name: String, _ kind: Kind, _ help: String, _ change: (inout Family, String) -> Void,
        key labels: () -> Labels
    ) {
        let rendered = render(labels())
        families.withLock { families in
            // Changed in its place: a copy of a family would copy all of its series.
            Self.change(
                &families[name, default: Family(kind: kind, help: help, bounds: Metrics.secondsBounds)],
                rendered, change)
        }
    }

    private static func change(
        _ family: inout Family, _ rendered: String, _ change: (inout Family, String) -> Void
    ) {
        let isFull = max(family.values.count, family.buckets.count) >= Metrics.seriesCeiling
        let isKnown = !isFull || family.values[rendered] != nil || family.buckets[rendered] != nil
        change(&family, isKnown ? rendered : "series=\"other\"")
    }

    /// The exposition text of everything, families and series in order.
    public func text() -> String {
        families.withLock { families in
            families.sorted { $0.key < $1.key }.map { name, family in
                var out = "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.kind.rawValue)\n"
                for (labels, value) in family.values.sorted(by: { $0.key < $1.key }) {
                    out += "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(number(value))\n"
                }
                for (labels, buckets) in family.buckets.sorted(by: { $0.key < $1.key }) {
                    out += histogram(name, labels, family.bounds, buckets)
                }
                return out
            }.joined()
        }
    }

    private func histogram(_ name: String, _ labels: String, _ bounds: [Double], _ buckets: Buckets) -> String
    {
        let separator = labels.isEmpty ? "" : ","
        var out = ""
        var total: UInt64 = 0
        for (index, count) in buckets.counts.enumerated() {
            total += count
            let bound = index < bounds.count ? number(bounds[index]) : "+Inf"
            out += "\(name)_bucket{\(labels)\(separator)le=\"\(bound)\"} \(total)\n"
        }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        return out + "\(name)_sum\(braces) \(number(buckets.sum))\n\(name)_count\(braces) \(total)\n"
    }

    private func render(_ labels: Labels) -> String {
        var out = ""
        for (name, value) in labels {
            if !out.isEmpty { out += "," }
            out += name
            out += "=\""
            out += escape(value)
            out += "\""
        }
        return out
    }

    private func escape(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x5c || $0 == 0x22 || $0 == 0x0a }) else { return value }
        return value.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(scalar)
            }
        }.joined()
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
