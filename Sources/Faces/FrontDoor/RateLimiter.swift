import Faults
import Synchronization

/// Token buckets by credential and by address, bounded in number; the fullest are forgotten first.
public final class RateLimiter: Sendable {
    struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    /// Buckets beyond this make room by dropping those that are full again.
    static let ceiling = 50_000

    private let perSecond: Double
    private let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// `perSecond` of 0 switches the limit off.
    public init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Takes one token; throws `exhausted` with the seconds to wait when there is none.
    public func take(_ key: String, at now: ContinuousClock.Instant = .now) throws(Fault) {
        guard perSecond > 0 else { return }
        let wait = buckets.withLock { buckets -> Double? in
            if buckets.count >= RateLimiter.ceiling { prune(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(tokens: burst, filled: now)
            refill(&bucket, now)
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else { return (1 - bucket.tokens) / perSecond }
            bucket.tokens -= 1
            return nil
        }
        if let wait {
            throw Fault(
                .exhausted, "http.rate_limited", "Too many requests. Wait a little, then go on more slowly.",
                retryAfter: max(1, Int(wait.rounded(.up))))
        }
    }

    private func refill(_ bucket: inout Bucket, _ now: ContinuousClock.Instant) {
        let span = (now - bucket.filled).components
        let seconds = Double(span.seconds) + Double(span.attoseconds) / 1e18
        bucket.tokens = min(burst, bucket.tokens + max(0, seconds) * perSecond)
        bucket.filled = now
    }

    private func prune(_ buckets: inout [String: Bucket], _ now: ContinuousClock.Instant) {
        for (key, bucket) in buckets {
            var filled = bucket
            refill(&filled, now)
            if filled.tokens >= burst { buckets[key] = nil }
        }
        if buckets.count >= RateLimiter.ceiling { buckets.removeAll() }
    }
}
