import Vocabulary

/// When a repeating scan is due.
struct ScanTimes: Sendable, Equatable {
    static let day = 86_400
    static let bounds = 300...(31 * day)

    /// Seconds.
    let every: Int
    /// Seconds since midnight, UTC.
    let at: Int?

    /// Nil, with what is wrong by field, for times that can't be.
    static func read(every: Int, at: String?) -> (times: ScanTimes?, problems: [(field: String, why: String)])
    {
        var problems: [(field: String, why: String)] = []
        if !bounds.contains(every) {
            problems.append(
                ("/every", "seconds from \(bounds.lowerBound) to \(bounds.upperBound) were expected"))
        }
        guard let at else { return (problems.isEmpty ? ScanTimes(every: every, at: nil) : nil, problems) }
        let parts = at.split(separator: ":", omittingEmptySubsequences: false).map {
            $0.count == 2 ? Int($0) : nil
        }
        guard parts.count == 2, let hours = parts[0], let minutes = parts[1], (0..<24).contains(hours),
            (0..<60).contains(minutes)
        else {
            return (nil, problems + [("/at", "a time of day like 02:30 was expected, in UTC")])
        }
        if every % day != 0 {
            problems.append(("/every", "whole days were expected, as there is a time of day"))
        }
        return (problems.isEmpty ? ScanTimes(every: every, at: hours * 3600 + minutes * 60) : nil, problems)
    }

    /// The first time behind the last one; without a last one, at once or at the first such time of day.
    func next(created: Timestamp, last: Timestamp?) -> Timestamp {
        guard let at else {
            return last.map { Timestamp(milliseconds: $0.milliseconds + Int64(every) * 1000) } ?? created
        }
        let length = Int64(Self.day) * 1000
        let from = (last ?? created).milliseconds
        let midnight = from - ((from % length) + length) % length
        let today = midnight + Int64(at) * 1000
        // A scan that was made up for late in a day does not push the next one away from its time.
        let days = last == nil ? 0 : Int64(every / Self.day) - (today > from ? 1 : 0)
        var due = today + days * length
        if due <= from { due += length }
        return Timestamp(milliseconds: due)
    }
}
