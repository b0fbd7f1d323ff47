extension Response {
    /// A stream of server-sent events that ends with the sequence.
    ///
    /// A comment goes out every `keepAlive`, so that proxies keep the connection and a client that has
    /// gone is noticed. The sequence's task is cancelled when the client goes.
    public static func events<Events: AsyncSequence & Sendable>(
        _ events: Events, keepAlive: Duration = .seconds(15), headers: Headers = Headers()
    ) -> Response where Events.Element == ServerSentEvent {
        var headers = headers
        headers.set("Content-Type", "text/event-stream; charset=utf-8")
        headers.set("Cache-Control", "no-cache")
        headers.set("X-Accel-Buffering", "no")
        let body = ResponseBody.stream(length: nil) { writer in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    for try await event in events { try await writer.write(event.encoded) }
                    return true
                }
                group.addTask {
                    try await writer.write(comment)
                    while true {
                        try await Task.sleep(for: keepAlive)
                        try await writer.write(comment)
                    }
                }
                group.addTask {
                    await writer.drained()
                    return true
                }
                _ = try await group.next()
                group.cancelAll()
            }
        }
        return Response(status: 200, headers: headers, body: body)
    }
}

/// A line that readers of an event stream skip.
private let comment: [UInt8] = Array(":\n\n".utf8)
