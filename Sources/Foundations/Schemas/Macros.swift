/// Gives a struct its `schema` (names, types, defaults and documentation comments of its stored
/// properties), a memberwise `init` of the struct's own access, and, when a property has a default, an
/// `init(from:)` in which that property may be left out.
@attached(member, names: named(init), named(schema))
@attached(extension, conformances: Described)
public macro Schema() = #externalMacro(module: "SchemaMacros", type: "SchemaMacro")

/// `@Schema` for a request: its documentation comment is the operation's one sentence of help.
@attached(member, names: named(init), named(schema))
@attached(extension, conformances: Described)
public macro Operation() = #externalMacro(module: "SchemaMacros", type: "SchemaMacro")
