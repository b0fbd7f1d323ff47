import Bus
import Faults
import FoundationEssentials
import Host
import Telemetry
import Vocabulary

/// `plumb serve`: one process from start to orderly end.
public enum Serving {
    /// Returns when the process was asked to end and everything is put away. `ready` hears the address.
    public static func run(
        _ configuration: Configuration, environment: [String: String],
        ready: @escaping @Sendable (String, House) -> Void = { _, _ in }
    ) async throws(Fault) {
        guard let level = Log.Level(rawValue: configuration.text("log-level")),
            let format = Log.Format(rawValue: configuration.text("log-format"))
        else {
            throw Fault(
                .invalid, "host.bad_configuration",
                "log-level is debug, info, warning or error; log-format is readable or json.")
        }
        let log = Log(level: level, format: format)
        let arriving = Signals.arriving()
        let node = Node()
        let house = try await House(
            configuration, log: log, environment: environment, faces: node, nodes: [:])
        // Written before anybody is answered, so that who sees the server up finds it.
        let codeFile = house.setUpCode.map { keep($0, house) }
        let front = FrontOfHouse(house)
        let (server, address) = try front.serve()
        try await house.start(at: address)
        log.info("Plumb serves", ["address": address, "data": house.data, "version": House.version])
        if let code = house.setUpCode {
            log.info(
                "Nobody is set up yet",
                [
                    "code": code, "file": (codeFile ?? nil) ?? "could not be written",
                    "next": "\(address)/set-up or `plumb setup`",
                ])
        }
        ready(address, house)
        await withTaskGroup { group in
            group.addTask { await front.watchCertificate(of: server) }
            for await signal in arriving {
                guard signal == Signals.hangUp else { break }
                front.renew(server, ifChanged: false)
            }
            group.cancelAll()
        }
        log.info("Plumb ends what is under way")
        await server.drain(within: .seconds(configuration.integer("grace")))
        await house.stop()
        await front.close()
        log.info("Plumb has stopped")
    }

    /// Puts the code into a file, for scripts and for who did not see the log; nil when that failed.
    private static func keep(_ code: String, _ house: House) -> String? {
        let file = house.data + "/setup-code"
        let isKept = FileManager.default.createFile(
            atPath: file, contents: Data((code + "\n").utf8), attributes: [.posixPermissions: 0o600])
        return isKept ? file : nil
    }
}
