import Values

/// How the API has changed, newest first, as the snapshot of its document was renewed.
public struct APIChangelog: Sendable {
    /// What came with one renewal.
    public struct Entry: Sendable {
        /// The day, as in `2026-11-21`.
        public let date: String
        public let changes: [APIChange]

        public init(date: String, changes: [APIChange]) { (self.date, self.changes) = (date, changes) }

        /// One line of the record.
        public var line: String {
            JSON.object(["date": .string(date), "changes": .array(changes.map(\.json))]).text
        }

        init?(line: Substring) {
            guard let json = try? JSON(parsing: String(line)), let date = json["date"]?.stringValue else {
                return nil
            }
            self.init(date: date, changes: json["changes"]?.arrayValue?.compactMap(APIChange.init(_:)) ?? [])
        }
    }

    public let entries: [Entry]

    /// The program's own.
    public static let recorded = APIChangelog(
        entries: RecordedChanges.text.split(separator: "\n").compactMap { Entry(line: $0) })

    public init(entries: [Entry]) { self.entries = entries }

    /// Days with all that changed on them, newest first.
    private var days: [(date: String, changes: [APIChange])] {
        Dictionary(grouping: entries, by: \.date).sorted { $0.key > $1.key }
            .map { (date: $0.key, changes: $0.value.flatMap(\.changes)) }
    }

    public var html: String {
        let days = days.map { day in
            "<section aria-labelledby=\"d\(day.date)\"><h2 id=\"d\(day.date)\">\(day.date)</h2>"
                + APIChange.Kind.allCases.map { kind in list(day.changes.filter { $0.kind == kind }, kind) }
                .joined() + "</section>"
        }.joined()
        return page(
            "Changes of the Plumb API", nav: "",
            main: """
                <h1>What has changed</h1>
                <p>By the <a href="/docs">operations</a> and the shapes that they answer with. What is marked
                as breaking may need a change of clients; everything else does not.</p>\(days)
                """)
    }

    private func list(_ changes: [APIChange], _ kind: APIChange.Kind) -> String {
        guard !changes.isEmpty else { return "" }
        let rows = changes.map { change in
            "<li><code>\(escape(change.subject))</code> \(escape(change.what))"
                + (change.isBreaking ? " <strong>breaking</strong>" : "") + "</li>"
        }.joined()
        return "<h3>\(kind.rawValue.capitalizedFirst)</h3><ul>\(rows)</ul>"
    }

    /// As lines for a terminal.
    public var text: String {
        days.map { day in
            ([day.date] + day.changes.map { "  " + $0.description }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}

extension APIChange: CustomStringConvertible {
    public var description: String {
        "\(kind.rawValue) \(subject): \(what)\(isBreaking ? " (breaking)" : "")"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
