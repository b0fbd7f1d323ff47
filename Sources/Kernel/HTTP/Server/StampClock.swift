import Glibc

/// The fields that every response carries, made once a second (RFC 9110, 5.6.7 and 6.6.1).
struct StampClock {
    private var second = time_t.min
    private var bytes: [UInt8] = []

    var stamp: [UInt8] {
        mutating get {
            let now = time(nil)
            if now != second {
                second = now
                bytes = Array("\r\nServer: plumb\r\nDate: \(httpDate(now))\r\n".utf8)
            }
            return bytes
        }
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
