/// A function of the language: what it takes, the type of what it gives, and how.
public struct Function: Sendable {
    public struct Parameter: Sendable {
        public let name: String
        public let type: ValueType
        package var allowsNull = false
        package var allowsUnknown = false
        package var allowsDynamic = false
        package var allowsMarks = false
        /// Marks within it are left to the body, which gets it without its own.
        package var allowsInnerMarks = false

        /// `allow` has the letters of what the body handles itself: n(ull), u(nknown), d(ynamic), m(arks),
        /// and s for such marks only as are within it.
        package init(_ name: String, _ type: ValueType, _ allow: String = "") {
            self.name = name
            self.type = type
            allowsNull = allow.contains("n")
            allowsUnknown = allow.contains("u")
            allowsDynamic = allow.contains("d")
            allowsMarks = allow.contains("m")
            allowsInnerMarks = allow.contains("s")
        }
    }

    /// Why a call failed; of one argument where `argument` is told.
    public struct Failure: Error, Sendable {
        public var message: String
        public var argument: Int?

        public init(_ message: String, argument: Int? = nil) {
            self.message = message
            self.argument = argument
        }
    }

    public let parameters: [Parameter]
    public let variadic: Parameter?
    package let type: @Sendable ([Value]) throws -> ValueType
    package let body: @Sendable ([Value], ValueType) throws -> Value
    /// Whether results are never null.
    package let isNeverNull: Bool
    /// Set for the few that see their arguments' expressions and not their values.
    package var custom: Custom?

    package typealias Custom = @Sendable (Evaluator, NodeID) -> Value

    package init(
        _ parameters: [Parameter], variadic: Parameter? = nil, isNeverNull: Bool = true,
        type: @escaping @Sendable ([Value]) throws -> ValueType,
        _ body: @escaping @Sendable ([Value], ValueType) throws -> Value
    ) {
        self.parameters = parameters
        self.variadic = variadic
        self.isNeverNull = isNeverNull
        self.type = type
        self.body = body
    }

    package init(
        _ parameters: [Parameter], variadic: Parameter? = nil, isNeverNull: Bool = true, gives: ValueType,
        _ body: @escaping @Sendable ([Value]) throws -> Value
    ) {
        self.init(
            parameters, variadic: variadic, isNeverNull: isNeverNull, type: { _ in gives }
        ) { values, _ in try body(values) }
    }

    package init(custom: @escaping Custom) {
        self.init([], variadic: Parameter("expressions", .dynamic), gives: .dynamic) { _ in .dynamicUnknown }
        self.custom = custom
    }

    package func parameter(_ place: Int) -> Parameter? {
        place < parameters.count ? parameters[place] : variadic
    }

    /// Calls it with values of the parameters' types; what a body doesn't handle is dealt with here:
    /// unknown arguments make an unknown result, marks go from the arguments to the result.
    public func call(_ arguments: [Value]) throws(Failure) -> Value {
        guard arguments.count >= parameters.count else {
            throw Failure(
                "wrong number of arguments (\(parameters.count) required; \(arguments.count) given)")
        }
        guard variadic != nil || arguments.count == parameters.count else {
            throw Failure(
                "wrong number of arguments (\(parameters.count) required; \(arguments.count) given)")
        }
        var marks: Set<Value.Mark> = []
        var plain = arguments
        var isUnknown = false
        var isDynamic = false
        for (place, argument) in arguments.enumerated() {
            guard let parameter = parameter(place) else { continue }
            if parameter.allowsInnerMarks {
                marks.formUnion(argument.marks)
                plain[place] = argument.unmarked
            } else if !parameter.allowsMarks {
                marks.formUnion(argument.deepMarks)
                plain[place] = argument.deeplyUnmarked
            }
            if argument.isNull, !parameter.allowsNull {
                throw Failure("argument must not be null", argument: place)
            }
            if !argument.type.conforms(to: parameter.type) {
                throw Failure(
                    "\(mismatchMessage(argument.type, parameter.type)), but received "
                        + argument.type.friendlyName, argument: place)
            }
            if argument.isDynamicUnknown, !parameter.allowsDynamic { isDynamic = true }
            if !argument.isKnown, !parameter.allowsUnknown { isUnknown = true }
        }
        if isDynamic { return Value.dynamicUnknown.marked(marks) }
        return try result(plain, isUnknown: isUnknown).marked(marks)
    }

    private func result(_ plain: [Value], isUnknown: Bool) throws(Failure) -> Value {
        do {
            return try unguarded(plain, isUnknown)
        } catch let failure as Failure {
            throw failure
        } catch let mismatch as Mismatch {
            throw Failure(mismatch.text)
        } catch {
            throw Failure("\(error)")
        }
    }

    private func unguarded(_ plain: [Value], _ isUnknown: Bool) throws -> Value {
        let expected = try type(plain)
        if isUnknown {
            let unknown = Value.unknown(expected)
            return isNeverNull ? unknown.refinedNotNull : unknown
        }
        let result = try body(plain, expected)
        if let text = result.stringValue { try checkSize(text.utf8.count) }
        try checkWeight(result)
        if case .elements(let elements) = result.content { try checkCount(elements.count) }
        if case .members(let members) = result.content { try checkCount(members.count) }
        return isNeverNull ? result.refinedNotNull : result
    }
}

extension ValueType {
    /// Whether it is what the constraint asks for, without any conversion.
    func conforms(to want: ValueType) -> Bool {
        if want == .dynamic || self == .dynamic { return true }
        switch (self, want) {
        case (.list(let a), .list(let b)), (.set(let a), .set(let b)), (.map(let a), .map(let b)):
            return a.conforms(to: b)
        default: return self == want
        }
    }
}
