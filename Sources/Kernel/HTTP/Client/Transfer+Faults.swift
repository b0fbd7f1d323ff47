import CCurl
import Faults

extension Transfer {
    /// What a result of curl's means to the caller; `nil` for success.
    func fault(_ result: CURLcode) -> Fault? {
        let isAbsolute = Substring(request.url).afterScheme != nil
        let host =
            Substring(request.url).authority?.split(separator: "@").last.map { String($0) } ?? "the host"
        let note = String(cString: curl_easy_strerror(result))
        if result == CURLE_COULDNT_CONNECT, let refusedAddress {
            return AddressGuard.refusal(host, refusedAddress)
        }
        switch result {
        case CURLE_OK: return nil
        case CURLE_WRITE_ERROR where isOverflowing:
            return Fault(
                .tooLarge, "http.body_too_large",
                "\(host) answered with more than the \(request.maxBody) bytes allowed.")
        case CURLE_URL_MALFORMAT: return .badURL
        case CURLE_UNSUPPORTED_PROTOCOL where !isAbsolute: return .badURL
        case CURLE_TOO_MANY_REDIRECTS:
            return .unreachable("\(host) redirects more than five times.", note)
        case CURLE_COULDNT_RESOLVE_HOST:
            return .unreachable("The name of \(host) cannot be resolved.", note)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR:
            return .unreachable("No trusted TLS connection to \(host) can be made.", note)
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR:
            return .unreachable("\(host) ended the connection before its answer was complete.", note)
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
            return .unreachable("\(host) does not answer in HTTP.", note)
        default: return .unreachable("\(host) cannot be reached.", note)
        }
    }
}

extension Fault {
    static func unreachable(_ message: String, _ note: String) -> Fault {
        Fault(.unavailable, "http.unreachable", message, note: note)
    }

    /// Does not repeat the address, which may carry credentials.
    static let badURL = Fault(
        .invalid, "http.bad_url", "The address to call is not an absolute http or https URL.")
    static let deadline = Fault(
        .deadlineExceeded, "http.deadline", "The other side did not answer completely in time.")
    static let transferCancelled = Fault(.cancelled, "http.cancelled", "The request was cancelled.")
}
