import Crypto
import Foundation
import Testing
import Values

/// States as Terraform's backend sends them, by hand.
extension TestHouse {
    /// An API token of the caller's.
    func token(_ session: String) async throws -> String {
        let made = try await send("POST", "/api/v1/tokens", ["label": "terraform"], as: session)
        return try #require(made["secret"]?.stringValue)
    }

    func lock(_ workspace: String, _ id: String, as token: String, who: String = "eve@host") async throws
        -> Answer
    {
        try await send(
            "LOCK", "/state/\(workspace)", as: token, bytes: lockInfo(id, who: who),
            headers: [("Content-Type", "application/json")])
    }

    func unlock(_ workspace: String, _ id: String, as token: String) async throws -> Answer {
        try await send("UNLOCK", "/state/\(workspace)", as: token, bytes: lockInfo(id))
    }

    func post(
        _ workspace: String, _ state: [UInt8], under lock: String?, as token: String, md5: String? = nil
    ) async throws -> Answer {
        try await send(
            "POST", "/state/\(workspace)" + (lock.map { "?ID=\($0)" } ?? ""), as: token, bytes: state,
            headers: [
                ("Content-Type", "application/json"), ("Content-MD5", md5 ?? Digest.md5(state).base64),
            ])
    }

    /// The lock as people see it, or null.
    func holder(_ workspace: String, as token: String) async throws -> JSON {
        try await send("GET", "/api/v1/workspaces/\(workspace)/state/lock", as: token)["lock"] ?? .null
    }

    /// The serials that are kept, oldest first.
    func serials(_ workspace: String, as token: String) async throws -> [Int] {
        let answer = try await send(
            "GET", "/api/v1/workspaces/\(workspace)/state/versions?limit=200", as: token)
        return (answer["items"]?.arrayValue ?? []).compactMap { $0["serial"]?.intValue }.reversed()
    }

    func content(_ workspace: String, _ serial: Int, as token: String) async throws -> [UInt8] {
        try await send("GET", "/api/v1/workspaces/\(workspace)/state/versions/\(serial)/content", as: token)
            .bytes
    }
}

func lockInfo(_ id: String, who: String = "eve@host") -> [UInt8] {
    let info: JSON = [
        "ID": .string(id), "Operation": "OperationTypeApply", "Info": "", "Who": .string(who),
        "Version": "1.11.4",
        "Created": "2026-01-01T00:00:00Z", "Path": "",
    ]
    return info.bytes()
}

/// A small state of version 4 that is told apart by `word`.
func state(_ serial: Int, _ word: String, lineage: String = "11111111-2222-3333-4444-555555555555") -> [UInt8]
{
    let text = """
        {
          "version": 4,
          "terraform_version": "1.11.4",
          "serial": \(serial),
          "lineage": "\(lineage)",
          "outputs": {"word": {"value": "\(word)", "type": "string"}},
          "resources": [],
          "check_results": null
        }

        """
    return Array(text.utf8)
}
