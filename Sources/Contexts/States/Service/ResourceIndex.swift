import Faults
import Ledgers
import Store
import Terraform
import Values
import Vocabulary

/// The addresses of newest states, kept for the search: written after the state is, from the state alone,
/// so that it can always be made again.
enum ResourceIndex {
    struct Line: Equatable {
        let type: String
        let names: [String]
    }

    static let migration = Migration(
        version: 3,
        sql: """
            CREATE TABLE states_resources (
              tenant TEXT NOT NULL, workspace TEXT NOT NULL, address TEXT NOT NULL, type TEXT NOT NULL,
              names TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (tenant, workspace, address)) STRICT, WITHOUT ROWID;
            CREATE TABLE states_indexed (
              workspace TEXT PRIMARY KEY, tenant TEXT NOT NULL, serial INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            """)

    static func lines(of state: StateDocument) -> [String: Line] {
        let lines = state.instances.map { instance in
            let names = ["id", "name", "arn"].compactMap { key in
                instance.attributes[key]?.stringValue.flatMap { $0 == Masking.mask || $0.isEmpty ? nil : $0 }
            }
            let told = names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
            return (instance.address, Line(type: instance.type, names: told))
        }
        // What was left behind by a replacement stands under the address of what replaced it.
        return Dictionary(lines) { first, _ in first }
    }

    /// Makes the index of a workspace what `lines` say, by as few changes as that takes.
    static func renew(
        _ workspace: WorkspaceID, _ serial: Int, _ lines: [String: Line], _ entry: Entry
    ) throws(Fault) {
        let key: [String: SQLValue] = ["workspace": .text(workspace.text)]
        var old: [String: Line] = [:]
        for row in try entry.rows(
            "SELECT * FROM states_resources WHERE tenant = :tenant AND workspace = :workspace", key)
        {
            old[try row.text("address")] = try line(row)
        }
        for address in old.keys where lines[address] == nil {
            try entry.run(
                "DELETE FROM states_resources WHERE tenant = :tenant AND workspace = :workspace "
                    + "AND address = :address", key.merging(["address": .text(address)]) { $1 })
        }
        for (address, line) in lines where old[address] != line {
            let words = ([address, line.type] + line.names).joined(separator: " ")
            try entry.run(
                "INSERT INTO states_resources (tenant, workspace, address, type, names, words) "
                    + "VALUES (:tenant, :workspace, :address, :type, :names, :words) "
                    + "ON CONFLICT (tenant, workspace, address) DO UPDATE SET type = :type, names = :names, "
                    + "words = :words",
                key.merging([
                    "address": .text(address), "type": .text(line.type),
                    "names": .text(line.names.joined(separator: "\n")), "words": .text(lowered(words)),
                ]) { $1 })
        }
        try entry.run(
            "INSERT INTO states_indexed (workspace, tenant, serial) VALUES (:workspace, :tenant, :serial) "
                + "ON CONFLICT (workspace) DO UPDATE SET serial = :serial",
            key.merging(["serial": SQLValue(serial)]) { $1 })
    }

    static func line(_ row: Row) throws(Fault) -> Line {
        Line(type: try row.text("type"), names: try row.text("names").split(separator: "\n").map(String.init))
    }

    /// ASCII's letters alone, as the words of a search are compared.
    static func lowered(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// What a column has to be LIKE to hold the word, with `\\` before what LIKE would take for a sign.
    static func pattern(_ word: Substring) -> String {
        "%" + word.map { "\\%_".contains($0) ? "\\\($0)" : String($0) }.joined() + "%"
    }
}
