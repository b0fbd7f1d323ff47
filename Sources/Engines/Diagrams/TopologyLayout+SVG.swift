extension TopologyLayout {
    /// A drawing that stands alone: colours for light and dark, a title for each thing. `notes` are told with
    /// the items of their ids, which are marked.
    public func svg(title: String, notes: [String: String] = [:]) -> String {
        var out =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
            + "font-family=\"system-ui, sans-serif\" font-size=\"12\">\n<title>\(Self.escaped(title))</title>\n"
            + Self.style
        for line in lines {
            out +=
                "<path class=\"line\" d=\"\(line.path)\"><title>\(Self.escaped(line.from)) needs "
                + "\(Self.escaped(line.to)) (\(line.count))</title></path>\n"
        }
        for box in boxes {
            out +=
                "<g>\n" + Self.rectangle(box.frame, "box", 8)
                + Self.text(box.frame, "head", "\(box.group) · \(box.items.count)", 20)
            for (item, frame) in box.items {
                let note = notes[item.id]
                out +=
                    "<g><title>\(Self.escaped(item.id + (note.map { ": " + $0 } ?? "")))</title>"
                    + Self.rectangle(frame, note == nil ? "chip" : "chip marked", 5)
                    + Self.text(frame, "label", Self.shortened(item.label), 17) + "</g>\n"
            }
            out += "</g>\n"
        }
        return out + "</svg>\n"
    }

    /// As much of a label as has room on its chip.
    public static func shortened(_ label: String) -> String {
        label.count <= 24 ? label : label.prefix(23) + "…"
    }

    private static let style = """
        <style>
        .box { fill: #f6f7f9; stroke: #c9ced6 } .head { fill: #3b4252; font-weight: 600 }
        .chip { fill: #fff; stroke: #c9ced6 } .label { fill: #1f2430 } .line { fill: none; stroke: #9aa3b2 }
        .marked { fill: #fff1e0; stroke: #b45309; stroke-width: 2 }
        @media (prefers-color-scheme: dark) {
        .box { fill: #1b1f27; stroke: #3a4150 } .head { fill: #d8dee9 }
        .chip { fill: #252a34; stroke: #3a4150 }
        .label { fill: #e5e9f0 } .line { stroke: #5b6474 }
        .marked { fill: #3d2a12; stroke: #f59e0b }
        }
        </style>

        """

    private static func rectangle(_ frame: Frame, _ kind: String, _ round: Int) -> String {
        "<rect class=\"\(kind)\" x=\"\(frame.x)\" y=\"\(frame.y)\" width=\"\(frame.width)\" "
            + "height=\"\(frame.height)\" rx=\"\(round)\"/>"
    }

    private static func text(_ frame: Frame, _ kind: String, _ text: String, _ below: Int) -> String {
        "<text class=\"\(kind)\" x=\"\(frame.x + 8)\" y=\"\(frame.y + below)\">\(escaped(text))</text>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
