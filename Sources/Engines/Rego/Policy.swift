import RegoSyntax
import Synchronization
public import Values

/// Modules that were compiled together with the data that they read. It may be used from everywhere at once.
public final class Policy: Sendable {
    let store: PolicyStore
    let base: Document
    let modules: [Module]
    let options: CompilerOptions
    private let idle = Mutex<[Idle]>([])

    /// A machine that nobody uses.
    ///
    /// Unchecked: whoever takes it out of the list is the only one that has it.
    private struct Idle: @unchecked Sendable { let machine: Machine }

    /// Compiles the modules. Problems: all that the compiler finds.
    public init(
        _ modules: [Module], library: Library, data: JSON = .object([:]),
        options: CompilerOptions = CompilerOptions()
    ) throws(Problems) {
        let compiler = Compiler(modules, library, options, heap: Heap())
        try compiler.compile()
        let heap = Heap()
        base = Document(heap, heap.value(data))
        store = PolicyStore(compiler)
        self.modules = modules
        self.options = options
    }

    /// Prepares a query: Rego expressions, such as `data.terraform.deny = x`.
    public func query(_ text: String, options: ParserOptions = ParserOptions()) throws(Problems) -> Query {
        try Query(self, Expression.query(text, options: options))
    }

    func borrow<T>(_ body: (Machine) throws(EvaluationFault) -> T) throws(EvaluationFault) -> T {
        let machine = idle.withLock { $0.popLast()?.machine } ?? Machine(store)
        defer {
            machine.heap.reset()
            let kept = Idle(machine: machine)
            idle.withLock { if $0.count < 8 { $0.append(kept) } }
        }
        return try body(machine)
    }
}

/// A frozen value with the heap that holds it.
///
/// Unchecked: the value is settled, so that reading it changes nothing.
final class Document: @unchecked Sendable {
    let heap: Heap
    let value: Value

    init(_ heap: Heap, _ value: Value) {
        value.settle()
        self.heap = heap
        self.value = value
    }
}

/// What an evaluation is about.
public enum Input: Sendable {
    case none
    case json(JSON)
    /// Read in place, as far as rules look into it.
    case document(JSONDocument)
    /// A term in Rego's syntax, which may hold sets.
    case term(String)
}

/// How an evaluation goes.
public struct EvaluationOptions {
    public var surroundings = Surroundings()
    public var limits = Limits()
    /// Whether an error of a built-in function ends the evaluation; otherwise the call has no value.
    public var isStrict = false

    public init() {}
}
