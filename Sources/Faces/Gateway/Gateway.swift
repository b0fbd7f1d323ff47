import APIDocuments
import Bus
import ClientCode
import Faults
import FrontDoor
import HTTP
import Objects
import Schemas
import Values
import Vocabulary

/// REST under `/api/v1`, projected from the operations.
public struct Gateway: Sendable {
    /// Bytes of a JSON body; blobs have the server's own limit.
    static let jsonCeiling = 8 << 20

    let offered: [Offered]
    let router: Router
    let entrance: Entrance
    let objects: (any ObjectStore)?
    private let version: String
    private let document: [UInt8]
    private let documentTag: String

    /// `objects` is where bodies are staged; without it operations with bytes answer 501.
    public init(_ offered: [Offered], entrance: Entrance, objects: (any ObjectStore)?, version: String) {
        self.offered = offered.filter { $0.contract.route != nil }
        self.entrance = entrance
        self.version = version
        self.objects = objects
        router = Router(self.offered)
        document = OpenAPIDocument(self.offered, version: version).json.bytes()
        documentTag = Self.tag(of: document)
    }

    private static func source(_ text: String, _ type: String) -> Response {
        Response(
            headers: ["Content-Type": type + "; charset=utf-8", "Cache-Control": "no-cache"],
            body: .bytes(Array(text.utf8)))
    }

    /// FNV-1a over the content: enough to tell one build's document from another's.
    private static func tag(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return "\"\(String(hash, radix: 16))\""
    }

    /// Answers, or returns nil when the path is none of the API's.
    public func respond(_ request: Request, trace: TraceContext) async -> Response? {
        switch (request.method, request.path) {
        case ("GET", "/openapi.json"), ("HEAD", "/openapi.json"):
            if request.headers["If-None-Match"] == documentTag {
                return Response(status: 304, headers: ["ETag": documentTag])
            }
            var response = Response.json(document)
            response.headers.set("ETag", documentTag)
            return response
        case ("GET", "/docs"), ("HEAD", "/docs"):
            return Self.source(DocumentationPage(offered).html, "text/html")
        case ("GET", "/docs/changes"), ("HEAD", "/docs/changes"):
            return Self.source(APIChangelog.recorded.html, "text/html")
        case ("GET", "/clients/plumb.py"), ("HEAD", "/clients/plumb.py"):
            return Self.source(PythonClient(offered, version: version).text, "text/x-python")
        case ("GET", "/clients/plumb.ts"), ("HEAD", "/clients/plumb.ts"):
            return Self.source(TypeScriptClient(offered, version: version).text, "text/typescript")
        default: break
        }
        switch router.match(method: request.method, path: request.path) {
        case .found(let offered, let parameters):
            return await answer(request, offered, parameters, trace)
        case .otherMethods(let methods):
            var response = Response.problem(
                Fault(
                    .unsupported, "http.method", "This address takes \(methods.joined(separator: ", ")) only."
                ),
                trace: trace.traceID)
            response.headers.set("Allow", methods.joined(separator: ", "))
            return response
        case .none:
            guard request.path == "/api" || request.path.hasPrefix("/api/") else { return nil }
            return .problem(
                Fault(
                    .missing, "http.no_route",
                    "There is nothing at this address. The operations are listed at /docs."),
                trace: trace.traceID)
        }
    }

    private func answer(
        _ request: Request, _ offered: Offered, _ parameters: [(String, String)], _ trace: TraceContext
    ) async -> Response {
        do throws(Fault) {
            let visit = try await entrance.admit(request, trace: trace)
            let payload = try await payload(of: request, offered, parameters, visit)
            if let follow = offered.follow {
                return try await stream(request, follow, payload, visit.scope)
            }
            let bytes = try await offered.call(payload, visit.scope)
            return try await present(bytes, request, offered, visit.scope)
        } catch {
            return .problem(error, trace: trace.traceID)
        }
    }

    private func payload(
        of request: Request, _ offered: Offered, _ parameters: [(String, String)], _ visit: Entrance.Visit
    ) async throws(Fault) -> [UInt8] {
        var payload = RequestPayload(offered)
        switch offered.contract.bytes {
        case .taken(let field):
            // Bytes in the body, everything else in the query.
            let query = try request.parameters()
            try payload.addPathAndQuery(parameters, Parameters([]))
            for (name, value) in query where payload.has(name) && name != field {
                payload.setText(name, value)
            }
            payload.set(field, try await stage(request, visit))
        case .none, .given:
            try payload.addPathAndQuery(parameters, try request.parameters())
            if offered.contract.route?.hasBody == true {
                let body = try await request.body.collect(upTo: Gateway.jsonCeiling)
                try payload.addBody(body, request.headers["Content-Type"])
            }
        }
        // What a reconnecting reader has seen last wins over where it first began.
        if offered.follow != nil, let last = request.headers["Last-Event-ID"], payload.has("after") {
            payload.set("after", .string(last))
        }
        if let tag = request.headers["If-Match"], payload.has("ifRevision"), tag != "*" {
            guard let revision = Int(tag.filter { $0 != "\"" }) else {
                throw Fault(.precondition, "http.bad_etag", "If-Match is not an ETag that Plumb has given.")
            }
            payload.set("ifRevision", JSON(revision))
        }
        return payload.bytes
    }

    private func stage(_ request: Request, _ visit: Entrance.Visit) async throws(Fault) -> JSON {
        guard visit.scope.principal.kind != .anonymous else { throw .notSignedIn }
        guard let objects else {
            throw Fault(.unsupported, "http.no_objects", "This process takes no uploads.")
        }
        let blob = try await objects.put(pieces: request.body, tenant: try visit.scope.tenant.text)
        return try JSONCoding.json(of: blob)
    }

    private func present(
        _ bytes: [UInt8], _ request: Request, _ offered: Offered, _ scope: Scope
    ) async throws(Fault) -> Response {
        let contract = offered.contract
        if case .given(let mediaType) = contract.bytes { return try await give(bytes, mediaType, scope) }
        if contract.shape == .job {
            let ticket = try JSONCoding.decode(JobTicket.self, from: bytes)
            var response = Response.json(bytes, status: 202)
            response.headers.set("Location", "/api/v1/jobs/\(ticket.job)")
            return response
        }
        if let seconds = contract.cacheSeconds { return Self.kept(bytes, request, seconds) }
        var response = Response.json(bytes, status: contract.creates ? 201 : 200)
        let answer = try JSONDocument(parsing: bytes).root
        if contract.name == "monitoring.readiness", answer["isReady"]?.bool == false { response.status = 503 }
        if let revision = answer["revision"]?.int {
            let tag = "\"\(revision)\""
            response.headers.set("ETag", tag)
            let known = request.headers["If-None-Match"]
            if contract.effect == .query, let known, known == tag {
                return Response(status: 304, headers: ["ETag": tag])
            }
        }
        return response
    }

    /// What anybody may keep for a while.
    private static func kept(_ bytes: [UInt8], _ request: Request, _ seconds: Int) -> Response {
        let (tag, span) = (tag(of: bytes), "public, max-age=\(seconds)")
        if request.headers["If-None-Match"] == tag {
            return Response(status: 304, headers: ["ETag": tag, "Cache-Control": span])
        }
        var response = Response.json(bytes)
        response.headers.set("Cache-Control", span)
        response.headers.set("ETag", tag)
        return response
    }

    private func give(_ bytes: [UInt8], _ mediaType: String, _ scope: Scope) async throws(Fault) -> Response {
        guard let objects else {
            throw Fault(.unsupported, "http.no_objects", "This process gives no downloads.")
        }
        let blob = try JSONCoding.decode(BlobRef.self, from: bytes)
        let content = try await objects.get(blob, tenant: try scope.tenant.text)
        return Response(
            headers: ["Content-Type": mediaType, "ETag": "\"\(blob.digest)\"", "Cache-Control": "no-store"],
            body: .bytes(content))
    }
}
