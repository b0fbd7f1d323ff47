/// Why a request is refused before any handler sees it; the connection ends with the answer.
enum Refusal: Error, Sendable, Equatable {
    case bareLineFeed, emptyLines, method, target, proxy, version, unknownVersion
    case field, headTooLarge, tooManyFields
    case missingHost, repeatedHost, host, authority
    case repeatedLength, length, coding, lengthAndCoding, codingInOldVersion, expectation
    case chunkSize, chunkExtension, chunkEnd, chunkOverhead, trailer, bodyTooLarge

    var status: Int {
        switch self {
        case .bodyTooLarge: 413
        case .expectation: 417
        case .headTooLarge, .tooManyFields: 431
        case .proxy: 501
        case .unknownVersion: 505
        default: 400
        }
    }

    /// For whoever looks at the wire.
    var reason: String {
        switch self {
        case .bareLineFeed: "A line ends without CR."
        case .emptyLines: "Empty lines stand where a request should."
        case .method: "The request line has no proper method."
        case .target: "The request's target is neither a path nor an address."
        case .proxy: "This server is no proxy."
        case .version: "The request line does not end with a version of HTTP."
        case .unknownVersion: "This server speaks HTTP/1.1."
        case .field: "A header field has a wrong name, a fold, or a control byte."
        case .headTooLarge: "The request's head is too large."
        case .tooManyFields: "The request has too many header fields."
        case .missingHost: "Host is missing."
        case .repeatedHost: "Host is given more than once."
        case .host: "Host is not a host."
        case .authority: "Host and :authority name different hosts."
        case .repeatedLength: "Content-Length is given more than once."
        case .length: "Content-Length is not a length."
        case .coding: "Transfer-Encoding is not exactly one chunked."
        case .lengthAndCoding: "Content-Length and Transfer-Encoding exclude each other."
        case .codingInOldVersion: "HTTP/1.0 has no Transfer-Encoding."
        case .expectation: "The only expectation met here is 100-continue."
        case .chunkSize: "A chunk size is not a number of at most 15 digits."
        case .chunkExtension: "A chunk extension has a control byte."
        case .chunkEnd: "A chunk is longer than its announced size."
        case .chunkOverhead: "The chunked framing spends too much on extensions or trailers."
        case .trailer: "A trailer field is malformed, or there are too many."
        case .bodyTooLarge: "The body is larger than allowed here."
        }
    }
}
