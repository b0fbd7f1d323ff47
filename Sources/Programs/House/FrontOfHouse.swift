import Bus
import Dashboard
import Faults
import FrontDoor
import Gateway
import HTTP
import Host
import StateBackend
import Synchronization
import Telemetry
import Vocabulary

/// The house's faces behind one server.
public final class FrontOfHouse: Sendable {
    private let house: House
    private let gateway: Gateway
    private let backend: StateBackend
    private let dashboard: Dashboard
    private let hardening: Hardening
    private let accessLog = Mutex<AccessLog?>(nil)

    public init(_ house: House) {
        self.house = house
        let configuration = house.configuration
        let entrance = Entrance(
            node: house.faces, addressRate: Double(configuration.integer("address-rate")),
            credentialRate: Double(configuration.integer("credential-rate")))
        gateway = Gateway(House.offered, entrance: entrance, objects: house.objects, version: House.version)
        backend = StateBackend(entrance: entrance, objects: house.objects)
        dashboard = Dashboard(entrance: entrance, version: House.version, objects: house.objects)
        hardening = Hardening(
            origins: configuration.list("cors-origins"),
            isTLS: configuration.textIfAny("tls-certificate") != nil)
    }

    /// Serves until `drain`; answers the server and the address that Terraform on this machine reaches.
    public func serve() throws(Fault) -> (server: Server, address: String) {
        let settings = try FrontSettings(house.configuration)
        var configuration = settings.server
        if let path = settings.accessLog {
            let log = try AccessLog(path)
            configuration.onAnswer = { record in log.note(record) }
            accessLog.withLock { $0 = log }
        }
        let server = Server(configuration) { [self] request in await respond(request) }
        let port = try server.start()
        let host = configuration.host
        let reachable = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
        return (server, "\(configuration.tls == nil ? "http" : "https")://\(reachable):\(port)")
    }

    /// Takes up files that have changed: the certificate's, and the access log's when it was moved away.
    ///
    /// A certificate that can't be used is told to the log, and the one before it stays.
    public func renew(_ server: Server, ifChanged: Bool) {
        do throws(Fault) {
            if try server.reloadTLS(ifChanged: ifChanged) {
                try house.certificate.renew()
                house.log.info("The certificate was read again")
            }
        } catch {
            house.log.error(
                "The new certificate can't be used; the one before it stays",
                ["reason": error.message, "detail": error.note ?? ""])
        }
        guard !ifChanged, let log = accessLog.withLock({ $0 }) else { return }
        do throws(Fault) {
            try log.reopen()
        } catch {
            house.log.error("The access log can't be opened again", ["reason": error.message])
        }
    }

    /// Looks now and then whether the certificate has changed, until its task is cancelled.
    public func watchCertificate(of server: Server, every time: Duration = .seconds(10)) async {
        while true {
            do { try await Task.sleep(for: time) } catch { return }
            renew(server, ifChanged: true)
        }
    }

    /// Returns when the access log is written.
    public func close() async { await accessLog.withLock({ $0 })?.close() }

    public func respond(_ request: Request) async -> Response {
        let trace = request.headers["traceparent"].flatMap { TraceContext(traceparent: $0) } ?? .start()
        let beginning = ContinuousClock.now
        var response = await answer(request, trace)
        response = hardening.apply(to: response, of: request, trace: trace.traceID)
        let elapsed = ContinuousClock.now - beginning
        house.metrics.observe(
            "plumb_http_seconds", "Time until requests were answered, by method and status.",
            [("method", Self.known(request.method)), ("status", String(response.status))],
            seconds: elapsed.seconds)
        if house.log.level == .debug {
            house.log.debug(
                "request",
                [
                    "method": request.method, "path": request.path, "status": String(response.status),
                    "remote": request.remote, "ms": String(elapsed.milliseconds), "trace": trace.traceID,
                ])
        }
        return response
    }

    private func answer(_ request: Request, _ trace: TraceContext) async -> Response {
        guard house.isOpen else {
            return .problem(
                Fault(
                    .unavailable, "host.starting", "The server is starting. Try again at once.", retryAfter: 1
                ),
                trace: trace.traceID)
        }
        if let response = hardening.preflight(request) { return response }
        if let refusal = Self.codingRefusal(request) { return .problem(refusal, trace: trace.traceID) }
        if request.path == "/metrics", request.method == "GET" {
            return Response(
                headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
                body: .bytes(Array(house.metrics.text().utf8)))
        }
        if let response = await gateway.respond(request, trace: trace) { return response }
        if let response = await backend.respond(request, trace: trace) { return response }
        if let response = await dashboard.respond(request, trace: trace) { return response }
        return .problem(
            Fault(.missing, "http.no_route", "There is nothing at this address."), trace: trace.traceID)
    }

    /// Content is taken as it is: a few bytes of a coding could unfold to gigabytes.
    private static func codingRefusal(_ request: Request) -> Fault? {
        guard let coding = request.headers["Content-Encoding"], coding.lowercased() != "identity" else {
            return nil
        }
        return Fault(
            .unsupported, "http.media_type", "Content is taken without a Content-Encoding. Send it as it is.")
    }

    /// Methods that nobody knows are one series, so that callers can't make series without end.
    private static func known(_ method: String) -> String {
        switch method {
        case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "LOCK", "UNLOCK": method
        default: "other"
        }
    }
}
