/// An element of an XML document with what is in it, as answers of web services use XML: names without their
/// prefixes, text put together, no comments or processing instructions.
public struct XMLElement: Sendable, Equatable {
    /// Without its prefix.
    public let name: String
    /// By name as written, prefix included.
    public let attributes: [String: String]
    public fileprivate(set) var children: [XMLElement]
    /// All text directly within, in order.
    public fileprivate(set) var text: String

    public init(
        _ name: String, attributes: [String: String] = [:], children: [XMLElement] = [], text: String = ""
    ) {
        (self.name, self.attributes, self.children, self.text) = (name, attributes, children, text)
    }

    /// The first child of that name.
    public subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// Every child of that name.
    public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    mutating func add(_ child: XMLElement) { children.append(child) }
    mutating func add(text more: String) { text += more }
}
