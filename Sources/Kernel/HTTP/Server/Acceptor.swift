import CLinux
import Glibc

/// Takes new connections from one listening socket.
final class Acceptor: EventSource {
    /// How long accepting rests when descriptors or memory have run out.
    static let rest: Int64 = 200

    private let listener: Int32
    private unowned let home: ServerLoop
    private let accept: (Int32, UnsafeMutablePointer<CChar>, UInt32) -> Int32
    /// When accepting goes on after a rest.
    private(set) var resumesAt: Int64?

    init(
        _ listener: Int32, _ home: ServerLoop,
        accept: @escaping (Int32, UnsafeMutablePointer<CChar>, UInt32) -> Int32 = plumb_accept_peer
    ) {
        self.listener = listener
        self.home = home
        self.accept = accept
    }

    deinit { close(listener) }

    func open() { _ = home.loop.add(listener, EPOLLIN.rawValue, self) }

    func ready(_ events: UInt32) { acceptSome(64) }

    /// Takes what waits already and listens no more.
    func finish() {
        acceptSome(4096)
        home.loop.remove(listener)
    }

    /// Goes on after a rest.
    func resume() {
        guard resumesAt != nil else { return }
        resumesAt = nil
        home.loop.change(listener, EPOLLIN.rawValue)
    }

    private func acceptSome(_ most: Int) {
        for _ in 0..<most where resumesAt == nil {
            let (fd, address) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 48) { room in
                room.initialize(repeating: 0)
                guard let start = room.baseAddress else { return (Int32(-1), "") }
                let fd = accept(listener, start, UInt32(room.count))
                return (fd, fd < 0 ? "" : String(cString: start))
            }
            if fd >= 0 {
                home.admit(fd, address)
                continue
            }
            switch errno {
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return pause()
            case EAGAIN: return
            default: continue  // that one client went before it was taken
            }
        }
    }

    /// The queue stays ready while nothing can be taken from it; watching it would spin.
    private func pause() {
        let time = home.loop.now + Self.rest
        resumesAt = time
        home.loop.change(listener, 0)
        home.loop.wake(at: time)
    }
}
