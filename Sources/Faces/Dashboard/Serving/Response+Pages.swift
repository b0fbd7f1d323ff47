import Faults
import FrontDoor
import HTTP
import Vocabulary

extension Response {
    /// After a form was carried out: the browser fetches the page (RFC 9110, 15.4.4).
    static func seeOther(_ link: Link) -> Response {
        Response(status: 303, headers: ["Location": link.text, "Cache-Control": "no-store"])
    }

    /// To the sign-in page, and from there back to where the request wanted to go.
    static func toSignIn(from request: Request) -> Response {
        let isReading = request.method == "GET" || request.method == "HEAD"
        // A form's own address has no page; the page that shows the form is two segments long.
        let pieces = request.path.split(separator: "/").prefix(2).joined(separator: "/")
        let wanted = isReading ? request.target : "/" + pieces
        let next = Link(local: wanted).flatMap { $0 == .home || $0.text == "/sign-out" ? nil : $0.text }
        return .seeOther(Link("sign-in", query: [("next", next)]))
    }

    /// Puts the session into the browser until it ends.
    func keeping(_ secret: String, until end: Timestamp, now: Timestamp, isTLS: Bool) -> Response {
        let seconds = max(0, (end - now).milliseconds / 1000)
        return withCookie(secret, "Max-Age=\(seconds)", isTLS)
    }

    /// Takes the session out of the browser.
    func forgettingSession(isTLS: Bool) -> Response { withCookie("", "Max-Age=0", isTLS) }

    private func withCookie(_ value: String, _ span: String, _ isTLS: Bool) -> Response {
        var copy = self
        copy.headers.add(
            "Set-Cookie",
            "\(Credential.cookieName)=\(value); Path=/; \(span); HttpOnly; SameSite=Lax"
                + (isTLS ? "; Secure" : ""))
        return copy
    }
}

extension Fault {
    static let noSuchPage = Fault(
        .missing, "dashboard.no_such_page", "There is no page at this address. Go on from the overview.")

    static func wrongMethod(_ methods: [String]) -> Fault {
        Fault(
            .unsupported, "http.method",
            "This address takes \(methods.joined(separator: ", ")) only. Go on from the overview.")
    }
}
