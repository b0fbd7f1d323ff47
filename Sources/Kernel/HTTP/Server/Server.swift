import Faults
import Glibc
import Synchronization

/// A server of HTTP/1.1 and HTTP/2 (RFC 9110, RFC 9112, RFC 9113) on event loops of its own.
///
/// A handler runs on the loop of its connection until it waits for something elsewhere, so it must not
/// block or compute for long. Without `drain` everything is closed when the last reference goes.
public final class Server: Sendable {
    private let configuration: ServerConfiguration
    private let handler: @Sendable (Request) async -> Response
    private let running = Mutex<Running?>(nil)

    fileprivate struct Running {
        let service: Service
        let loops: [ServerLoop]
        let port: Int
    }

    /// `handler` is called for every well-formed request; several calls run at a time.
    public init(
        _ configuration: ServerConfiguration = ServerConfiguration(),
        handler: @escaping @Sendable (Request) async -> Response
    ) {
        self.configuration = configuration
        self.handler = handler
    }

    deinit { running.withLock { $0?.drain(within: .zero) } }

    /// Listens, and tells the port; faults with `http.cannot_listen` or `http.tls_files`.
    ///
    /// Called again, it tells the same port. Resolving a host name may block.
    @discardableResult
    public func start() throws(Fault) -> Int {
        try running.withLock { running throws(Fault) in
            if let running { return running.port }
            let started = try launch()
            running = started
            return started.port
        }
    }

    /// Accepts no more, lets requests in flight end, and closes what is left `within` the time; returns
    /// when every connection is closed and, unless the time ran out, every handler has returned.
    public func drain(within time: Duration) async {
        let running = running.withLock { $0 }
        running?.drain(within: time)
        for loop in running?.loops ?? [] { await loop.end.pass() }
    }

    /// Reads certificate, key and authorities again for connections that come from now on.
    ///
    /// With `ifChanged` only when a file is not what it was; tells whether it was read. Faults with
    /// `http.tls_files` and goes on with what it has when the files do not fit together.
    @discardableResult
    public func reloadTLS(ifChanged: Bool = false) throws(Fault) -> Bool {
        guard let tls = running.withLock({ $0 })?.service.tls else { return false }
        return try tls.reload(ifChanged: ifChanged)
    }

    private func launch() throws(Fault) -> Running {
        let tls = try configuration.tls.map { tls throws(Fault) in
            try TLSIdentity(tls, speaksHTTP2: configuration.speaksHTTP2)
        }
        let service = Service(configuration, tls, handler)
        let count = max(1, configuration.loops ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var (listeners, loops): ([Int32], [ServerLoop]) = ([], [])
        var port = configuration.port
        do {
            if count > 1, port != 0 {
                // A port that is shared could be shared with another program: first make sure it is free.
                close(try openListener(host: configuration.host, port: port).fd)
            }
            for _ in 0..<count {
                let listener = try openListener(host: configuration.host, port: port, shared: count > 1)
                listeners.append(listener.fd)
                port = listener.port
                loops.append(ServerLoop(try EventLoop(), service))
            }
            for (index, loop) in loops.enumerated() {
                try loop.loop.start(for: loop, name: "http-\(index)")
                let listener = listeners.removeFirst()
                loop.loop.execute { loop.listen(listener) }
            }
        } catch {
            for listener in listeners { close(listener) }
            Running(service: service, loops: loops, port: port).drain(within: .zero)
            throw error
        }
        return Running(service: service, loops: loops, port: port)
    }
}

extension Server.Running {
    fileprivate func drain(within time: Duration) {
        service.beginDraining()
        let milliseconds = time.milliseconds
        for loop in loops { loop.loop.execute { loop.drain(within: milliseconds) } }
    }
}
