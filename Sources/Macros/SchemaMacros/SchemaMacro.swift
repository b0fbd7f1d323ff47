import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// Writes `schema`, the memberwise initializer, and a lenient decoder where defaults call for one.
public struct SchemaMacro: MemberMacro, ExtensionMacro {
    public static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard let type = declaration.as(StructDeclSyntax.self) else {
            throw Refusal("@Schema and @Operation go on structs.")
        }
        let access = type.modifiers.map(\.name.text).first { ["public", "package"].contains($0) }
        let prefix = access.map { $0 + " " } ?? ""
        let properties = try stored(in: type)
        var members: [DeclSyntax] = [
            schema(name: type.name.text, help: help(of: type), properties, prefix),
            memberwise(properties, prefix),
        ]
        if properties.contains(where: { $0.byDefault != nil }) { members.append(decoder(properties, prefix)) }
        return members
    }

    public static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        if protocols.isEmpty { return [] }
        return [try ExtensionDeclSyntax("extension \(type.trimmed): Described {}")]
    }

    // MARK: - Reading

    struct Property {
        let name: String
        let type: String
        let byDefault: String?
        let help: String
        /// Swift's own keywords as names are written in backticks; the wire name has none.
        var wireName: String { name.filter { $0 != "`" } }
    }

    struct Refusal: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    static func stored(in type: StructDeclSyntax) throws -> [Property] {
        var found: [Property] = []
        for member in type.memberBlock.members {
            guard let variable = member.decl.as(VariableDeclSyntax.self) else { continue }
            if variable.modifiers.contains(where: { $0.name.text == "static" }) { continue }
            for binding in variable.bindings {
                if binding.accessorBlock != nil { continue }
                guard let annotation = binding.typeAnnotation else {
                    throw Refusal("\(binding.pattern.trimmedDescription) needs a written type.")
                }
                let typeText = annotation.type.trimmedDescription
                let isLet = variable.bindingSpecifier.text == "let"
                if isLet && binding.initializer != nil { continue }
                let implicit = !isLet && typeText.hasSuffix("?") ? "nil" : nil
                found.append(
                    Property(
                        name: binding.pattern.trimmedDescription, type: typeText,
                        byDefault: binding.initializer?.value.trimmedDescription ?? implicit,
                        help: help(of: variable)))
            }
        }
        return found
    }

    /// The documentation comment, joined to one line.
    static func help(of node: some SyntaxProtocol) -> String {
        node.leadingTrivia.compactMap { piece -> String? in
            guard case .docLineComment(let text) = piece else { return nil }
            return text.dropFirst(3).trimmingPrefix(while: { $0 == " " }).description
        }.joined(separator: " ")
    }

    // MARK: - Writing

    static func literal(_ text: String) -> String {
        StringLiteralExprSyntax(content: text).description
    }

    static func schema(
        name: String, help: String, _ properties: [Property], _ prefix: String
    ) -> DeclSyntax {
        let fields = properties.map { property in
            let byDefault = property.byDefault.flatMap { $0 == "nil" ? nil : literal($0) } ?? "nil"
            return "        .init(\(literal(property.wireName)), (\(property.type)).schema, "
                + "help: \(literal(property.help)), byDefault: \(byDefault)),\n"
        }.joined()
        return """
            \(raw: prefix)static var schema: Schema {
                .object(.init(\(raw: literal(name)), help: \(raw: literal(help))) { [
            \(raw: fields)    ] })
            }
            """
    }

    static func memberwise(_ properties: [Property], _ prefix: String) -> DeclSyntax {
        let parameters = properties.map { property in
            let byDefault =
                property.byDefault.map { " = \($0)" } ?? (property.type.hasSuffix("?") ? " = nil" : "")
            return "\(property.name): \(property.type)\(byDefault)"
        }.joined(separator: ", ")
        let body = properties.map { "    self.\($0.name) = \($0.name)\n" }.joined()
        return "\(raw: prefix)init(\(raw: parameters)) {\n\(raw: body)}"
    }

    static func decoder(_ properties: [Property], _ prefix: String) -> DeclSyntax {
        let body = properties.map { property -> String in
            let optional = property.type.hasSuffix("?")
            let type = optional ? String(property.type.dropLast()) : property.type
            var line = "    self.\(property.name) = try box.decode"
            if optional || property.byDefault != nil { line += "IfPresent" }
            line += "(\(type).self, forKey: .\(property.name))"
            if let byDefault = property.byDefault, byDefault != "nil" { line += " ?? \(byDefault)" }
            return line + "\n"
        }.joined()
        return """
            \(raw: prefix)init(from decoder: any Decoder) throws {
                let box = try decoder.container(keyedBy: CodingKeys.self)
            \(raw: body)}
            """
    }
}
