import Bus
import Schemas
import Vocabulary

/// The report of one scan.
@Schema
public struct Analysis: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable, CaseIterable, Described { case running, completed, failed }

    /// `hosted`: through providers that Plumb runs itself; `refresh`: by Terraform's own refresh.
    public enum Method: String, Codable, Sendable, CaseIterable, Described { case hosted, refresh }

    public let id: AnalysisID
    /// Nil for a scan over several workspaces.
    public let workspace: WorkspaceID?
    public var project: ProjectID?
    public let status: Status
    public let started: Timestamp
    public let ended: Timestamp?
    /// The state version that was compared.
    public let stateSerial: Int?
    /// Resources that were looked at.
    public let resources: Int
    public let findings: [Finding]
    /// The findings by what they have in common, worst first.
    public var causes: [Cause] = []
    /// Why it failed.
    public let failure: String?
    /// How the world was looked at; nil until it is known.
    public let method: Method?
    /// The reports of the workspaces, for a scan over several.
    public var parts: [AnalysisID] = []

    /// Findings that count: neither suppressed nor merely not looked at.
    public var drifted: [Finding] { findings.filter(\.isDrift) }

    /// True when the scan was completed, looked at everything and found nothing.
    public var isClean: Bool { status == .completed && findings.allSatisfy { $0.suppression != nil } }
}

/// One resource that is not as it was recorded, or that could not be looked at.
@Schema
public struct Finding: Codable, Sendable, Equatable {
    /// `missing`: recorded and not there; `unmanaged`: there and recorded nowhere; `notChecked`: nothing is
    /// known, `reason` says why.
    public enum Kind: String, Codable, Sendable, CaseIterable, Described {
        case changed, missing, unmanaged, notChecked
    }

    public let id: FindingID
    public var workspace: WorkspaceID?
    public let address: String
    public let type: String
    public let kind: Kind
    public let attributes: [DriftedAttribute]
    /// The gravest of its attributes' risks.
    public var risk: Risk?
    /// The `Cause` that it belongs to.
    public var cause: String?
    /// Who changed it, where the cloud's audit trail tells.
    public var attribution: Attribution?
    /// The inventory's asset, of what is unmanaged.
    public var asset: AssetID?
    /// Why it was not looked at.
    public var reason: String?
    /// When a scan saw it first.
    public var since: Timestamp?
    /// The rule that keeps it out of counts and alarms.
    public var suppression: SuppressionID?

    public var isDrift: Bool { kind != .notChecked && suppression == nil }
}

/// Values are JSON text; absent where there was nothing or where it must not be shown.
@Schema
public struct DriftedAttribute: Codable, Sendable, Equatable {
    public let path: String
    public let recorded: String?
    public let found: String?
    public let isSensitive: Bool
    public var risk: Risk?
}

/// How bad a change is, by what the attribute does.
@Schema
public struct Risk: Codable, Sendable, Equatable, Hashable {
    public enum Severity: String, Codable, Sendable, CaseIterable, Described, Comparable {
        case low, medium, high, critical

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    }

    public enum Category: String, Codable, Sendable, CaseIterable, Described {
        case exposure, encryption, identity, dataLoss, logging, availability, cost, ownership, behaviour
    }

    public let severity: Severity
    public let category: Category
    /// One sentence on what the change may lead to.
    public let why: String
}

/// Findings that have one thing in common, so that a thousand of them are a few rows.
@Schema
public struct Cause: Codable, Sendable, Equatable {
    public let id: String
    public let title: String
    public let kind: Finding.Kind
    public let severity: Risk.Severity
    public let findings: [FindingID]
    /// Up to three addresses, as examples.
    public let examples: [String]
}

@Schema
public struct EnhancedAnalysis: Codable, Sendable, Equatable {
    public let analysis: Analysis
    public let risks: [RiskCount]
    /// What of this workspace drifted before.
    public let patterns: [DriftPattern]
    /// Why nobody is named, where the audit trail could not be read.
    public let unattributed: String?
}
