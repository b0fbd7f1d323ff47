import Faults
import FoundationEssentials

/// A file's bytes. Faults: `cli.no_file`.
func readFile(_ path: String) throws(Fault) -> [UInt8] {
    guard let content = FileManager.default.contents(atPath: path) else {
        throw Fault(.missing, "cli.no_file", "\(path) can't be read.")
    }
    return Array(content)
}
