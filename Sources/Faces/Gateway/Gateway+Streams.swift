import Bus
import Faults
import HTTP
import Values
import Vocabulary

extension Gateway {
    /// Elements as they come: messages of a WebSocket where the client asks for one, else server-sent events.
    func stream(
        _ request: Request, _ follow: @escaping Offered.Follow, _ payload: [UInt8], _ scope: Scope
    ) async throws(Fault) -> Response {
        // A follower stays as long as it likes; the request's deadline is for opening only.
        let source = try await follow(payload, scope.detached())
        if request.asksForWebSocket {
            return .webSocket(request) { socket in try await Self.tell(source, to: socket) }
        }
        return .events(
            source.map { (id, element) in
                ServerSentEvent(id: id, data: String(decoding: element, as: UTF8.self))
            })
    }

    /// One text message an element, `{"id": cursor, "data": element}`; the cursor is what `after` takes.
    private static func tell(
        _ source: AsyncThrowingStream<(String, [UInt8]), any Error>, to socket: WebSocket
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Nothing is asked for in messages here.
                guard try await socket.receive() != nil else { return }
                await socket.close(.unsupported, "This address only tells.")
            }
            group.addTask {
                do {
                    for try await (id, element) in source {
                        let head = #"{"id":"# + String(decoding: JSON.string(id).bytes(), as: UTF8.self)
                        let start = Array((head + #","data":"#).utf8)
                        try await socket.send(text: start + element + [UInt8(ascii: "}")])
                    }
                    await socket.close()
                } catch let fault as Fault {
                    await socket.close(.broken, fault.code.rawValue)
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
