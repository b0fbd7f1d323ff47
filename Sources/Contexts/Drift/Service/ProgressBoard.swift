import DriftAPI
import Synchronization
import Vocabulary

/// How the scans of this process get on. What is not here any more stands in its report.
final class ProgressBoard: Sendable {
    private let scans = Mutex<[AnalysisID: AnalysisProgress]>([:])

    func now(_ analysis: AnalysisID) -> AnalysisProgress? { scans.withLock { $0[analysis] } }

    func tell(_ analysis: AnalysisID, _ stage: String, looked: Int = 0, of resources: Int = 0, found: Int = 0)
    {
        let progress = AnalysisProgress(
            status: .running, stage: stage, looked: looked, resources: resources, findings: found)
        scans.withLock { $0[analysis] = progress }
    }

    func end(_ analysis: AnalysisID) { scans.withLock { $0[analysis] = nil } }
}
