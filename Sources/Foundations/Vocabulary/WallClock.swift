/// Where a context reads the time, so that a test can hold it.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Timestamp

    public init(_ read: @escaping @Sendable () -> Timestamp) { self.read = read }

    public static let system = WallClock { .now }

    public var now: Timestamp { read() }
}
