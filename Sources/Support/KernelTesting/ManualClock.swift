import Synchronization
import Vocabulary

/// A clock that moves only when it is told to.
public final class ManualClock: Sendable {
    private let time: Mutex<Timestamp>

    public init(_ start: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)) { time = Mutex(start) }

    public var clock: WallClock { WallClock { [self] in time.withLock { $0 } } }

    public func advance(by span: Duration) { time.withLock { $0 = $0 + span } }
}
