import HTTP

/// Headers that every answer of every face carries.
public struct Hardening: Sendable {
    /// Origins that browsers may call the API from; none by default.
    private let origins: Set<String>
    private let isTLS: Bool

    public init(origins: [String] = [], isTLS: Bool) {
        self.origins = Set(origins)
        self.isTLS = isTLS
    }

    public func apply(to response: Response, of request: Request, trace: String) -> Response {
        var response = response
        response.headers.set("X-Content-Type-Options", "nosniff")
        response.headers.set("Referrer-Policy", "same-origin")
        response.headers.set("X-Frame-Options", "DENY")
        if response.headers["Content-Security-Policy"] == nil {
            response.headers.set(
                "Content-Security-Policy",
                "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
            )
        }
        if isTLS { response.headers.set("Strict-Transport-Security", "max-age=31536000") }
        response.headers.set("Trace-Id", trace)
        if let origin = request.headers["Origin"], origins.contains(origin) {
            response.headers.set("Access-Control-Allow-Origin", origin)
            response.headers.add("Vary", "Origin")
            response.headers.set("Access-Control-Expose-Headers", "ETag, Location, Retry-After, Trace-Id")
        }
        return response
    }

    /// The answer to a CORS preflight, or nil when the request is none from an allowed origin.
    public func preflight(_ request: Request) -> Response? {
        guard request.method == "OPTIONS", let origin = request.headers["Origin"], origins.contains(origin),
            request.headers["Access-Control-Request-Method"] != nil
        else { return nil }
        return Response(
            status: 204,
            headers: [
                "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
                "Access-Control-Allow-Headers":
                    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, traceparent",
                "Access-Control-Max-Age": "600",
            ])
    }
}
