import Faults
import Values

/// Holds a blueprint's resources against their providers' schemas.
public struct ShapeCheck {
    private let document: BlueprintDocument
    private let shapes: [String: ResourceShape]

    public init(_ document: BlueprintDocument, shapes: [String: ResourceShape]) {
        self.document = document
        self.shapes = shapes
    }

    /// Properties that don't exist, can't be set or are missing; `types` are all types that are known,
    /// empty when the schemas can't be had.
    public func problems(types: [String]) -> [Fault.Problem] {
        var problems: [Fault.Problem] = []
        let known = Set(types)
        let providers = Set(types.map { $0.prefix { $0 != "_" } })
        for resource in document.resources {
            let path = "/resources/\(resource.name)"
            if providers.contains(resource.type.prefix { $0 != "_" }), !known.contains(resource.type) {
                let near =
                    Similar.nearest(to: resource.type, in: types).map { "; did you mean `\($0)`?" } ?? ""
                problems.append(.init(path + "/type", "there is no resource type `\(resource.type)`\(near)"))
            } else if let shape = shapes[resource.type] {
                check(resource.properties, shape, path + "/properties", &problems)
            }
        }
        return problems
    }

    private func check(
        _ properties: JSON.Object, _ shape: ResourceShape, _ path: String, _ problems: inout [Fault.Problem]
    ) {
        for (name, value) in properties {
            let place = "\(path)/\(name)"
            if let attribute = shape.attribute(name) {
                if !attribute.isSettable {
                    problems.append(.init(place, "is decided by the provider; leave it out"))
                }
            } else if let block = shape.block(name) {
                let list = value.arrayValue ?? [value]
                if let most = block.most, list.count > most {
                    problems.append(.init(place, "at most \(most) may stand here"))
                }
                for (index, element) in list.enumerated() {
                    let spot = value.arrayValue == nil ? place : "\(place)/\(index)"
                    guard case .object(let object) = element else {
                        problems.append(.init(spot, "a mapping was expected"))
                        continue
                    }
                    check(object, block.shape, spot, &problems)
                }
            } else {
                let all = shape.attributes.filter(\.isSettable).map(\.name) + shape.blocks.map(\.name)
                let near = Similar.nearest(to: name, in: all).map { "; did you mean `\($0)`?" } ?? ""
                problems.append(.init(place, "there is no such property\(near)"))
            }
        }
        for attribute in shape.attributes where attribute.isRequired && properties[attribute.name] == nil {
            problems.append(.init("\(path)/\(attribute.name)", "is missing"))
        }
        for block in shape.blocks where block.least > 0 && properties[block.name] == nil {
            problems.append(.init("\(path)/\(block.name)", "is missing"))
        }
    }
}
