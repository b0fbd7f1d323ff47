import COpenSSL
import Faults

extension Request {
    /// Whether the client asks to go over to a WebSocket, over whichever version of HTTP.
    public var asksForWebSocket: Bool { upgrade == "websocket" }
}

extension Response {
    /// Agrees to a WebSocket (RFC 6455, 4.2, and RFC 8441, 5): 101, or 200 over HTTP/2, and then `converse`.
    ///
    /// Its end closes the conversation with 1000, an error with 1011; its task is cancelled when the client
    /// goes, closes, or breaks the protocol. A request that asks wrongly is answered 400, an unknown version
    /// 426. Who lets cookies prove anything has to check the Origin before.
    public static func webSocket(
        _ request: Request, limits: WebSocketLimits = WebSocketLimits(), headers: Headers = Headers(),
        _ converse: @escaping @Sendable (WebSocket) async throws -> Void
    ) -> Response {
        guard request.asksForWebSocket else { return refusal(400, "The request asks for no WebSocket.") }
        guard request.headers["Sec-WebSocket-Version"] == "13" else {
            var response = refusal(426, "WebSockets are spoken in version 13.")
            response.headers.set("Sec-WebSocket-Version", "13")
            return response
        }
        var headers = headers
        if !request.isMultiplexed {
            let keys = request.headers.all("Sec-WebSocket-Key")
            guard keys.count == 1, isKey(keys[0]) else {
                return refusal(400, "Sec-WebSocket-Key is not 16 bytes in base64.")
            }
            headers.set("Upgrade", "websocket")
            headers.set("Sec-WebSocket-Accept", accept(keys[0]))
        }
        return Response(
            status: 101, headers: headers,
            body: .upgrade { input, writer in await WebSocket.run(input, writer, limits, converse) })
    }

    private static func refusal(_ status: Int, _ detail: String) -> Response {
        let (plan, content) = ResponsePlan.problem(status, detail)
        return Response(status: status, headers: plan.headers, body: .bytes(content))
    }

    /// Sixteen bytes in base64, exactly.
    private static func isKey(_ key: String) -> Bool {
        let bytes = Array(key.utf8)
        guard bytes.count == 24, bytes.suffix(2).elementsEqual("==".utf8) else { return false }
        var room = [UInt8](repeating: 0, count: 18)
        return EVP_DecodeBlock(&room, bytes, 24) == 18
    }

    static func accept(_ key: String) -> String {
        var digest = [UInt8](repeating: 0, count: 20)
        let text = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        EVP_Digest(text, text.count, &digest, nil, EVP_sha1(), nil)
        var room = [UInt8](repeating: 0, count: 29)
        let count = EVP_EncodeBlock(&room, digest, 20)
        return String(decoding: room.prefix(Int(count)), as: UTF8.self)
    }
}
