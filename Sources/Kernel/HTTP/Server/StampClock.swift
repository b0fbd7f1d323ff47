import Glibc

/// The beginning of responses, status line to Date, made once a second (RFC 9110, 5.6.7 and 6.6.1).
struct StampClock {
    private var second = time_t.min
    private var fields: [UInt8] = []
    private var date = ""
    private var status = 0
    private var isCurrent = true
    private var beginning: [UInt8] = []

    /// Status line, Server and Date; kept for the next response, which mostly has the same.
    mutating func begin(_ status: Int, isCurrent: Bool) -> [UInt8] {
        if !refresh(), status == self.status, isCurrent == self.isCurrent { return beginning }
        self.status = status
        self.isCurrent = isCurrent
        let line = "HTTP/1.\(isCurrent ? 1 : 0) \(status) \(reasonPhrase(status))"
        beginning = Array(line.utf8) + fields
        return beginning
    }

    /// Server and Date by themselves.
    mutating func currentFields() -> [(name: String, value: String)] {
        _ = refresh()
        return [("server", "plumb"), ("date", date)]
    }

    /// Whether another second has begun.
    private mutating func refresh() -> Bool {
        let now = time(nil)
        if now == second { return false }
        second = now
        date = httpDate(now)
        fields = Array("\r\nServer: plumb\r\nDate: \(date)\r\n".utf8)
        return true
    }
}

/// IMF-fixdate of RFC 9110, 5.6.7, whatever the locale.
func httpDate(_ seconds: time_t) -> String {
    var (seconds, parts) = (seconds, tm())
    gmtime_r(&seconds, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    let month = months[Int(parts.tm_mon)]
    return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(month) \(1900 + parts.tm_year) \(clock) GMT"
}
