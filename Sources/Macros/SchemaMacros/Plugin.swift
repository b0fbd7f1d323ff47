@_spi(PluginMessage) import SwiftCompilerPluginMessageHandling
import SwiftSyntaxMacros

struct Provider: PluginProvider {
    func resolveMacro(moduleName: String, typeName: String) throws -> any Macro.Type { SchemaMacro.self }
}

@main
struct Plugin {
    static func main() throws {
        let connection = try StandardIOMessageConnection()
        let handler = PluginProviderMessageHandler(provider: Provider())
        try CompilerPluginMessageListener(connection: connection, messageHandler: handler).main()
    }
}
