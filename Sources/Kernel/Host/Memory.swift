import CLinux
import Glibc
import Threads

/// How the C library keeps memory that the process has given back.
public enum Memory {
    /// Gives freed memory back to the system sooner, and shares it between threads: a server that has read a
    /// large answer is small again afterwards. Called first thing, on the main thread.
    public static func prepare() { plumb_prepare_memory() }

    /// Gives back what is free now.
    public static func giveBack() { plumb_give_memory_back() }

    /// Looks every `interval` seconds, on a thread of its own, whether a time of work has ended, and then
    /// gives back what was only needed for it: freed memory, and code. The start of a server is such a time
    /// too.
    public static func keepSmall(every interval: UInt32 = 10) {
        startDetachedThread(named: "memory") {
            var (given, before) = (0, secondsUsed())
            while true {
                sleep(interval)
                let used = secondsUsed()
                let isBusy = used - before > Double(interval) * busy
                before = used
                guard !isBusy, Int(used / worth) > given else { continue }
                giveBack()
                plumb_give_code_back()
                given = Int(secondsUsed() / worth)
            }
        }
    }

    /// The part of a core above which the process is at work.
    private static let busy = 0.05
    /// So much work, in seconds of a core, may have brought something that is worth looking for.
    private static let worth = 0.5

    private static func secondsUsed() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
