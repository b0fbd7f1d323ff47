import Schemas

/// One page of a list. `next` is the `cursor` of the following page, absent on the last.
public struct Page<Item: Codable & Sendable & Described>: Codable, Sendable, Described {
    public let items: [Item]
    public let next: String?

    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }

    public static var schema: Schema {
        let item = Item.schema
        let name = (item.object?.name ?? "Item") + "Page"
        return .object(
            .init(name, help: "One page of a list; `next` is the cursor of the following page.") {
                [
                    .init("items", .array(item), help: "In the order that the operation documents."),
                    .init("next", .optional(.string()), help: "Absent on the last page."),
                ]
            })
    }

    public func map<Other>(_ transform: (Item) -> Other) -> Page<Other> {
        Page<Other>(items: items.map(transform), next: next)
    }
}

extension Page: Equatable where Item: Equatable {}

/// How many items a list gives at most, whatever was asked.
public let pageCeiling = 200
