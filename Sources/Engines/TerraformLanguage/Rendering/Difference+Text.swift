import Values

extension Difference {
    /// How a difference is written where it stands.
    struct Style {
        /// As states are shown, where nothing changes.
        var hasNoSymbols = false
        var showsUnchanged = false
        /// Without `-> null` after what goes, because what holds it says so already.
        var hidesNull = false
        var isReplacingAll = false
        var tool = PlanText.Tool.terraform

        /// For what is held by the thing; that all of it forces the replacement does not go further down.
        func with(_ change: (inout Style) -> Void) -> Style {
            var out = self
            out.isReplacingAll = false
            change(&out)
            return out
        }

        var withoutNull: Style {
            var out = self
            out.hidesNull = true
            return out
        }

        func symbol(_ action: Action) -> String {
            if hasNoSymbols { return "" }
            switch action {
            case .none: return "    "
            case .create: return "  + "
            case .update: return "  ~ "
            case .delete: return "  - "
            }
        }

        func null(_ action: Action) -> String { !hidesNull && action == .delete ? " -> null" : "" }

        func replacement(_ isReplacing: Bool) -> String {
            isReplacing || isReplacingAll ? " # forces replacement" : ""
        }
    }

    /// From the equal sign on; `depth` is that of the line on which it begins.
    func text(_ depth: Int, _ style: Style) -> String {
        switch content {
        case .primitive(let before, let after, let isText):
            return isText
                ? self.text(before, after, depth, style) : plain(before, after, style)
        case .object(let members, let isNested):
            return object(members, depth, style.with { $0.hidesNull = !isNested }, style)
        case .map(let members, let isNested): return map(members, isNested, depth, style)
        case .list(let elements, let isNested): return list(elements, isNested, depth, style)
        case .set(let elements, let isNested): return set(elements, isNested, depth, style)
        case .unknown(let before):
            let suffix = style.replacement(isReplacing)
            guard action != .create, let before else { return "(known after apply)" + suffix }
            return before.text(depth, style.withoutNull) + " -> (known after apply)" + suffix
        case .sensitive(let inner, _, _):
            return "(sensitive value)" + style.null(inner.action) + style.replacement(isReplacing)
        case .otherType(let before, let after):
            return before.text(depth, style.withoutNull) + " -> " + after.text(depth, style.withoutNull)
        case .block(let attributes, let blocks): return block(attributes, blocks, depth, style)
        case .sensitiveBlock:
            let line = indent(depth) + style.symbol(.none)
            return "{\(style.replacement(isReplacing))\n\(line)  # At least one attribute in this block is "
                + "(or was) sensitive,\n\(line)  # so its contents will not be displayed.\n\(line)}"
        }
    }

    private func indent(_ depth: Int) -> String { String(repeating: "    ", count: depth) }

    private func hidden(_ count: Int, _ noun: String, _ depth: Int, _ style: Style) -> String {
        "\(indent(depth + 1))\(style.symbol(.none))# (\(count) unchanged \(noun)\(count == 1 ? "" : "s") hidden)\n"
    }

    private func end(_ bracket: String, _ depth: Int, _ style: Style) -> String {
        indent(depth) + style.symbol(.none) + bracket
    }

    // MARK: What holds others

    /// These are shown even where they stay, so that one sees what it is about.
    private static let important: Set<String> = ["id", "name", "tags"]

    /// The lines of named members, by name.
    private func lines(_ members: [String: Difference], _ depth: Int, _ style: Style) -> String {
        let names = members.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let width = names.map { spelledName($0).utf8.count }.max() ?? 0
        var out = ""
        var unchanged = 0
        for name in names {
            guard let member = members[name] else { continue }
            let isImportant = Self.important.contains(name)
            if member.action == .none, !style.showsUnchanged, !isImportant {
                unchanged += 1
                continue
            }
            let style = isImportant ? style.with { $0.showsUnchanged = true } : style
            out += member.warning(depth + 1)
            out += "\(indent(depth + 1))\(style.symbol(member.action))\(padded(spelledName(name), width)) = "
            out += member.text(depth + 1, style) + "\n"
        }
        if unchanged > 0 { out += hidden(unchanged, "attribute", depth, style) }
        return out
    }

    private func object(
        _ members: [String: Difference], _ depth: Int, _ inner: Style, _ style: Style
    ) -> String {
        if members.isEmpty { return "{}" + style.null(action) + style.replacement(isReplacing) }
        return "{\(style.replacement(isReplacing))\n" + lines(members, depth, inner)
            + end("}", depth, style) + style.null(action)
    }

    private func map(
        _ members: [String: Difference], _ isNested: Bool, _ depth: Int, _ style: Style
    ) -> String {
        let own = isNested ? "" : style.replacement(isReplacing)
        if members.isEmpty { return "{}" + style.null(action) + own }
        let names = members.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let width = isNested ? 0 : names.map { spelled($0).utf8.count }.max() ?? 0
        let inner = style.with {
            $0.hidesNull = action == .delete
            $0.isReplacingAll = isReplacing && isNested
        }
        var out = "{\(own)\n"
        var unchanged = 0
        for name in names {
            guard let member = members[name] else { continue }
            if member.action == .none, !style.showsUnchanged {
                unchanged += 1
                continue
            }
            out += member.warning(depth + 1)
            out += "\(indent(depth + 1))\(style.symbol(member.action))\(padded(spelled(name), width)) = "
            out += member.text(depth + 1, inner) + (member.isObject ? ",\n" : "\n")
        }
        if unchanged > 0 { out += hidden(unchanged, "element", depth, style) }
        return out + end("}", depth, style) + style.null(action)
    }

    private func list(
        _ elements: [Difference], _ isNested: Bool, _ depth: Int, _ style: Style
    ) -> String {
        let replacement = style.replacement(isReplacing)
        if elements.isEmpty { return "[]" + style.null(action) + replacement }
        let changed = style.with { $0.hidesNull = true }
        let whole = style.with { $0.showsUnchanged = true }
        func line(_ element: Difference, _ style: Style) -> String {
            element.warning(depth + 1) + indent(depth + 1) + style.symbol(element.action)
                + element.text(depth + 1, style) + ",\n"
        }
        var out = "[\(replacement)\n"
        var unchanged: [Difference] = []
        // Where the order matters, what stands beside a change is shown with it.
        var isNextShown = false
        for element in elements {
            if element.action == .none, !isNextShown, !style.showsUnchanged {
                unchanged.append(element)
                continue
            }
            isNextShown = false
            var own = changed
            if !isNested {
                if unchanged.count > 1 { out += hidden(unchanged.count - 1, "element", depth, style) }
                if let last = unchanged.last { out += line(last, whole) }
                unchanged = []
                if element.action == .none { own = whole } else { isNextShown = true }
            }
            out += line(element, own)
        }
        if !unchanged.isEmpty { out += hidden(unchanged.count, "element", depth, style) }
        return out + end("]", depth, style) + style.null(action)
    }

    private func set(
        _ elements: [Difference], _ isNested: Bool, _ depth: Int, _ style: Style
    ) -> String {
        // Of nested objects each says by itself that it forces the replacement.
        let own = isNested && isReplacing ? "" : style.replacement(isReplacing)
        if elements.isEmpty { return "[]" + style.null(action) + own }
        let inner = style.with {
            $0.hidesNull = true
            $0.isReplacingAll = isReplacing && isNested
        }
        var out = "[\(own)\n"
        var unchanged = 0
        for element in elements {
            if element.action == .none, !style.showsUnchanged {
                unchanged += 1
                continue
            }
            out += element.warning(depth + 1) + indent(depth + 1) + style.symbol(element.action)
            out += element.text(depth + 1, inner) + ",\n"
        }
        if unchanged > 0 { out += hidden(unchanged, "element", depth, style) }
        return out + end("]", depth, style) + style.null(action)
    }

    private func block(
        _ attributes: [String: Difference], _ blocks: [Blocks], _ depth: Int, _ style: Style
    ) -> String {
        if attributes.isEmpty, blocks.isEmpty { return "{}" + style.replacement(isReplacing) }
        var out = "{\(style.replacement(isReplacing))\n"
        out += lines(attributes, depth, style.with { _ in })
        var unchanged = 0
        for group in blocks {
            var isFirst = true
            for (label, one) in group.all {
                if one.action == .none, !style.showsUnchanged {
                    unchanged += 1
                    continue
                }
                if isFirst, !attributes.isEmpty { out += "\n" }
                isFirst = false
                let style = style.with { $0.isReplacingAll = group.areReplacing }
                out += "\(indent(depth + 1))\(style.symbol(one.action))\(spelledName(group.name))\(label) "
                out += one.text(depth + 1, style) + "\n"
            }
        }
        if unchanged > 0 { out += "\n" + hidden(unchanged, "block", depth, style) }
        return out + end("}", depth, style)
    }

    /// The lines before one whose being secret changes.
    private func warning(_ depth: Int) -> String {
        guard case .sensitive(let inner, let before, let after) = content, before != after,
            action != .create, action != .delete
        else { return "" }
        let line = indent(depth) + "  # "
        let told =
            before
            ? "\(line)Warning: this attribute value will no longer be marked as sensitive\n"
                + "\(line)after applying this change."
            : "\(line)Warning: this attribute value will be marked as sensitive and will not\n"
                + "\(line)display in UI output after applying this change."
        return told + (inner.action == .none ? " The value is unchanged.\n" : "\n")
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }
}

/// A name as HCL has it, quoted where it is no identifier.
func spelledName(_ name: String) -> String {
    TerraformFunctions.isIdentifier(name) ? name : spelled(name)
}
