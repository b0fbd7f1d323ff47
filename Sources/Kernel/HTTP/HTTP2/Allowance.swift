/// So many of something in one go, and so many more each second.
struct Allowance {
    private let burst: Double
    private let perMillisecond: Double
    private var left: Double
    private var counted: Int64

    init(burst: Int, perSecond: Int, now: Int64) {
        self.burst = Double(burst)
        perMillisecond = Double(perSecond) / 1000
        left = self.burst
        counted = now
    }

    /// Takes one; `false` when none is left.
    mutating func spend(_ now: Int64) -> Bool {
        left = min(burst, left + Double(now - counted) * perMillisecond)
        counted = now
        guard left >= 1 else { return false }
        left -= 1
        return true
    }

    /// Gives some back, as earned by work.
    mutating func earn(_ count: Double) { left = min(burst, left + count) }
}
