import Numbers
import Rego

extension Call {
    /// A moment, alone or with a zone and a layout.
    func moment(_ place: Int) throws(BuiltInFault) -> (nanoseconds: Int, zone: TimeZoneRules, layout: String?)
    {
        var number = self[place]
        var zone = TimeZoneRules.utc
        var layout: String?
        if number.isArray {
            let parts = number.elements
            guard parts.count > 0 else {
                throw .type("operand \(place + 1) must be either number (ns) or [number (ns), string (tz)]")
            }
            number = parts[0]
            if parts.count > 1 { zone = try self.zone(parts[1]) }
            if parts.count > 2 { layout = parts[2].string }
        }
        guard number.isNumber else {
            throw .type("operand \(place + 1) must be one of {number, array} but got \(number.typeName)")
        }
        guard let whole = number.integer else {
            throw .type("operand \(place + 1) must be integer number but got floating-point number")
        }
        guard let nanoseconds = whole.asInt else { throw .failed("timestamp too big") }
        return (nanoseconds, zone, layout)
    }

    private func zone(_ value: Value) throws(BuiltInFault) -> TimeZoneRules {
        guard let name = value.string else {
            throw .type("operand 1 must be string but got \(value.typeName)")
        }
        if name.isEmpty || name == "UTC" || name == "Local" { return .utc }
        let key = "zone " + name
        if let known = surroundings.memory[key] as? TimeZoneRules { return known }
        guard let bytes = surroundings.timeZone?(name), let rules = TimeZoneRules(bytes) else {
            throw .failed("unknown time zone \(name)")
        }
        surroundings.memory[key] = rules
        return rules
    }

    func civil(_ place: Int) throws(BuiltInFault) -> CivilTime {
        let (nanoseconds, zone, _) = try moment(place)
        return CivilTime(nanoseconds: nanoseconds, zone: zone)
    }

    func nanoseconds(of time: CivilTime) throws(BuiltInFault) -> Value {
        guard let nanoseconds = time.nanoseconds else { throw .failed("time outside of valid range") }
        return heap.int(nanoseconds)
    }
}

let clocks: [String: BuiltIn.Body] = [
    "time.now_ns": { call throws(BuiltInFault) in call.heap.int(call.surroundings.now) },
    "time.parse_ns": { call throws(BuiltInFault) in
        let layout = try call.string(0)
        return try call.nanoseconds(of: LayoutReader.parse(Layout.named[layout] ?? layout, call.string(1)))
    },
    "time.parse_rfc3339_ns": { call throws(BuiltInFault) in
        try call.nanoseconds(of: LayoutReader.parse("2006-01-02T15:04:05Z07:00", call.string(0)))
    },
    "time.parse_duration_ns": { call throws(BuiltInFault) in call.heap.int(try duration(call.string(0))) },
    "time.format": { call throws(BuiltInFault) in
        let (nanoseconds, zone, layout) = try call.moment(0)
        let chosen = layout.map { Layout.named[$0] ?? $0 } ?? "2006-01-02T15:04:05.999999999Z07:00"
        return call.heap.string(Layout.format(CivilTime(nanoseconds: nanoseconds, zone: zone), chosen))
    },
]

/// Go's durations: `1h15m30.918s`.
func duration(_ text: String) throws(BuiltInFault) -> Int {
    let invalid = BuiltInFault.failed("time: invalid duration \"\(text)\"")
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
    if rest == "0" { return 0 }
    guard !rest.isEmpty else { throw invalid }
    var total = BigDecimal.zero
    while !rest.isEmpty {
        let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        guard !digits.isEmpty, digits != ".", let amount = BigDecimal(digits) else { throw invalid }
        rest = rest.dropFirst(digits.count)
        let unit = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
        guard !unit.isEmpty else { throw .failed("time: missing unit in duration \"\(text)\"") }
        rest = rest.dropFirst(unit.count)
        let scales = [
            "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000,
            "m": 60_000_000_000,
            "h": 3_600_000_000_000,
        ]
        guard let scale = scales[String(unit)] else {
            throw .failed("time: unknown unit \"\(unit)\" in duration \"\(text)\"")
        }
        total = total + amount * BigDecimal(scale)
    }
    guard let nanoseconds = total.rounded(.towardZero).asInt else { throw invalid }
    return isNegative ? -nanoseconds : nanoseconds
}

let calendars: [String: BuiltIn.Body] = [
    "time.date": { call throws(BuiltInFault) in
        let time = try call.civil(0)
        return call.heap.array([call.heap.int(time.year), call.heap.int(time.month), call.heap.int(time.day)])
    },
    "time.clock": { call throws(BuiltInFault) in
        let time = try call.civil(0)
        return call.heap.array([
            call.heap.int(time.hour), call.heap.int(time.minute), call.heap.int(time.second),
        ])
    },
    "time.weekday": { call throws(BuiltInFault) in
        call.heap.string(CivilTime.weekdays[try call.civil(0).weekday])
    },
    "time.add_date": { call throws(BuiltInFault) in
        let (nanoseconds, zone, _) = try call.moment(0)
        var time = CivilTime(nanoseconds: nanoseconds, zone: zone)
        let (years, months, days) = (try call.int(1), try call.int(2), try call.int(3))
        guard max(abs(years), abs(months), abs(days)) < 1 << 32 else {
            throw .failed("time outside of valid range")
        }
        time.year += years
        time.month += months
        time.day += days
        let local =
            CivilTime.days(time.year, time.month, time.day) * 86400 + time.hour * 3600 + time.minute * 60
            + time.second
        time.offset = zone.offset(local: local)
        return try call.nanoseconds(of: time)
    },
    "time.diff": { call throws(BuiltInFault) in
        let (first, zone, _) = try call.moment(0)
        let (second, _, _) = try call.moment(1)
        let early = CivilTime(nanoseconds: min(first, second), zone: zone)
        let late = CivilTime(nanoseconds: max(first, second), zone: zone)
        var parts = [
            late.year - early.year, late.month - early.month, late.day - early.day, late.hour - early.hour,
            late.minute - early.minute, late.second - early.second,
        ]
        if late.nanosecond < early.nanosecond { parts[5] -= 1 }
        for (place, size) in [(5, 60), (4, 60), (3, 24)] where parts[place] < 0 {
            parts[place] += size
            parts[place - 1] -= 1
        }
        if parts[2] < 0 {
            parts[2] += CivilTime.daysIn(early.year, early.month)
            parts[1] -= 1
        }
        if parts[1] < 0 {
            parts[1] += 12
            parts[0] -= 1
        }
        let heap = call.heap
        return heap.array(parts.map { heap.int($0) })
    },
]
