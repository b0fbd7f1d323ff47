import Bus
import DeploymentsAPI
import Faults
import Synchronization
import Vocabulary

/// What a run has said so far, and where to go on.
struct RunLog: Sendable {
    /// Lines that a page shows; the API has all of them.
    static let ceiling = 3000

    private(set) var events: [DeploymentEvent] = []
    private(set) var cursor: String?
    private(set) var left = 0
    private(set) var fault: Fault?

    mutating func take(_ next: Streamed<DeploymentEvent>) {
        events.append(next.element)
        cursor = next.cursor
        guard events.count > RunLog.ceiling + 500 else { return }
        left += 500
        events.removeFirst(500)
    }

    mutating func refuse(_ fault: Fault) { self.fault = fault }

    /// When each status was reached, as far as the events tell.
    var reached: [Deployment.Status: Timestamp] {
        var reached: [Deployment.Status: Timestamp] = [:]
        for event in events where event.kind == .status {
            if let status = Deployment.Status(rawValue: event.text) { reached[status] = event.at }
        }
        return reached
    }
}

extension Visitor {
    /// The log as it stands: the whole of a run that has ended, and of others what comes at once.
    func log(of run: Deployment) async -> RunLog {
        let log = Held()
        let budget: Duration = run.status.isFinal ? .seconds(3) : .milliseconds(250)
        let follow = FollowDeployment(deployment: run.id)
        let scope = scope.detached()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    for try await event in try await scope.follow(follow) { log.take(event) }
                } catch {
                    let fault = Fault.from(error, "dashboard.log")
                    if fault.kind != .cancelled { log.refuse(fault) }
                }
            }
            group.addTask {
                // Cut short when the log has ended first.
                do { try await Task.sleep(for: budget) } catch {}
            }
            await group.next()
            group.cancelAll()
        }
        return log.value
    }

    private final class Held: Sendable {
        private let log = Mutex(RunLog())
        var value: RunLog { log.withLock { $0 } }
        func take(_ event: Streamed<DeploymentEvent>) { log.withLock { $0.take(event) } }
        func refuse(_ fault: Fault) { log.withLock { $0.refuse(fault) } }
    }
}
