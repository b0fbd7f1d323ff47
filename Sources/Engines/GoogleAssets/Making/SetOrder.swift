import Codecs
import Values

/// The order in which a provider sends what is in a set: that of the texts of its elements' checksums.
///
/// Source: terraform-plugin-sdk's sets, whose elements are known by the CRC-32 of how they are written down.
enum SetOrder {
    static func ordered(_ items: [JSON], _ order: Field.Order, _ shape: Shape = Shape()) -> [JSON] {
        guard order != .asWritten, items.count > 1 else { return items }
        let keyed = items.enumerated().map { index, item in
            (key: key(item, order, shape), index: index, item: item)
        }
        return keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.item)
    }

    private static func key(_ item: JSON, _ order: Field.Order, _ shape: Shape) -> String {
        let text =
            order == .byText
            ? item.objectValue.map { joined($0, shape) } ?? Lookup.text(item) ?? ""
            : item.objectValue.map { written($0, shape) } ?? written(item)
        return String(CRC32.of(text.utf8))
    }

    /// `tcp-443-80-`.
    private static func joined(_ object: JSON.Object, _ shape: Shape) -> String {
        shape.fields.flatMap { field -> [String] in
            let value = object[field.name]
            return (value?.arrayValue ?? [value ?? .null]).compactMap(Lookup.text).sorted()
        }.map { $0 + "-" }.joined()
    }

    private static func written(_ object: JSON.Object, _ shape: Shape) -> String {
        let named = shape.fields.filter { if case .attribute = $0.source { true } else { false } }.map(\.name)
        return Set(object.keys + named).sorted().map { name in
            let standard = shape.fields.first { $0.name == name }?.standard
            let value = object[name] ?? .null
            return name + ":" + written(value.isNull ? standard ?? "" : value)
        }.joined()
    }

    private static func written(_ value: JSON) -> String {
        switch value {
        case .null: ";"
        case .bool(let flag): flag ? "1;" : "0;"
        case .number(let number): number.text + ";"
        case .string(let text): text + ";"
        case .array(let items): "(" + items.map(member).joined() + ");"
        case .object(let members):
            "[" + members.sorted().map { $0.key + ":" + written($0.value) }.joined() + "];"
        }
    }

    private static func member(_ item: JSON) -> String {
        item.objectValue.map { "<" + written($0, Shape()) + ">;" } ?? written(item)
    }
}
