import Rendering
import Values

extension ResourceShape {
    /// A written body without what the type does not take, or its provider alone decides. What was taken for
    /// a block and is a map, or the other way about, becomes what it is.
    func fitting(_ body: JSON) -> JSON {
        var (arguments, blocks) = (JSON.Object(), [JSON]())
        for (name, value) in body["arguments"]?.objectValue ?? [:] {
            if attribute(name)?.isSettable == true {
                arguments[name] = value
            } else if let block = block(name), let members = value.objectValue {
                blocks.append(Self.named(name, block.shape.fitting(["arguments": .object(members)])))
            }
        }
        for entry in body["blocks"]?.arrayValue ?? [] {
            guard let name = entry["name"]?.stringValue, let inner = entry["body"] else { continue }
            if let block = block(name) {
                let before = blocks.count { $0["name"]?.stringValue == name }
                guard before < block.most ?? .max else { continue }
                blocks.append(Self.named(name, block.shape.fitting(inner)))
            } else if attribute(name)?.isSettable == true, arguments[name] == nil {
                arguments[name] = inner["arguments"] ?? [:]
            }
        }
        return ["arguments": .object(arguments), "blocks": .array(blocks)]
    }

    private static func named(_ name: String, _ body: JSON) -> JSON {
        ["name": .string(name), "body": body]
    }
}
