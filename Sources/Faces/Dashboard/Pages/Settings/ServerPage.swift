import Bus
import Faults
import HTTP
import MonitoringAPI
import ProvidersAPI
import Vocabulary

extension Visitor {
    /// What this server runs with, and how it stands.
    func serverPage() async throws(Fault) -> Response {
        async let toolchain = load(DescribeToolchain())
        async let readiness = load(CheckReadiness())
        let (tool, server) = (await toolchain, await readiness)
        return await show(
            settingsSheet(.server) {
                div(.class("pair")) {
                    serverPanel(server)
                    toolchainPanel(tool)
                }
            })
    }

    private func toolchainPanel(_ loaded: Loaded<ToolchainReport>) -> HTML {
        panel("Toolchain", id: "toolchain") {
            shown(loaded) { report in
                facts([("Tool", words("\(report.tool) \(report.version)"))])
                if report.mirrored.isEmpty {
                    p(.class("quiet"), text: "Providers come from the registry.")
                } else {
                    details {
                        summary(
                            text: counted(report.mirrored.count, "provider") + " at hand without the registry"
                        )
                        ul(.class("plain")) {
                            for name in report.mirrored {
                                li { code(.class("wrap"), text: name) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// How this server stands with what it depends on.
    private func serverPanel(_ loaded: Loaded<ReadinessReport>) -> HTML {
        panel("What it depends on", id: "server") {
            shown(loaded) { report in
                ul(.class("plain entries")) {
                    for dependency in report.dependencies {
                        li {
                            div(.class("row")) {
                                strong(text: dependency.name)
                                Mark(
                                    word: dependency.isWell ? "Well" : "Not well",
                                    glyph: dependency.isWell ? .check : .cross,
                                    tone: dependency.isWell ? .good : .bad
                                ).drawn
                            }
                            if !dependency.note.isEmpty { p(.class("quiet"), text: dependency.note) }
                        }
                    }
                }
                if report.dependencies.isEmpty { p(.class("quiet"), text: "It depends on nothing outside.") }
            }
        }
    }
}
