import DriftAPI
import Vocabulary

/// One attribute of one resource being away from its record, from the scan that found it to the scan that
/// found it gone. The path is empty where the resource itself was missing.
struct Episode: Sendable, Equatable {
    struct Place: Hashable, Sendable {
        let workspace: WorkspaceID
        let address: String
        let path: String
    }

    let place: Place
    let type: String
    let risk: Risk
    let analysis: AnalysisID
    let found: Timestamp
    /// The end of the last scan that did not have it.
    let cleanBefore: Timestamp?
    var mended: Timestamp?
}

/// What one more scan of a workspace means for its episodes.
struct EpisodeStep: Sendable {
    let opened: [Episode]
    let mended: [Episode.Place]
    /// The findings, with the time at which they began.
    let findings: [Finding]

    /// `open` are the workspace's open episodes. What could not be looked at stays as it was.
    init(
        open: [Episode], findings: [Finding], workspace: WorkspaceID, analysis: AnalysisID, now: Timestamp,
        cleanBefore: Timestamp?
    ) {
        let known = Dictionary(open.map { ($0.place, $0) }) { first, _ in first }
        let blind = Set(findings.filter { $0.kind == .notChecked }.map(\.address))
        var (opened, seen, since) = ([Episode](), Set<Episode.Place>(), [String: Timestamp]())
        for finding in findings where finding.isDrift {
            let parts: [(String, Risk?)] =
                finding.attributes.isEmpty
                ? [("", finding.risk)] : finding.attributes.map { ($0.path, $0.risk) }
            for (path, risk) in parts {
                let place = Episode.Place(workspace: workspace, address: finding.address, path: path)
                guard seen.insert(place).inserted else { continue }
                let began = known[place]?.found ?? now
                since[finding.address] = min(since[finding.address] ?? began, began)
                if known[place] == nil {
                    opened.append(
                        Episode(
                            place: place, type: finding.type,
                            risk: risk ?? Risk(severity: .low, category: .behaviour, why: ""),
                            analysis: analysis, found: now, cleanBefore: cleanBefore, mended: nil))
                }
            }
        }
        self.opened = opened
        mended = open.map(\.place).filter { !seen.contains($0) && !blind.contains($0.address) }
        self.findings = findings.map { finding in
            var dated = finding
            dated.since = since[finding.address]
            return dated
        }
    }
}
