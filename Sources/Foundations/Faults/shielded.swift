/// Runs `body` to its end even when the calling task is cancelled: for keeping what has happened.
public func shielded<T: Sendable>(
    _ body: @escaping @Sendable () async throws(Fault) -> T
) async throws(Fault) -> T {
    // A task of its own does not inherit the cancellation; it is awaited here.
    let work = Task { () async -> Result<T, Fault> in
        do throws(Fault) {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
    return try await work.value.get()
}
