import CYaml
import Faults

/// What libyaml tells of a text, one after another.
enum YAMLEvent {
    case scalar(String, isPlain: Bool)
    case alias(String)
    case sequenceStart, sequenceEnd
    case mappingStart, mappingEnd
    case documentStart, end
}

/// libyaml's parser over bytes that it borrows.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// Where the last event began, and what it carried.
    private(set) var position = YAMLDocument.Position(line: 1, column: 1)
    private(set) var anchor: String?
    private(set) var tag: String?

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw Fault(.unavailable, "yaml.memory", "There is no memory to read YAML.", retryAfter: 5)
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    static func malformed(_ what: String, _ position: YAMLDocument.Position) -> Fault {
        let message = "\(what) at line \(position.line), column \(position.column)"
        return Fault(
            .invalid, "yaml.malformed", "The YAML cannot be used: \(message).",
            problems: [.init("\(position.line),\(position.column)", what)])
    }

    /// The next event that matters.
    mutating func next() throws(Fault) -> YAMLEvent {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
            defer { yaml_event_delete(&event) }
            position = YAMLEvents.place(event.start_mark)
            anchor = nil
            tag = nil
            switch event.type {
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                anchor = YAMLEvents.text(scalar.anchor)
                tag = YAMLEvents.text(scalar.tag)
                let text = String(
                    decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
                return .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
            case YAML_ALIAS_EVENT: return .alias(YAMLEvents.text(event.data.alias.anchor) ?? "")
            case YAML_SEQUENCE_START_EVENT:
                anchor = YAMLEvents.text(event.data.sequence_start.anchor)
                tag = YAMLEvents.text(event.data.sequence_start.tag)
                return .sequenceStart
            case YAML_MAPPING_START_EVENT:
                anchor = YAMLEvents.text(event.data.mapping_start.anchor)
                tag = YAMLEvents.text(event.data.mapping_start.tag)
                return .mappingStart
            case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
            case YAML_MAPPING_END_EVENT: return .mappingEnd
            case YAML_DOCUMENT_START_EVENT: return .documentStart
            case YAML_STREAM_END_EVENT: return .end
            default: continue
            }
        }
    }

    private func failure() -> Fault {
        let what = parser.pointee.problem.map { String(cString: $0) } ?? "it is not YAML"
        // Errors of the encoding carry an offset only.
        let mark =
            parser.pointee.error == YAML_READER_ERROR ? parser.pointee.mark : parser.pointee.problem_mark
        return YAMLEvents.malformed(what, YAMLEvents.place(mark))
    }

    private static func place(_ mark: yaml_mark_t) -> YAMLDocument.Position {
        .init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
