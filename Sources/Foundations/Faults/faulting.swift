/// Runs `body` and turns whatever it throws into a `Fault`; a stranger's error becomes `broken`.
public func faulting<T>(
    _ code: Fault.Code, _ body: () async throws -> T
) async throws(Fault) -> T {
    do {
        return try await body()
    } catch {
        throw Fault.from(error, code)
    }
}

/// The synchronous twin of `faulting`.
public func faultingNow<T>(_ code: Fault.Code, _ body: () throws -> T) throws(Fault) -> T {
    do {
        return try body()
    } catch {
        throw Fault.from(error, code)
    }
}

extension Fault {
    /// The fault itself when `error` is one, `cancelled` for a cancelled task, otherwise `broken`
    /// with the error's text in the note, where only the operator sees it.
    public static func from(_ error: any Error, _ code: Code) -> Fault {
        if let fault = error as? Fault { return fault }
        if error is CancellationError {
            return Fault(.cancelled, "bus.cancelled", "The work was cancelled.")
        }
        return Fault(
            .broken, code, "Something went wrong inside Plumb. The operator's log has the reason.",
            note: String(describing: error))
    }
}
