import Crypto
import Faults

/// How an object lies in its file.
///
/// First a header of 1024 bytes: a mark (8), the number of plain bytes (8, big-endian), and two slots of
/// 504 bytes for the wrapped data key (length in 2 bytes, the key, zeros). One slot is in use; a new master
/// key is written to the other and synced before the old one is wiped, so a torn write loses nothing.
///
/// Then chunks: length (4, big-endian, the top bit set on the last one), and up to 256 KiB of the
/// compressed content, sealed with the data key. The nonce is the chunk's number, as a data key seals one
/// object only; number, last-flag and, on the last, the number of plain bytes are authenticated, so that no
/// chunk can be moved, dropped or cut off unseen. The wrapped key is tied to the tenant.
enum ObjectLayout {
    static let mark = Array("PLUMBOB1".utf8)
    static let headerSize = 1024
    static let slotSize = 504
    static let chunkSize = 256 << 10
    static let lastFlag: UInt32 = 1 << 31

    static func slotOffset(_ slot: Int) -> Int { 16 + slot * slotSize }

    static func slot(_ wrapped: [UInt8]) -> [UInt8] {
        precondition(wrapped.count <= slotSize - 2, "A wrapped key does not fit its slot.")
        let filled = bigEndian(UInt16(wrapped.count)) + wrapped
        return filled + [UInt8](repeating: 0, count: slotSize - filled.count)
    }

    static func header(size: Int, wrapped: [UInt8]) -> [UInt8] {
        mark + bigEndian(UInt64(size)) + slot(wrapped) + [UInt8](repeating: 0, count: slotSize)
    }

    static func nonce(_ index: UInt64) -> [UInt8] { [0, 0, 0, 0] + bigEndian(index) }

    static func aad(_ index: UInt64, lastOf size: Int?) -> [UInt8] {
        bigEndian(index) + (size.map { [1] + bigEndian(UInt64($0)) } ?? [0])
    }

    /// What ties a wrapped key to its owner.
    static func owner(_ tenant: String) -> [UInt8] { Array("plumb object of \(tenant)".utf8) }

    static func bigEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    static func number(_ bytes: some Collection<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// A header that was read.
struct ObjectHeader {
    let size: Int
    /// Both slots' wrapped keys; empty where there is none.
    let slots: [[UInt8]]

    init(_ bytes: [UInt8], path: String) throws(Fault) {
        guard bytes.count == ObjectLayout.headerSize, bytes.starts(with: ObjectLayout.mark),
            let size = Int(exactly: ObjectLayout.number(bytes[8..<16]))
        else { throw .corruptObject("no header in \(path)") }
        self.size = size
        slots = (0..<2).map { slot in
            let start = ObjectLayout.slotOffset(slot)
            let length = Int(ObjectLayout.number(bytes[start..<start + 2]))
            return length <= ObjectLayout.slotSize - 2 ? Array(bytes[start + 2..<start + 2 + length]) : []
        }
    }

    /// The data key and the slot in which it was found.
    func key(_ ring: KeyRing, tenant: String) throws(Fault) -> (key: SymmetricKey, slot: Int) {
        var failure = Fault.corruptObject("no key in the header")
        for (slot, wrapped) in slots.enumerated() where !wrapped.isEmpty {
            do throws(Fault) {
                return (try ring.unwrap(wrapped, authenticating: ObjectLayout.owner(tenant)), slot)
            } catch {
                failure =
                    error.code == "crypto.not_authentic" ? .corruptObject("the key does not open") : error
            }
        }
        throw failure
    }
}
