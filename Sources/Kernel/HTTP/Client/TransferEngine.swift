import CCurl
import CLinux
import Faults

/// Runs transfers over libcurl's multi interface on one event loop.
///
/// Sendable because every variable, and curl's handles, are touched on the loop's thread alone; others
/// enter through `begin`, `cancel`, `resume` and `stop`, which only post to it.
final class TransferEngine: LoopOwner, @unchecked Sendable {
    let loop: EventLoop
    let configuration: ClientConfiguration
    private let multi: UnsafeMutableRawPointer
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    private var spare: [UnsafeMutableRawPointer] = []
    private var watched: [Int32: CurlSocket] = [:]
    private var timerAt = Int64.max
    private var isStopping = false

    /// curl's own preparations, once in a process.
    private static let isPrepared = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private init(_ configuration: ClientConfiguration) throws(Fault) {
        guard Self.isPrepared, let multi = curl_multi_init() else {
            throw Fault(.broken, "http.no_client", "The HTTP client could not be set up.")
        }
        self.configuration = configuration
        self.multi = multi
        do {
            loop = try EventLoop()
        } catch {
            curl_multi_cleanup(multi)
            throw error
        }
    }

    static func start(_ configuration: ClientConfiguration) throws(Fault) -> TransferEngine {
        let engine = try TransferEngine(configuration)
        let context = Unmanaged.passUnretained(engine).toOpaque()
        plumb_curl_multi_on_socket(engine.multi, watchCurlSocket, context)
        plumb_curl_multi_on_timer(engine.multi, setCurlTimer, context)
        let perHost = Int(configuration.maxConnectionsPerHost)
        plumb_curl_multi_long(engine.multi, CURLMOPT_MAX_HOST_CONNECTIONS, perHost)
        plumb_curl_multi_long(engine.multi, CURLMOPT_MAXCONNECTS, Int(configuration.maxIdleConnections))
        try engine.loop.start(for: engine, name: "http-client")
        return engine
    }

    // MARK: - From any thread

    func begin(_ transfer: Transfer, _ waiter: CheckedContinuation<Transfer.Outcome, Never>) {
        loop.executor.later { [self] in
            transfer.waiter = waiter
            if isStopping || transfer.isCancelled { return transfer.finish(.transferCancelled) }
            add(transfer)
        }
    }

    func cancel(_ transfer: Transfer) {
        loop.executor.later { [self] in
            transfer.isCancelled = true
            end(transfer, .transferCancelled)
        }
    }

    /// The reader of a stream wants more.
    func resume(_ transfer: Transfer) {
        loop.executor.later { [self] in
            guard transfer.isPaused, let handle = transfer.handle else { return }
            transfer.isPaused = false
            curl_easy_pause(handle, 0)
            collect()
        }
    }

    func stop() { loop.executor.later { self.isStopping = true } }

    // MARK: - On the loop

    private func add(_ transfer: Transfer) {
        guard let handle = spare.popLast() ?? curl_easy_init() else {
            return transfer.finish(Fault(.broken, "http.no_client", "A transfer could not be set up."))
        }
        do {
            try transfer.prepare(handle, configuration)
        } catch {
            release(transfer, handle)
            return transfer.finish(error)
        }
        transfer.handle = handle
        transfer.endsAt = loop.now + transfer.request.deadline.milliseconds
        loop.wake(at: transfer.endsAt)
        transfers[handle] = transfer
        curl_multi_add_handle(multi, handle)
    }

    private func end(_ transfer: Transfer, _ fault: Fault?) {
        guard let handle = transfer.handle else { return }
        transfer.handle = nil
        transfers[handle] = nil
        curl_multi_remove_handle(multi, handle)
        release(transfer, handle)
        transfer.finish(fault)
    }

    private func release(_ transfer: Transfer, _ handle: UnsafeMutableRawPointer) {
        curl_easy_reset(handle)
        if spare.count < 32 { spare.append(handle) } else { curl_easy_cleanup(handle) }
        curl_slist_free_all(transfer.fields)
        transfer.fields = nil
    }

    fileprivate func act(_ fd: Int32, _ events: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(multi, fd, events, &running)
        collect()
    }

    /// Ends the transfers that curl is done with.
    private func collect() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = transfers[handle]
            else { continue }
            let result = plumb_curl_result(message)
            end(transfer, transfer.fault(result))
        }
    }

    fileprivate func watch(_ fd: Int32, _ what: Int32) {
        if what == CURL_POLL_REMOVE {
            if watched.removeValue(forKey: fd) != nil { loop.remove(fd) }
            return
        }
        var events: UInt32 = 0
        if what & CURL_POLL_IN != 0 { events |= EPOLLIN.rawValue }
        if what & CURL_POLL_OUT != 0 { events |= EPOLLOUT.rawValue }
        if watched[fd] != nil { return loop.change(fd, events) }
        let socket = CurlSocket(fd, self)
        watched[fd] = socket
        _ = loop.add(fd, events, socket)
    }

    fileprivate func setTimer(_ milliseconds: Int) {
        timerAt = milliseconds < 0 ? .max : loop.now + Int64(milliseconds)
        loop.wake(at: timerAt)
    }

    // MARK: - Turns

    var isEager: Bool { false }
    var isFinished: Bool { isStopping && transfers.isEmpty }

    func due(_ now: Int64) {
        if now >= timerAt {
            timerAt = .max
            act(-1, 0)
        }
        for transfer in Array(transfers.values) where now >= transfer.endsAt { end(transfer, .deadline) }
        var next = timerAt
        for transfer in transfers.values { next = min(next, transfer.endsAt) }
        loop.wake(at: next)
    }

    func endTurn() {
        guard isStopping else { return }
        for transfer in Array(transfers.values) { end(transfer, .transferCancelled) }
    }

    func ended() {
        for handle in spare { curl_easy_cleanup(handle) }
        spare = []
        curl_multi_cleanup(multi)
    }
}

/// A socket of curl's, watched for it.
private final class CurlSocket: EventSource {
    private let fd: Int32
    private unowned let engine: TransferEngine

    init(_ fd: Int32, _ engine: TransferEngine) {
        self.fd = fd
        self.engine = engine
    }

    func ready(_ events: UInt32) {
        var what: Int32 = 0
        if events & EPOLLIN.rawValue != 0 { what |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { what |= CURL_CSELECT_ERR }
        engine.act(fd, what)
    }
}

private func watchCurlSocket(
    _: UnsafeMutableRawPointer?, _ fd: Int32, _ what: Int32, _ context: UnsafeMutableRawPointer?,
    _: UnsafeMutableRawPointer?
) -> Int32 {
    context.map { Unmanaged<TransferEngine>.fromOpaque($0).takeUnretainedValue().watch(fd, what) }
    return 0
}

private func setCurlTimer(
    _: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
    context.map { Unmanaged<TransferEngine>.fromOpaque($0).takeUnretainedValue().setTimer(milliseconds) }
    return 0
}
