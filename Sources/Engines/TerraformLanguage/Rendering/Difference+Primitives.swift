import Values

extension Difference {
    func plain(_ before: JSON?, _ after: JSON?, _ style: Style) -> String {
        func told(_ json: JSON?) -> String { json?.text ?? "null" }
        let suffix = style.replacement(isReplacing)
        switch action {
        case .create: return told(after) + suffix
        case .delete: return told(before) + style.null(action) + suffix
        case .none: return told(before) + suffix
        case .update: return "\(told(before)) -> \(told(after))\(suffix)"
        }
    }

    /// A text as it is shown: a document, several lines, or one.
    private struct Shown {
        var text = ""
        var document: JSON?
        var isNull = false

        var isLong: Bool { text.utf8.contains(0x0a) }
        var inOneLine: String { isNull ? "null" : spelled(text) }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        init(_ json: JSON?) {
            guard let json else {
                isNull = true
                return
            }
            text = json.stringValue ?? json.text
            if text.utf8.first == UInt8(ascii: "{") || text.utf8.first == UInt8(ascii: "[") {
                document = try? JSON(parsing: text)
            }
            let trimmed = text.trimmed
            if document == nil, trimmed.utf8.contains(0x0a) {
                text = trimmed
            } else if document == nil, text.utf8.contains(0x0a) {
                // Line ends around one line only: it is shown quoted.
                isQuoted = true
            }
        }

        var isQuoted = false
        var isSeveral: Bool { document == nil && !isQuoted && isLong }
    }

    func text(_ before: JSON?, _ after: JSON?, _ depth: Int, _ style: Style) -> String {
        let (old, new) = (Shown(before), Shown(after))
        let suffix = style.replacement(isReplacing)
        let lines: [String]
        switch action {
        case .create, .none:
            if let document = new.document {
                return self.document(action == .none ? document : nil, document, depth, style)
            }
            if !new.isSeveral { return new.inOneLine + suffix }
            lines = new.lines.map { line($0, .none, depth, style) }
        case .delete:
            if old.isNull { return old.inOneLine + suffix }
            if let document = old.document { return self.document(document, nil, depth, style) }
            if !old.isSeveral { return old.inOneLine + style.null(action) + suffix }
            lines = old.lines.map { line($0, .none, depth, style) }
        case .update:
            if let a = old.document, let b = new.document { return document(a, b, depth, style) }
            if old.document != nil || new.document != nil {
                return part(before, nil, .delete).text(depth, style.withoutNull) + " -> "
                    + part(nil, after, .create).text(depth, style.withoutNull)
            }
            if !old.isSeveral, !new.isSeveral {
                return "\(old.inOneLine) -> \(new.inOneLine)\(suffix)"
            }
            lines = changedLines(old.lines, new.lines, depth, style)
        }
        let body = lines.joined(separator: "\n")
        let end = String(repeating: "    ", count: depth) + style.symbol(.none)
        return "<<-EOT\(suffix)\n\(body)\n\(end)EOT\(style.null(action))"
    }

    private func part(_ before: JSON?, _ after: JSON?, _ action: Action) -> Difference {
        Difference(
            .primitive(before: before, after: after, isText: true), action,
            ValuePair(before: before, after: after))
    }

    private func line(_ text: Substring, _ action: Action, _ depth: Int, _ style: Style) -> String {
        String(repeating: "    ", count: depth + 1) + style.symbol(action) + text
    }

    private func changedLines(
        _ old: [Substring], _ new: [Substring], _ depth: Int, _ style: Style
    ) -> [String] {
        let common = commonSubsequence(
            old.map { .string(String($0)) }, new.map { .string(String($0)) }
        ).compactMap(\.stringValue)
        var (x, y) = (0, 0)
        var out: [String] = []
        for next in common.map(Optional.some) + [nil] {
            while x < old.count, next.map({ !same($0, old[x]) }) ?? true {
                out.append(line(old[x], .delete, depth, style))
                x += 1
            }
            while y < new.count, next.map({ !same($0, new[y]) }) ?? true {
                out.append(line(new[y], .create, depth, style))
                y += 1
            }
            guard next != nil else { break }
            out.append(line(old[x], .none, depth, style))
            (x, y) = (x + 1, y + 1)
        }
        return out
    }

    private func same(_ a: String, _ b: Substring) -> Bool { a.utf8.elementsEqual(b.utf8) }

    /// A text that is a document is shown as what it holds.
    private func document(_ before: JSON?, _ after: JSON?, _ depth: Int, _ style: Style) -> String {
        var pair = ValuePair(before: before, after: after)
        pair.isBeforeExplicit = action != .create
        pair.isAfterExplicit = action != .delete
        let inner = Differ(tool: style.tool).open(pair)
        var own = style.with { $0.hidesNull = true }
        var spaces = ""
        var symbol = action == .create || action == .delete ? Action.none : action
        if inner.action == .none, action == .update {
            spaces = isReplacing ? " # whitespace changes force replacement" : " # whitespace changes"
            own.showsUnchanged = true
            symbol = .none
        }
        let replacement = spaces.isEmpty ? style.replacement(isReplacing) : ""
        let body = inner.text(depth + 1, own)
        let outer = String(repeating: "    ", count: depth)
        guard body.utf8.contains(0x0a) else {
            return "jsonencode(\(body)\(replacement))\(spaces)"
        }
        return "jsonencode(\(spaces)\n\(outer)    \(style.symbol(symbol))\(body)\(replacement)\n"
            + "\(outer)\(style.symbol(.none)))\(style.null(action))"
    }
}

/// A text between quotation marks as plans show it, with what can't be seen spelled out.
func spelled(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case "\u{07}": out += "\\a"
        case "\u{08}": out += "\\b"
        case "\u{0b}": out += "\\v"
        case "\u{0c}": out += "\\f"
        default:
            if scalar == " " || scalar.isVisible {
                out.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16)
                let (mark, width) =
                    scalar.value < 0x80 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
                out += "\\" + mark + String(repeating: "0", count: width - digits.count) + digits
            }
        }
    }
    return out + "\""
}

extension Unicode.Scalar {
    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
