import Values

/// The fields of an object, in the API's order of making.
struct Shape: Sendable {
    var fields: [Field] = []
    /// Whether what is not among the fields is left out; else it is spelled by rule.
    var isClosed = false
}

/// One field of an object: where it comes from, where it goes to, and how it is written.
struct Field: Sendable {
    enum Source: Sendable {
        case attribute
        case template(NameTemplate)
        /// A value of the type's own, where the attribute is there, or is not.
        case constant(JSON, where: String?, isThere: Bool)
        case nothing
    }

    enum Order: Sendable {
        case asWritten
        /// By the checksum of the text.
        case byText
        /// By the checksum of what the element is written down as.
        case byContent
    }

    enum Form: Sendable {
        case asIs
        case text
        case number
        /// The whole path of what is named, below its project.
        case reference(NameTemplate)
        /// The whole address of a scope of OAuth.
        case scope
        /// A list of `key` and `value`.
        case items
        case base64
        /// The whole address of what is named in the same region.
        case link
        case without(String)
        /// A map by one of the elements' attributes.
        case keyed(String)
    }

    let name: String
    var path: [String]
    var source = Source.attribute
    var form = Form.asIs
    var order = Order.asWritten
    /// Nil where the spelling tells: a plural is a list.
    var isList: Bool?
    /// Given on with the names that it has.
    var isRaw = false
    /// What the provider sends where the configuration says nothing.
    var standard: JSON?
    /// What is sent whenever there is nothing else, whoever says so.
    var always: JSON?
    /// What a configuration has to say where the API tells nothing.
    var written: JSON?
    /// The provider writes its own labels to it too.
    var isLabelled = false
    /// Known before anything is made, so that others may refer to it.
    var isForeseen = false
    var shape = Shape()

    /// Whether its names are anyone's, and not the API's.
    var isMap: Bool {
        switch form {
        case .items, .without: true
        default: isLabelled
        }
    }

    init(_ name: String) {
        self.name = name
        path = [Spelling.api(name)]
    }
}
